"""The readers of a case agree: `when`, `Case`, `plan` and `compare` on one standing."""

from datetime import date, timedelta

import pytest

import withdrawal
from withdrawal import Case
from withdrawal.case.answering.so_far import standing_of
from withdrawal.case.asking.dossier import dossier_of
from withdrawal.case.asking.question import make_question
from withdrawal.case.drafting.memo import memo_of_case
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.law.procedures.stages import Phase
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.record.chronology import chronologies, chronology
from withdrawal.record.history import history

ROUTES = {("LVA", "ottawa-1997"): "urgent", ("UKR", "ottawa-1997"): "suspension"}
STAYED = {("NOR", "ottawa-1997"), ("DEU", "ottawa-1997"), ("UKR", "ottawa-1997")}
PAIRS = [pair for pair in chronologies() if pair not in STAYED]
NO_NOTICE = {
    (row.party, row.treaty)
    for row in history()
    if row.status == "effective"
    if not row.kind.is_notice or row.given is None
}
"""The ends that came about otherwise than by a notice of known day, which no case knows."""
ALIKE = [pair for pair in PAIRS if pair not in ROUTES and pair not in NO_NOTICE]
EVERY = [(state, route.id) for state in procedures() for route in procedure(state).routes]
NOTIFYING = [
    (state, route)
    for state, route in EVERY
    if procedure(state).order(procedure(state).route(route)).end.kind.id == "notice"
]
START = date(2027, 1, 9)


def days_of(party, treaty):
    """Return the days on which something happened in a case on record."""
    return sorted({e.when.day for e in chronology(party, treaty) if e.when.day is not None})


@pytest.mark.rows("party, treaty", PAIRS)
def test_when_and_a_case_stand_alike(party, treaty):
    """On every recorded day the record and a case told the same stand at the same stage."""
    route = ROUTES.get((party, treaty))
    for day in days_of(party, treaty):
        asked = make_question(party, treaty, as_of=day)
        by_record = standing_of(asked, dossier_of(asked), route)
        case = Case(party, treaty, route=route).replay(chronology(party, treaty)).known_by(day)
        if case.phase in (Phase.NOTIFIED, Phase.EFFECTIVE, Phase.REVOKED):
            continue
        assert by_record.state == case.stage, day
        assert [each.id for each in by_record.ahead] == [e.id for e in case.standing.ahead], day


@pytest.mark.rows("party, treaty", ALIKE)
def test_both_tell_the_same_progress(party, treaty):
    """The answers of both say the same of what was reached, what is next and what is owed."""
    case = Case(party, treaty).replay(chronology(party, treaty))
    for day in days_of(party, treaty):
        assert withdrawal.when(party, treaty, as_of=day).standing == case.when(as_of=day).standing


@pytest.mark.rows("state, route", NOTIFYING)
def test_plan_and_case_find_the_same_first_notice(state, route):
    """The first lawful notice of a plan is the one that a case reaches day by day."""
    case = Case(state, Treaty.plain("P6M"), route=route)
    road = case.standing.road(START)
    for stage in road:
        case.record(stage.stage, on=stage.earliest)
    assert case.irregularities == ()
    assert road[-1].earliest >= START


@pytest.mark.rows("state, route", EVERY)
def test_a_day_sooner_is_irregular(state, route):
    """A stage the law makes wait, taken a day sooner, is kept and told as too soon."""
    rule = procedure(state)
    case = Case(state, Treaty.plain("P6M"), route=route)
    sessions_only = []
    for stage in case.standing.road(START):
        limits = rule.stages[stage.stage].limits
        if stage.waits and limits.unit == "calendar" and limits.shortest is None:
            early = case.known_by(date.max)
            early.record(stage.stage, on=stage.earliest - timedelta(days=1))
            assert early.irregularities, stage.stage
        sessions_only.append(stage.expected >= stage.earliest)
        case.record(stage.stage, on=stage.earliest)
    assert all(sessions_only)


