"""The readers agree on invented procedures: stages beside each other, N-shaped, returned."""

import json
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import withdrawal
from withdrawal.case.asking.question import make_question
from withdrawal.case.proceedings.admissible import irregularities
from withdrawal.case.proceedings.course import Course, Entry
from withdrawal.case.proceedings.machine import Moved, machine_for
from withdrawal.case.proceedings.owed import next_steps, owed
from withdrawal.case.standing import Move, moves_of, stand
from withdrawal.dates import PartialDate
from withdrawal.dates.table import number_of as day_number
from withdrawal.law.procedures.file import kinds
from withdrawal.law.procedures.procedure import Procedure, Route
from withdrawal.law.procedures.stages import DayLimits, Return, Stage
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.odds.build import build
from withdrawal.odds.engine.exact import get_ready
from withdrawal.odds.engine.graph import DONE, Fork, Network
from withdrawal.odds.estimates import Estimates
from withdrawal.record.events import Event

START = date(2027, 1, 9)
DAY = timedelta(days=1)
NOISE = 1e-14
KINDS = ("government-decision", "first-reading", "final-vote", "upper-house-vote", "promulgation")


@st.composite
def invented(draw):
    """Return a procedure of one route with a notice, its order any that has no circle."""
    names = [f"stage-{n}" for n in range(draw(st.integers(2, 5)))]
    before: dict[str, set[str]] = {}
    stages = {}
    for number, name in enumerate((*names, "notice")):
        earlier = names[:number]
        some = st.lists(st.sampled_from(earlier), unique=True, min_size=1) if earlier else st.none()
        after = tuple(earlier) if name == "notice" else tuple(sorted(draw(some) or ()))
        before[name] = set(after).union(*(before[each] for each in after))
        start = draw(st.none() | st.sampled_from(sorted(before[name]))) if before[name] else None
        least = draw(st.none() | st.integers(1, 40)) if before[name] else None
        back = draw(st.booleans()) and earlier and name != "notice"
        kind = kinds()["notice" if name == "notice" else draw(st.sampled_from(KINDS))]
        stages[name] = Stage(
            name,
            kind,
            "Diet",
            phase=kind.phase,
            limits=DayLimits(least, counted_from=start),
            is_binding_approval=True,
            after=after,
            returns=(Return((draw(st.sampled_from(sorted(before[name]))),)),) if back else (),
        )
    route = Route("only", "the only one", tuple(stages), is_default=True)
    return Procedure("SWE", "Ruritania", "law", (route,), stages)


def begun(found: Procedure) -> Course:
    """Return the course of a case in which nothing has happened."""
    question = make_question("SWE", Treaty.plain("P6M"), as_of=date.max)
    return Course(question, found, found.routes[0], is_route_named=True)


def taken(course: Course, step: str, day: date) -> Course:
    """Return the course once a step was taken, by the machine."""
    moved = Moved(course.state, course)
    machine_for(course.graph).fire(moved, step, Event(step, PartialDate.of(day)))
    return moved.course


def first_lawful(course: Course, trigger: str) -> Course:
    """Return the course with a step on the first day on which nothing is irregular, by search."""
    known = len(irregularities(course))
    days = [each.event.when.day for each in course.moves]
    day = max((each for each in days if each), default=START)
    ready = course.standing.order.before
    stage = next(x for x in course.procedure.stages.values() if x.trigger == trigger)
    done = course.standing.days
    day = max([START, *(done[each].day for each in ready[stage.id] if each in done)])
    while True:
        move = course.find(trigger)
        after = evolve(
            course, entries=(*course.entries, Entry(Event(trigger, PartialDate.of(day)), move))
        )
        if len(irregularities(after)) == known:
            return after
        day += DAY


@settings(deadline=None, max_examples=30)
@given(invented())
def test_first_days(found):
    """The road ahead gives each stage the day that a search by irregularities finds."""
    course = begun(found)
    road = course.standing.road(START)
    assert [each.stage for each in road] == [each.id for each in course.standing.ahead]
    for ahead in road:
        course = first_lawful(course, found.stages[ahead.stage].trigger)
        assert course.moves[-1].event.when.day == ahead.earliest
    assert course.standing.ahead == ()


