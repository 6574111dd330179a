"""Drafts: files and folders that get their name once they are whole, and none that stays behind.

A writer keeps its draft locked, and the system lets go of the lock whatever the writer dies of. So
the next writer of the same target knows a draft that nobody writes any more, and removes it.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import contextmanager, suppress
from secrets import token_hex
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["drafted"]


@contextmanager
def drafted(target: Path, *, is_folder: bool = False) -> Iterator[Path]:
    """Yield an empty draft beside a target, which is gone at the end unless it was renamed.

    Drafts of the same target that killed writers left are removed first.

    Args:
        target: what the draft is to become.
        is_folder: whether that is a folder.

    Raises:
        OSError: no draft can be made there.
    """
    _sweep(target)
    draft, handle = _begun(target, is_folder)
    try:
        yield draft
    finally:
        os.close(handle)
        _remove(draft)


def _begun(target: Path, is_folder: bool) -> tuple[Path, int]:
    """Make a draft and lock it; another one where it is swept away before it is locked."""
    while True:
        draft = target.with_name(f".{target.name}.{token_hex(4)}.draft")
        if is_folder:
            draft.mkdir(mode=0o700)
        else:
            os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644))
        with suppress(FileNotFoundError):
            handle = os.open(draft, os.O_RDONLY)
            with suppress(OSError):
                _hold(handle, waits=True)
            if draft.exists():
                return draft, handle
            os.close(handle)


def _sweep(target: Path) -> None:
    """Remove the drafts of a target that nobody writes any more."""
    left = re.compile(rf"\.{re.escape(target.name)}\.[0-9a-f]{{8}}\.draft")
    with suppress(OSError):
        for each in target.parent.iterdir():
            if left.fullmatch(each.name):
                _sweep_one(each)


def _sweep_one(draft: Path) -> None:
    with suppress(OSError):
        handle = os.open(draft, os.O_RDONLY)
        try:
            _hold(handle, waits=False)
            _remove(draft)
        finally:
            os.close(handle)


def _hold(handle: int, *, waits: bool) -> None:
    """Lock a draft; raise OSError where another writer has it, or where there are no such locks."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError as error:  # pragma: no cover
        raise OSError from error
    flock(handle, LOCK_EX if waits else LOCK_EX | LOCK_NB)


def _remove(draft: Path) -> None:
    if draft.is_dir():
        shutil.rmtree(draft, ignore_errors=True)
    else:
        draft.unlink(missing_ok=True)
