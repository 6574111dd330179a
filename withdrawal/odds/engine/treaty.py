"""From the day a notice is ready to the day of effect: windows, revocation, clause, conflict.

Of armed conflicts that hold up effect the one that is going on counts, and the first that begins
in peace. Hazard and length are assumed; that a second one holds up the same exit has the square
of that small chance.
"""

from __future__ import annotations

from functools import cached_property
from typing import Literal

import numpy as np
from attrs import define, field
from numpy.typing import NDArray

from withdrawal.dates import DayTable
from withdrawal.dates.table import NOWHERE
from withdrawal.odds.engine.durations import LONGEST, Duration
from withdrawal.odds.engine.mass import BEYOND, Mass, convolve, entries
from withdrawal.values import frozen

NO_EFFECT = "no effect"
REVOKED = "revoked"
_NOISE = 1e-14


@define(eq=False, slots=False)
class ConflictRisk:
    """A State's risk of being engaged in an armed conflict.

    Attributes:
        hazard: the probability that a conflict begins on a given day after a day of peace.
        duration: how long a conflict lasts, in days; one shorter than a day counts as a day.
        origin: the day for which the present state is known, as days since 1970-01-01.
        limit: the last day counted.
        remaining: how long a conflict that is going on at the origin still lasts; None in peace.
        tested: whether the clause looks at the end of the period or at the notice.
        since: the day on which the conflict that is going on began; None where it began before
            every day that is tested.
    """

    hazard: float
    duration: Duration
    origin: int
    limit: int
    remaining: Duration | None = None
    tested: Literal["at-expiry", "at-notice"] = "at-expiry"
    since: int | None = None

    @cached_property
    def lasting(self) -> Duration:
        """The duration of a conflict, of a day at least."""
        return self.duration.at_least(1)

    def starts(self, last: int) -> NDArray[np.float64]:
        """Return the chance, for each day from the origin, that the first conflict begins on it."""
        days = np.arange(-1, last - self.origin + 1)
        peace, still = (self.remaining or Duration.fixed(0)), 1.0 - self.hazard
        over = np.append(0.0, peace.sums)
        weighed = np.append(0.0, np.cumsum(peace.values * still ** -np.arange(len(over) - 1.0)))
        places = (days.clip(min=0) - peace.first).clip(0, len(over) - 1)
        none = weighed[places] * still ** (days - peace.first).clip(min=0)
        return np.diff(over[places] - none)

    def delay(self, tested: Mass, expiry: NDArray[np.int64]) -> Mass:
        """Return the mass of effect.

        Effect has come by a day x where the period is over and no conflict of the tested day lasts
        longer than x. A conflict that began on s holds up the tested days from s on.

        Args:
            tested: the days on which the clause looks.
            expiry: int64, for each of them the day its period expires, in ascending order.
        """
        first = int(expiry[0])
        last = min(max(int(expiry[-1]), self.origin) + LONGEST + 1, self.limit)
        days = np.arange(first, last + 1)
        before = np.append(0.0, tested.sums)
        in_time = np.searchsorted(expiry, days, side="right")
        due = before[in_time]
        held = np.zeros(len(days))
        if self.remaining is not None:
            begun = 0 if self.since is None else max(self.since - tested.first, 0)
            lasts = _longer(self.remaining, days - self.origin)
            held += lasts * np.maximum(due - before[min(begun, len(before) - 1)], 0.0)
        if last > self.origin:
            start = max(first, self.origin)
            held[start - first :] += self._held(tested, before, in_time[start - first :], start)
        return Mass(first, np.diff(due - held, prepend=0.0).clip(min=0.0))

    def _held(
        self, tested: Mass, before: NDArray[np.float64], in_time: NDArray[np.int64], first: int
    ) -> NDArray[np.float64]:
        """Return the mass that a first conflict holds up on each day from ``first`` on."""
        due, is_late = before[in_time], self.tested == "at-expiry"
        last = first + len(due) - 1
        starts = self.starts(max(last if is_late else min(tested.last, last), self.origin))
        reached = np.arange(len(starts)) + self.origin - tested.first
        earlier = starts * before[reached.clip(0, len(before) - 1)]
        longer = _longer(self.lasting, np.arange(last + 1 - self.origin))
        days = range(first - self.origin, len(longer))
        if is_late:
            held = due * convolve(starts, longer)[days.start : days.stop]
            held -= convolve(earlier, longer)[days.start : days.stop]
            return np.where(due > 0.0, held, 0.0)
        # No convolution, for what began after the day of the notice does not count.
        held = np.zeros(len(due))
        stops = np.minimum(in_time + tested.first - self.origin, len(starts))
        for place, (x, stop) in enumerate(zip(days, stops.tolist(), strict=True)):
            if stop > 0:
                lasts = longer[x + 1 - stop : x + 1][::-1]
                held[place] = due[place] * (starts[:stop] @ lasts) - earlier[:stop] @ lasts
        return held

    def over_by(self, day: int, tested: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the chance that no conflict of a tested day lasts longer than ``day``.

        Args:
            day: the day by which effect is asked for.
            tested: the days on which the clause looks, none after ``day``.
        """
        place = min(day, self.limit) - self.origin
        chance = np.ones(len(tested))
        if self.remaining is not None:
            lasts = _longer(self.remaining, np.array([place]))
            chance -= lasts * (tested >= (tested.min() if self.since is None else self.since))
        if place >= 0:
            starts = self.starts(self.origin + place)
            held = np.cumsum(starts * _longer(self.lasting, np.arange(place, -1, -1)))
            chance -= np.where(
                tested < self.origin, 0.0, held[(tested - self.origin).clip(0, place)]
            )
        return chance


def _longer(duration: Duration, days: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the chance that something lasts longer than so many days; surely, if below nothing."""
    chances = 1.0 - np.append(0.0, duration.sums)
    lasting: NDArray[np.float64] = chances.take(days + 1 - duration.first, mode="clip")
    return lasting


@frozen(eq=False)
class Revocation:
    """The chance that a notice is taken back before effect, and at which share of the time."""

    probability: float
    fractions: tuple[tuple[float, float], ...] = ((0.5, 1.0),)


@frozen(eq=False)
class TreatySide:
    """What follows once the notice is ready.

    Attributes:
        clause: from the day of receipt to the day of effect.
        allowed: from the day a notice is ready to the first day it may be given; None where it
            may be given on any day.
        revocation: None where it cannot happen.
        conflict: the risk of an armed conflict, where the clause waits for its end.
        not_by: the day by which a notice that has been given is known not to be revoked.
    """

    clause: DayTable = field(repr=False)
    allowed: DayTable | None = field(default=None, repr=False)
    revocation: Revocation | None = None
    conflict: ConflictRisk | None = None
    not_by: int | None = None


def follow(treaty: TreatySide, ready: Mass) -> tuple[Mass, Mass, dict[str, float]]:
    """Return the mass of notice and of effect, and the chance of no effect by reason."""
    if not ready.values.size:
        return ready, ready, {}
    notice = ready if treaty.allowed is None else ready.moved(treaty.allowed)
    never = {NO_EFFECT: max(ready.total - notice.total, 0.0)}
    if not notice.values.size:
        return notice, notice, never
    kept = notice
    if treaty.revocation is not None:
        effects = entries(treaty.clause, notice.days)
        chance = revocation_chance(treaty, treaty.revocation, notice.days, effects)
        never[REVOKED] = float(notice.values @ chance)
        kept = Mass(notice.first, notice.values * (1.0 - chance))
    effect, held = _effect(treaty, kept)
    never[NO_EFFECT] += max(kept.total - effect.total - held, 0.0)
    never[BEYOND] = held
    return notice, effect, {reason: each for reason, each in never.items() if each > _NOISE}


def _effect(treaty: TreatySide, notice: Mass) -> tuple[Mass, float]:
    """Return the mass of effect, and what a conflict holds up beyond its horizon."""
    expiry = notice.moved(treaty.clause)
    if treaty.conflict is None or not expiry.values.size:
        return expiry, 0.0
    tested, ends = expiry, expiry.days
    if treaty.conflict.tested == "at-notice":
        reached = entries(treaty.clause, notice.days)
        kept = np.flatnonzero(reached != NOWHERE)
        first, stop = int(kept[0]), int(kept[-1]) + 1
        ends = np.maximum.accumulate(reached[first:stop])
        tested = Mass(
            notice.first + first, notice.values[first:stop] * (reached != NOWHERE)[first:stop]
        )
    effect = treaty.conflict.delay(tested, ends)
    return effect, max(expiry.total - effect.total, 0.0)


def chance_by(treaty: TreatySide, ready: Mass, day: int) -> NDArray[np.float64]:
    """Return, for each day a notice may be ready, the chance that it takes effect by ``day``."""
    if not ready.values.size:
        return np.zeros(0)
    notices = ready.days if treaty.allowed is None else entries(treaty.allowed, ready.days)
    given = notices != NOWHERE
    held = np.where(given, notices, notices[given].min(initial=ready.first))
    effects = entries(treaty.clause, held)
    in_time = given & (effects != NOWHERE) & (effects <= day)
    chance = np.where(in_time, 1.0, 0.0)
    if treaty.revocation is not None:
        chance = chance * (1.0 - revocation_chance(treaty, treaty.revocation, held, effects))
    if treaty.conflict is not None:
        tested = held if treaty.conflict.tested == "at-notice" else effects
        chance = chance * treaty.conflict.over_by(day, np.where(in_time, tested, day))
    return chance


def revocation_days(
    fraction: float, notices: NDArray[np.int64], effects: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the day a notice is taken back: a share of the time to effect, before effect."""
    span = effects - notices
    days: NDArray[np.int64] = np.floor(fraction * span).astype(np.int64)
    kept: NDArray[np.int64] = np.minimum(days, span - 1)
    return notices + kept


def revocation_chance(
    treaty: TreatySide,
    revocation: Revocation,
    notices: NDArray[np.int64],
    effects: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Return the chance that a notice of each day is revoked, given it is not by ``not_by``."""
    chance = np.where(effects > notices, revocation.probability, 0.0)
    if treaty.not_by is None:
        return chance
    still = np.zeros(len(notices))
    for fraction, weight in revocation.fractions:
        still += weight * (revocation_days(fraction, notices, effects) > treaty.not_by)
    still = np.where(notices > treaty.not_by, 1.0, still)
    return chance * still / (chance * still + 1.0 - chance)
