"""``withdrawal record`` and ``withdrawal parties``."""

import csv
import io
import json

import pytest

from withdrawal.case.roll import COLUMNS
from withdrawal.cli import main

ADD = ("record", "add", "sweden", "ottawa", "--received", "2026-03-02", "--source", "a gazette")


@pytest.fixture
def run(capsys, tmp_path, monkeypatch):
    """Run a command on a folder of one's own; return its exit code, output and error."""
    monkeypatch.delenv("WITHDRAWAL_DATA", raising=False)

    def runner(*arguments):
        code = main([*map(str, arguments), "--data", str(tmp_path)])
        return code, *capsys.readouterr()

    return runner


class TestRecord:
    def test_it_says_what_changes(self, run, tmp_path):
        """The file, the row and the answer before and after are told."""
        code, out, _ = run(*ADD)
        assert code == 0
        assert f"Written to {tmp_path}/withdrawals.jsonl" in " ".join(out.split())
        assert "Before: " in out
        assert "After: Sweden's withdrawal from the Ottawa Convention took effect on" in out

    def test_json(self, run):
        """The same as one object."""
        data = json.loads(run(*ADD, "--json")[1])
        assert data["schema"] == "withdrawal/record/1"
        assert data["row"]["effect"] == "2026-09-02"

    def test_refused(self, run):
        """A contradiction is told in one sentence, with how to insist."""
        code, _, err = run(*ADD, "--effect", "2026-12-24")
        assert code == 2
        assert "--because" in err

    @pytest.mark.parametrize(
        "arguments",
        [
            ("announced", "denmark", "ottawa", "--on", "2026-03-02", "--by", "government"),
            ("joined", "usa", "ottawa", "--on", "2026-03-02"),
        ],
    )
    def test_the_others(self, run, arguments):
        """Announcements and joinings are written in one line, too."""
        code, out, err = run("record", *arguments, "--source", "a gazette")
        assert (code, err) == (0, "")
        assert out.startswith("Written to")

    def test_taken_back(self, run):
        """A notice can be taken back."""
        run(*ADD)
        arguments = ("sweden", "ottawa", "--on", "2026-04-02", "--source", "a gazette")
        code, out, _ = run("record", "revoked", *arguments)
        assert code == 0
        assert "1 row of that file gave way to it." in out

    @pytest.mark.parametrize(
        "arguments",
        [
            (),
            ("add",),
            ("add", "sweden"),
            ("add", "sweden", "ottawa"),
            ("add", "sweden", "sweden", "--source", "x", "--received", "2026-01-01"),
            ("add", "\x00", "ottawa", "--source", "x", "--received", "2026-01-01"),
            ("add", "sweden", "ottawa", "--source", "x", "--received", "\ud800"),
            ("add", "sweden", "ottawa", "--source", "x", "--received", "9999-99-99"),
            ("add", "sweden", "ottawa", "--source", "x", "--received", "2026-01-01", "--to", "/no"),
            ("announced", "sweden", "ottawa", "--on", "soon", "--by", "x", "--source", "x"),
            ("revoked", "sweden", "ottawa", "--on", "0000-00-00", "--source", "x"),
            ("joined", "sweden", "ottawa", "--on", "-1", "--source", "x"),
            ("removed", "sweden", "ottawa"),
        ],
    )
    def test_bad_input(self, run, arguments):
        """Whatever is wrong is told in a sentence; nothing is written, and nothing breaks."""
        code, out, err = run("record", *arguments)
        assert code == 2 or "Usage" in out
        assert "Traceback" not in err


class TestParties:
    ASKED = ("parties", "ottawa", "--on", "2026-03-01", "--as-of", "2026-11-28")

    def test_text(self, run):
        """The counts come first, then each State with what it rests on."""
        _, out, _ = run(*self.ASKED)
        assert out.splitlines()[1].startswith("161 parties on 1 March 2026")
        assert "(the list of 20 February 2026, complete)" in out

    def test_csv(self, run):
        """The table has the same columns at every door."""
        _, out, _ = run(*self.ASKED, "--csv")
        rows = list(csv.DictReader(io.StringIO(out)))
        assert tuple(rows[0]) == COLUMNS
        assert sum(row["value"] == "party" for row in rows) == 161

    def test_several_words(self, run):
        """A name of several words needs no quotes."""
        assert run("parties", "rome", "statute")[0] == 0

    def test_own_row(self, run):
        """A row of the user's own counts here, too."""
        run(*ADD)
        data = json.loads(run("parties", "ottawa", "--on", "2026-10-01", "--json")[1])
        assert data["counts"]["left"] == 6

    @pytest.mark.parametrize(
        "arguments", [(), ("nothing at all",), ("ottawa", "--on", "x"), ("ottawa", "--as-of", "")]
    )
    def test_bad_input(self, run, arguments):
        """What makes no sense is one sentence."""
        assert run("parties", *arguments)[0] == 2
