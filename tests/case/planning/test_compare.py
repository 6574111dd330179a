"""`withdrawal.compare` and the road ahead: several States side by side."""

from datetime import date

import pytest

import withdrawal
from withdrawal.case.standing import bottleneck, stand
from withdrawal.dates import Interval
from withdrawal.errors import CircumstanceError
from withdrawal.law.circumstances import Circumstances
from withdrawal.law.procedures.library import procedure
from withdrawal.law.procedures.pace import usual_pace


class TestCompare:
    """Stage, what is left, earliest date, legal bottleneck."""

    @pytest.fixture
    def rows(self):
        """The five States of the Ottawa exits on 20 April 2025, a Sunday."""
        names = ["Estonia", "Latvia", "Lithuania", "Poland", "Finland"]
        made = withdrawal.compare(names, "ottawa", as_of="2025-04-20")
        return {row.answer.party: row for row in made.rows}

    def test_stage(self, rows):
        """Each State stands where its own record says."""
        assert rows["LVA"].answer.standing.stage == "final-vote"
        assert rows["POL"].answer.standing.stage == "recommendation"
        assert rows["LVA"].left == ("promulgation", "publication", "notice")

    def test_bottleneck(self, rows):
        """Latvia's President may not proclaim before the tenth day after adoption."""
        assert rows["LVA"].earliest_notice == date(2025, 4, 26)
        assert rows["LVA"].earliest_effect == date(2025, 10, 26)
        assert rows["LVA"].bottleneck.startswith("promulgation: 10 to 21 days")

    def test_readings_lie_apart(self, rows):
        """Finland's second reading comes three days after the first."""
        assert rows["FIN"].bottleneck.startswith("final-vote: at least 3 days")

    def test_circumstances_are_supposed_of_each(self):
        """What is given, one by one or whole, is in each answer and each earliest date."""
        plain = withdrawal.compare(["LVA", "SWE"], "ottawa", as_of="2025-02-01")
        held = {"conflict": "2025-01-10/2027-05-01"}
        made = withdrawal.compare(["LVA", "SWE"], "ottawa", as_of="2025-02-01", **held)
        whole = Circumstances(conflicts=(Interval(date(2025, 1, 10), date(2027, 5, 1)),))
        assert made == withdrawal.compare(["LVA", "SWE"], "ottawa", as_of="2025-02-01", given=whole)
        assert [row.earliest_effect for row in made.rows] == [date(2027, 5, 1)] * 2
        assert all(row.earliest_effect < date(2027, 5, 1) for row in plain.rows)

    def test_notified(self):
        """A State that has given notice has nothing left, and its date is fixed."""
        (row,) = withdrawal.compare(["Latvia"], "ottawa", as_of="2025-07-01").rows
        assert (row.left, row.earliest_effect) == ((), date(2025, 12, 27))

    def test_json(self):
        """The JSON carries its schema, and a row for each State in the order asked for."""
        data = withdrawal.compare(["Latvia", "Estonia"], "ottawa", as_of="2025-04-20").to_json()
        assert data["schema"] == "withdrawal/compare/1"
        assert [row["party"] for row in data["rows"]] == ["LVA", "EST"]

    def test_nobody(self):
        """At least one State has to be named."""
        with pytest.raises(CircumstanceError, match="at least one"):
            withdrawal.compare([], "ottawa")


class TestRoadAhead:
    """The first possible day of each stage still to come."""

    def test_never_earlier_than_before(self):
        """Whatever the State, no stage is possible before the one that precedes it."""
        for country in ("CHE", "EST", "LVA", "POL", "FIN", "ARG", "ECU", "NLD"):
            state = procedure(country)
            for route in state.routes:
                stages = [each for each in state.stages_of(route) if not each.is_optional]
                road = stand(state, route, ()).road(date(2027, 1, 9), stages)
                days = [each.earliest for each in road]
                assert days == sorted(days), (country, route.id)

    def test_no_bottleneck(self):
        """Where the law makes no stage wait there is no bottleneck."""
        default = procedure("SWE")
        route = default.route()
        stages = default.stages_of(route)
        assert bottleneck(stand(default, route, ()).road(date(2027, 1, 9), stages)) is None

    def test_referendum_window(self):
        """Switzerland's hundred days for a referendum are its bottleneck."""
        state = procedure("CHE")
        (route,) = [each for each in state.routes if "referendum-window" in each.stages][:1]
        road = stand(state, route, ()).road(date(2027, 1, 9), state.stages_of(route))
        assert bottleneck(road).stage == "referendum-window"
        assert bottleneck(road).waits == 100


class TestUsualPace:
    """What is to be expected stands beside what the law allows."""

    @pytest.mark.parametrize("state", ["FIN", "LTU", "CHE", "FRA"])
    def test_expected_after_earliest(self, state):
        """At the usual pace the notice comes no sooner than by law; a cautious one later."""
        (row,) = withdrawal.compare([state], "rome-statute-1998", as_of="2026-11-21").rows
        assert row.expected_notice >= row.earliest_notice
        found = procedure(state)
        stages = found.stages_of(found.route())
        usual, cautious = usual_pace(stages), usual_pace(stages, "cautious")
        assert all(usual[each] <= cautious[each] for each in usual)
        assert sum(usual.values()) < sum(cautious.values())


def test_states_given_otherwise():
    """One text is one State; what is neither a text nor several is refused by name."""
    (row,) = withdrawal.compare("LVA", "ottawa", as_of="2025-04-20").rows
    assert row.answer.party == "LVA"
    with pytest.raises(withdrawal.WithdrawalError, match="parties is 3"):
        withdrawal.compare(3, "ottawa")
