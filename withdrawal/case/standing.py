"""How far a case has come: the one account of it, folded from events through the graph.

`when`, `Case`, `plan`, `compare`, the forecast and the pictures take it from here, so that they
agree on what is over, what is being taken again, what is owed and what comes next: for each stage
still to come the first lawful day, and the first day to expect.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property, partial

from withdrawal.dates import PartialDate
from withdrawal.law.procedures.graph.graph import Graph, Transition
from withdrawal.law.procedures.limits import window
from withdrawal.law.procedures.order import Order
from withdrawal.law.procedures.pace import How
from withdrawal.law.procedures.procedure import Procedure, Route
from withdrawal.law.procedures.stages import DayLimits, Phase, Return, Stage
from withdrawal.letters import spelt_out
from withdrawal.record.events import Event
from withdrawal.values import frozen


@frozen
class Move:
    """An event that brought a case from one state to the next."""

    transition: Transition
    event: Event


@frozen
class StageAhead:
    """The first days of one stage that is still to come.

    Attributes:
        earliest: the first day on which the law allows it.
        waits: how many days of that are due to this stage itself.
        because: what the law makes it wait for; empty where nothing.
        expected: the first day to expect, in the ordinary sittings of parliament, and at a pace
            where one is asked for.
        unusual: why it is not to be expected sooner; empty where the law allows no sooner day.
    """

    stage: str
    actor: str
    earliest: date
    waits: int
    because: str
    expected: date
    unusual: str = ""


@frozen(eq=False, slots=False)
class Standing:
    """How far a case has come in its State's procedure.

    Attributes:
        over: the stages done or passed over; those to be taken again are not.
        days: when each stage that is over was done; one that was passed over has no day.
        retaking: the stages to be taken again before the case goes on, in order.
        returns: how often each stage has sent the case back.
    """

    procedure: Procedure
    route: Route
    moves: tuple[Move, ...]
    over: frozenset[str]
    days: Mapping[str, PartialDate]
    retaking: tuple[str, ...]
    returns: Mapping[str, int]

    @property
    def order(self) -> Order:
        """What comes before what on the route."""
        return self.procedure.order(self.route)

    @property
    def graph(self) -> Graph:
        """All that can happen on the route."""
        return self.procedure.graph(self.route)

    @property
    def state(self) -> str:
        """The name of the state the case is in."""
        return self.moves[-1].transition.target if self.moves else self.graph.initial

    @property
    def phase(self) -> Phase:
        """The canonical phase."""
        return self.graph.state(self.state).phase

    @property
    def reached_on(self) -> PartialDate | None:
        """When the last move was made."""
        return self.moves[-1].event.when if self.moves else None

    @cached_property
    def ahead(self) -> tuple[Stage, ...]:
        """The stages that the law still asks for, in order; none once notice was given."""
        if self.phase in _AFTER_NOTICE:
            return ()
        return tuple(each for each in self.order.ahead(self.over) if not each.is_optional)

    @cached_property
    def sent_back(self) -> tuple[Stage, Return] | None:
        """The stage that sent the case back and how, as long as that is being followed."""
        for move in reversed(self.moves):
            stage, back = move.transition.stage, move.transition.back
            if stage is not None and back is not None:
                is_passed = back.goes_on or stage.id in self.over
                return None if is_passed and not self.retaking else (stage, back)
        return None

    def road(
        self, start: date, stages: Iterable[Stage] | None = None, *, pace: How | None = None
    ) -> tuple[StageAhead, ...]:
        """Return the first days of each stage ahead.

        Args:
            start: nothing happens before this day.
            stages: the stages, where not just those that the law asks for; what is not on the
                route is left out.
            pace: at which the days to expect are reckoned; None for as soon as sittings allow.
        """
        done = {name: when.day for name, when in self.days.items() if name in self.over}
        lawful = {name: day for name, day in done.items() if day is not None}
        order, sessions, expected = self.order, self.procedure.sessions, dict(lawful)
        road: list[StageAhead] = []
        for stage in self.ahead if stages is None else stages:
            if stage.id not in order.stages:
                continue
            reckoned = partial(
                window, stage, order=order, start=start, sessions=sessions,
                limits=self._limits.get(stage.id),
            )  # fmt: skip
            law, usual = reckoned(lawful), reckoned(expected, pace=pace)
            lawful[stage.id], expected[stage.id] = law.lawful_from, usual.expected_from
            road.append(
                StageAhead(
                    stage.id, stage.actor, law.lawful_from, law.waits, law.because,
                    usual.expected_from, usual.unusual,
                )
            )  # fmt: skip
        return tuple(road)

    @cached_property
    def _limits(self) -> Mapping[str, DayLimits]:
        """The day limits that hold for what comes next, which after a return may be others."""
        possible = self.graph.lawful(self.state)
        return {
            each.stage.id: each.limits
            for each in possible
            if each.stage is not None and each.kind not in ("return", "reject")
        }


_AFTER_NOTICE = frozenset(
    {
        Phase.NOTIFIED,
        Phase.WAITING_FOR_END_OF_CONFLICT,
        Phase.REVOKED,
        Phase.EFFECTIVE,
        Phase.REJECTED,
    }
)


def moves_of(graph: Graph, events: Iterable[Event]) -> tuple[Move, ...]:
    """Return what the events of a record move, in their order.

    Words that name no step, and steps that are over already, move nothing: records tell more
    than procedures know.
    """
    state, moves = graph.initial, []
    for event in events:
        found = graph.find(state, event.step)
        if found is not None and found.kind != "note":
            moves.append(Move(found, event))
            state = found.target
    return tuple(moves)


def stand(procedure: Procedure, route: Route, moves: Iterable[Move]) -> Standing:
    """Return where moves have brought a case."""
    order, made = procedure.order(route), tuple(moves)
    over: set[str] = set()
    days: dict[str, PartialDate] = {}
    returns: dict[str, int] = {}
    retaking: tuple[str, ...] = ()
    for move in made:
        transition, stage = move.transition, move.transition.stage
        over.update(transition.skipped)
        if stage is None or transition.kind == "reject":
            continue
        if (back := transition.back) is not None:
            over -= order.reopened_by(stage, back)
            over |= {stage.id} if back.goes_on else set()
            returns[stage.id] = returns.get(stage.id, 0) + 1
            retaking = back.to
            continue
        if transition.kind == "irregular":  # it passed over what was to be taken again
            over.update(retaking)
            retaking = ()
        retaking = tuple(each for each in retaking if each != stage.id)
        over.add(stage.id)
        days[stage.id] = move.event.when
    return Standing(procedure, route, made, frozenset(over), days, retaking, returns)


def bottleneck(road: Iterable[StageAhead]) -> StageAhead | None:
    """Return the stage that the law makes wait longest; None where it makes none wait."""
    slowest = max(road, key=lambda each: each.waits, default=None)
    return slowest if slowest is not None and slowest.waits > 0 else None


def unusual(road: tuple[StageAhead, ...]) -> tuple[str, ...]:
    """Return when the notice is to be expected, where the law would allow a sooner day."""
    if not road or road[-1].expected <= road[-1].earliest:
        return ()
    why = next((f" ({spelt_out(each.stage)}: {each.unusual})" for each in road if each.unusual), "")
    text = (
        "That parliament may be called to an extraordinary sitting; without one the notice is "
        f"not to be expected before {road[-1].expected}{why}."
    )
    return (text,)
