"""What comes before what in a procedure: the one reader of ``after``, of options and of returns.

The graph, the plan, the forecast and the pictures all take the order of stages from here, so that
they cannot disagree about what must be over, what may be passed over and what runs side by side.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from attrs import field

from withdrawal.errors import DataFileError
from withdrawal.law.procedures.stages import Return, Stage
from withdrawal.values import frozen

ENDS = ("notice", "suspension-claim")
"""The kinds of stage that end the domestic part."""

Lines = tuple[tuple[str, ...], ...]
"""Stages side by side: one line of ids, or several that begin and end together."""


@frozen(eq=False)
class Order:
    """The domestic stages of a route, up to the notice, and what comes before each.

    Attributes:
        stages: the stages by id, in the order of the route.
        direct: by id, the stages right before each, those after the notice too.
        before: by id, every stage before each.
        aside: the stages that only a return leads to, by id.
        later: the stages that come after the notice, in order.
    """

    stages: dict[str, Stage]
    direct: Mapping[str, tuple[str, ...]] = field(repr=False)
    before: Mapping[str, frozenset[str]] = field(repr=False)
    aside: Mapping[str, Stage] = field(repr=False, factory=dict)
    later: tuple[Stage, ...] = field(repr=False, default=())

    def stage(self, name: str) -> Stage:
        """Return a stage, be it one that only a return leads to or that follows the notice."""
        if name in self.stages or name in self.aside:
            return self.stages.get(name) or self.aside[name]
        return next(each for each in self.later if each.id == name)

    def settled_by(self, name: str, over: Collection[str]) -> tuple[str, ...]:
        """Return the stages that one stage makes needless: those in whose place it stands.

        Where it completes what another could have stood for, that other is needless too.
        """
        known = {*over, name, *self.stages[name].instead_of}
        return tuple(
            each.id
            for each in self.stages.values()
            if each.id not in over
            and each.id != name
            and (each.id in known or (each.instead_of and known.issuperset(each.instead_of)))
        )

    @property
    def end(self) -> Stage:
        """The stage that ends the domestic part: the notice, or a claim of suspension."""
        return self.stages[next(reversed(self.stages))]

    def missing(self, name: str, over: Collection[str]) -> tuple[str, ...]:
        """Return the stages before one that are not over, in order."""
        return tuple(x for x in self.stages if x in self.before[name] and x not in over)

    def open(self, over: Collection[str]) -> Iterator[tuple[Stage, tuple[str, ...]]]:
        """Yield each stage that can come next, with the stages it would pass over."""
        for name, stage in self.stages.items():
            if name in over:
                continue
            missing = self.missing(name, over)
            if all(self.stages[each].can_be_passed_over for each in missing):
                yield stage, missing

    def barred(self, over: Collection[str]) -> Iterator[tuple[Stage, tuple[str, ...]]]:
        """Yield each stage that the law does not allow yet, with what it would pass over."""
        lawful = {stage.id for stage, _ in self.open(over)}
        for name, stage in self.stages.items():
            if name not in over and name not in lawful:
                yield stage, self.missing(name, over)

    def front(self, over: Collection[str]) -> tuple[str, ...]:
        """Return the last stages that are over: those before no other that is over."""
        inner: frozenset[str] = frozenset().union(*(self.before[each] for each in over))
        return tuple(each for each in self.stages if each in over and each not in inner)

    def ahead(self, over: Collection[str]) -> tuple[Stage, ...]:
        """Return the stages that are not over, in order."""
        return tuple(stage for name, stage in self.stages.items() if name not in over)

    def last_before(self, name: str, known: Collection[str]) -> frozenset[str] | None:
        """Return the stages right before one, those the law leaves to choice passed over.

        Args:
            known: the stages whose day is known.

        Returns:
            None where a stage that must have been taken has no known day.
        """
        found: set[str] = set()
        for each in self.direct[name]:
            others = (x.id for x in self.stages.values() if each in x.instead_of)
            if (taken := next((x for x in (each, *others) if x in known), None)) is not None:
                found.add(taken)
                continue
            further = self.last_before(each, known) if self.stage(each).is_optional else None
            if further is None:
                return None
            found |= further
        return frozenset(found)

    def reopened_by(self, stage: Stage, back: Return) -> frozenset[str]:
        """Return the stages that are no longer over once a stage has sent the act back.

        Those to be taken again, the stage that sent it back (unless the act then goes past it)
        and whatever comes after the first of them.
        """
        again = frozenset(each for each in back.to if each in self.stages)
        if not back.goes_on:
            again |= {stage.id}
        return again

    def lines(self) -> tuple[Lines, ...]:
        """Return the stages in groups: one line where they follow each other, several side by side.

        Raises:
            DataFileError: the order is neither a line nor lines that begin and end together.
        """
        groups: list[Lines] = []
        open_lines: list[list[str]] = []
        base: set[str] = set()
        for name, stage in self.stages.items():
            if stage.instead_of:
                continue  # It runs in place of others, not beside them.
            before = set(self.direct[name])
            tips = [line[-1] for line in open_lines]
            if len(before) == 1 and before <= set(tips):
                open_lines[tips.index(min(before))].append(name)
            elif not open_lines or before == set(tips):
                groups += _closed(open_lines)
                base, open_lines = set(tips), [[name]]
            elif before == base:
                open_lines.append([name])
            elif len(open_lines) == 1 and len(before) == 1 and before <= set(open_lines[0]):
                cut = open_lines[0].index(min(before)) + 1
                groups += _closed([open_lines[0][:cut]])
                base, open_lines = before, [open_lines[0][cut:], [name]]
            else:
                raise DataFileError(
                    f"{name!r} comes after {', '.join(sorted(before))}: expected the stage before "
                    "it, the stage at which lines part, or the ends of all of them."
                )
        return tuple(groups + _closed(open_lines))


def order_of(stages: Sequence[Stage]) -> Order:
    """Return the order of a route's stages, up to the one that ends the domestic part.

    Args:
        stages: the stages of the route, in order; exactly one is a notice or a claim.
    """
    aside = {each.id: each for each in stages if each.only_after_return}
    direct: dict[str, tuple[str, ...]] = dict.fromkeys(aside, ())
    before: dict[str, frozenset[str]] = dict.fromkeys(aside, frozenset())
    previous: tuple[str, ...] = ()
    end = next(n for n, stage in enumerate(stages, 1) if stage.kind.id in ENDS)
    for stage in (each for each in stages if each.id not in aside):
        other, first = stage.instead_of, stage.after
        if first is None:
            first = direct[other[0]] if other else previous
        direct[stage.id] = first
        before[stage.id] = frozenset(first).union(*(before[each] for each in first))
        previous = previous if other else (stage.id,)
    for name, others in before.items():
        before[name] = others.union(_choices(stages, others) - {name})
    domestic = {each.id: each for each in stages[:end] if each.id not in aside}
    return Order(domestic, direct, before, aside, tuple(stages[end:]))


def _choices(stages: Sequence[Stage], before: frozenset[str]) -> frozenset[str]:
    """Return the stages that may stand in place of some that come before."""
    return frozenset(x.id for x in stages if x.instead_of and before.issuperset(x.instead_of))


def _closed(lines: list[list[str]]) -> list[Lines]:
    return [tuple(tuple(line) for line in lines)] if lines else []
