"""The commands forecast, simulate and score, and what they print."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from attrs import evolve

from withdrawal.cli import main
from withdrawal.odds.api import forecast
from withdrawal.odds.distribution import Distribution
from withdrawal.odds.engine.mass import Mass
from withdrawal.odds.scoring.table import read
from withdrawal.output.forecast import bars, forecast_report
from withdrawal.output.pictures.bands import draw_bands, draw_fan, scale_of
from withdrawal.output.pictures.drawing import Rect
from withdrawal.output.text import report_text

EXAMPLES = Path(__file__).parents[2] / "examples"

OWN_TREATY = """
id = "own-2020"
title = "Treaty of One's Own"
short_names = ["Treaty of One's Own"]
category = "intellectual-property"
depositaries = ["Secretary-General"]
adopted = 2020-01-01
in_force = 2020-01-01
term = "denunciation"
article = "20"
paraphrase = "A party is out one year after the depositary receives its denunciation."
sources = ["Made up for this test"]
confidence = "known"

[clause]
exit = "allowed"
article = "20"

[clause.may_notify]
to = ["Secretary-General"]

[clause.starts]
on = "receipt-by-depositary"

[clause.runs]
period = "P1Y"
"""


class TestForecastCommand:
    def test_text(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The median comes first, then ranges, odds, a chart, stages and what was assumed."""
        assert main(["forecast", "lithuania", "ottawa", "--as-of", "2025-03-18"]) == 0
        text = capsys.readouterr().out
        assert text.startswith("IF IT TAKES EFFECT, EVEN ODDS BY")
        for words in ("80%", "Out by", "█", "drives the spread", "final vote",
                      "past cases", "assumed"):  # fmt: skip
            assert words in text

    def test_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        """With --json it prints one object of the promised schema."""
        assert main(["forecast", "ottawa", "EST", "--as-of", "2025-06-14", "--json"]) == 0
        data = json.loads(capsys.readouterr().out)
        assert data["schema"] == "withdrawal/forecast/2"
        assert data["party"] == "EST"

    def test_known(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A case that is over is told as its day."""
        assert main(["forecast", "lithuania", "ottawa", "--as-of", "2026-02-01"]) == 0
        assert capsys.readouterr().out.startswith("27 DECEMBER 2025")

    def test_never(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A State that cannot leave is told so."""
        assert main(["forecast", "usa", "ottawa", "--as-of", "2026-02-01"]) == 0
        assert capsys.readouterr().out.startswith("NOT A PARTY\n")
        assert main(["forecast", "lithuania", "iccpr", "--as-of", "2026-02-01"]) == 0
        assert capsys.readouterr().out.startswith("WITHDRAWAL NOT PROVIDED FOR")

    def test_disputed(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A disputed exit is headed as by `when`, and the command that tells why can be copied."""
        command = ["--as-of", "2026-11-22"]
        assert main(["forecast", "North Korea", "NPT", *command]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert main(["when", "North Korea", "NPT", *command]) == 0
        answered = capsys.readouterr().out
        assert lines[0] == answered.splitlines()[0] == "DISPUTED"
        assert "  Disputed  100.0%" in lines
        assert not any("2003-04-10" in line or "10 April 2003" in line for line in lines)
        (told,) = (line for line in lines if line.startswith("   - withdrawal "))
        assert main(told.partition("- withdrawal ")[2].split()) == 0
        assert capsys.readouterr().out == answered

    def test_a_claim_of_suspension(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A claimed suspension is headed as disputed, with its own reason."""
        assert main(["forecast", "ukraine", "ottawa", "--as-of", "2025-09-01"]) == 0
        text = capsys.readouterr().out
        assert text.startswith("DISPUTED\n")
        assert "(suspension claimed instead)" in text
        assert "- withdrawal when UKR ottawa-1997 --as-of 2025-09-01" in text

    def test_supposed(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Where nothing is on record the condition stands in the headline and in the sentence."""
        assert main(["forecast", "sweden", "ottawa", "--as-of", "2026-11-22"]) == 0
        first, second = capsys.readouterr().out.splitlines()[:2]
        assert first.startswith("EVEN ODDS BY ")
        assert first.endswith(", IF BEGUN ON 22 NOVEMBER 2026")
        assert second.startswith("Supposing that Sweden starts on 22 November 2026 and goes ")

    def test_one_day(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A day that holds nearly all of it is the headline, with its chance, and has no range."""
        assert main(["forecast", "usa", "unesco", "--as-of", "2026-11-22"]) == 0
        text = capsys.readouterr().out
        assert text.startswith("31 DECEMBER 2026, WITH A CHANCE OF 97%\n")
        assert "Where it lies" not in text
        assert "even odds" not in text
        assert "Out by" in text

    def test_probably_never(self, capsys: pytest.CaptureFixture[str]) -> None:
        """An exit that more probably never comes is headed as that, before the day it may have."""
        assert main(["forecast", "armenia", "csto", "--as-of", "2026-11-21"]) == 0
        first = capsys.readouterr().out.splitlines()[0]
        assert re.match(r"PROBABLY NEVER \([5-9]\d%\); IF IT DOES, EVEN ODDS BY ", first)

    def test_nothing_supposed(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A case that has begun is under no condition, and a settled one has no dispute."""
        assert main(["forecast", "lithuania", "ottawa", "--as-of", "2025-03-18"]) == 0
        text = capsys.readouterr().out
        assert "IF BEGUN" not in text
        assert "Supposing" not in text
        assert "disputed" not in text

    def test_plot_of_a_dispute(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A disputed exit has no day to draw, and is drawn all the same."""
        path = tmp_path / "fan.svg"
        arguments = ["forecast", "PRK", "npt-1968", "--as-of", "2026-11-22"]
        assert main([*arguments, "--plot", str(path)]) == 0
        drawn = path.read_text(encoding="utf-8")
        assert "10 April 2003" not in drawn
        assert "is disputed" in drawn
        capsys.readouterr()

    def test_plot_of_a_treaty_of_ones_own(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The fan of a treaty of another catalogue is drawn from that catalogue."""
        own = tmp_path / "treaties"
        own.mkdir()
        (own / "own-2020.toml").write_text(OWN_TREATY, encoding="utf-8")
        path = tmp_path / "fan.svg"
        arguments = ["forecast", "SWE", "own-2020", "--catalogue", str(own)]
        assert main([*arguments, "--plot", str(path)]) == 0
        assert path.is_file()
        capsys.readouterr()

    def test_plot(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """The fan is drawn as SVG, with the actual day where it is known by now."""
        path = tmp_path / "fan.svg"
        arguments = ["forecast", "lithuania", "ottawa", "--as-of", "2025-03-18"]
        assert main([*arguments, "--plot", str(path)]) == 0
        root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
        words = [each.text for each in root.iter("{http://www.w3.org/2000/svg}text")]
        assert "27 December 2025" in words
        assert "Effect, week by week" in words
        capsys.readouterr()

    def test_bad_route(self, capsys: pytest.CaptureFixture[str]) -> None:
        """An unknown route is refused with those there are."""
        assert main(["forecast", "latvia", "ottawa", "--route", "fast"]) == 2
        assert "ordinary" in capsys.readouterr().err


class TestSimulateCommand:
    def test_plot(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """The picture shows the stages as the scenario lets them last."""
        told, path = tmp_path / "slow.toml", tmp_path / "fan.svg"
        told.write_text(
            'as_of = "2026-11-21"\ntitle = "Slow"\n[[cases]]\nparty = "SWE"\n'
            'treaty = "ottawa-1997"\nevents = []\n'
            "[cases.durations]\ngovernment-decision = { fixed = 400 }\n",
            encoding="utf-8",
        )
        assert main(["simulate", str(told), "--runs", "1000", "--plot", str(path)]) == 0
        assert "26 December 2027" in path.read_text(encoding="utf-8")
        capsys.readouterr()

    def test_text(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The sampled median stands beside the exact one."""
        path = str(EXAMPLES / "finland.toml")
        assert main(["simulate", path, "--runs", "5000", "--seed", "1"]) == 0
        text = capsys.readouterr().out
        assert "5,000 runs from " in text
        assert "computed exactly" in text

    def test_json_is_the_same_twice(self, capsys: pytest.CaptureFixture[str]) -> None:
        """One seed gives one result, to the last digit."""
        arguments = ["simulate", "poland", "--runs", "3000", "--seed", "9", "--json"]
        printed = []
        for _ in range(2):
            assert main(arguments) == 0
            printed.append(capsys.readouterr().out)
        assert printed[0] == printed[1]
        assert json.loads(printed[0])["schema"] == "withdrawal/simulation/2"

    def test_bad_scenario(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A bad scenario is refused with the key and what was expected."""
        path = tmp_path / "bad.toml"
        path.write_text('title = "x"\ntogther = "notice"\n[[cases]]\nparty = "SWE"\n'
                        'treaty = "ottawa-1997"\n', encoding="utf-8")  # fmt: skip
        assert main(["simulate", str(path), "--json"]) == 2
        error = json.loads(capsys.readouterr().out)["error"]
        assert "togther" in error["message"]
        assert "together" in error["suggestions"]

    def test_no_processes(self, capsys: pytest.CaptureFixture[str]) -> None:
        """At least one process is needed."""
        assert main(["simulate", "poland", "--processes", "0"]) == 2
        assert "expected 1 or more" in capsys.readouterr().err


class TestScoreCommand:
    @pytest.fixture(autouse=True)
    def _one_case(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Score one of the six alone: each takes seconds."""
        monkeypatch.setattr(
            "withdrawal.cli.working.score.first_exits", lambda: [("LTU", "ottawa-1997")]
        )

    def test_json(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """The scores come with every forecast of every case, bad ones included, and as a file."""
        path = tmp_path / "scores.csv.gz"
        assert main(["score", "--six", "--draws", "20", "--table", str(path), "--json"]) == 0
        data = json.loads(capsys.readouterr().out)
        assert data["schema"] == "withdrawal/score/2"
        assert (data["cases"], data["forecasts"]) == (1, len(data["rows"]))
        assert len(read(path).rows) == data["forecasts"]
        assert data["perfect"]

    def test_text(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The table ends with the figures over all cases and the goals."""
        assert main(["score", "--six"]) == 0
        text = capsys.readouterr().out
        assert "ltu-ottawa-1997" in text
        assert "goal" in text


class TestText:
    def test_bars_add_up(self) -> None:
        """The bars show all that happens, the last one what comes later."""
        made = forecast("LTU", "ottawa-1997", as_of="2025-03-18")
        shares = [float(line.rsplit(maxsplit=1)[-1].rstrip("%")) for line in bars(made.effect)]
        assert sum(shares) == pytest.approx(100 * (1 - made.probability_never), abs=1.5)

    def test_a_sure_thing_has_no_chart(self) -> None:
        """A known day needs no chart."""
        text = report_text(forecast_report(forecast("LTU", "ottawa-1997", as_of="2026-03-01")))
        assert "█" not in text

    def test_a_range_of_one_day(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """A simulated range that begins and ends on one day is told as that day."""
        path = tmp_path / "unesco.toml"
        path.write_text(
            'title = "One day"\ntarget = 2027-01-01\n[[cases]]\nid = "usa"\nparty = "USA"\n'
            'treaty = "unesco-1945"\nevents = ['
            '{ step = "executive-decision", on = 2025-07-22 }, '
            '{ step = "notice", on = 2025-07-22 }]\n',
            encoding="utf-8",
        )
        assert main(["simulate", str(path), "--runs", "1000", "--as-of", "2026-11-22"]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert "1,000 runs from 22 November 2026, seed 0." in lines
        assert ["80%", "31", "December", "2026"] in map(str.split, lines)
        told = " ".join(" ".join(lines).split())
        assert "median 31 December 2026 (31 December 2026 computed exactly)" in told
        assert "out by 1 January 2027 9" in told

    def test_a_day_that_is_known(self) -> None:
        """A distribution of one day needs no chart."""
        assert bars(Distribution.known(date(2026, 1, 1))) == []

    def test_probably_never_but_on_one_day(self) -> None:
        """A day that less probably comes than not is told after that, without its chance."""
        made = forecast("LTU", "ottawa-1997", as_of="2025-03-18")
        effect = Distribution(Mass(20000, np.array([0.4])), {"revoked": 0.6})
        first = report_text(forecast_report(evolve(made, effect=effect))).splitlines()[0]
        assert first == "PROBABLY NEVER (60%); IF IT DOES, 4 OCTOBER 2024"

    def test_fan_without_an_actual_day(self) -> None:
        """A fan can be drawn of what is still open."""
        made = forecast("SWE", "ottawa-1997", as_of="2026-11-21")
        assert draw_fan(made).height > 200

    def test_the_density_lies_under_its_band(self) -> None:
        """The weeks stand on the scale of the bands; past cases are drawn behind, paler."""
        made = forecast("MDA", "cis-charter-1993", as_of="2026-11-28")
        top = draw_bands(made).height
        weeks = [e for e in draw_fan(made).shapes if isinstance(e, Rect) and e.y >= top]
        roles = [each.role for each in weeks]
        assert {*roles} == {"band-wide", "band-half"}
        assert roles == sorted(roles, reverse=True)
        assert made.effect.mode is not None
        own = [each for each in weeks if each.role == "band-half"]
        highest = max(own, key=lambda each: each.height)
        assert highest.x == pytest.approx(scale_of(made)(made.effect.mode), abs=12)
