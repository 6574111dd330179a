"""Reading data files: TOML into frozen classes, with errors that name file, key and expectation.

And back: frozen classes into what JSON holds, under the keys by which they are read.

Data files hold data. Nothing in them is evaluated, imported or looked up as code; a word outside
the vocabulary of a key is an error.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from functools import cache
from inspect import get_annotations
from pathlib import Path
from types import NoneType, SimpleNamespace, UnionType
from typing import (
    Any,
    Literal,
    TypeGuard,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

import attrs

from withdrawal.dates import Interval, PartialDate, Period, parse_day, parse_interval
from withdrawal.errors import DataFileError, WithdrawalError, near_misses

NO_KEY = {"key": None}
"""The metadata of an attribute that no file gives; ``{"key": "from"}`` gives one another key."""

FILLED = {"filled": True}
"""The metadata of an attribute without default whose text is not empty: an empty one is missing."""

_T = TypeVar("_T")

_DEEPEST = 20
_SPACE = r"[ \t]*+"
_WORD = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.){0,500}+"|'[^'\n]{0,500}+')"""
_ENDLESS_KEY = re.compile(
    rf"(?<![A-Za-z0-9_-]){_WORD}(?:{_SPACE}\.{_SPACE}{_WORD}){{{_DEEPEST}}}", re.ASCII
)
"""A key of more words than any data file has: to parse it takes the square of them and more.

Quotes are not followed, for a text that looks like such a key is no loss."""

_ENDLESS_NUMBER = re.compile(r"0[box][0-9A-Fa-f_]{1000}")
"""A number that Python reads, but is too long for it to write in a complaint."""

_NUMBER_TOO_LONG = "has a number of too many digits: expected fewer"


