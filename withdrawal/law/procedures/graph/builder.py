"""Building the graph of a route from its stages.

A node of the domestic part is the set of stages that are over (done or passed over) and how
often a stage that is still open has sent the act back. The part after notice is drawn once, by
hand, for every State (`withdrawal.law.procedures.graph.notice`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from withdrawal.errors import DataFileError
from withdrawal.law.procedures.graph.graph import Graph, State, Transition, TransitionKind
from withdrawal.law.procedures.graph.notice import NOTICES, NOTIFIED, SUSPENDED, treaty_side
from withdrawal.law.procedures.majority import Majority
from withdrawal.law.procedures.order import ENDS, Order, order_of
from withdrawal.law.procedures.stages import DayLimits, Phase, Return, Stage
from withdrawal.values import frozen

INITIAL = "considered"
REJECTED = "rejected"


@frozen
class _Detour:
    """An act on its way back: who returned it, and which stage comes next."""

    by: str
    back: Return
    step: int = 0


@frozen
class _Node:
    """Where the domestic part stands.

    Attributes:
        over: the stages done or passed over.
        returned: how often each stage that is still open has sent the act back.
    """

    over: frozenset[str] = frozenset()
    returned: tuple[tuple[str, int], ...] = ()
    detour: _Detour | None = None


def build_graph(country: str, route: str, stages: Sequence[Stage]) -> Graph:
    """Return the graph of a route.

    Args:
        stages: its stages in order; exactly one is a notice or a claim of suspension.
    """
    order = order_of(stages)
    builder = _Builder(order)
    builder.build()
    states, transitions = treaty_side(order.end, order.later)
    return Graph(
        country, route, (*builder.states.values(), *states), (*builder.transitions, *transitions)
    )


class _Builder:
    """Collects states and transitions while it walks the route."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.states: dict[str, State] = {}
        self.nodes: dict[str, _Node] = {}
        self.transitions: list[Transition] = []

    def build(self) -> None:
        """Walk the domestic part from the first node."""
        left, seen = [_Node()], {_Node()}
        while left:
            node = left.pop(0)
            self._keep(node)
            for target in self._leave(node):
                if target not in seen and not self._is_end(target):
                    seen.add(target)
                    left.append(target)

    def _keep(self, node: _Node) -> None:
        """Keep a node under its name; stages with odd ids could give two nodes the same one."""
        name = self._name(node)
        if self.nodes.setdefault(name, node) != node:
            raise DataFileError(f"Two situations would be called {name!r}: expected other ids.")
        self.states[name] = State(name, self._phase(node))

    def _is_end(self, node: _Node) -> bool:
        return any(self.order.stages[each].kind.id in ENDS for each in node.over)

    def _leave(self, node: _Node) -> list[_Node]:
        """Add what can happen in a node; return the nodes it leads to."""
        if node.detour is not None:
            return [self._retake(node, node.detour), *self._irregular(node, node.detour)]
        targets = []
        opened = list(self.order.open(node.over))
        for stage, missing in opened:
            targets.append(self._complete(node, stage, missing))
            targets += self._send_back(node, stage, missing, opened)
        for stage, missing in opened:
            if stage.can_reject:
                self._reject(node, stage, missing)
                break
        return targets + self._irregular(node)

    def _reject(self, node: _Node, stage: Stage, missing: tuple[str, ...] = ()) -> None:
        """Add the end of the matter where a stage fails."""
        self._add(node, "rejected", REJECTED, "reject", stage, missing)
        self.states[REJECTED] = State(REJECTED, Phase.REJECTED, is_final=True)

    def _irregular(self, node: _Node, detour: _Detour | None = None) -> list[_Node]:
        """Add what the State's law does not allow yet, because it may happen all the same."""
        next_by_law = detour.back.to[detour.step] if detour is not None else None
        targets = []
        for stage, missing in self._barred(node, detour):
            if stage.id == next_by_law:
                continue
            if stage.kind.id == "notice":
                self._notify(node, stage, missing, "irregular")
                continue
            target = self._after(node, stage, missing)
            is_claim = stage.kind.id == "suspension-claim"
            name = SUSPENDED if is_claim else self._name(target)
            self._add(node, stage.trigger, name, "irregular", stage, missing)
            targets.append(target)
        return targets

    def _barred(
        self, node: _Node, detour: _Detour | None
    ) -> Iterator[tuple[Stage, tuple[str, ...]]]:
        """Yield the stages out of turn: on the way back, all that come after what is over."""
        if detour is None:
            yield from self.order.barred(node.over)
            return
        for stage in self.order.ahead(node.over):
            yield stage, self.order.missing(stage.id, node.over)

    def _after(self, node: _Node, stage: Stage, missing: tuple[str, ...]) -> _Node:
        """Return the node in which a stage is over, with what it passes over or stands for."""
        over = node.over | {stage.id, *missing}
        over = over.union(self.order.settled_by(stage.id, over))
        return _Node(over, _still_open(node.returned, over))

    def _complete(self, node: _Node, stage: Stage, missing: tuple[str, ...]) -> _Node:
        target = self._after(node, stage, missing)
        if stage.kind.id == "notice":
            self._notify(node, stage, missing)
        elif stage.kind.id == "suspension-claim":
            self._add(node, stage.trigger, SUSPENDED, "claim", stage, missing)
        else:
            kind = self._kind(missing)
            used = dict(node.returned).get(stage.id, 0)
            again = stage.return_after(used - 1) if used else None
            limits = (again.afterwards if again else None) or stage.limits
            self._add(node, stage.trigger, self._name(target), kind, stage, missing, limits=limits)
        return target

    def _kind(self, missing: tuple[str, ...]) -> TransitionKind:
        if not missing:
            return "advance"
        return "imply" if self._is_implied(missing) else "skip"

    def _is_implied(self, missing: tuple[str, ...]) -> bool:
        """Return whether any of the stages passed over is not left to choice."""
        return not all(self.order.stages[each].is_optional for each in missing)

    def _notify(
        self,
        node: _Node,
        stage: Stage,
        missing: tuple[str, ...],
        irregular: TransitionKind | None = None,
    ) -> None:
        usual: TransitionKind = "imply" if self._is_implied(missing) else "notice"
        self._add(node, stage.trigger, NOTIFIED, irregular or usual, stage, missing)
        self._add(node, SUSPENDED, SUSPENDED, irregular or "claim", None, missing)
        for each in NOTICES if irregular is None else ():
            self._add(node, each, self._name(node), "note")

    def _send_back(
        self,
        node: _Node,
        stage: Stage,
        missing: tuple[str, ...],
        opened: list[tuple[Stage, tuple[str, ...]]],
    ) -> list[_Node]:
        back = stage.return_after(dict(node.returned).get(stage.id, 0))
        if back is None:
            return []
        target = _Node(node.over | set(missing), node.returned, _Detour(stage.id, back))
        main = _main([each for each, _ in opened if each.returns])
        trigger = "returned" if stage is main else f"returned-by-{stage.id}"
        limits, name = stage.limits, self._name(target)
        if back.within:
            limits = evolve(limits, minimum=None, maximum=back.within)
        self._add(node, trigger, name, "return", stage, missing, limits=limits, back=back)
        return [target]

    def _retake(self, node: _Node, detour: _Detour) -> _Node:
        """Add the stage that is taken again, and the end of the matter where it fails."""
        back = detour.back
        stage = self.order.stage(back.to[detour.step])
        target = self._after_retake(node, detour)
        self._add(
            node,
            stage.trigger,
            self._name(target),
            "advance",
            stage,
            majority=_second_time(back.override, stage.majority),
            limits=_clock(detour, stage.id),
        )
        self._reject(node, stage)
        return target

    def _after_retake(self, node: _Node, detour: _Detour) -> _Node:
        if detour.step + 1 < len(detour.back.to):
            return evolve(node, detour=evolve(detour, step=detour.step + 1))
        if detour.back.goes_on:
            over = node.over | {detour.by}
            return _Node(over, _still_open(node.returned, over))
        counts = dict(node.returned)
        most = self.order.stages[detour.by].most_returns
        counts[detour.by] = min(counts.get(detour.by, 0) + 1, most)
        return _Node(node.over, tuple(sorted(counts.items())))

    def _name(self, node: _Node) -> str:
        """Return the plain name of a node, unlike that of any other."""
        if node.detour is not None:
            return self._detour_name(node, node.detour)
        front = "+".join(self.order.front(node.over)) or INITIAL
        for name, count in node.returned:
            front += f"-after-return-by-{name}" + (f"-{count}" if count > 1 else "")
        return front

    def _detour_name(self, node: _Node, detour: _Detour) -> str:
        count = dict(node.returned).get(detour.by, 0) + 1
        name = f"returned-by-{detour.by}" + (f"-{count}" if count > 1 else "")
        others = "".join(f"-after-return-by-{n}" for n, _ in node.returned if n != detour.by)
        beside = node.over - self.order.before[detour.by] - {detour.by}
        if beside:
            name += f"-beside-{'+'.join(self.order.front(beside))}"
        if detour.step:
            name += f"-{detour.back.to[detour.step - 1]}-again"
        return name + others

    def _phase(self, node: _Node) -> Phase:
        if node.detour is not None:
            return Phase.RETURNED
        if node.returned:
            name, count = node.returned[-1]
            back = self.order.stages[name].return_after(count - 1)
            assert back is not None
            return self.order.stage(back.to[-1]).phase
        phases = [self.order.stages[each].phase for each in self.order.front(node.over)]
        order = list(Phase)
        return max(phases, key=order.index, default=Phase.CONSIDERED)

    def _add(
        self,
        node: _Node,
        trigger: str,
        target: str,
        kind: TransitionKind,
        stage: Stage | None = None,
        skipped: tuple[str, ...] = (),
        *,
        majority: Majority | None = None,
        limits: DayLimits | None = None,
        back: Return | None = None,
    ) -> None:
        is_vote = stage is not None and kind not in ("return", "reject") and not stage.is_opinion
        votes = stage.majority if stage and is_vote else None
        is_implied = self._is_implied(skipped)
        if stage is not None and stage.id in self.order.stages and kind not in ("return", "reject"):
            skipped += self.order.settled_by(stage.id, node.over.union(skipped))
        self.transitions.append(
            Transition(
                self._name(node),
                trigger,
                target,
                kind,
                stage,
                skipped,
                majority or votes,
                limits or (stage.limits if stage else DayLimits()),
                is_implied=is_implied,
                back=back,
            )
        )


def _second_time(override: Majority | None, first: Majority | None) -> Majority | None:
    """Return the majority of a vote that is taken again, in a house of the same size."""
    if override is None or override.seats or first is None:
        return override or first
    return evolve(override, seats=first.seats, seats_by_day=first.seats_by_day)


def _clock(detour: _Detour, name: str) -> DayLimits:
    """Return the clock of a stage that is taken again: it runs from what sent the act to it."""
    limits = detour.back.limits.get(name, DayLimits())
    if limits.counted_from is not None or not limits.in_words():
        return limits
    previous = detour.back.to[detour.step - 1] if detour.step else detour.by
    return evolve(limits, counted_from=previous)


def _main(rivals: Sequence[Stage]) -> Stage:
    """Return the stage that "returned" means without a name: the last that is not optional."""
    return max(rivals, key=lambda each: (not each.is_optional, rivals.index(each)))


def _still_open(
    returned: tuple[tuple[str, int], ...], over: frozenset[str]
) -> tuple[tuple[str, int], ...]:
    return tuple(each for each in returned if each[0] not in over)
