"""The user's own folders of data, laid over what is packaged; the rooms that read data ask here.

A folder holds any of ``treaties/*.toml``, ``procedures/STATE.toml``, ``parties/TREATY.csv`` with
``parties/lists.csv``, ``withdrawals.jsonl`` and ``chronology/TREATY/PARTY.jsonl``, in the formats
of the package's own files. What is cached from data is cached under `stamp`, so that the next
question sees a changed file.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from contextvars import ContextVar
from functools import lru_cache, wraps
from pathlib import Path
from stat import S_ISREG
from typing import Any, ParamSpec, TypeVar

from withdrawal.errors import DataFileError

_P = ParamSpec("_P")
_T = TypeVar("_T")

Stamp = tuple[tuple[str, int, int], ...]

_VARIABLE = "WITHDRAWAL_DATA"
_MOST_STATES = 8
"""Of how many states of the folders is remembered what was read in them."""

_open: list[Path] = []
_Seen = tuple[tuple[Path, ...], Stamp]
_Look = Callable[[], _Seen]
_held: ContextVar[_Look | None] = ContextVar("held", default=None)


class Knowledge:
    """A folder of the user's own data in use, until it is closed.

    Attributes:
        directory: the folder.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        _open.append(directory)

    def close(self) -> None:
        """Lay the folder aside: what is asked next does not see it."""
        if self.directory in _open:
            _open.reverse()
            _open.remove(self.directory)
            _open.reverse()

    def __enter__(self) -> Knowledge:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Knowledge {self.directory}>"


def knowledge(directory: str | os.PathLike[str]) -> Knowledge:
    """Lay a folder of the user's own data over the package's, from now on.

    Args:
        directory: the folder; what it holds replaces packaged rows with the same key.

    Returns:
        The folder in use: close it, or use it in a ``with`` statement, to lay it aside.

    Raises:
        DataFileError: there is no such folder.
    """
    return Knowledge(_checked(Path(directory)))


def roots() -> tuple[Path, ...]:
    """Return the folders in use, the one that counts most last.

    Raises:
        DataFileError: the variable ``WITHDRAWAL_DATA`` names no folder.
    """
    held = _held.get()
    return _folders() if held is None else held()[0]


def stamp() -> Stamp:
    """Return what changes whenever a file in one of the folders does; empty without folders."""
    held = _held.get()
    return _looked_up(_folders()) if held is None else held()[1]


def steady() -> AbstractContextManager[None]:
    """Look at the folders once, for work that asks much and is to see one state of them."""
    return _Holding(_held.get() or _once())


def without_folders() -> AbstractContextManager[None]:
    """Work with the package's own data alone, whatever folders are in use."""
    return _Holding(lambda: ((), ()))


class _Holding(AbstractContextManager[None]):
    """Hold to one way of looking at the folders."""

    def __init__(self, look: _Look) -> None:
        self._look = look

    def __enter__(self) -> None:
        self._before = _held.set(self._look)

    def __exit__(self, *_: object) -> None:
        _held.reset(self._before)


def _once() -> _Look:
    """Return what looks at the folders the first time it is asked, and once more for others."""
    seen: dict[tuple[Path, ...], _Seen] = {}

    def look() -> _Seen:
        laid = tuple(_open)
        if laid not in seen:
            folders = _folders()
            seen[laid] = folders, _looked_up(folders)
        return seen[laid]

    return look


def _folders() -> tuple[Path, ...]:
    named = os.environ.get(_VARIABLE)
    first = (_checked(Path(named), f"{_VARIABLE}: "),) if named else ()
    return (*first, *_open)


def _looked_up(folders: tuple[Path, ...]) -> Stamp:
    found = []
    for root in folders:
        for path in sorted(root.rglob("*")):
            state = _state(path)
            if state is not None and S_ISREG(state.st_mode):
                found.append((str(path), state.st_mtime_ns, state.st_size))
    return tuple(found)


def _state(path: Path) -> os.stat_result | None:
    """Return what the system says of a file; None where it went while it was looked at."""
    try:
        return path.stat()
    except OSError:
        return None


def remembered(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """Remember what a function returned for its arguments, until a file in a folder changes.

    Args:
        function: what reads data; its arguments are hashable. Its ``cache_clear`` forgets all.
    """
    kept: dict[Stamp, Any] = {}

    @wraps(function)
    def remembering(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        now = stamp()
        recall: Any = kept.get(now)
        if recall is None:
            while len(kept) >= _MOST_STATES:  # A state that is gone does not come back.
                kept.pop(next(iter(kept), ()), None)
            recall = lru_cache(maxsize=4096)(function)
            kept[now] = recall
        found: _T = recall(*args, **kwargs)
        return found

    remembering.cache_clear = kept.clear  # type: ignore[attr-defined]
    return remembering


def _checked(directory: Path, before: str = "") -> Path:
    try:
        is_there = directory.is_dir()
    except (OSError, ValueError):  # The name is none that a file can have.
        is_there = False
    if not is_there:
        raise DataFileError(f"{before}{str(directory)[:200]}: expected a folder of data.")
    return directory
