"""Every procedure along every path of bounded length: each is played as a case, day by day.

The enumeration is that of the graph; what plays it is a real `Case`, with the machine, the dates,
the facts and the answer. What a path may lead to is worked out here from the path alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import define, evolve, field

from withdrawal.case.proceedings.case import Case
from withdrawal.case.proceedings.machine import Position, machine_for
from withdrawal.case.proceedings.same_event import words_of
from withdrawal.errors import EventOrderError, WithdrawalError
from withdrawal.law.clause.operators import ConflictProviso
from withdrawal.law.procedures.graph.graph import Graph, Transition
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.law.treaties.treaty import Treaty

LONGEST = 28
LONGEST_IMPLIED = 16
START = date(2027, 1, 31)
DAY = timedelta(days=1)
WITHOUT_FILE = "DJI"
"""A State without a procedure of its own: it has the default."""

ENDS = {
    "effective": "effective",
    "revoked": "revoked",
    "rejected": "not-notified",
    "suspension-claimed": "disputed",
}
"""The status of the answer at the end of each kind of path."""


@define
class Played:
    """What came of a route.

    Attributes:
        name: the State and the route.
        paths: how many paths were played.
        events: how many events were recorded.
        refused: how many impossible steps were refused.
        findings: what does not hold.
    """

    name: str
    paths: int = 0
    events: int = 0
    refused: int = 0
    findings: list[str] = field(factory=list)

    def say(self, path: tuple[Transition, ...], text: str) -> None:
        """Note a path on which something does not hold."""
        if len(self.findings) < 20:
            steps = " > ".join(each.trigger for each in path)
            self.findings.append(f"{self.name}: {steps}: {text}")


def every_route() -> list[tuple[str, str]]:
    """Return each State and each route of its procedure."""
    states = (*procedures(), WITHOUT_FILE)
    return [(state, route.id) for state in states for route in procedure(state).routes]


def treaty_with_proviso() -> Treaty:
    """Return a treaty of six months whose effect waits for the end of an armed conflict."""
    plain = Treaty.plain("P6M")
    operators = (*plain.clause.operators, ConflictProviso())
    return evolve(plain, clause=evolve(plain.clause, operators=operators))


def play_route(state: str, route: str, part: int, parts: int) -> Played:
    """Return what holds on every path of a route, or on a part of them."""
    found = Played(f"{state} {route}")
    graph = procedure(state).graph(route)
    refuse_everything_else(graph, found)
    for index, path in enumerate(paths_of(graph)):
        if index % parts == part:
            play_path(state, route, path, found)
    return found


def paths_of(graph: Graph) -> Iterator[tuple[Transition, ...]]:
    """Yield the paths a record may tell in full, then those with gaps."""
    yield from walks(graph, LONGEST)
    for path in walks(graph, LONGEST_IMPLIED, implied=True):
        if any(each.is_implied for each in path):
            yield path


def walks(
    graph: Graph, most: int, *, implied: bool = False, before: tuple[Transition, ...] = ()
) -> Iterator[tuple[Transition, ...]]:
    """Yield every lawful path from the first state to a final one; notes are left out.

    Args:
        graph: the graph.
        most: the most transitions that a path may still have.
        implied: whether to pass over stages that a record may leave out.
        before: the transitions gone through.
    """
    name = before[-1].target if before else graph.initial
    if graph.state(name).is_final:
        yield before
    elif most:
        for each in graph.next(name):
            if each.kind not in ("note", "irregular") and (implied or not each.is_implied):
                yield from walks(graph, most - 1, implied=implied, before=(*before, each))


def reachable(graph: Graph) -> frozenset[str]:
    """Return the names of all states that can be reached."""
    seen, left = {graph.initial}, [graph.initial]
    while left:
        new = {each.target for each in graph.next(left.pop())} - seen
        seen |= new
        left += new
    return frozenset(seen)


def refuse_everything_else(graph: Graph, found: Played) -> None:
    """In every state, each word of the procedure moves the case as drawn, or is refused."""
    machine = machine_for(graph)
    for state in graph.states:
        for word in sorted(words_of(graph)):
            position = Position(state.name)
            meant = graph.find(state.name, word)
            try:
                moved = machine.fire(position, word)
            except EventOrderError:
                found.refused += 1
                if meant is not None or position.state != state.name:
                    found.findings.append(f"{found.name}: {state.name}: {word} was refused")
            else:
                if moved != meant or position.state != moved.target:
                    found.findings.append(f"{found.name}: {state.name}: {word} went elsewhere")


TREATY = treaty_with_proviso()


def play_path(state: str, route: str, path: tuple[Transition, ...], found: Played) -> None:
    """Record a path as a case, and compare where it ends with what the path says."""
    case = Case(state, TREATY, route=route, conflict=())
    found.paths += 1
    try:
        last = Player(case).play(path)
        found.events += len(case.entries)
        for text in complaints(case, path, last):
            found.say(path, text)
    except WithdrawalError as error:
        found.say(path, f"refused: {error.message}")


@define
class Player:
    """Records the steps of a path, each on the first day that suits it.

    Attributes:
        case: the case.
        day: the day of the last step.
        notice: the day of receipt, once there is one.
    """

    case: Case
    day: date = START
    notice: date | None = None

    def play(self, path: tuple[Transition, ...]) -> date:
        """Record every step and return the day of the last one."""
        for each in path:
            self.before(each)
            self.day = self.day_of(each)
            self.case.record(each.trigger, on=self.day)
            if each.trigger == "notice-received":
                self.notice = self.day
        return self.day

    def before(self, step: Transition) -> None:
        """Record what a step takes for granted: a conflict in which a period can end."""
        if step.kind == "wait":
            self.case.record("conflict-began", on=self.day + DAY)

    def day_of(self, step: Transition) -> date:
        """Return the day for a step: where the treaty sets one, that day."""
        if self.notice is not None and step.trigger in ("effect", "period-ended-in-conflict"):
            return end_of(self.notice)
        return self.day + max(1, step.limits.minimum or 1) * DAY


def end_of(notice: date) -> date:
    """Return the end of six months, in plain numbers."""
    year, month = divmod(notice.year * 12 + notice.month - 1 + 6, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + (notice.day - 1) * DAY, following - DAY)


def complaints(case: Case, path: tuple[Transition, ...], last: date) -> Iterator[str]:
    """Yield what is wrong with a case at the end of a path."""
    end = path[-1].target
    if (case.stage, case.path, case.is_over) != (end, path, True):
        yield f"stands at {case.stage}"
    answer = case.when(as_of=last)
    if answer.status != ENDS[end]:
        yield f"status {answer.status} at {end}"
    if answer.effect != (last if end == "effective" else None):
        yield f"effect {answer.effect} at {end}, on {last}"
    notices = [entry.event.when.day for entry in case.entries if is_notice(entry.transition)]
    if answer.received != (notices[-1] if notices else None):
        yield f"received {answer.received}, recorded {notices}"
    yield from before_the_end(case, path)
    again = Case(case.party, TREATY, route=case.route.id, conflict=()).replay(case.history)
    if (again.stage, again.history) != (case.stage, case.history):
        yield "does not replay"


def is_notice(transition: Transition | None) -> bool:
    """Return whether a step is the receipt of the notice."""
    return transition is not None and transition.trigger == "notice-received"


def before_the_end(case: Case, path: tuple[Transition, ...]) -> Iterator[str]:
    """Yield what is wrong with approvals and, step by step backwards, with undoing."""
    required = {each.id for each in case.standing.order.stages.values() if each.is_binding_approval}
    given: set[str] = set()
    for each in path:
        if is_notice(each) and not required <= given | overruled(path):
            yield f"notified without {sorted(required - given)}"
        if each.stage is not None and each.kind not in ("return", "reject"):
            given |= {each.stage.id, *each.stage.instead_of}
    copy = Case(case.party, TREATY, route=case.route.id, conflict=()).replay(case.history)
    for each in reversed(path):
        while not copy.entries[-1].moves:
            copy.undo()
        copy.undo()
        if copy.stage != each.source:
            yield f"undoing {each.trigger} leads to {copy.stage}"
    if copy.stage != case.graph.initial:
        yield f"undone, it stands at {copy.stage}"


def overruled(path: tuple[Transition, ...]) -> set[str]:
    """Return the stages that the law lets others overrule, where they sent the act back."""
    sent_back = (each.stage for each in path if each.kind == "return" and each.stage)
    return {stage.id for stage in sent_back if any(back.goes_on for back in stage.returns)}