def read_toml(path: Path) -> dict[str, Any]:
    """Return the contents of a TOML file.

    Raises:
        DataFileError: the file cannot be read, is not UTF-8 or is not TOML, or a key or a number
            in it is longer than any data file needs.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataFileError(f"{path}: cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise DataFileError(f"{path}: is not UTF-8 text.") from None
    if _ENDLESS_KEY.search(text):
        raise DataFileError(f"{path}: has a dotted key of over {_DEEPEST} words: expected fewer.")
    if _ENDLESS_NUMBER.search(text):
        raise DataFileError(f"{path}: {_NUMBER_TOO_LONG}.")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataFileError(f"{path}: is not TOML: {error}.") from None
    except ValueError:
        # Python reads no decimal number of more than some thousand digits.
        raise DataFileError(f"{path}: {_NUMBER_TOO_LONG}.") from None
    except RecursionError:
        raise DataFileError(f"{path}: is nested too deeply to be a data file.") from None


@cache
def read_json(path: Path) -> Any:
    """Return what a JSON file of the package holds: read once, and not to be changed."""
    return json.loads(path.read_text(encoding="utf-8"))


def read_line(line: str | bytes, *, source: str) -> Any:
    """Return what one line of a file of JSON Lines holds.

    Raises:
        DataFileError: it is not JSON, or nested too deeply; the message names the source.
    """
    try:
        return json.loads(line)
    except ValueError as error:
        raise DataFileError(f"{source}: is not JSON: {error}.") from None
    except RecursionError:
        raise DataFileError(f"{source}: is nested too deeply to be a line of data.") from None


def numbered_lines(text: str) -> tuple[tuple[int, str], ...]:
    """Return the lines of a text file that hold something, with their numbers.

    A line ends where an editor ends it, and not at the marks within a text that only Unicode
    takes for ends; a mark of byte order before the first is no part of it.
    """
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return tuple((n, line) for n, line in enumerate(plain.split("\n"), 1) if line.strip())


def structure(data: Any, cls: type[_T], *, source: str, **given: Any) -> _T:
    """Return ``data`` as an instance of ``cls``.

    Args:
        data: what a TOML or JSON file held.
        cls: a frozen attrs class whose attributes are the keys (``from_`` stands for ``from``; or
            as their metadata say: `NO_KEY`). What a file may say for short, its class method
            ``in_full`` says in full, if it has one.
        source: the file (and line), for errors.
        given: attributes that no file gives.

    Raises:
        DataFileError: an unknown key, a missing key, or a value of the wrong kind; the message
            names source, key and expectation, and the suggestions are the nearest that exist.
    """
    kind: Any = cls
    try:
        made: _T = reader(kind)(data, **given)
    except Exception as error:
        raise _complaint(error, source) from None
    return made


def key_of(attribute: attrs.Attribute[Any]) -> str | None:
    """Return the key under which a file gives an attribute; None where no file does."""
    key: str | None = attribute.metadata.get("key", attribute.name.rstrip("_"))
    return key


def plain(value: Any) -> Any:
    """Return a value as JSON holds it: days, periods and paths as text, attrs classes as tables."""
    if hasattr(value, "to_json"):
        return value.to_json()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if attrs.has(type(value)) and not isinstance(value, _AS_TEXT):
        return table_of(value)
    return value if value is None or isinstance(value, str | int | float) else str(value)


_AS_TEXT = (Interval, PartialDate, Period)


def table_of(made: Any, *without: str, **renamed: str) -> dict[str, Any]:
    """Return an attrs value as a table of plain values, in the order of its attributes.

    Args:
        made: the value.
        without: attributes that are left out.
        renamed: attributes with another key; otherwise it is the name without ``is_``.
    """
    return {
        renamed.get(each.name, each.name.removeprefix("is_")): plain(getattr(made, each.name))
        for each in attrs.fields(type(made))
        if each.name not in without
    }


class AsTable:
    """A value that JSON holds as the table of its attributes."""

    __slots__ = ()

    def to_json(self) -> dict[str, Any]:
        """Return its attributes as JSON-ready data (`table_of`)."""
        return table_of(self)


def picked(made: Any, names: Iterable[str]) -> dict[str, Any]:
    """Return some attributes of a value as a table of plain values, in the order of the names."""
    return {name: plain(getattr(made, name)) for name in names}


@cache
def reader(kind: Any) -> Callable[..., Any]:
    """Return the function that reads a value of a kind, made once.

    Args:
        kind: an attrs class, a list or table of a kind, a closed vocabulary (`Literal` or an
            `Enum`), one of the few plain types, or one of these or None; or a `TypedDict`, whose
            values are left as they are.

    Raises:
        TypeError: no data file holds such a kind.
    """
    if kind in _READERS:
        return _READERS[kind]
    origin: Any = get_origin(kind)
    if origin in (Union, UnionType):
        (of,) = (reader(each) for each in get_args(kind) if each is not NoneType)
        return lambda value: None if value is None else of(value)
    if origin is Literal:
        return _word({(w.value if isinstance(w, Enum) else w): w for w in get_args(kind)})
    if origin is list or (origin is tuple and get_args(kind)[1:] == (Ellipsis,)):
        return _list(kind)
    if origin in (dict, Mapping):
        return _mapping(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _word({each.value: each for each in kind})
    if is_typeddict(kind):
        return lambda value: _with_known_keys(value, kind.__annotations__)
    if attrs.has(kind):
        return _table(kind)
    raise TypeError(f"{kind!r} is no kind of value for a data file")


def _word(meanings: Mapping[Any, Any]) -> Callable[[Any], Any]:
    """Return the reader of a closed vocabulary: what each of its words stands for."""

    def read(value: Any) -> Any:
        for word, meant in meanings.items():
            if value == word and type(value) is type(word):
                return meant
        words = tuple(str(each).lower() if each is True else str(each) for each in meanings)
        raise DataFileError(
            f"{value!r} is unknown: expected one of {', '.join(words)}",
            suggestions=near_misses(str(value), words),
        )

    return read


def _list(kind: Any) -> Callable[[Any], Any]:
    """Return the reader of a list of values of one kind; a lone text is not a list."""
    container, of = get_origin(kind), reader(get_args(kind)[0])

    def read(value: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise TypeError(f"{value!r} is not a list: expected values in square brackets")
        return container(_each(((f"#{n}", each) for n, each in enumerate(value, 1)), of))

    return read


def _mapping(kind: Any) -> Callable[[Any], Any]:
    """Return the reader of a table whose keys are free and whose values are of one kind."""
    of = reader(get_args(kind)[1])

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            raise TypeError(f"{value!r} is not a table of keys: expected keys with values")
        return dict(zip(map(str, value), _each(value.items(), of), strict=True))

    return read


class _AtKeyError(ValueError):
    """Something is wrong below a key."""

    def __init__(self, key: str, cause: Exception) -> None:
        super().__init__(key)
        self.key, self.cause = key, cause


class _KeysError(ValueError):
    """A table has a key too many or too few: which, what was expected, and what is nearest."""


def _with_known_keys(value: Any, known: Mapping[str, Any]) -> dict[str, Any]:
    """Return a table, once it is seen to be one and to have no other keys."""
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} is not a table of keys: expected keys with values")
    if not value.keys() <= known.keys():
        unknown = sorted(map(str, value.keys() - known))
        keys, near = ", ".join(map(repr, unknown)), near_misses(unknown[0], known)
        raise _KeysError(f"unknown key {keys}", f": expected some of {', '.join(known)}", near)
    return value


def _table(cls: type[Any]) -> Callable[..., Any]:
    """Return the reader of a table into an attrs class, or of the text that it parses."""
    parse = getattr(cls, "parse", None)
    if parse is not None:
        return lambda value: parse(value)
    in_full = getattr(cls, "in_full", None)
    known = {key: each for each in attrs.fields(cls) if (key := key_of(each)) is not None}
    due = [key for key, each in known.items() if each.default is attrs.NOTHING]
    filled = {key for key in due if known[key].metadata.get("filled")}
    readers: dict[str, tuple[str, Callable[[Any], Any]]] = {}

    def read(value: Any, **given: Any) -> Any:
        table = _with_known_keys(in_full(value) if in_full else value, known)
        empty = {key for key in filled if table.get(key) == ""}
        missing = next((key for key in due if key not in table or key in empty), None)
        if missing is not None:
            raise _KeysError(f"the key {missing!r} is missing", ": expected a value", ())
        found, key = given, ""
        try:
            for key, each in table.items():
                if key not in readers:  # made on first use: a class may hold others of its kind
                    readers[key] = known[key].alias, reader(_kind(cls, known[key].name))
                name, of = readers[key]
                found[name] = of(each)
        except Exception as error:
            raise _AtKeyError(key, error) from None
        return cls(**found)

    return read


def _kind(cls: type[Any], name: str) -> Any:
    """Return the kind of one attribute: to evaluate all annotations of a class takes long."""
    base = next(each for each in cls.__mro__ if name in get_annotations(each))
    alone = SimpleNamespace(__annotations__={name: get_annotations(base)[name]})
    return get_type_hints(alone, vars(sys.modules[base.__module__]))[name]


def _each(values: Iterable[tuple[Any, Any]], read: Callable[[Any], Any]) -> Iterator[Any]:
    """Yield what each value under a key is read as."""
    for key, value in values:
        try:
            made = read(value)
        except Exception as error:
            raise _AtKeyError(str(key), error) from None
        yield made


def is_text(value: object) -> TypeGuard[str]:
    """Return whether a value is text that can be written: a lone surrogate cannot."""
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _text(value: Any) -> str:
    if not is_text(value):
        due = "characters that UTF-8 has" if isinstance(value, str) else "words in quotation marks"
        raise TypeError(f"{value!r} is not text: expected {due}")
    return value


def _just(kind: type, words: str, due: str) -> Callable[[Any], Any]:
    """Return the reader of values of one plain type, and no other that passes for it."""

    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise TypeError(f"{value!r} is not {words}: expected {due}")
        return value

    return read


_READERS: dict[Any, Callable[[Any], Any]] = {
    str: _text,
    int: _just(int, "a whole number", "one such as 3"),
    bool: _just(bool, "true or false", "one of the two, without quotation marks"),
    date: parse_day,
    Period: Period.parse,
    Interval: parse_interval,
    PartialDate: PartialDate.parse,
}


def _complaint(error: BaseException, source: str) -> DataFileError:
    """Return the complaint within nested errors, with the key it concerns and what is nearest.

    What stands in a list is counted from 1, as lines are: `cases#2.events#1.on`.
    """
    keys = []
    while isinstance(error, _AtKeyError):
        keys.append(error.key)
        error = error.cause
    path = ".".join(keys).replace(".#", "#")
    near = getattr(error, "suggestions", ())
    if isinstance(error, _KeysError):
        complaint, expected, near = error.args
        text = f"{complaint}{f' in {path}' if path else ''}{expected}"
    else:
        said = error.message if isinstance(error, WithdrawalError) else str(error)
        text = f"key {path or '(top)'}: {said.rstrip('.')}"
    return DataFileError(f"{source}: {text}.", suggestions=near)
