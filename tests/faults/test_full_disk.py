"""A journal on a disk that is really full: nothing acknowledged is lost, nothing is half there."""

import contextlib
import io
import os

import pytest

from withdrawal import Journal
from withdrawal.cli import main
from withdrawal.errors import JournalError

PAGE = 4096
LONG = "a remark of some length " * 40


def record_until_full(journal):
    """Record remarks until the disk is full; return how many were acknowledged, and the error."""
    for number in range(500):
        try:
            journal.record("remark", on="2027-02-01", detail=f"{number} {LONG}")
        except JournalError as error:
            return number, error
    pytest.fail("the disk never filled up")
    return None


class TestRecord:
    """Recording on a full disk."""

    def test_what_was_acknowledged_is_there(self, journal):
        """The event that did not fit is refused by name; all before it are in the journal."""
        done, error = record_until_full(journal)
        assert done > 10
        assert error.message == f"{journal.path}: cannot be written (No space left on device)."
        said = [event.detail for event in journal.open().case.history[1:]]
        assert said == [f"{number} {LONG}" for number in range(done)]

    def test_what_did_fit_is_a_torn_tail(self, journal):
        """The part of a line that did fit is reported, and counts for nothing."""
        done, _ = record_until_full(journal)
        opened = journal.open()
        assert opened.lines == done + 2
        assert 0 < len(opened.torn) < len(LONG) + 100
        assert journal.path.read_bytes().endswith(opened.torn)

    def test_it_goes_on_once_there_is_room(self, disk, journal):
        """With room again the torn tail is set aside and the next event is recorded."""
        (disk.place / "other").write_bytes(bytes(8192))
        record_until_full(journal)
        torn = journal.open().torn
        before = journal.open().lines
        (disk.place / "other").unlink()
        journal.record("final-vote", on="2027-04-07")
        assert journal.open().lines == before + 1
        assert journal.open().torn == b""
        assert b"".join(journal.set_aside) == torn

    def test_the_tail_stays_while_there_is_no_room(self, disk, journal):
        """A torn tail that cannot be kept elsewhere is not cut off."""
        record_until_full(journal)
        before = journal.path.read_bytes()
        disk.fill()
        with pytest.raises(JournalError, match="cannot be mended"):
            journal.record("final-vote", on="2027-04-07")
        assert journal.path.read_bytes() == before

    def test_undo(self, disk, journal):
        """An undo that does not fit takes nothing back."""
        before = len(journal.path.read_bytes())
        journal.record("remark", on="2027-02-01", detail="y")
        after = len(journal.path.read_bytes())
        detail = "x" * ((PAGE - (after + after - before) % PAGE - 10) % PAGE)
        journal.record("remark", on="2027-02-01", detail=detail)
        assert PAGE - len(journal.path.read_bytes()) % PAGE < len('{"n":3,"undo":true}')
        disk.fill()
        with pytest.raises(JournalError, match="No space left on device"):
            journal.undo()
        assert journal.open().case.history[-1].detail == detail
        assert journal.open().undone == 0


class TestCreate:
    """Beginning a journal on a full disk."""

    def test_all_or_nothing(self, disk):
        """A journal that does not fit is not there at all, and no draft of it either."""
        filler = disk.fill()
        with pytest.raises(JournalError, match="cannot be written"):
            Journal.create(disk.place / "new.jsonl", "Sweden", "ottawa")
        assert [path.name for path in disk.place.iterdir()] == ["filler"]
        filler.unlink()
        assert Journal.create(disk.place / "new.jsonl", "Sweden", "ottawa").open().lines == 1

    def test_no_more_files(self, disk, journal):
        """Where no lock file can be made nothing is written."""
        (disk.place / "sweden.jsonl.lock").unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            for number in range(20):
                (disk.place / str(number)).touch()
        before = journal.path.read_bytes()
        with pytest.raises(JournalError, match=r"cannot be locked \(No space left on device\)"):
            journal.record("final-vote", on="2027-04-07")
        assert journal.path.read_bytes() == before


class TestCommand:
    """The command says so, and ends with 2."""

    def test_message(self, disk, journal):
        """One sentence names the file and the reason; the journal still shows."""
        done, _ = record_until_full(journal)
        disk.fill()
        said = io.StringIO()
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
            words = ["case", "record", str(journal.path), "final-vote", "--on", "2027-04-07"]
            assert main(words) == 2
            assert said.getvalue().count("\n") == 1
            assert os.fspath(journal.path) in said.getvalue()
            assert main(["case", "show", str(journal.path)]) == 0
        assert "bytes of an event that was never acknowledged" in said.getvalue()
        assert journal.open().lines == done + 2
