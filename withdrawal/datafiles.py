"""Reading data files: TOML into frozen classes, with errors that name file, key and expectation.

Data files hold data. Nothing in them is evaluated, imported or looked up as code; a word outside
the vocabulary of a key is an error.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import attrs

from withdrawal.dates import Counting, PartialDate, Period, parse_day
from withdrawal.errors import DataFileError, WithdrawalError

__all__ = ["converter", "read_toml", "structure"]

_T = TypeVar("_T")


def read_toml(path: Path) -> dict[str, Any]:
    """Return the contents of a TOML file.

    Raises:
        DataFileError: the file cannot be read, is not UTF-8 or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataFileError(f"{path}: cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise DataFileError(f"{path}: is not UTF-8 text.") from None
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(f"{path}: is not TOML: {error}.") from None
    except RecursionError:
        raise DataFileError(f"{path}: is nested too deeply to be a data file.") from None


def structure(data: Any, cls: type[_T], *, source: str) -> _T:
    """Return ``data`` as an instance of ``cls``.

    Args:
        data: what a TOML or JSON file held.
        cls: a frozen attrs class whose attributes are the keys (``from_`` stands for ``from``).
        source: the file (and line), for errors.

    Raises:
        DataFileError: an unknown key, a missing key, or a value of the wrong kind; the message
            names source, key and expectation.
    """
    try:
        return converter().structure(data, cls)
    except Exception as error:
        raise DataFileError(f"{source}: {_complaint(error)}.") from None


@cache
def converter() -> Any:
    """Return the one cattrs converter for data files, with the hooks of this package."""
    import cattrs

    made = cattrs.Converter(forbid_extra_keys=True, detailed_validation=True)
    for cls, hook in _HOOKS.items():
        made.register_structure_hook(cls, hook)
    made.register_structure_hook_factory(attrs.has, lambda cls: _attrs_hook(cls, made))
    return made


def _attrs_hook(cls: type[Any], made: Any) -> Callable[..., Any]:
    from cattrs.gen import make_dict_structure_fn, override

    renamed = {
        each.name: override(rename=each.name.rstrip("_"))
        for each in attrs.fields(cls)
        if each.name.endswith("_")
    }
    hook: Callable[..., Any] = make_dict_structure_fn(
        cls, made, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **renamed
    )

    parse = getattr(cls, "parse", None)

    def structured(value: Any, kind: Any) -> Any:
        if parse is not None:
            return parse(value)
        if not isinstance(value, dict):
            raise TypeError(f"{value!r} is not a table of keys")
        return hook(value, kind)

    return structured


def _text(value: Any, _: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


def _whole(value: Any, _: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r} is not a whole number")
    return value


def _truth(value: Any, _: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{value!r} is not true or false")
    return value


def _counting(value: Any, _: Any) -> Counting:
    try:
        return Counting(value)
    except ValueError:
        words = ", ".join(each.value for each in Counting)
        raise ValueError(f"{value!r} is not a way of counting: expected {words}") from None


_HOOKS: dict[Any, Callable[[Any, Any], Any]] = {
    str: _text,
    int: _whole,
    bool: _truth,
    date: lambda value, _: parse_day(value),
    Period: lambda value, _: Period.parse(value),
    PartialDate: lambda value, _: PartialDate.parse(value),
    Counting: _counting,
}


def _complaint(error: BaseException, path: str = "") -> str:
    """Return the first complaint within nested validation errors, with the key it concerns."""
    from cattrs.errors import ForbiddenExtraKeysError

    if isinstance(error, ForbiddenExtraKeysError):
        keys = ", ".join(sorted(map(repr, error.extra_fields)))
        known = ", ".join(each.name.rstrip("_") for each in attrs.fields(error.cl))
        return f"unknown key {keys}{_within(path)}: expected some of {known}"
    inner = getattr(error, "exceptions", None)
    if inner:
        note = next(iter(getattr(inner[0], "__notes__", ())), None)
        step = getattr(note, "name", None)
        if step is None:
            step = getattr(note, "index", None)
        return _complaint(inner[0], path if step is None else f"{path}.{str(step).rstrip('_')}")
    if isinstance(error, KeyError):
        return f"the key {error.args[0]!r} is missing{_within(path)}"
    text = error.message if isinstance(error, WithdrawalError) else str(error)
    return f"key {path.lstrip('.') or '(top)'}: {text.rstrip('.')}"


def _within(path: str) -> str:
    return f" in {path.lstrip('.')}" if path else ""
