"""How States decide as tables: the stages of one State, and several side by side."""

import json

import pytest

from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.output.tables.deciding import chain, compared, last_used, last_used_text, stage_rows


@pytest.mark.rows("country", procedures())
def test_every_stage_of_every_route_is_a_row(country):
    """One row a stage, in the order of the route, with the same keys, ready for JSON."""
    rule = procedure(country)
    rows = stage_rows(rule)
    told = [(route.id, each.id) for route in rule.routes for each in rule.stages_of(route)]
    assert [(row["route"], row["stage"]) for row in rows] == told
    assert len({tuple(row) for row in rows}) == 1
    assert json.loads(json.dumps(rows)) == rows


def test_votes_of_how_many():
    """A share of all members is told in votes; what hangs on the vote is told in words."""
    rows = {row["stage"]: row for row in stage_rows(procedure("LTU"))}
    assert rows["final-vote"]["votes"] == "85 of 141"
    assert rows["presentation"]["votes"] == "more votes for than against"
    assert rows["notice"]["votes"] is None
    assert {row["quorum"] for row in stage_rows(procedure("IRN"))} == {194, None}


def test_last_used():
    """The last case that went the route, with the days from one dated stage to the next."""
    rule = procedure("EST")
    text = last_used_text(rule, rule.route("ordinary"))
    assert "final-vote 2025-06-04 (14 days), promulgation 2025-06-13 (9 days)" in text
    assert last_used(rule, rule.route("government")) is None
    assert last_used_text(rule, rule.route("government")) == ""


def test_a_day_stands_at_the_stage_that_its_event_names():
    """The joint recommendation of March 2025 is no sitting of the Defence Council of January."""
    rows = [row for row in stage_rows(procedure("LTU")) if row["route"] == "ordinary"]
    days = {row["stage"]: row["last_on"] for row in rows}
    assert days["state-defence-council"] in ("2025-01-17", None)
    assert (days["final-vote"], days["notice"]) == ("2025-05-08", "2025-06-27")


def test_a_route_in_one_line():
    """What may be left out stands in brackets."""
    rule = procedure("COL")
    assert chain(rule, rule.routes[0]).endswith("-> notice")
    assert chain(procedure("LTU"), procedure("LTU").routes[0]).startswith("[recommendation] -> ")


def test_side_by_side():
    """States in the order asked, the default among them, each by the route it usually takes."""
    rows = compared(procedure(each) for each in ("LVA", "DJI", "LTU"))
    assert [row["id"] for row in rows] == ["LVA", "DJI", "LTU"]
    assert [row["least_days"] for row in rows] == [20, 0, 0]
    assert rows[1]["votes"] is None
    assert "final-vote: 85 of 141" in rows[2]["votes"]
