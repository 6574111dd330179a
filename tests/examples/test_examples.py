"""Every example runs, and ends with the date it is known for."""

import runpy
from pathlib import Path

import pytest

from withdrawal.case.scenarios.play import PlayedCase, play
from withdrawal.case.scenarios.scenario import Scenario, packaged_scenarios
from withdrawal.record.chronology import chronology

EXAMPLES = Path(__file__).parents[2] / "examples"

ENDS = {
    "baltic": {
        "estonia": ("effective", "2025-12-27"),
        "latvia": ("effective", "2025-12-27"),
        "lithuania": ("effective", "2025-12-27"),
    },
    "bolivia-single-convention-2011": {"bol": ("effective", "2012-01-01")},
    "brexit": {"gbr": ("effective", "2020-01-31")},
    "dprk-npt-1993": {"prk": ("revoked", "None")},
    "dprk-npt-2003": {"prk": ("disputed", "None")},
    "finland": {"fin": ("effective", "2026-01-10")},
    "gambia-icc": {"gmb": ("revoked", "None")},
    "hungary-icc": {"hun": ("revoked", "None")},
    "latvia-istanbul": {"lva": ("not-notified", "None")},
    "lithuania-cluster-munitions": {"ltu": ("effective", "2025-03-06")},
    "poland": {"pol": ("effective", "2026-02-20")},
    "returned-law": {"lva": ("effective", "2027-06-01")},
    "revoked-notice": {"swe": ("revoked", "None")},
    "south-africa-icc": {"zaf": ("revoked", "None")},
    "sweden-hypothetical": {
        "month-end": ("effective", "2028-02-29"),
        "conflict": ("effective", "2028-02-03"),
    },
    "turkey-istanbul-2021": {"tur": ("effective", "2021-07-01")},
    "ukraine": {"ukr": ("disputed", "None")},
    "what-if": {"sweden": ("effective", "2028-07-09"), "norway": ("effective", "2028-09-21")},
}


def names(scenario: Scenario) -> str:
    """Return the name under which a scenario's test is shown."""
    return scenario.name


class TestScenarios:
    @pytest.mark.parametrize("scenario", packaged_scenarios(), ids=names)
    def test_it_ends_as_known(self, scenario: Scenario):
        """Each scenario plays to the status and date that are expected of it."""
        found = {
            case.id: (case.answer.status, str(case.answer.effect)) for case in play(scenario).cases
        }
        assert found == ENDS[scenario.name]

    def test_none_is_missing(self):
        """What is expected of every scenario is written down here."""
        assert {scenario.name for scenario in packaged_scenarios()} == set(ENDS)

    @pytest.mark.parametrize("scenario", packaged_scenarios(), ids=names)
    def test_it_says_what_it_is(self, scenario: Scenario):
        """Each has a title, and an invented one says so in its first line."""
        text = (EXAMPLES / f"{scenario.name}.toml").read_text(encoding="utf-8")
        assert scenario.title
        recorded = all(case.events is None for case in scenario.cases)
        is_real = recorded or scenario.name == "baltic" or scenario.name.startswith("dprk")
        assert text.startswith("# Invented") != is_real

    def test_the_baltic_dates_are_those_on_record(self):
        """The dates written out in the Baltic scenario are the recorded ones."""
        (scenario,) = (each for each in packaged_scenarios() if each.name == "baltic")
        for case in scenario.cases:
            recorded = chronology(case.party, case.treaty)
            days = {str(event.when) for event in recorded}
            for event in case.events or ():
                assert str(event.on) in days, event
            votes = {str(event.votes) for event in recorded if event.votes}
            assert {str(event.votes) for event in case.events or () if event.votes} <= votes

    def test_the_conflict_is_tested_when_the_period_ends(self):
        """The invented war begins after the notice, and delays the effect all the same."""
        (scenario,) = (each for each in packaged_scenarios() if each.name == "sweden-hypothetical")
        conflict: PlayedCase = play(scenario).cases[1]
        days = [(step.step, str(step.when)) for step in conflict.steps]
        assert days[-2:] == [
            ("period-ended-in-conflict", "2027-09-01"),
            ("conflict-ended", "2028-02-03"),
        ]


class TestScripts:
    @pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.py")), ids=lambda path: path.stem)
    def test_it_runs(self, path: Path, capsys: pytest.CaptureFixture[str]):
        """Each script runs and prints something."""
        runpy.run_path(str(path), run_name="__main__")
        assert capsys.readouterr().out

    def test_first_look(self, capsys: pytest.CaptureFixture[str]):
        """The first look shows a date, an ambiguity and a refusal."""
        runpy.run_path(str(EXAMPLES / "first_look.py"), run_name="__main__")
        text = capsys.readouterr().out
        assert "27 December 2025" in text
        assert "But:" in text
        assert "Refused:" in text
