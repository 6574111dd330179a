"""Two versions at once on one journal: the older refuses what is new, and writes nothing."""

import json
import subprocess
import sys

import pytest

from withdrawal import Journal
from withdrawal.case.proceedings import journal
from withdrawal.cli import main
from withdrawal.errors import JournalError

NEWER = "withdrawal/case/4"


@pytest.fixture
def path(tmp_path):
    """Return the path of a journal of this version, with an event."""
    journal = Journal.create(tmp_path / "case.jsonl", "Sweden", "ottawa")
    journal.record("government-decision", on="2027-01-14")
    return journal.path


def upgrade(path):
    """Do what a later version might: rewrite the header, and add a kind of line unknown here."""
    header, *rest = path.read_bytes().splitlines()
    row = {**json.loads(header), "schema": NEWER, "language": "sv"}
    lines = [json.dumps(row).encode(), *rest, b'{"n":2,"note":"new in 2"}']
    path.write_bytes(b"".join(line + b"\n" for line in lines))


class TestNewerJournal:
    """A journal that a later version has taken over."""

    def test_polite(self, path):
        """The refusal names the file, the line, both schemas and what to do."""
        upgrade(path)
        with pytest.raises(JournalError) as caught:
            Journal(path).open()
        assert caught.value.message == (
            f"{path.name} line 1: the schema is '{NEWER}': expected 'withdrawal/case/3'; a newer "
            "one needs a newer version of this package."
        )
        assert caught.value.suggestions == ("withdrawal/case/3",)

    def test_taken_over_while_open(self, path):
        """An older process that had it open does not write to it any more."""
        journal = Journal(path)
        journal.open()
        upgrade(path)
        before = path.read_bytes()
        for change in (lambda: journal.record("remark", on="2027-02-01"), journal.undo):
            with pytest.raises(JournalError, match="newer version"):
                change()
        assert path.read_bytes() == before

    def test_torn_tail_of_the_newer(self, path):
        """A tail that a newer version left torn is not touched by an older one."""
        upgrade(path)
        path.write_bytes(path.read_bytes() + b'{"n":3,"no')
        before = path.read_bytes()
        with pytest.raises(JournalError, match="newer version"):
            Journal(path).record("remark", on="2027-02-01")
        assert path.read_bytes() == before
        assert not path.with_name(path.name + ".torn").exists()

    def test_command(self, path, capsys):
        """Every command on it ends with 2, and with JSON where asked."""
        upgrade(path)
        for words in (["show"], ["undo"], ["export"]):
            assert main(["case", words[0], str(path)]) == 2
        capsys.readouterr()
        assert main(["case", "show", str(path), "--json"]) == 2
        assert json.loads(capsys.readouterr().out)["error"]["code"] == "journal"


class TestNewerLines:
    """A line that this version does not know, under the schema it does know."""

    @pytest.mark.parametrize(
        ("row", "message"),
        [
            ({"n": 2, "event": {"step": "remark", "when": "2027-02-01", "mood": "glad"}}, "'mood'"),
            ({"n": 2, "note": "new"}, "'note': expected one of event"),
            ({"n": 2, "event": {"step": "remark", "when": "2027-02-01/2027~/x"}}, "when"),
        ],
    )
    def test_refused_by_line(self, path, row, message):
        """It is refused by its number; nothing after it is written."""
        with path.open("ab") as file:
            file.write(json.dumps(row).encode() + b"\n")
        before = path.read_bytes()
        for change in (Journal(path).open, Journal(path).undo):
            with pytest.raises(JournalError, match=f"line 3: .*{message}"):
                change()
        assert path.read_bytes() == before


class TestSideBySide:
    """An older and a newer process that both know the schema take turns."""

    PROGRAM = (
        "import sys; from withdrawal import Journal\n"
        "journal = Journal(sys.argv[1])\n"
        "for n in range(15): journal.record('remark', on='2027-02-01', detail=f'other {n}')\n"
    )

    def test_turns(self, path):
        """What both write is all there, numbered without a gap."""
        other = subprocess.Popen([sys.executable, "-c", self.PROGRAM, str(path)])
        journal = Journal(path)
        for number in range(15):
            journal.record("remark", on="2027-02-01", detail=f"one {number}")
        assert other.wait(timeout=60) == 0
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        assert [row["n"] for row in rows[1:]] == list(range(1, 32))
        said = [event.detail for event in journal.open().case.history[1:]]
        assert sorted(said) == sorted(f"{who} {n}" for who in ("one", "other") for n in range(15))

    def test_the_next_schema_reads_this_one(self, path, monkeypatch):
        """The schema is written in one place, so that a later version has one place to extend."""
        monkeypatch.setattr(journal, "_READ", (NEWER,))
        with pytest.raises(JournalError, match="the schema is 'withdrawal/case/3'"):
            Journal(path).open()