@settings(deadline=None, max_examples=30)
@given(invented(), st.data())
def test_standing(found, data):
    """The record's fold and the machine stand alike after any steps, returns among them."""
    course, day = begun(found), START
    for _ in range(data.draw(st.integers(0, 8))):
        triggers = [each.step for each in next_steps(course) if each.kind in ("advance", "return")]
        if not triggers:
            break
        day += data.draw(st.integers(0, 50)) * DAY
        course = taken(course, data.draw(st.sampled_from(triggers)), day)
    by_record = stand(found, course.route, moves_of(course.graph, course.events))
    assert by_record.moves == tuple(Move(e.transition, e.event) for e in course.entries)
    assert (by_record.state, by_record.over) == (course.state, course.standing.over)
    assert by_record.retaking == course.standing.retaking
    lawful = {each.stage.id for each in course.graph.lawful(course.state) if each.stage}
    ahead = [each.id for each in course.standing.ahead]
    assert not ahead or lawful & set(ahead)
    told = [each.partition(":")[0] for each in owed(course)]
    assert told[: len(ahead)] == ahead


def written(found: Procedure) -> str:
    """Return an invented procedure as its data file would tell it."""
    lines = ['name = "Ruritania"', 'approval = "law"', 'confidence = "known"', "[[routes]]"]
    lines += ['id = "only"', 'name = "the only one"', "is_default = true"]
    lines += [f"stages = {list(found.stages)}"]
    for stage in found.stages.values():
        lines += ["[[stages]]", f'id = "{stage.id}"', f'kind = "{stage.kind.id}"']
        lines += ['actor = "Diet"', "is_binding_approval = true", "on_sitting_day = false"]
        lines += [f"after = {list(stage.after)}", "can_reject = false"]
        limits = {"minimum": stage.limits.minimum, "counted_from": stage.limits.counted_from}
        told = [f"{key} = {value!r}" for key, value in limits.items() if value is not None]
        lines += [f"limits = {{ {', '.join(told)} }}"]
        for back in stage.returns:
            lines += ["[[stages.returns]]", f"to = {list(back.to)}", 'text = "back"']
    return "\n".join(lines)


def recorded(events: tuple[Event, ...]) -> str:
    """Return events as the file of a chronology tells them."""
    return "".join(json.dumps(event.to_json()) + "\n" for event in events)


@settings(deadline=None, max_examples=12)
@given(invented(), st.data())
def test_every_reader(found, data):
    """`when`, `plan`, `compare` and a case agree on first notice, standing, next and owed."""
    with TemporaryDirectory() as folder:
        own = Path(folder)
        for place in ("procedures", "chronology/ottawa-1997"):
            (own / place).mkdir(parents=True)
        (own / "procedures" / "SWE.toml").write_text(written(found), "utf-8")
        with withdrawal.knowledge(own):
            case, day = withdrawal.Case("SWE", "ottawa-1997"), START
            for _ in range(data.draw(st.integers(0, 4))):
                kinds_of = ("advance", "return")
                steps = [each.step for each in case.next_steps() if each.kind in kinds_of]
                if not steps:
                    break
                day += data.draw(st.integers(1, 50)) * DAY
                case.record(data.draw(st.sampled_from(steps)), on=day)
            chronicle = own / "chronology" / "ottawa-1997" / "SWE.jsonl"
            chronicle.write_text(recorded(case.history), "utf-8")
            agree_on(case, day + data.draw(st.integers(0, 50)) * DAY)


