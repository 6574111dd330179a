"""Real exits told as they happened, event by event, on the route that was taken.

Every case on record whose domestic steps are dated: the chronologies, the history and the
observations from which durations are fitted. What the record leaves out is told as left out.
"""

from datetime import date, timedelta

import pytest

import withdrawal
from withdrawal import Case
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.odds.evidence import dated_stages, past_case, past_cases, route_of

ROUTES = {"rus-coe-statute-1949": "urgent"}
"""The route of a case that is not fitted, where it is not the one its treaty calls for."""

NOT_ON_RECORD = {
    "aus-cmats-2006",
    "cze-iib",
    "ecu-ecu-per-bit",
    "ecu-icsid-1965",
    "ecu-twelve-bits",
    "ecu-us-ecuador-bit-1993",
    "esp-ect-1994",
    "fin-fin-prt-tax-1970",
    "gbr-euratom-art-106a",
    "ita-ect-1994",
    "nld-nld-mar-social-security-1972",
    "pol-ect-1994",
    "prt-ect-1994",
    "rus-nld-rus-tax-1996",
    "svk-iib",
}
"""A step that the law asks for is dated by no source read."""

ANNOUNCED = {
    "can-kyoto-1997",
    "gbr-ect-1994",
    "gbr-london-fisheries-1964",
    "gbr-unesco-1945",
    "grc-coe-statute-1949",
    "grc-echr-1950",
    "isl-icrw-1946",
}
"""The record has the announcement by the government, and not its decision."""

UNLIKE_THE_LAW = {
    "bol-rio-treaty-1947",
    "che-ch-eu-free-movement-1999",
    "dnk-ect-1994",
    "ecu-opec-statute",
    "ecu-rio-treaty-1947",
    "ecu-unasur-2008",
    "ukr-ukr-rus-friendship-1997",
}
"""No approval came before the notice, or the people were asked without a bill."""

OLDER_LAW = {
    "deu-ilo-constitution-1919",
    "deu-league-covenant-1919",
    "esp-league-covenant-1919",
    "jpn-league-covenant-1919",
    "zaf-commonwealth-membership",
}
"""The constitution of the day is not the one described."""

IRREGULAR = NOT_ON_RECORD | ANNOUNCED | UNLIKE_THE_LAW | OLDER_LAW

SOONER = {
    "aus-cmats-2006": "the other party gave notice, and the treaty was laid afterwards",
}
"""What came sooner than a plan of the day before the first step had it, and why."""

NOT_PLANNED = {
    "grc-echr-1950": "the first of its two times as a party is not on record",
    "rus-coe-statute-1949": "membership was ended by the Committee of Ministers",
}
"""What no plan could have found, and why."""


def domestic(case):
    """Return the dated steps of a case before its notice."""
    state, route = route_of(case)
    ends = [
        each for each in state.stages_of(route) if each.kind.id in ("notice", "suspension-claim")
    ]
    events = [event for _, event in dated_stages(case)]
    return [each for each in events if not any(end.answers_to(each.step) for end in ends)]


TOLD = [case.id for case in past_cases() if domestic(case)]
WITH_EFFECT = [
    each
    for each in TOLD
    if past_case(each).treaty in catalogue()
    if (notice := past_case(each).notice) is not None
    if isinstance(notice.received, date) and isinstance(notice.effect, date)
]


def opened(case_id):
    """Return a case in which nothing has happened yet, and what did happen."""
    past = past_case(case_id)
    known = past.treaty in catalogue()
    route = ROUTES.get(case_id, route_of(past)[1].id)
    treaty = past.treaty if known else Treaty.plain("P6M")
    return Case(past.party, treaty, route=route), past


def day_before(past):
    """Return the day before the first dated step."""
    return min(each.when.earliest for each in domestic(past)) - timedelta(days=1)


def test_how_many():
    """At least sixty cases of at least twenty-five States are told."""
    assert len(TOLD) >= 60
    assert len({past_case(each).party for each in TOLD}) >= 25


@pytest.mark.rows("case_id", TOLD)
class TestTold:
    def test_none_is_refused(self, case_id):
        """Each event is taken, on the day on which it happened."""
        case, past = opened(case_id)
        case.replay(past.events)
        assert [(e.step, e.when) for e in case.history] == [(e.step, e.when) for e in past.events]

    def test_irregular_with_its_reason(self, case_id):
        """What the law did not allow is said with the stage and the article; nothing else is."""
        case, past = opened(case_id)
        found = case.replay(past.events).irregularities
        assert bool(found) is (case_id in IRREGULAR)
        assert all(each.startswith(("Before ", "On ")) or "law allows" in each for each in found)

    def test_nothing_is_owed_that_was_not(self, case_id):
        """Once notice was given no step before it is owed, and what was told is owed no more."""
        case, past = opened(case_id)
        case.replay(past.events)
        owed = {each.split(":")[0] for each in case.owed() if not each.startswith("notice to")}
        if any(each.trigger in ("notice-received", "suspension-claimed") for each in case.path):
            assert owed == set()
        moved = {each.stage.id for each in case.path if each.stage is not None}
        returned = any(each.kind == "return" for each in case.path)
        assert returned or not owed & moved

    def test_no_plan_is_slower_than_what_happened(self, case_id):
        """The first lawful day of a stage, worked out the day before, is not after the real one."""
        case, past = opened(case_id)
        road = {each.stage: each.earliest for each in case.standing.road(day_before(past))}
        case.replay(past.events)
        late = [
            entry.transition.stage.id
            for entry in case.entries
            if entry.moves and entry.transition.stage is not None
            if road.get(entry.transition.stage.id, date.min) > (entry.event.when.latest or date.max)
        ]
        assert bool(late) is (case_id in SOONER)


@pytest.mark.rows("case_id", WITH_EFFECT)
def test_a_plan_never_calls_it_impossible(case_id):
    """To be out on the day on which the exit took effect was possible the day before it began."""
    _, past = opened(case_id)
    made = withdrawal.plan(
        past.party,
        past.treaty,
        out_by=past.notice.effect,
        as_of=day_before(past),
        route=ROUTES.get(case_id, route_of(past)[1].id),
    )
    assert (made.impossible is not None) is (case_id in NOT_PLANNED), made.impossible
    road = opened(case_id)[0].standing.road(day_before(past))
    assert made.impossible or made.latest_receipt >= max(past.notice.received, road[-1].earliest)
