"""The files that rows are written into: one row at a time, whole or not at all, and none lost.

A writer holds the file's lock from the moment it reads until the new file has taken the place of
the old one, so that of two writers neither loses a row. What the file was before stays beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from withdrawal.case.proceedings.durable import beside, locked, replace_whole
from withdrawal.datafiles import numbered_lines
from withdrawal.errors import DataFileError
from withdrawal.overlay import roots
from withdrawal.values import frozen

BEFORE = ".bak"
"""What the name of the file before the last change ends with."""

_SOURCE = Path("withdrawal") / "record" / "data"


@frozen
class Book:
    """Where the rows of a record stand.

    Attributes:
        withdrawals: the file of withdrawals, one JSON object a line.
        parties: the folder of lists of parties.
        is_own: whether it is a folder of the user's own, laid over what is packaged.
    """

    withdrawals: Path
    parties: Path
    is_own: bool = True

    @classmethod
    def of_folder(cls, folder: Path) -> Book:
        """Return the files of a folder of the user's own."""
        return cls(folder / "withdrawals.jsonl", folder / "parties")

    @classmethod
    def of_source(cls, checkout: Path) -> Book:
        """Return the files of the package's own source; DataFileError where that is no checkout."""
        data = checkout / _SOURCE
        found = cls(data / "history.jsonl", data / "parties", is_own=False)
        try:
            is_there = found.withdrawals.is_file()
        except (OSError, ValueError):  # The name is none that a file can have.
            is_there = False
        if not is_there:
            raise DataFileError(
                f"{checkout}: expected the package's source, with {_SOURCE}/history.jsonl in it."
            )
        return found


def open_book(to: Path | None = None) -> Book:
    """Return where to write: the package's source where it is named, else the folder in use.

    Raises:
        DataFileError: no folder is in use, or the source is none.
    """
    if to is not None:
        return Book.of_source(to)
    folders = roots()
    if not folders:
        raise DataFileError(
            "No folder of your own data is in use: expected --data DIR, the variable "
            "WITHDRAWAL_DATA, or --to with the package's source."
        )
    return Book.of_folder(folders[-1])


def put_line(
    path: Path, lines: tuple[str, ...], *, replaces: Callable[[str], bool], header: str = ""
) -> tuple[str, ...]:
    """Write lines to a file, in the place of those they replace, else at its end.

    Args:
        path: the file; it and its folder are made where they are missing.
        lines: without their ends.
        replaces: whether a line there gives way.
        header: the first line of a new file.

    Returns:
        The lines that gave way.

    Raises:
        DataFileError: the file cannot be read or written, or is not UTF-8 text.
        JournalError: another process keeps it locked for too long.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with locked(path):
            old = path.read_bytes() if path.exists() else None
            kept, gone = _without(_read(path, old, header), replaces)
            kept[slice(gone[0], gone[0]) if gone else slice(len(kept), None)] = lines
            if old is not None:
                replace_whole(beside(path, BEFORE), old)
            replace_whole(path, "".join(f"{each}\n" for each in kept).encode())
    except OSError as error:
        raise DataFileError(f"{path}: cannot be written ({error.strerror}).") from None
    return tuple(gone[1]) if gone else ()


def _read(path: Path, old: bytes | None, header: str) -> list[str]:
    if old is None:
        return [header] if header else []
    try:
        return [line for _, line in numbered_lines(old.decode("utf-8"))]
    except UnicodeDecodeError:
        raise DataFileError(f"{path}: is not UTF-8 text.") from None


def _without(
    lines: list[str], replaces: Callable[[str], bool]
) -> tuple[list[str], tuple[int, list[str]] | None]:
    """Return the lines that stay; and where the first of the others stood, with those."""
    gone = [number for number, line in enumerate(lines) if replaces(line)]
    kept = [line for number, line in enumerate(lines) if number not in gone]
    return kept, (gone[0], [lines[number] for number in gone]) if gone else None
