"""Scenarios looked ahead: joint deposits, cases in a row, changed rules, and refusals."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from withdrawal.errors import ScenarioError
from withdrawal.odds.api import simulate
from withdrawal.odds.distribution import Distribution
from withdrawal.odds.engine.mass import Mass
from withdrawal.odds.engine.sampling import CHUNK
from withdrawal.odds.engine.together import solve_ensemble
from withdrawal.odds.simulation import open_scenario

EXAMPLES = Path(__file__).parents[2] / "examples"
SCENARIOS = sorted(EXAMPLES.glob("*.toml"))


def written(tmp_path: Path, text: str) -> Path:
    """Return a scenario file with a text."""
    path = tmp_path / "made.toml"
    path.write_text(f'title = "made up"\nas_of = 2026-03-02\n{text}', encoding="utf-8")
    return path


def medians(path: Path) -> dict[str, date | None]:
    """Return the exact median of each case."""
    solved = solve_ensemble(open_scenario(path).ensemble)
    return {
        name: Distribution.of(each.effect, each.never).median
        for name, each in solved.solutions.items()
    }


SWEDEN = """
[[cases]]
party = "SWE"
treaty = "ottawa-1997"
"""


class TestExamples:
    @pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
    def test_every_example_is_looked_ahead(self, path: Path) -> None:
        """Every scenario that comes along can be looked ahead, and its mass sums to one."""
        found = open_scenario(path)
        for name, each in solve_ensemble(found.ensemble).solutions.items():
            total = each.effect.total + sum(each.never.values())
            assert total == pytest.approx(1.0, abs=1e-12), name

    def test_the_joint_deposit_waits(self) -> None:
        """Together no State is out sooner than it would be by itself."""
        together = open_scenario(EXAMPLES / "baltic.toml")
        solved = solve_ensemble(together.ensemble)
        for name, found in together.prospects.items():
            from withdrawal.odds.engine.exact import solve

            assert found.model is not None
            alone = solve(found.model).effect
            joint = solved.solutions[name].effect
            day = date(2025, 12, 31).toordinal() - date(1970, 1, 1).toordinal()
            assert joint.until(day).total < alone.until(day).total

    def test_target(self) -> None:
        """The chance that all are out by the target is told, and no greater than of any one."""
        found = open_scenario(EXAMPLES / "baltic.toml")
        solved = solve_ensemble(found.ensemble)
        assert solved.all_by_target is not None
        assert found.ensemble.target is not None
        for each in solved.solutions.values():
            assert solved.all_by_target <= each.effect.until(found.ensemble.target).total + 1e-12

    def test_later_dates_are_left_out_of_account(self) -> None:
        """What a scenario dates after the day it is looked ahead from is not used."""
        found = open_scenario(EXAMPLES / "baltic.toml", as_of=date(2025, 5, 30))
        known = {event.step for event in found.prospects["estonia"].case.history}
        assert "first-reading" in known
        assert "final-vote" not in known


class TestWhatIf:
    def test_a_longer_period(self, tmp_path: Path) -> None:
        """Twelve months instead of six put effect six months later."""
        usual = medians(written(tmp_path, SWEDEN))["swe"]
        longer = medians(written(tmp_path, SWEDEN + '[cases.rule]\nperiod = "P12M"\n'))["swe"]
        assert usual is not None
        assert longer is not None
        assert 180 <= (longer - usual).days <= 187

    def test_set_days(self, tmp_path: Path) -> None:
        """Days that a scenario sets are kept to the day, and what lies between takes none."""
        events = """events = [
          { step = "government-decision", after_days = 10 },
          { step = "final-vote", after_days = 20 },
          { step = "notice", after_days = 5 },
        ]
        """
        assert medians(written(tmp_path, SWEDEN + events))["swe"] == date(2026, 10, 6)

    def test_durations(self, tmp_path: Path) -> None:
        """A duration by stage takes the place of the usual one."""
        slow = SWEDEN + "[cases.durations]\nfinal-vote = { fixed = 700 }\n"
        found = medians(written(tmp_path, slow))["swe"]
        assert found is not None
        assert found > date(2028, 7, 1)

    def test_one_after_another(self, tmp_path: Path) -> None:
        """A case that follows another's stage begins on its day."""
        text = """
[[cases]]
party = "SWE"
treaty = "ottawa-1997"
events = [{ step = "government-decision", after_days = 10 }]

[[cases]]
party = "NOR"
treaty = "ottawa-1997"
after = "swe:government-decision"
events = [
  { step = "government-decision", after_days = 3 },
  { step = "notice", after_days = 2 },
]
"""
        assert medians(written(tmp_path, text))["nor"] == date(2026, 9, 17)

    def test_after_what_is_over(self, tmp_path: Path) -> None:
        """A case that follows what is over begins on the day of the scenario, not before it."""
        leader = '[[cases]]\nparty = "LTU"\ntreaty = "ottawa-1997"\nevents = "record"\n'
        alone, behind = (
            _found(tmp_path, leader + SWEDEN + after)
            for after in ("", 'after = "ltu:final-vote"\n')
        )
        assert behind.first == alone.first
        assert behind.values.tolist() == alone.values.tolist()

    def test_after_what_is_ahead(self, tmp_path: Path) -> None:
        """A case that follows what is still ahead is later than it would be by itself."""
        leader = '[[cases]]\nparty = "LTU"\ntreaty = "ottawa-1997"\nevents = "record"\n'
        alone, behind = (
            _found(tmp_path, leader + SWEDEN + after) for after in ("", 'after = "ltu:notice"\n')
        )
        ahead = [alone.first + days for days in (200, 300, 400)]
        assert all(behind.until(day).total < alone.until(day).total for day in ahead)