def agree_on(case: withdrawal.Case, day: date) -> None:
    """Assert that every reader tells the same of a case, asked on a day."""
    answer = withdrawal.when("SWE", "ottawa-1997", as_of=day)
    assert answer.status == "not-notified"
    assert answer.standing == case.when(as_of=day).standing
    road = case.standing.road(day)
    ahead = tuple(each.id for each in case.standing.ahead)
    assert tuple(each.stage for each in road) == ahead
    first = road[-1].earliest
    told = [each for each in answer.assumptions if "the notice cannot be given before" in each]
    assert [f"before {first}" in each for each in told] == [True] * (first > day)
    (row,) = withdrawal.compare(["SWE"], "ottawa-1997", as_of=day).rows
    assert (row.left, row.earliest_notice) == (ahead, first)
    assert row.answer.standing == answer.standing
    in_time = withdrawal.plan("SWE", "ottawa-1997", out_by=row.earliest_effect, as_of=day)
    assert in_time.latest_receipt >= first
    to_do = [each for each in in_time.stages if not each.because.startswith("already done")]
    planned = [each for each in to_do if not each.is_optional]
    assert tuple(each.stage for each in planned) == ahead
    assert all(step.earliest <= stage.latest for step, stage in zip(road, planned, strict=True))
    late = withdrawal.plan("SWE", "ottawa-1997", out_by=row.earliest_effect - DAY, as_of=day)
    assert (late.latest_receipt, late.earliest_possible) == (None, row.earliest_effect)


def without_branches(network: Network) -> Network:
    """Return a network in which every step is done, and nothing else can happen."""

    def sure(step):
        done = next(each for each in step.outcomes if each.kind == DONE)
        return evolve(step, outcomes=(evolve(done, probability=1.0),))

    def item(each):
        if isinstance(each, Fork):
            return Fork(tuple(tuple(sure(step) for step in branch) for branch in each.branches))
        return sure(each)

    return evolve(network, items=tuple(item(each) for each in network.items))


@st.composite
def in_lines(draw):
    """Return a procedure whose stages part into lines and meet again, with several clocks."""
    stages: dict[str, Stage] = {}

    def clock(earlier):
        start = draw(st.none() | st.sampled_from(earlier)) if earlier else None
        unit = draw(st.sampled_from(("calendar", "working")))
        return DayLimits(draw(st.integers(1, 9)), unit=unit, counted_from=start)

    def add(name, kind, after, over):
        clocks = [clock(over) for _ in range(draw(st.integers(0, 2)))] if over else []
        stages[name] = Stage(
            name,
            kinds()[kind],
            "Diet",
            phase=kinds()[kind].phase,
            limits=clocks[0] if clocks else DayLimits(),
            further_limits=tuple(clocks[1:]),
            is_binding_approval=True,
            after=after,
        )

    ends: tuple[str, ...] = ()
    for group in range(draw(st.integers(1, 3))):
        over, tips = list(stages), []
        for line in range(draw(st.integers(1, 2))):
            after, own = ends, []
            for place in range(draw(st.integers(1, 2))):
                name = f"stage-{group}-{line}-{place}"
                add(name, draw(st.sampled_from(KINDS)), after, over + own)
                after, own = (name,), [*own, name]
            tips.append(name)
        ends = tuple(tips)
    add("notice", "notice", ends, list(stages))
    route = Route("only", "the only one", tuple(stages), is_default=True)
    return Procedure("SWE", "Ruritania", "law", (route,), stages)


@settings(deadline=None, max_examples=12)
@given(in_lines())
def test_first_day_of_the_odds(found):
    """Without branches the first day with any chance of a notice is its first lawful day.

    The chance of that day is the product of many small ones, and may be smaller than `NOISE`; what
    stands before it is noise alone, and smaller still.
    """
    course = begun(found)
    case = SimpleNamespace(
        course=course,
        procedure=found,
        route=course.route,
        party=course.party,
        treaty=course.treaty,
        facts=(),
        history=(),
    )
    one_pace = evolve(Estimates.load(), shared=0.0)
    with TemporaryDirectory() as folder:
        (Path(folder) / "procedures").mkdir()
        (Path(folder) / "procedures" / "SWE.toml").write_text(written(found), "utf-8")
        with withdrawal.knowledge(folder):
            part, *_ = build(case, START, one_pace, years=1).model.parts
    ready = get_ready(without_branches(part[1])).notice
    lawful = day_number(course.standing.road(START)[-1].earliest) - ready.first
    assert 0 <= lawful < len(ready.values)
    before = ready.values[:lawful].max(initial=0.0)
    assert before <= NOISE
    assert ready.values[lawful] > before
