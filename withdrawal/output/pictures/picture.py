"""A procedure as boxes and arrows: the one neutral model behind every kind of diagram."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from attrs import evolve, field

from withdrawal.law.procedures.graph.graph import Transition
from withdrawal.law.procedures.graph.notice import EFFECTIVE, NOTIFIED, REVOKED, SUSPENDED, WAITING
from withdrawal.law.procedures.order import Order
from withdrawal.law.procedures.procedure import Procedure, Route
from withdrawal.law.procedures.stages import Stage
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.values import frozen

CONSIDERED = "considered"
REJECTED = "rejected"
VCLT = "Vienna Convention art. 68"

_LEFT, _RIGHT = frozenset({REJECTED, WAITING}), frozenset({REVOKED})

BoxShape = Literal["start", "stage", "optional", "end"]
ArrowShape = Literal["forward", "back", "refusal", "passed-over"]


@frozen
class Box:
    """A stage or a state by its name, with who acts; taken where the case has been there."""

    id: str
    lines: tuple[str, ...] = ()
    shape: BoxShape = "stage"
    is_taken: bool = False

    @property
    def side(self) -> Literal[-1, 0, 1]:
        """Whether it stands to the left of the stages (-1), among them (0) or to the right (1)."""
        return -1 if self.id in _LEFT else 1 if self.id in _RIGHT else 0


@frozen
class Arrow:
    """What leads from one box to another, a label of several lines; taken where the case went."""

    source: str
    target: str
    label: tuple[str, ...] = ()
    shape: ArrowShape = "forward"
    is_taken: bool = False


@frozen
class Picture:
    """A diagram before it is drawn."""

    title: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


@frozen
class _Draft:
    """A picture in the making: boxes by id, arrows by their two ends."""

    boxes: dict[str, Box] = field(factory=dict)
    arrows: dict[tuple[str, str], Arrow] = field(factory=dict)

    def box(self, box: Box) -> None:
        self.boxes.setdefault(box.id, box)

    def arrow(self, arrow: Arrow) -> None:
        self.arrows.setdefault((arrow.source, arrow.target), arrow)

    def visit(self, name: str, shape: BoxShape = "end") -> None:
        self.boxes[name] = evolve(self.boxes.get(name, Box(name, shape=shape)), is_taken=True)

    def walk(self, source: str, target: str, shape: ArrowShape = "passed-over") -> None:
        known = self.arrows.get((source, target), Arrow(source, target, shape=shape))
        self.arrows[source, target] = evolve(known, is_taken=True)


def picture_of(
    procedure: Procedure,
    route: Route,
    *,
    taken: Iterable[Transition] = (),
    treaty: Treaty | None = None,
) -> Picture:
    """Return the picture of a route, the transitions that a case has made highlighted.

    With a treaty, its period stands on the last arrow.
    """
    draft = _Draft()
    order = procedure.order(route)
    draft.box(Box(CONSIDERED, shape="start"))
    for stage in order.stages.values():
        _draw_stage(draft, stage, order.direct[stage.id] or (CONSIDERED,))
    _draw_choices(draft, order)
    if order.end.kind.id == "notice":
        _draw_treaty_side(draft, order.end, treaty)
        for stage in order.later:
            _draw_stage(draft, stage, (order.end.id,))
            if stage.undoes_notice:
                draft.arrow(Arrow(stage.id, REVOKED, ("refused",), "refusal"))
    _highlight(draft, order, tuple(taken))
    name = f"{procedure.name}: {route.name}"
    title = f"{name}, to leave the {treaty.name}" if treaty else name
    return Picture(title, tuple(draft.boxes.values()), tuple(draft.arrows.values()))


def _draw_stage(draft: _Draft, stage: Stage, before: Iterable[str]) -> None:
    draft.box(Box(stage.id, (stage.actor,), "optional" if stage.is_optional else "stage"))
    for name in before:
        draft.arrow(Arrow(name, stage.id, _label(stage)))
    for back in stage.returns:
        override = back.override.in_words() if back.override else ""
        draft.arrow(Arrow(stage.id, back.to[0], _lines("returned", override), "back"))
    if stage.can_reject and not stage.undoes_notice:
        draft.box(Box(REJECTED, shape="end"))
        draft.arrow(Arrow(stage.id, REJECTED, (), "refusal"))


def _draw_choices(draft: _Draft, order: Order) -> None:
    """Draw the way on from a stage that stands for others, and the stages returns alone reach."""
    for stage in (each for each in order.stages.values() if each.instead_of):
        for name, before in order.direct.items():
            if set(before) & set(stage.instead_of) and name not in stage.instead_of:
                draft.arrow(Arrow(stage.id, name))
    for by in order.stages.values():
        for back in by.returns:
            for sender, name in zip(back.to, back.to[1:], strict=False):
                if name in order.aside:
                    _draw_stage(draft, order.aside[name], (sender,))
                    draft.arrow(Arrow(name, by.id))


def _label(stage: Stage) -> tuple[str, ...]:
    return _lines(
        stage.legal_basis if stage.legal_basis != "none found" else "no legal basis found",
        *stage.facts_in_words(),
    )


def _lines(*texts: str) -> tuple[str, ...]:
    return tuple(each for each in texts if each)


def _draw_treaty_side(draft: _Draft, notice: Stage, treaty: Treaty | None) -> None:
    clause = treaty.clause if treaty else None
    article = f"art. {clause.article}" if clause and clause.article else ""
    period = clause.period.in_words() if clause and clause.period is not None else ""
    draft.box(Box(EFFECTIVE, shape="end"))
    draft.arrow(Arrow(notice.id, EFFECTIVE, _lines(period or "the treaty's period", article)))
    if clause is None or clause.proviso() is not None:
        draft.box(Box(WAITING))
        where = "" if clause else ", where the treaty says so"
        draft.arrow(Arrow(notice.id, WAITING, (f"armed conflict{where}",)))
        draft.arrow(Arrow(WAITING, EFFECTIVE, ("end of the conflict",)))
    draft.box(Box(REVOKED, shape="end"))
    draft.arrow(Arrow(notice.id, REVOKED, ("before effect", VCLT), "refusal"))


def _highlight(draft: _Draft, order: Order, taken: tuple[Transition, ...]) -> None:
    """Mark the way a case has gone, and draw what it passed over."""
    if not taken:
        return
    before = {name: direct or (CONSIDERED,) for name, direct in order.direct.items()}
    notice = order.end.id if order.end.kind.id == "notice" else NOTIFIED
    draft.visit(CONSIDERED)
    here = CONSIDERED
    for each in taken:
        target, shape = _reached(each)
        if (
            each.kind in ("advance", "skip", "imply", "irregular", "notice", "note")
            and each.stage is not None
        ):
            fitting = [n for n in before.get(target, ()) if n in draft.boxes]
            sources = [n for n in fitting if draft.boxes[n].is_taken] or [here]
        elif each.kind in ("return", "reject") and each.stage is not None:
            sources = [each.stage.id]
        else:
            sources = [notice if each.source == NOTIFIED else here]
        if each.kind == "note" and each.stage is None:
            continue
        for source in sources:
            draft.walk(source, target, shape)
        if each.kind != "return":
            draft.visit(target)
        here = target


def _reached(transition: Transition) -> tuple[str, ArrowShape]:
    """Return the box a transition leads to, and how an arrow to it looks."""
    stage = transition.stage
    if transition.back is not None:
        return transition.back.to[0], "back"
    if transition.is_claim:
        return (stage.id if stage else SUSPENDED), "passed-over"
    if stage is None or transition.kind == "reject":
        return transition.target, "refusal"
    return stage.id, "passed-over"
