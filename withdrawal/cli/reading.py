"""Files that a command reads: named by path, or ``-`` for standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from withdrawal.inquiries.documents import copied

_INPUT = "-"


@contextmanager
def file_or_input(path: Path | str, *, suffix: str) -> Iterator[Path]:
    """Yield the path of a file to read; for ``-``, of a copy of standard input, with an ending."""
    _refuse_option(str(path))
    if str(path) != _INPUT:
        yield Path(path)
        return
    with copied(sys.stdin.buffer.read(), f"standard-input{suffix}") as copy:
        yield copy


def _refuse_option(name: str) -> None:
    """Refuse a misspelt option that stands where a file may.

    Raises:
        UsageError: the name begins with a hyphen and is more than one.
    """
    if name.startswith("-") and name != _INPUT:
        from withdrawal.cli import UsageError

        raise UsageError(f"Unknown option: {name[:80]}.")