def _found(tmp_path: Path, text: str) -> Mass:
    """Return the days of effect of Sweden, looked ahead from 1 June 2025."""
    path = tmp_path / "made.toml"
    path.write_text(f'title = "made up"\nas_of = 2025-06-01\n{text}', encoding="utf-8")
    return solve_ensemble(open_scenario(path).ensemble).solutions["swe"].effect


class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            (
                SWEDEN + "[cases.durations]\nfinalvote = { fixed = 3 }\n",
                "'finalvote' is not a stage",
            ),
            (SWEDEN + "[cases.durations]\nnotice = { fixd = 3 }\n", "expected"),
            (SWEDEN + 'events = [{ step = "coup", after_days = 3 }]\n', "'coup' is no stage"),
            (SWEDEN + 'after = "nobody"\n', "after is 'nobody'"),
            (
                SWEDEN + 'events = [{ step = "government-decision", on = 2026-01-14 }, '
                '{ step = "final-vote", after_days = 99999999 }]\n',
                "outside the calendar",
            ),
            (SWEDEN + "colour = 3\n", "colour"),
            (
                SWEDEN.replace("SWE", "LTU")
                + 'events = [{ step = "final-vote", on = 2026-02-01 },'
                + ' { step = "promulgation", on = 2026-01-03 }]\n',
                "would come before final-vote",
            ),
        ],
    )
    def test_the_key_is_named(self, tmp_path: Path, text: str, words: str) -> None:
        """A bad scenario is refused with the file, the key and what was expected."""
        with pytest.raises(ScenarioError, match=words) as caught:
            open_scenario(written(tmp_path, text))
        assert "made.toml" in caught.value.message

    def test_cases_that_wait_for_one_another(self, tmp_path: Path) -> None:
        """Cases in a circle are refused."""
        text = SWEDEN + 'after = "nor"\n' + SWEDEN.replace("SWE", "NOR") + 'after = "swe"\n'
        with pytest.raises(ScenarioError, match="wait for one another"):
            open_scenario(written(tmp_path, text))


class TestSimulate:
    def test_json(self) -> None:
        """A simulation says how many runs it made, from which seed, and what they gave."""
        made = simulate(EXAMPLES / "finland.toml", runs=20_000, seed=3)
        data = made.to_json()
        assert (data["schema"], data["runs"], data["seed"]) == (
            "withdrawal/simulation/2",
            20_000,
            3,
        )
        assert data["complete"]
        assert 0.0 < data["probability_all_by_target"] < 1.0
        assert data["scenario"] == "finland"
        assert data["cases"][0]["party"] == "FIN"
        assert 0.0 < data["cases"][0]["probability_by_target"] < 1.0

    def test_an_interruption_is_said(self) -> None:
        """Of a simulation that was interrupted the answer says that not all runs were made."""

        def interrupt(_done: int, _wanted: int) -> None:
            raise KeyboardInterrupt

        made = simulate(EXAMPLES / "finland.toml", runs=2 * CHUNK, seed=3, progress=interrupt)
        data = made.to_json()
        assert (data["runs"], data["wanted"]) == (CHUNK, 2 * CHUNK)
        assert not data["complete"]

    def test_by_its_stages_alone(self) -> None:
        """Where a forecast would heed past cases, a run says that they are left out."""
        cases = [
            simulate(EXAMPLES / f"{name}.toml", runs=9, seed=3).to_json()["cases"][0]
            for name in ("finland", "sweden-hypothetical", "bolivia-single-convention-2011")
        ]
        told = ["past cases in a like situation" in " ".join(case["assumptions"]) for case in cases]
        assert told == [True, False, False]

    def test_from_another_day(self) -> None:
        """The day to look ahead from may be given as text."""
        made = simulate(EXAMPLES / "finland.toml", runs=50, seed=3, as_of="2025-05-02")
        assert made.to_json()["as_of"] == "2025-05-02"

    def test_close_to_exact(self) -> None:
        """Twenty thousand runs come within a few days of the exact median."""
        made = simulate(EXAMPLES / "poland.toml", runs=20_000, seed=4)
        exact = medians(EXAMPLES / "poland.toml")["pol"]
        sampled = made.cases["pol"].median
        assert exact is not None
        assert sampled is not None
        assert abs((sampled - exact).days) <= 7

    def test_paths_are_those_that_were_counted(self) -> None:
        """The paths shown are the runs counted: their effects make the histogram."""
        made = simulate(EXAMPLES / "finland.toml", runs=500, seed=5)
        effects = [paths["fin"].effect for paths in made.paths(500)]
        share = sum(day is not None and day <= date(2026, 6, 30) for day in effects) / 500
        assert share == pytest.approx(made.cases["fin"].probability_by("2026-06-30"))

    def test_known_cases(self) -> None:
        """A case that is over gives the one day in every run."""
        made = simulate(EXAMPLES / "bolivia-single-convention-2011.toml", runs=100, seed=1)
        assert made.cases["bol"].median == date(2012, 1, 1)
        assert made.cases["bol"].is_known
