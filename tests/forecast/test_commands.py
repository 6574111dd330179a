"""The commands forecast, simulate and score, and what they print."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from withdrawal.cli import main
from withdrawal.forecast.api import forecast
from withdrawal.forecast.distribution import Distribution
from withdrawal.output.forecast import bars, draw_fan, forecast_text

EXAMPLES = Path(__file__).parents[2] / "examples"


class TestForecastCommand:
    def test_text(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The median comes first, then ranges, odds, a chart, stages and what was assumed."""
        assert main(["forecast", "lithuania", "ottawa", "--as-of", "2025-03-18"]) == 0
        text = capsys.readouterr().out
        assert text.startswith("EVEN ODDS BY")
        for words in ("80%", "Chance of being out by", "█", "drives the spread", "final-vote",
                      "past cases", "assumed"):  # fmt: skip
            assert words in text

    def test_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        """With --json it prints one object of the promised schema."""
        assert main(["forecast", "ottawa", "EST", "--as-of", "2025-06-14", "--json"]) == 0
        data = json.loads(capsys.readouterr().out)
        assert data["schema"] == "withdrawal/forecast/1"
        assert data["party"] == "EST"

    def test_known(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A case that is over is told as its day."""
        assert main(["forecast", "lithuania", "ottawa", "--as-of", "2026-02-01"]) == 0
        assert capsys.readouterr().out.startswith("27 DECEMBER 2025")

    def test_never(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A State that cannot leave is told so."""
        assert main(["forecast", "usa", "ottawa", "--as-of", "2026-02-01"]) == 0
        assert capsys.readouterr().out.startswith("NO EFFECT IN SIGHT")

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
    def test_text(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The sampled median stands beside the exact one."""
        path = str(EXAMPLES / "finland.toml")
        assert main(["simulate", path, "--runs", "5000", "--seed", "1"]) == 0
        text = capsys.readouterr().out
        assert "5,000 runs" in text
        assert "computed exactly" in text

    def test_json_is_the_same_twice(self, capsys: pytest.CaptureFixture[str]) -> None:
        """One seed gives one result, to the last digit."""
        arguments = ["simulate", "poland", "--runs", "3000", "--seed", "9", "--json"]
        printed = []
        for _ in range(2):
            assert main(arguments) == 0
            printed.append(capsys.readouterr().out)
        assert printed[0] == printed[1]
        assert json.loads(printed[0])["schema"] == "withdrawal/simulation/1"

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
    def test_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The scores come with every forecast of every case, bad ones included."""
        assert main(["score", "--six", "--json"]) == 0
        data = json.loads(capsys.readouterr().out)
        assert data["schema"] == "withdrawal/score/1"
        assert data["cases"] == 6
        assert len(data["scores"]) == 6

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
        text = forecast_text(forecast("LTU", "ottawa-1997", as_of="2026-03-01"))
        assert "█" not in text

    def test_one_day_is_one_bar(self) -> None:
        """A distribution of one day gives one bar."""
        assert len(bars(Distribution.known(date(2026, 1, 1)))) == 1

    def test_fan_without_an_actual_day(self) -> None:
        """A fan can be drawn of what is still open."""
        made = forecast("SWE", "ottawa-1997", as_of="2026-11-21")
        assert draw_fan(made).height > 200
