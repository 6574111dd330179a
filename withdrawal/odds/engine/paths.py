"""Sampled paths: many runs of a case at once, arrays of days moved through the steps of its graph.

All runs take a step together. How many of them get each item of a distribution is one multinomial
draw, and which of them a shuffle: together that is drawing for each run on its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from attrs import define, evolve, field
from numpy.typing import NDArray

from withdrawal.dates.table import NOWHERE
from withdrawal.odds.engine.durations import Duration
from withdrawal.odds.engine.exact import Entries, opened, posterior
from withdrawal.odds.engine.graph import DONE, SKIPPED, Fork, Model, Network, Outcome, Step
from withdrawal.odds.engine.mass import BEYOND, Mass, entries
from withdrawal.odds.engine.treaty import (
    NO_EFFECT,
    REVOKED,
    ConflictRisk,
    TreatySide,
    revocation_chance,
)
from withdrawal.values import frozen

ALIVE = 0
UNMARKED = int(np.iinfo(np.int64).min)
"""The mark of what did not happen, or happened unseen."""

_FAR = 1 << 20


def draw(
    generator: np.random.Generator, chances: NDArray[np.float64], size: int
) -> NDArray[np.int64]:
    """Return the places of ``size`` items, drawn with the chances (which are scaled to one)."""
    if len(chances) == 1:
        return np.zeros(size, dtype=np.int64)
    if size < len(chances):
        levels = np.cumsum(chances)
        return np.searchsorted(levels / levels[-1], generator.random(size), side="right")
    counts = generator.multinomial(size, chances / chances.sum())
    items = np.repeat(np.arange(len(chances)), counts)
    generator.shuffle(items)
    return items


def _waits(generator: np.random.Generator, duration: Duration, size: int) -> NDArray[np.int64]:
    """Return ``size`` numbers of days; a very large one for what lasts beyond its support."""
    days = draw(generator, np.append(duration.values, duration.beyond), size)
    if duration.beyond:
        days[days == len(duration.values)] = _FAR
    return duration.first + days


@frozen(eq=False)
class Event:
    """One thing that happened in some of the runs.

    Attributes:
        runs: int64, shape (n,): the positions of the runs.
        days: int64, shape (n,): the days, since 1970-01-01.
        is_open: whether the step stays open for ever, so that the days say nothing.
        ends: whether the case ends here.
    """

    step: str
    kind: str
    runs: NDArray[np.int64] = field(repr=False)
    days: NDArray[np.int64] = field(repr=False)
    is_open: bool = False
    ends: bool = False


@define(eq=False)
class Runs:
    """Runs on their way through a network.

    Attributes:
        limit: the last day that is counted.
        generator: where the random numbers come from.
        days: int64, shape (runs,): the day each run has reached.
        ended: int64, shape (runs,): the place in `reasons` of why a run has ended; 0 for none.
        numbers: int64, shape (runs,): the position of each run among all.
        reasons: why runs have ended, the first of them for none; shared by all parts.
        events: what happened, where paths are kept; else None.
        marked: int64, shape (all runs,): the day in each of all runs of each step that another case
            waits for, and in the end of ``notice`` and ``effect``; `UNMARKED` where there is none.
    """

    limit: int
    generator: np.random.Generator
    days: NDArray[np.int64]
    ended: NDArray[np.int64]
    numbers: NDArray[np.int64]
    reasons: list[str] = field(factory=lambda: [""])
    events: list[Event] | None = None
    marked: dict[str, NDArray[np.int64]] = field(factory=dict)

    def choose(self, chances: Sequence[float]) -> Iterator[tuple[int, Runs]]:
        """Yield each item some runs have drawn, with those runs; what becomes of them is kept."""
        if len(chances) == 1:
            yield 0, self
            return
        drawn = draw(self.generator, np.array(chances), len(self.days))
        for item in range(len(chances)):
            chosen = np.flatnonzero(drawn == item)
            if len(chosen) == len(self.days):
                yield item, self
            elif len(chosen):
                days, ended, numbers = self.days[chosen], self.ended[chosen], self.numbers[chosen]
                part = evolve(self, days=days, ended=ended, numbers=numbers)
                yield item, part
                self.days[chosen], self.ended[chosen] = part.days, part.ended

    def item(self, item: Step | Fork) -> None:
        """Take an item in every run."""
        if not isinstance(item, Fork):
            self.step(item)
            self._mark(item.name)
            return
        begun = latest = self.days
        for branch in item.branches:
            self.days = begun.copy()
            for step in branch:
                self.step(step)
                self._mark(step.name)
            latest = np.maximum(latest, self.days)
        self.days = latest

    def step(self, step: Step) -> None:
        """Take a step in every run."""
        for place, part in self.choose([each.probability for each in step.outcomes]):
            part._outcome(step, step.outcomes[place])

    def _outcome(self, step: Step, outcome: Outcome) -> None:
        """Let a step end in one way in every run: go on, go back or end."""
        if outcome.duration is None:
            self._note(step.name, outcome.kind, is_open=True, ends=True)
            self.end(outcome.kind)
            return
        waits = _waits(self.generator, outcome.duration, len(self.days))
        self._move(timed(step, outcome, self.days, waits, self.limit))
        is_over = not outcome.goes_on and not outcome.again
        self._note(step.name, outcome.kind, ends=is_over)
        for each in outcome.again:
            self.step(each)
        if is_over:
            self.end(outcome.kind)

    def _move(self, days: NDArray[np.int64]) -> None:
        """Put every run on its day; those beyond the horizon end, on its last day."""
        if int(days.max(initial=0)) > self.limit:
            self.end(BEYOND, days > self.limit)
            days = np.minimum(days, self.limit)
        self.days = days

    def end(self, reason: str, chosen: NDArray[np.bool_] | None = None) -> None:
        """End the runs chosen (all, where none are), save those that have ended before."""
        if reason not in self.reasons:
            self.reasons.append(reason)
        alive = self.ended == ALIVE
        code = self.reasons.index(reason)
        self.ended = np.where(alive if chosen is None else alive & chosen, code, self.ended)

    def _mark(self, name: str) -> None:
        """Keep the days of a step, where another case waits for it."""
        if name in self.marked:
            alive = self.ended == ALIVE
            self.marked[name][self.numbers[alive]] = self.days[alive]

    def _note(self, step: str, kind: str, *, is_open: bool = False, ends: bool = False) -> None:
        """Keep what happened in the runs that have not ended, where paths are kept."""
        if self.events is not None:
            alive = self.ended == ALIVE
            event = Event(step, kind, self.numbers[alive], self.days[alive], is_open, ends)
            self.events.append(event)

    def open(self, network: Network, entries: Entries) -> None:
        """Put every run where and when its case goes on, and take it through the rest."""
        going_on, endings = _in_order(network, entries), list(entries.never.items())
        chances = [mass.total for _, mass in going_on] + [chance for _, chance in endings]
        for place, part in self.choose(chances):
            if place >= len(going_on):
                reason = endings[place - len(going_on)][0]
                part.days = np.full(len(part.days), network.opening.start.first)
                if network.items:
                    part._note(network.items[0].name, reason, is_open=True)
                part.end(reason)
                continue
            position, mass = going_on[place]
            part.days = mass.first + draw(self.generator, mass.values, len(part.days))
            before = network.items[position - 1] if position else None
            if before is not None and not isinstance(before, Fork):
                part._note(before.name, DONE)
                part._mark(before.name)
            for item in network.items[position:]:
                part.item(item)


def _in_order(network: Network, entries: Entries) -> list[tuple[int, Mass]]:
    """Return where a case goes on, backwards at the end what follows steps that may be skipped.

    Any order would do, but one seed gives one result only while it stays the same.
    """
    first: list[tuple[int, Mass]] = []
    last: list[tuple[int, Mass]] = []
    for place, mass in entries.masses.items():
        before = network.items[place - 1] if place else None
        is_skipped = isinstance(before, Step) and before.outcomes[0].kind == SKIPPED
        (last if is_skipped else first).append((place, mass))
    return [*first, *reversed(last)]


@frozen(eq=False)
class Prepared:
    """A case ready to be sampled: for each pace its chance by now, and where the case goes on."""

    model: Model
    weights: tuple[float, ...]
    entries: tuple[Entries, ...] = field(repr=False)

    @classmethod
    def of(cls, model: Model) -> Prepared:
        """Return a case made ready."""
        entries = tuple(opened(network) for _, network in model.parts)
        return cls(model, tuple(posterior(model, entries)), entries)

    @property
    def first_day(self) -> int:
        """The first day on which anything may happen."""
        starts = [network.opening.start.first for _, network in self.model.parts]
        masses = [mass.first for each in self.entries for mass in each.masses.values()]
        return min(starts + masses)

    @property
    def last_day(self) -> int:
        """The last day on which it may take effect."""
        network = self.model.first
        treaty = network.treaty
        if treaty is None:
            return network.limit
        held = treaty.conflict.limit if treaty.conflict is not None else network.limit
        return max(network.limit, int(treaty.clause.values.max()), held)

    def run(self, runs: Runs, *, is_begun: bool = False) -> None:
        """Take runs through the steps, each at a pace of its own; some are begun on their days."""
        for pace, part in runs.choose(self.weights):
            network = self.model.parts[pace][1]
            if not is_begun:
                part.open(network, self.entries[pace])
                continue
            for item in network.items:
                part.item(item)


def timed(
    step: Step, outcome: Outcome, days: NDArray[np.int64], waits: NDArray[np.int64], limit: int
) -> NDArray[np.int64]:
    """Return the day an outcome happens when a step begun on ``days`` takes ``waits``.

    What would happen after ``limit`` happens on some day after it.
    """
    count = None if outcome.is_free else step.count
    later = days + waits if count is None else count.later(days, waits)
    if step.not_before is not None and outcome.kind == DONE:
        later = np.maximum(later, step.not_before)
    if outcome.is_free or step.table is None:
        return later
    if int(later.max(initial=0)) > limit:
        # What is too late already may lie past the end of the table.
        later = np.minimum(later, limit + 1)
    return entries(step.table, later)


def take_effect(runs: Runs, treaty: TreatySide | None) -> None:
    """Mark the days of notice and of effect of runs whose notices are ready; else end them."""
    notice = effect = runs.days
    given = runs.ended == ALIVE
    if treaty is not None:
        if treaty.allowed is not None:
            notice = entries(treaty.allowed, notice)
            given &= notice != NOWHERE
            notice = np.where(given, notice, runs.limit)
        effect = entries(treaty.clause, notice)
        lost = effect == NOWHERE if treaty.allowed is None else (effect == NOWHERE) | ~given
        if lost.any():
            runs.end(NO_EFFECT, lost)
            effect = np.where(lost, runs.limit, effect)
        if treaty.revocation is not None:
            chance = revocation_chance(treaty, treaty.revocation, notice, effect)
            runs.end(REVOKED, runs.generator.random(len(notice)) < chance)
        if treaty.conflict is not None:
            effect = _held_up(treaty.conflict, notice, effect, runs.generator)
            runs.end(BEYOND, effect > treaty.conflict.limit)
    runs.marked["notice"] = np.where(given, notice, UNMARKED)
    runs.marked["effect"] = np.where(runs.ended == ALIVE, effect, UNMARKED)


def _held_up(
    risk: ConflictRisk,
    notice: NDArray[np.int64],
    effect: NDArray[np.int64],
    generator: np.random.Generator,
) -> NDArray[np.int64]:
    """Return the days of effect, moved to the end of a conflict where one holds them up."""
    tested = notice if risk.tested == "at-notice" else effect
    peace = np.full(len(effect), risk.origin)
    if risk.remaining is not None:
        peace += _waits(generator, risk.remaining, len(effect))
        is_held = (tested < peace) & (tested >= (UNMARKED if risk.since is None else risk.since))
        effect = np.where(is_held, np.maximum(effect, peace), effect)
    if risk.hazard:
        begins = peace + generator.geometric(risk.hazard, len(effect))
        ends = begins + _waits(generator, risk.lasting, len(effect))
        is_held = (begins <= tested) & (tested < ends)
        effect = np.where(is_held, np.maximum(effect, ends), effect)
    return effect
