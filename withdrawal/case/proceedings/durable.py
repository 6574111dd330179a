"""Files that survive a crash: writing until the bytes are on the disk, and one writer at a time.

Files and folders get their name once they are whole. A writer keeps its draft locked, and the
system lets go of the lock whatever the writer dies of; so the next writer of the same target knows
a draft that nobody writes any more, and removes it.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from withdrawal.errors import JournalError, MissingExtraError

_WAIT = 30.0


def beside(path: Path, suffix: str) -> Path:
    """Return the path of a companion file: the whole name with something after it."""
    return path.with_name(path.name + suffix)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a file, shared with every other process that uses this function.

    Raises:
        JournalError: another process keeps it for too long, or no lock can be made here.
        MissingExtraError: filelock is not installed.
    """
    try:
        from filelock import FileLock, Timeout
    except ImportError as error:
        raise MissingExtraError("cli", module="filelock") from error
    lock = FileLock(beside(path, ".lock"))
    try:
        lock.acquire(timeout=_WAIT)
    except Timeout:
        raise JournalError(
            f"{path} is in use by another process: expected it free within {_WAIT:.0f} seconds."
        ) from None
    except OSError as error:
        raise JournalError(f"{path}: cannot be locked ({error.strerror}).") from None
    try:
        yield
    finally:
        lock.release()


def read(path: Path) -> bytes:
    """Return the bytes of a journal, or raise JournalError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise JournalError(f"{path}: cannot be read ({error.strerror}).") from None


def read_lines(path: Path) -> tuple[list[bytes], bytes]:
    """Return the whole lines of a journal, without their newlines, and what a crash left after.

    Raises:
        JournalError: it cannot be read, or holds no whole line.
    """
    whole, newline, torn = read(path).rpartition(b"\n")
    if not newline:
        raise JournalError(f"{path}: holds no whole line: expected a header.")
    return whole.split(b"\n"), torn


def create_whole(path: Path, data: bytes) -> None:
    """Create a file that appears with all its bytes or not at all, in nobody else's place.

    On a disk without hard links it appears empty for a moment.

    Raises:
        JournalError: it has no name, there is a file of that name, or it cannot be written.
    """
    if not path.name:
        raise JournalError(f"{str(path)!r} is no file: expected the name of a new file.")
    try:
        with drafted(path) as draft:
            write(draft, data, 0)
            try:
                os.link(draft, path)
            except FileExistsError:
                raise
            except (AttributeError, OSError):  # a disk or a system without hard links
                path.touch(exist_ok=False)
                draft.replace(path)
    except FileExistsError:
        raise JournalError(f"{path} exists: expected the name of a new file.") from None
    except OSError as error:
        raise JournalError(f"{path}: cannot be written ({error.strerror}).") from None
    _sync_directory(path.parent)


def replace_whole(path: Path, data: bytes) -> None:
    """Put a file in the place of another, or of none: readers see the old bytes or the new ones.

    Raises:
        OSError: it cannot be written; what was there is unchanged.
    """
    with drafted(path) as draft:
        write(draft, data, 0)
        if path.exists():
            draft.chmod(path.stat().st_mode)
        draft.replace(path)
    _sync_directory(path.parent)


def cut_off(path: Path, count: int) -> None:
    """Remove the last bytes of a file, and wait until they are gone from the disk."""
    size = path.stat().st_size - count
    with path.open("r+b") as file:
        file.truncate(size)
        os.fsync(file.fileno())


def write(path: Path, data: bytes, flags: int) -> None:
    """Write bytes, and wait until they are on the disk.

    Args:
        flags: how to open it besides writing: ``os.O_APPEND``, ``os.O_CREAT`` ...
    """
    handle = os.open(path, os.O_WRONLY | flags, 0o644)
    try:
        while data:
            data = data[os.write(handle, data) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_directory(path: Path) -> None:
    """Make the name of a new file durable too, where the system can."""
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def drafted(target: Path, *, is_folder: bool = False) -> Iterator[Path]:
    """Yield an empty draft beside a target, which is gone at the end unless it was renamed.

    Drafts of the same target that killed writers left are removed first.

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
