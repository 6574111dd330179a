"""``withdrawal run``: scenarios played step by step."""

import json
from pathlib import Path

import pytest

from withdrawal.cli import main


class TestRun:
    def test_text(self, capsys: pytest.CaptureFixture[str]):
        """Each step with its day, actor and phase, and the date that follows."""
        assert main(["run", "baltic"]) == 0
        text = capsys.readouterr().out
        assert "2025-04-16  final vote: Saeima; 66-14-2 [parliament]" in text
        assert (
            "Answer      Latvia's withdrawal from the Ottawa Convention took effect on 27" in text
        )
        assert "Out by 1 January 2026: yes." in text

    def test_json(self, capsys: pytest.CaptureFixture[str]):
        """As data each case has its steps and its answer."""
        assert main(["run", "baltic", "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert (found["schema"], found["scenario"]) == ("withdrawal/run/1", "baltic")
        effects = {case["party"]: case["answer"]["effect"] for case in found["cases"]}
        assert effects == dict.fromkeys(("EST", "LVA", "LTU"), "2025-12-27")

    def test_ambiguities(self, capsys: pytest.CaptureFixture[str]):
        """Other readings and broken day limits are told under the answer."""
        assert main(["run", "sweden-hypothetical"]) == 0
        assert "2028-03-01" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("as_of", "verb"), [("2027-01-01", "would take effect"), ("2029-01-01", "took effect")]
    )
    def test_told_from_a_day(self, capsys: pytest.CaptureFixture[str], as_of: str, verb: str):
        """--as-of is the day on which the story is told."""
        assert main(["run", "sweden-hypothetical", "--as-of", as_of]) == 0
        assert f"withdrawal from the Ottawa Convention {verb}" in capsys.readouterr().out

    def test_list(self, capsys: pytest.CaptureFixture[str]):
        """--list names the scenarios that come along."""
        assert main(["run", "--list"]) == 0
        text = capsys.readouterr().out
        assert "baltic  " in text
        assert "Ukraine declares" in text

    def test_list_as_json(self, capsys: pytest.CaptureFixture[str]):
        """--list as data has names and titles."""
        assert main(["run", "--list", "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert {"name", "title"} == set(found["scenarios"][0])


class TestSimulate:
    ASKED = ("simulate", "baltic", "--runs", "200", "--as-of", "2025-03-18")

    def test_text(self, capsys: pytest.CaptureFixture[str], tmp_path: Path):
        """What many runs give is told beside what is computed exactly, and drawn on request."""
        picture = tmp_path / "first.svg"
        assert main([*self.ASKED, "--plot", str(picture)]) == 0
        assert "200 runs" in capsys.readouterr().out
        assert picture.read_text(encoding="utf-8").startswith("<svg ")

    def test_json(self, capsys: pytest.CaptureFixture[str]):
        """As data each case has its spread, and one seed gives one result."""
        told = []
        for _ in range(2):
            assert main([*self.ASKED, "--json"]) == 0
            told.append(json.loads(capsys.readouterr().out))
        assert told[0] == told[1]
        assert told[0]["schema"] == "withdrawal/simulation/2"

    def test_no_process(self, capsys: pytest.CaptureFixture[str]):
        """The runs need one process at least."""
        assert main([*self.ASKED, "--processes", "0"]) == 2
        assert "0 processes cannot share the runs" in capsys.readouterr().err


class TestRefusals:
    def test_no_scenario(self, capsys: pytest.CaptureFixture[str]):
        """Without a file the question makes no sense."""
        assert main(["run"]) == 2
        told = "No scenario is given: expected a TOML file, or --list.\n"
        assert capsys.readouterr().err.endswith(told)

    def test_unknown(self, capsys: pytest.CaptureFixture[str]):
        """An unknown scenario comes with the nearest name."""
        assert main(["run", "batlic", "--json"]) == 2
        out, err = capsys.readouterr()
        assert json.loads(out)["error"]["suggestions"] == ["baltic"]
        assert "no such scenario" in err

    def test_impossible_order(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
        """An impossible order is one sentence that names file, case and step."""
        path = tmp_path / "bad.toml"
        path.write_text(
            'title = "x"\n[[cases]]\nparty = "SWE"\ntreaty = "ottawa"\n'
            'events = [{ step = "effect", on = 2027-01-01 }]\n',
            encoding="utf-8",
        )
        assert main(["run", str(path)]) == 2
        err = capsys.readouterr().err
        assert err.startswith("bad.toml: case 'swe': events#1: 'effect' cannot happen")
        assert "Traceback" not in err
