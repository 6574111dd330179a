"""What the files of the States say, and what they do not: nothing verified without a source."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from withdrawal.law.procedures import library
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.law.procedures.stages import NONE_FOUND, Phase

FOLDER = Path(library.__file__).parents[1] / "data" / "procedures"
LATER = (
    *("AGO", "ARE", "BFA", "BLR", "CHL", "HND", "IDN", "IRN", "MLI", "NAM"),
    *("NER", "NIC", "PAK", "PER", "QAT", "RWA", "TCD", "TZA", "URY"),
)
"""The States described last, which appear most in the record among those that had no file."""


def written(country):
    """Return a State's file as it is written."""
    return tomllib.loads((FOLDER / f"{country}.toml").read_text(encoding="utf-8"))


def statements(country):
    """Yield the tables of a file that say how sure they are, with what they are about."""
    file = written(country)
    for table in (*file["routes"], *file["stages"]):
        yield table["id"], table
        for key in ("majority", "limits"):
            if key in table:
                yield f"{table['id']}.{key}", {"source": table.get("source"), **table[key]}


@pytest.mark.rows("country", procedures())
def test_nothing_is_verified_without_a_source(country):
    """A stage, route, majority or limit that is called verified names where it was read."""
    bare = [
        name
        for name, table in statements(country)
        if table.get("confidence") == "verified" and not table.get("source")
    ]
    assert bare == []


@pytest.mark.rows("country", procedures())
def test_a_parliament_that_acts_has_a_calendar(country):
    """Where a stage is a matter of parliament its sittings are told, with their source."""
    rule = procedure(country)
    stages = (each for route in rule.routes for each in rule.stages_of(route))
    if any(each.on_sitting_day or each.phase is Phase.PARLIAMENT for each in stages):
        assert rule.sessions is not None
        assert rule.sessions.source


@pytest.mark.rows("country", LATER)
def test_law_and_practice_are_both_told(country):
    """A State described late tells what was seen; where no law was found it says so, twice."""
    rule = procedure(country)
    assert rule.practice
    assert rule.sources
    silent = "No law of the State" in rule.notes or "no law of the State" in rule.notes
    assert silent is (country in {"ARE", "BFA", "MLI", "NER", "TCD"})
    assert rule.confidence == "uncertain" if silent else rule.notes


@pytest.mark.rows("country", LATER)
def test_practice_never_binds(country):
    """What was only seen is optional, no approval, and names no law that asks for it."""
    for stage in procedure(country).stages.values():
        if stage.is_practice:
            assert stage.can_be_passed_over
            assert not stage.is_binding_approval
            assert stage.legal_basis == NONE_FOUND


class TestByArticle:
    def test_emirates(self):
        """Five of the seven rulers, Abu Dhabi's and Dubai's among them (Constitution art. 49)."""
        majority = procedure("ARE").stages["supreme-council"].majority
        assert (majority.needed(), majority.including) == (5, ("Abu Dhabi", "Dubai"))

    def test_chile(self):
        """Both opinions must be asked for, bind nobody; Congress is told in fifteen days."""
        stages = procedure("CHL").stages
        assert stages["request-for-opinion"].is_binding_approval
        assert stages["deputies-opinion"].is_opinion
        report = stages["report"].limits
        assert (report.maximum, report.counted_from) == (15, "notice")

    def test_belarus(self):
        """A returned law has thirty days in the House and twenty in the Council (art. 100)."""
        (back,) = procedure("BLR").stages["promulgation"].returns
        assert {name: each.maximum for name, each in back.limits.items()} == {
            "final-vote": 30,
            "upper-house-vote": 20,
        }

    def test_honduras(self):
        """Three debates on different days, unless it is urgent (Constitution art. 214)."""
        limits = procedure("HND").stages["final-vote"].limits
        assert (limits.minimum, limits.shortest_minimum) == (2, 0)

    def test_iran(self):
        """The second time the Expediency Council settles it (Constitution arts 94, 112)."""
        first, second = procedure("IRN").stages["court-review"].returns
        assert (first.to, second.to) == (("final-vote",), ("final-vote", "settlement"))
        assert procedure("IRN").stages["settlement"].only_after_return
        majority = procedure("IRN").stages["final-vote"].majority
        assert majority.least_present == 194

    def test_peru(self):
        """The Senate since 28 July 2026, by half of its legal number and one; Congress before."""
        rule = procedure("PER")
        assert rule.route(on=date(2026, 7, 28)).id == "senate"
        assert rule.stages["final-vote"].majority.needed() == 31
        assert rule.route("congress").valid_until == date(2026, 7, 27)

    def test_qatar(self):
        """The Emir's three months are months, not ninety days."""
        limits = procedure("QAT").stages["promulgation"].limits
        assert (limits.maximum, limits.unit) == (3, "month")

    def test_uruguay(self):
        """Half of all members and one in each chamber, and a session cut short by elections."""
        rule = procedure("URY")
        assert rule.stages["final-vote"].majority.needed() == 50
        assert rule.stages["upper-house-vote"].majority.needed() == 16
        assert not rule.sessions.is_sitting_day(date(2024, 10, 1))
        assert rule.sessions.is_sitting_day(date(2025, 10, 1))

    def test_uruguay_under_the_council_of_state(self):
        """From 19 December 1973 to 14 February 1985 a decree-law is told, and not before."""
        rule = procedure("URY")
        days = (date(1973, 12, 18), date(1973, 12, 19), date(1985, 2, 14), date(1985, 2, 15))
        found = [rule.route(on=each).id for each in days]
        assert found == ["executive", "council-of-state", "council-of-state", "executive"]

    def test_latvia(self):
        """Five members may table a bill in place of the Cabinet (Rules of Procedure art. 79)."""
        graph = procedure("LVA").graph("ordinary")
        tabled = graph.find("considered", "members-bill")
        assert tabled.stage.instead_of == ("government-approval", "submission")
        assert graph.find(tabled.target, "government-approval") is None
        assert graph.find(tabled.target, "first-reading") is not None

    def test_slovakia(self):
        """The President's act that the record calls promulgation is that of art. 102(1)(a)."""
        stages = procedure("SVK").stages
        assert stages["head-of-state-act"].answers_to("promulgated")


def test_any_other_state():
    """The default says plainly that the law of the State was not read."""
    rule = procedure("DJI")
    assert rule.is_default
    assert "its law was not read" in rule.assumptions(rule.route())[0]
    assert "was not read" in rule.notes
