"""``withdrawal case``: the journal of one case from the command line."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from withdrawal.cli import main
from withdrawal.languages.told import english_stage


@pytest.fixture
def file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Return a journal made on the command line, with two events."""
    name = str(tmp_path / "latvia.jsonl")
    assert main(["case", "new", name, "latvia", "ottawa"]) == 0
    assert main(["case", "record", name, "joint-recommendation", "--on", "2025-03-18"]) == 0
    vote = ["final-vote", "--on", "2025-04-16", "--votes", "66-14-2", "--source", "LETA | x"]
    assert main(["case", "record", name, *vote]) == 0
    capsys.readouterr()
    return name


class TestShow:
    def test_text(self, file: str, capsys: pytest.CaptureFixture[str]):
        """Where it stands, what happened, what can come next, what is owed."""
        assert main(["case", "show", file, "--as-of", "2025-05-01"]) == 0
        text = capsys.readouterr().out
        assert text.startswith("Latvia, Ottawa Convention: final vote [final-vote] (parliament)")
        assert "2025-04-16: final vote 66-14-2 [LETA | x]" in text
        assert re.search(r"\npromulgation +promulgation +President +10 to 21 days\n", text)
        assert "notice to UN Security Council" in text

    def test_json(self, file: str, capsys: pytest.CaptureFixture[str]):
        """As data: stage, events, next steps, what is owed, and the answer."""
        assert main(["case", "show", file, "--as-of", "2025-05-01", "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert (found["stage"], found["phase"]) == ("final-vote", "parliament")
        assert [step["step"] for step in found["next"]] == ["promulgation", "returned"]
        assert found["answer"]["status"] == "not-notified"
        assert found["events"][1]["votes"] == "66-14-2"


class TestRecord:
    def test_refused(self, file: str, capsys: pytest.CaptureFixture[str]):
        """The impossible is refused in one sentence, with what was possible."""
        assert main(["case", "record", file, "effect", "--on", "2025-05-01", "--json"]) == 2
        out, err = capsys.readouterr()
        assert json.loads(out)["error"]["code"] == "event-order"
        assert "expected promulgation or returned" in err

    def test_majority(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
        """A vote that misses its majority is refused."""
        name = str(tmp_path / "l.jsonl")
        main(["case", "new", name, "lithuania", "ottawa"])
        vote = ["final-vote", "--on", "2025-05-08", "--votes", "84-0-0"]
        assert main(["case", "record", name, *vote]) == 2
        assert "85 of 141" in capsys.readouterr().err

    def test_irregular(self, file: str, capsys: pytest.CaptureFixture[str]):
        """What the State's own law did not allow is recorded, and said."""
        assert main(["case", "record", file, "promulgation", "--on", "2025-04-24"]) == 0
        text = " ".join(capsys.readouterr().out.split())
        assert "Against the State's own law" in text
        assert "came sooner after final-vote" in text

    def test_rival(self, file: str, capsys: pytest.CaptureFixture[str]):
        """Another account is shown beside the one in use."""
        vote = ["final-vote", "--on", "2025-04-16", "--votes", "68-14-2", "--source", "TASS"]
        assert main(["case", "record", file, *vote]) == 0
        text = " ".join(capsys.readouterr().out.split())
        assert "another account: 2025-04-16: final-vote 68-14-2" in text

    @pytest.mark.parametrize(
        "more", [["--source", ""], ["--source", "a", "--source", ""], ["--detail", "\udcff"]]
    )
    def test_what_could_not_be_shown(
        self, file: str, capsys: pytest.CaptureFixture[str], more: list[str]
    ):
        """What could not be read or shown again is refused, and the journal is as it was."""
        before = Path(file).read_bytes()
        assert main(["case", "record", file, "remark", "--on", "2025-05-01", *more]) == 2
        assert "expected" in capsys.readouterr().err
        assert Path(file).read_bytes() == before
        assert main(["case", "show", file]) == 0


class TestUndo:
    def test_it_says_what(self, file: str, capsys: pytest.CaptureFixture[str]):
        """Undo says what was taken back."""
        assert main(["case", "undo", file]) == 0
        out, err = capsys.readouterr()
        assert "Taken back: 2025-04-16: final-vote 66-14-2" in err
        assert out.startswith("Latvia, Ottawa Convention: recommendation (recommended)")

    def test_said_twice(self, file: str, capsys: pytest.CaptureFixture[str]):
        """Of a remark made twice one is taken back."""
        for _ in range(2):
            assert main(["case", "record", file, "remark", "--on", "2025-05-01"]) == 0
        assert main(["case", "undo", file]) == 0
        assert "Taken back: 2025-05-01: remark" in capsys.readouterr().err

    def test_another_account(self, file: str, capsys: pytest.CaptureFixture[str]):
        """Of two accounts the one recorded last is named."""
        other = ["final-vote", "--on", "2025-04-17", "--votes", "67-14-2", "--source", "TASS"]
        assert main(["case", "record", file, *other]) == 0
        assert main(["case", "undo", file]) == 0
        assert "Taken back: 2025-04-17: final-vote 67-14-2" in capsys.readouterr().err


class TestCalendar:
    def test_show(self, file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
        """What happened and the effect that follows are written to a calendar file."""
        path = tmp_path / "case.ics"
        assert main(["case", "show", file, "--as-of", "2025-05-01", "--ics", str(path)]) == 0
        text = path.read_text(encoding="utf-8")
        assert "final vote" in text
        assert "earliest effect" in text


class TestExport:
    def test_json(self, file: str, capsys: pytest.CaptureFixture[str]):
        """The export as JSON is what show prints."""
        assert main(["case", "export", file, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["schema"] == "withdrawal/case-report/1"

    def test_csv(self, file: str, capsys: pytest.CaptureFixture[str]):
        """As CSV there is one event a line, under a header."""
        assert main(["case", "export", file, "--csv"]) == 0
        rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
        assert [row["step"] for row in rows] == ["joint-recommendation", "final-vote"]
        assert rows[1]["sources"] == "LETA | x"

    def test_markdown(self, file: str, capsys: pytest.CaptureFixture[str]):
        """As Markdown there is a list, in which a bar is escaped."""
        assert main(["case", "export", file, "--md"]) == 0
        text = capsys.readouterr().out
        assert text.startswith("## Latvia, Ottawa Convention: ")
        assert "- 2025-04-16: final vote 66-14-2 (LETA \\| x)" in text
        assert "### Still owed" in text

    def test_text(self, file: str, capsys: pytest.CaptureFixture[str]):
        """Without a format it is the text that show prints."""
        assert main(["case", "export", file]) == 0
        assert capsys.readouterr().out.startswith("Latvia, Ottawa Convention")


class TestCrashes:
    def test_a_torn_tail_is_reported(self, file: str, capsys: pytest.CaptureFixture[str]):
        """What a crash has left is reported when it is seen, and when it is set aside."""
        with Path(file).open("ab") as journal:
            journal.write(b'{"n":3')
        assert main(["case", "show", file]) == 0
        assert "A crash has left 6 bytes" in capsys.readouterr().err
        assert main(["case", "record", file, "remark", "--on", "2025-05-01"]) == 0
        assert "kept in latvia.jsonl.torn" in capsys.readouterr().err
        assert main(["case", "show", file]) == 0
        assert capsys.readouterr().err == ""

    def test_no_journal(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
        """A journal that is not there is named."""
        assert main(["case", "show", str(tmp_path / "none.jsonl")]) == 2
        assert "cannot be read" in capsys.readouterr().err

    @pytest.mark.parametrize("name", ["", "."])
    def test_no_name(self, name: str, capsys: pytest.CaptureFixture[str]):
        """A journal without a file name is refused in one sentence."""
        assert main(["case", "new", name, "latvia", "ottawa"]) == 2
        assert "expected the name of a new file" in capsys.readouterr().err

    def test_nested(self, file: str, capsys: pytest.CaptureFixture[str]):
        """A line nested too deeply is refused by number."""
        with Path(file).open("ab") as journal:
            journal.write(b"[" * 200_000 + b"\n")
        assert main(["case", "show", file]) == 2
        assert "latvia.jsonl line 4: nested too deeply" in capsys.readouterr().err

    def test_it_exists(self, file: str, capsys: pytest.CaptureFixture[str]):
        """A new journal never takes the place of another file."""
        assert main(["case", "new", file, "latvia", "ottawa"]) == 2
        assert "exists" in capsys.readouterr().err


class TestAsOf:
    """A case as it was known on an earlier day."""

    @pytest.fixture
    def journal(self, tmp_path, capsys):
        """A journal of two steps."""
        path = tmp_path / "sweden.jsonl"
        assert main(["case", "new", str(path), "sweden", "ottawa"]) == 0
        for step, day in (("government-decision", "2026-06-01"), ("final-vote", "2027-06-09")):
            assert main(["case", "record", str(path), step, "--on", day]) == 0
        capsys.readouterr()
        return str(path)

    @pytest.mark.parametrize(
        ("day", "stage", "events"),
        [
            ("2026-05-31", "considered", 0),
            ("2026-06-01", "government-decision", 1),
            ("2027-06-08", "government-decision", 1),
            ("2027-06-09", "final-vote", 2),
        ],
    )
    @pytest.mark.parametrize("command", ["show", "export"])
    def test_stage(self, journal, capsys, command, day, stage, events):
        """The heading names the stage of that day, and nothing later is shown."""
        assert main(["case", command, journal, "--as-of", day, "--json"]) == 0
        data = json.loads(capsys.readouterr().out)
        assert (data["stage"], len(data["events"])) == (stage, events)
        assert data["answer"]["as_of"] == day
        assert main(["case", command, journal, "--as-of", day]) == 0
        title = capsys.readouterr().out.splitlines()[0]
        told = english_stage(stage).text
        assert title.startswith(f"Sweden, Ottawa Convention: {told}")
        assert stage in title

    def test_without(self, journal, capsys):
        """Without a day everything recorded is shown."""
        assert main(["case", "show", journal, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["stage"] == "final-vote"
