"""Where files stand while they are read: a directory in memory."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path


@cache
def scratch() -> Path:
    """Return a directory in memory, of this process alone."""
    shared = Path("/dev/shm")
    place = shared if shared.is_dir() else None
    return Path(tempfile.mkdtemp(prefix=f"fuzz-{os.getpid()}-", dir=place))


def as_file(data: bytes, name: str) -> Path:
    """Return a file with some bytes in it."""
    path = scratch() / name
    path.write_bytes(data)
    return path
