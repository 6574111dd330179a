"""Real disks that are small or cannot be written, mounted for one test where that is allowed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from withdrawal import Journal


class Disk:
    """A small disk of its own, mounted in memory.

    Attributes:
        place: where it is mounted.
    """

    def __init__(self, place: Path) -> None:
        self.place = place

    def fill(self, *, leave: int = 0) -> Path:
        """Fill the disk but for some bytes, and return the file that does."""
        filler = self.place / "filler"
        with filler.open("wb") as file:
            room = os.statvfs(self.place)
            file.write(bytes(room.f_bavail * room.f_frsize))
            file.flush()
            os.fsync(file.fileno())
            file.truncate(file.tell() - leave)
        return filler

    def remount(self, how: str) -> None:
        """Remount the disk ``ro`` or ``rw``."""
        mount("-o", f"remount,{how}", str(self.place))


def mount(*arguments: str) -> None:
    """Run mount, or skip the test where nothing may be mounted."""
    command = shutil.which("mount")
    if command is None or os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    done = subprocess.run([command, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")


@pytest.fixture
def disk(tmp_path):
    """Return a disk of 64 KiB and 12 files, and take it away again."""
    place = tmp_path / "disk"
    place.mkdir()
    mount("-t", "tmpfs", "-o", "size=64k,nr_inodes=12", "small-disk", str(place))
    yield Disk(place)
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.fixture
def journal(disk):
    """Return a journal on the small disk, with one event."""
    made = Journal.create(disk.place / "sweden.jsonl", "Sweden", "Ottawa Convention")
    made.record("government-decision", on="2027-01-14")
    return made
