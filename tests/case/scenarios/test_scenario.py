"""Scenario files: strict keys, and faults that name file, case, key and what was expected."""

from datetime import date
from pathlib import Path

import pytest

from withdrawal import Case
from withdrawal.case.scenarios.scenario import (
    Follows,
    find_scenario,
    packaged_scenarios,
    read_scenario,
)
from withdrawal.dates import Period
from withdrawal.errors import ScenarioError
from withdrawal.record.events import Votes

GOOD = """
title = "A test"
note = "More."
as_of = 2027-01-10
target = "2028-01-01"
together = "notice"

[[cases]]
id = "sweden"
party = "SWE"
treaty = "ottawa-1997"
route = "parliament"
facts = []
events = [
  { step = "government-decision", on = 2027-01-14, actor = "Government" },
  { step = "final-vote", after_days = 30, votes = "240-100-9", source = "riksdagen.se" },
  { step = "notice", on = "2027-05", sources = [{ address = "UN", kind = "depositary" }] },
]
[cases.circumstances]
conflict = ["2027-08-15/.."]
named_date = 2028-01-01
[cases.rule]
period = "P12M"
[cases.durations]
final-vote = { lognormal = { median = 40, p90 = 90 } }

[[cases]]
party = "NOR"
treaty = "ottawa-1997"
after = "sweden : final-vote"
events = "record"
"""

CASE = """
title = "x"
[[cases]]
party = "SWE"
treaty = "ottawa-1997"
"""


def write(folder: Path, text: str) -> Path:
    """Return a scenario file with the text."""
    path = folder / "test.toml"
    path.write_text(text, encoding="utf-8")
    return path


class TestReading:
    def test_every_key(self, tmp_path: Path):
        """Every key of a scenario is read."""
        scenario = read_scenario(write(tmp_path, GOOD))
        assert (scenario.name, scenario.title, scenario.note) == ("test", "A test", "More.")
        assert (scenario.as_of, scenario.target) == (date(2027, 1, 10), date(2028, 1, 1))
        assert scenario.together == "notice"
        sweden, norway = scenario.cases
        assert (sweden.id, sweden.route, sweden.period) == ("sweden", "parliament", Period(0, 12))
        assert sweden.circumstances == {
            "conflict": ["2027-08-15/.."],
            "named_date": date(2028, 1, 1),
        }
        assert sweden.durations == {"final-vote": {"lognormal": {"median": 40, "p90": 90}}}
        assert norway.id == "nor"
        assert norway.events is None
        assert norway.follows == Follows("sweden", "final-vote")

    def test_one_fact(self, tmp_path: Path):
        """A lone text is one fact, as at `Case`."""
        (case,) = read_scenario(write(tmp_path, CASE + 'facts = "urgent"')).cases
        assert case.facts == Case("LVA", "ottawa-1997", facts="urgent").facts == ("urgent",)

    def test_events(self, tmp_path: Path):
        """An event has a date or a number of days, votes and sources."""
        decision, vote, notice = read_scenario(write(tmp_path, GOOD)).case("sweden").events or ()
        assert (decision.actor, str(decision.on)) == ("Government", "2027-01-14")
        assert (vote.after_days, vote.votes) == (30, Votes(240, 100, 9))
        assert vote.sources[0].address == "riksdagen.se"
        assert notice.sources[0].kind.value == "depositary"
        assert str(notice.on) == "2027-05"

    def test_after_a_case(self, tmp_path: Path):
        """A case that follows another without naming a step waits for its effect."""
        text = GOOD.replace("sweden : final-vote", "sweden")
        assert read_scenario(write(tmp_path, text)).cases[1].follows == Follows("sweden", "effect")


