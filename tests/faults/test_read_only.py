"""A journal where nothing may be written: it is read, and every change is refused by name."""

import contextlib
import io
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from withdrawal import Journal
from withdrawal.cli import main
from withdrawal.errors import JournalError

NOBODY = 65534


def quietly(*words):
    """Run a command; return its exit code and what it says on standard error."""
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        return main([str(word) for word in words]), said.getvalue()


class TestReadOnlyDisk:
    """A disk that is mounted read-only."""

    @pytest.fixture(autouse=True)
    def read_only(self, disk, journal):
        """Make the disk read-only once the journal is on it."""
        disk.remount("ro")

    def test_reading(self, journal):
        """The case opens and shows as ever."""
        assert journal.open().case.stage == "government-decision"
        assert quietly("case", "show", journal.path) == (0, "")
        assert quietly("case", "export", journal.path)[0] == 0

    def test_writing(self, journal):
        """Recording and undoing are refused with the reason, and change nothing."""
        before = journal.path.read_bytes()
        for change in (lambda: journal.record("remark", on="2027-02-01"), journal.undo):
            with pytest.raises(JournalError, match="Read-only file system"):
                change()
        assert journal.path.read_bytes() == before

    def test_creating(self, disk):
        """A new journal is refused with the reason."""
        with pytest.raises(JournalError, match=r"cannot be written \(Read-only file system\)"):
            Journal.create(disk.place / "new.jsonl", "Sweden", "ottawa")

    def test_command(self, journal):
        """The command ends with 2 and one sentence."""
        code, said = quietly("case", "undo", journal.path)
        assert code == 2
        assert "Read-only file system" in said


class TestNoPermission:
    """A directory in which this user may not write."""

    @pytest.fixture
    def place(self):
        """Return a directory that anyone may read and only its owner may write."""
        made = Path(tempfile.mkdtemp(prefix="withdrawal-faults-"))
        yield made
        made.chmod(0o755)
        shutil.rmtree(made)

    @pytest.fixture
    def journal(self, place):
        """Return a journal in it, while nobody but its owner may write."""
        made = Journal.create(place / "sweden.jsonl", "Sweden", "ottawa")
        made.path.chmod(0o644)
        place.chmod(0o555)
        was = os.geteuid()
        if was == 0:
            os.seteuid(NOBODY)
        yield made
        os.seteuid(was)

    def test_reading(self, journal):
        """The case opens."""
        assert journal.open().lines == 1

    def test_writing(self, journal):
        """Recording is refused with the reason, and leaves no file behind."""
        before = {path.name for path in journal.path.parent.iterdir()}
        with pytest.raises(JournalError, match="Permission denied"):
            journal.record("remark", on="2027-02-01")
        with pytest.raises(JournalError, match="Permission denied"):
            Journal.create(journal.path.with_name("new.jsonl"), "Sweden", "ottawa")
        assert {path.name for path in journal.path.parent.iterdir()} == before