def test_what_happened_is_never_called_impossible():
    """Lithuania left the cluster munitions convention by a vote outside the ordinary session."""
    made = withdrawal.plan("LTU", "ccm-2008", out_by="2025-03-06", as_of="2024-07-02")
    assert made.impossible is None
    assert made.latest_receipt == date(2024, 9, 6)
    answer = withdrawal.when("LTU", "ccm-2008", as_of="2024-07-02")
    assert not any("cannot be given before" in each for each in answer.assumptions)
    assert any("extraordinary sitting" in each for each in answer.assumptions)


def test_stages_side_by_side(tmp_path):
    """Two stages side by side, and one counted from the first of them, are reckoned once."""
    from withdrawal.law.procedures.file import read_procedure
    from withdrawal.law.procedures.limits import window
    from withdrawal.law.procedures.order import order_of

    path = tmp_path / "RUR.toml"
    path.write_text(SIDE_BY_SIDE, encoding="utf-8")
    found = read_procedure(path)
    order = order_of(found.stages_of(found.route()))
    days = {"final-vote": START, "court": START + timedelta(30), "council": START + timedelta(5)}
    assert window(found.stages["promulgation"], days, order, start=START).lawful_from == (
        START + timedelta(30)
    )
    assert window(
        found.stages["publication"],
        {**days, "promulgation": START + timedelta(30)},
        order,
        start=START,
    ).lawful_from == START + timedelta(35)


SIDE_BY_SIDE = """
name = "Ruritania"
approval = "law"
confidence = "known"

[[routes]]
id = "ordinary"
name = "a law"
is_default = true
stages = ["final-vote", "court", "council", "promulgation", "publication", "notice"]

[[stages]]
id = "final-vote"
actor = "Diet"

[[stages]]
id = "court"
kind = "court-review"
actor = "Court"
limits = { minimum = 30 }

[[stages]]
id = "council"
kind = "court-review"
actor = "Council"
after = ["final-vote"]

[[stages]]
id = "promulgation"
actor = "King"
after = ["court", "council"]

[[stages]]
id = "publication"
actor = "Gazette"
limits = { minimum = 30, counted_from = "council" }

[[stages]]
id = "notice"
actor = "Ministry"
"""


@pytest.mark.parametrize(
    ("party", "treaty"),
    [("ARG", "aladi-montevideo-1980"), ("BOL", "acto-1978"), ("ARG", "la-plata-basin-1969")],
)
def test_two_acts_for_all(party, treaty):
    """Where leaving takes two acts, no reader says a day that the first act rules out."""
    told = withdrawal.when(party, treaty, as_of=START)
    (row,) = withdrawal.compare([party], treaty, as_of=START).rows
    made = withdrawal.plan(party, treaty, begin=START, as_of=START)
    assert told.earliest == row.earliest_effect == made.effect_then
    assert row.earliest_notice == made.outlook[0].receipt > START
    odds = withdrawal.forecast(party, treaty, as_of=START)
    assert (
        odds.probability_by(told.earliest - timedelta(days=1))
        == 0
        < odds.probability_by(told.earliest + timedelta(days=366))
    )


@pytest.mark.parametrize(("party", "route"), [("CHE", "simple"), ("NLD", "urgent")])
def test_a_case_on_another_route(party, route):
    """What a case tells of the State's own law is that of its own route, not of the usual one."""
    case = Case(party, "ottawa-1997", route=route)
    first = case.standing.road(START)[-1].earliest
    told = [each for each in case.when(as_of=START).assumptions if "State's own law" in each]
    assert first == START
    assert told == []


def test_the_memo_of_an_earlier_day():
    """The plan in a case's memo uses no event of a later day than the one it is asked for."""
    case = Case("LVA", "ottawa-1997").replay(chronology("LVA", "ottawa-1997"))
    first, *_, last = (e.when.latest for e in case.history if e.when.latest)
    early = memo_of_case(case, as_of=first - timedelta(days=1), out_by=last + timedelta(days=999))
    assert early.plan is not None
    assert [each.stage for each in early.plan.stages if each.is_done] == []