class TestFaults:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "test.toml: the key 'title' is missing"),
            ('title = "x"', "test.toml: the key 'cases' is missing"),
            ('title = "x"\ncases = 3', "test.toml: key cases: 3 is not a list"),
            ('title = "x"\ncases = []', "cases: expected one or more"),
            ('title = "x"\ncases = [3]', "key cases#1: 3 is not a table"),
            ('title = "x"\n[[cases]]\nparty = "SWE"', "the key 'treaty' is missing in cases#1"),
            (CASE.replace("title", "titel"), "unknown key 'titel': expected some of title"),
            (CASE.replace('"x"', "3"), "key title: 3 is not text: expected words"),
            (CASE.replace('"x"', '""'), "the key 'title' is missing: expected a value"),
            (CASE.replace('"SWE"', '""'), "the key 'party' is missing in cases#1: expected"),
            (CASE + 'events = [{ step = "", on = "2027" }]', "'step' is missing in cases#1.eve"),
            ("as_of = 2027-13-01\n" + CASE, "is not TOML"),
            ('as_of = "2027-02-30"\n' + CASE, "key as_of: .*28 days"),
            (
                'together = "vote"\n' + CASE,
                "together: 'vote' is unknown: expected one of notice",
            ),
            ("note = 3\n" + CASE, "^test.toml: key note: 3 is not text"),
            (CASE + "after = 3", "^test.toml: key cases#1.after: 3 is not text"),
            (CASE + "route = 3", "key cases#1.route: 3 is not text"),
            ('title = "x"\n[[cases]]\nparty = 3\ntreaty = "y"', "key cases#1.party: 3 is not text"),
            (CASE + "facts = 3", "key cases#1.facts: 3 is not a list"),
            (CASE + 'after = "norway"', "after is 'norway': expected one of swe"),
            (
                CASE + "events = 3",
                "cases#1: events is 3: expected a list of steps, or 'record'",
            ),
            (CASE + 'events = [{ on = "2027-01-01" }]', "'step' is missing in cases#1.events#1"),
            (
                CASE + 'events = [{ step = 3, on = "2027" }]',
                "events#1.step: 3 is not text",
            ),
            (CASE + 'events = [{ step = "notice" }]', "expected either 'on' .* or 'after_days'"),
            (CASE + 'events = [{ step = "notice", on = "2027", after_days = 3 }]', "either 'on'"),
            (CASE + 'events = [{ step = "notice", on = "soon" }]', "cases#1.events#1.on: 'soon'"),
            (CASE + 'events = [{ step = "notice", after_days = -1 }]', "after_days is -1"),
            (
                CASE + 'events = [{ step = "notice", after_days = true }]',
                "after_days: True is not",
            ),
            (
                CASE + 'events = [{ step = "notice", on = "2027", votes = "all" }]',
                "votes: 'all'",
            ),
            (
                CASE + 'events = [{ step = "notice", on = "2027", sources = "x" }]',
                "sources: 'x' is not",
            ),
            (
                CASE + 'events = [{ step = "notice", on = "2027", wen = 3 }]',
                "unknown key 'wen'",
            ),
            (CASE + "circumstances = { conflict = 3 }", "circumstances.conflict is 3"),
            (
                CASE + "circumstances = { conflikt = 3 }",
                "unknown key 'conflikt' in cases#1",
            ),
            (CASE + 'rule = { period = "6 months" }', "key cases#1.rule.period: '6 months'"),
            (CASE + "durations = 3", "key cases#1.durations: 3 is not a table"),
            (
                CASE + "durations = { notice = { median = 3 } }",
                "unknown key 'median' in cases#1",
            ),
            (CASE + "durations = { notice = {} }", "expected exactly one of fixed"),
            (CASE + CASE.replace('title = "x"', ""), "the case 'swe' occurs twice"),
        ],
    )
    def test_place_key_and_expectation(self, tmp_path: Path, text: str, message: str):
        """Each fault names the file, the place and what was expected."""
        with pytest.raises(ScenarioError, match=message) as caught:
            read_scenario(write(tmp_path, text))
        assert "test.toml: " in caught.value.message
        assert caught.value.message.endswith(".")

    def test_until(self, tmp_path: Path):
        """A step may name the day until which it lasts."""
        events = '{ step = "period-extended", on = 2027-01-01, until = 2028-01-01, by = "EST" }'
        (case,) = read_scenario(write(tmp_path, f"{CASE}events = [{events}]")).cases
        (event,) = case.events
        assert (event.until, event.by) == (date(2028, 1, 1), "EST")
        events = events.replace('"EST"', "3")
        with pytest.raises(ScenarioError, match=r"key cases#1\.events#1\.by: 3 is not"):
            read_scenario(write(tmp_path, f"{CASE}events = [{events}]"))

    def test_known_cases_are_suggested(self, tmp_path: Path):
        """Who is followed must be another case of the file: those are suggested."""
        with pytest.raises(ScenarioError) as caught:
            read_scenario(write(tmp_path, CASE + 'after = "norway"'))
        assert caught.value.suggestions == ("swe",)

    def test_suggestions(self, tmp_path: Path):
        """A misspelt key comes with the nearest ones."""
        with pytest.raises(ScenarioError) as caught:
            read_scenario(write(tmp_path, CASE + 'event = "record"'))
        assert caught.value.suggestions[0] == "events"

    def test_no_file(self, tmp_path: Path):
        """A file that cannot be read is named."""
        with pytest.raises(ScenarioError, match="cannot be read"):
            read_scenario(tmp_path / "none.toml")


class TestFinding:
    def test_a_name_that_no_file_can_have(self):
        """A name longer than any file's is unknown, not an error of the system."""
        with pytest.raises(ScenarioError):
            find_scenario("x" * 5000)

    def test_by_path(self, tmp_path: Path):
        """A scenario is found by its path."""
        assert find_scenario(str(write(tmp_path, CASE))).name == "test"

    @pytest.mark.parametrize("name", ["baltic", "baltic.toml", "examples/baltic.toml"])
    def test_by_name(self, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        """A scenario that comes along is found by its name, wherever one stands."""
        monkeypatch.chdir(tmp_path)
        assert find_scenario(name).name == "baltic"

    def test_unknown(self):
        """An unknown name comes with the nearest ones."""
        with pytest.raises(ScenarioError, match="no such scenario") as caught:
            find_scenario("batlic")
        assert caught.value.suggestions == ("baltic",)

    def test_all(self):
        """The scenarios that come along are listed by name."""
        names = [scenario.name for scenario in packaged_scenarios()]
        assert names == sorted(names)
        assert {"baltic", "finland", "poland", "ukraine", "brexit"} <= set(names)
