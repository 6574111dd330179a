"""Every rule on every day from 1945 to 2100: what must hold, and the days on which it does not."""

from __future__ import annotations

from datetime import date

import numpy as np
from attrs import define, field
from numpy.typing import NDArray
from plain import Days, plus
from rules import Rule

from withdrawal.dates import Counting, Period, Rounding
from withdrawal.dates.table import EPOCH, NOWHERE
from withdrawal.law.circumstances import Conventions, Setting
from withdrawal.law.clause.clause import Clause
from withdrawal.law.clause.gates import Gate
from withdrawal.law.clause.moves import LaterDate, Prolongation
from withdrawal.law.clause.operators import ConflictProviso, Obstacle, Runs, Starts
from withdrawal.law.clause.reckoning import Reading
from withdrawal.law.treaties.treaty import Treaty

FIRST, LAST = date(1945, 1, 1), date(2100, 12, 31)
NUMBERS: Days = np.arange(FIRST.toordinal(), LAST.toordinal() + 1) - EPOCH
DAYS = [date.fromordinal(n) for n in range(FIRST.toordinal(), LAST.toordinal() + 1)]
GRID = DAYS[::467]
"""Days on which plans are tried; 467 is a prime, so that they fall on all days of the month."""

SHIFT = {Counting.CORRESPONDING_DAY: 0, Counting.DAY_AFTER: 1, Counting.RECEIPT_COUNTED: -1}
OTHER = {
    Counting.CORRESPONDING_DAY: Counting.DAY_AFTER,
    Counting.DAY_AFTER: Counting.CORRESPONDING_DAY,
    Counting.RECEIPT_COUNTED: Counting.CORRESPONDING_DAY,
}
STATUSES = ("no-effect", "conditional", "not-open", "unknown")
BEYOND = 2**62


@define
class Examined:
    """What came of a rule.

    Attributes:
        name: the rule.
        is_entry: whether it is about joining rather than leaving.
        asked: how many days of effect were computed one by one.
        defined: how many days have an effect.
        reasoned: how many have none, and a reason.
        flagged: how many have another reading.
        planned: how many plans were compared with brute force.
        findings: what does not hold, each with its first day.
    """

    name: str
    is_entry: bool = False
    asked: int = 0
    defined: int = 0
    reasoned: int = 0
    flagged: int = 0
    planned: int = 0
    findings: list[str] = field(factory=list)

    def expect(self, holds: NDArray[np.bool_], text: str) -> None:
        """Note the first day on which something does not hold."""
        if not holds.all():
            wrong = np.flatnonzero(~holds)
            self.findings.append(f"{self.name}: {DAYS[wrong[0]]}: {text} ({len(wrong)} days)")

    def say(self, day: date, text: str) -> None:
        """Note a day on which something does not hold."""
        if len(self.findings) < 20:
            self.findings.append(f"{self.name}: {day}: {text}")


def examine(rule: Rule) -> Examined:
    """Return what holds for a rule on every day."""
    found = Examined(rule.name)
    effects, named = one_by_one(rule, found)
    table = tabled(rule)
    found.expect(table == effects, "the table and the rule differ")
    is_defined = effects != NOWHERE
    found.defined = int(is_defined.sum())
    reached = effects[is_defined]
    found.expect(grows(effects, is_defined), "a later notice takes effect earlier")
    found.expect(~is_defined | (effects >= NUMBERS), "effect before receipt")
    if reached.size:
        against_plain_months(rule, effects, is_defined, found)
    reasons(rule, effects, found)
    readings(rule, effects, named, found)
    plans(rule, effects, found)
    return found


def one_by_one(rule: Rule, found: Examined) -> tuple[Days, list[tuple[Reading, ...]]]:
    """Return the effect of a notice on each day and its other readings, asked one day at a time.

    Both are asked about a day before the next one, so that its sums are still in the cache.
    """
    effect, other, facts = rule.clause.effect, rule.clause.readings, rule.facts
    effects, named = [], []
    for day in DAYS:
        effects.append(number(effect(day, facts)))
        named.append(other(day, facts))
    found.asked = len(effects)
    return np.array(effects, np.int64), named


def number(day: date | None) -> int:
    """Return a day as the tables write it."""
    return NOWHERE if day is None else day.toordinal() - EPOCH


def tabled(rule: Rule, conventions: Conventions | None = None) -> Days:
    """Return the same from the compiled table."""
    table = rule.clause.table(FIRST, LAST, rule.facts, conventions or Conventions())
    return table.values.astype(np.int64)


def grows(effects: Days, is_defined: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return whether each effect is no earlier than every one before it."""
    so_far = np.maximum.accumulate(np.where(is_defined, effects, -BEYOND))
    return ~is_defined | (effects == so_far)


PLAIN = (Starts, Runs, Gate, ConflictProviso, LaterDate, Prolongation)


def against_plain_months(
    rule: Rule, effects: Days, is_defined: NDArray[np.bool_], found: Examined
) -> None:
    """Compare with months added in whole numbers: exactly where nothing moves the day after."""
    operators = rule.clause.operators
    runs = [each for each in operators if isinstance(each, Runs)]
    if len(runs) != 1 or rule.facts.agreed_date is not None:
        return
    down, up = period_ends(runs[0].period, runs[0].counting)
    found.expect(~is_defined | (effects >= down), "effect before the period is over")
    moved = rule.facts.conflicts or rule.facts.named_date or rule.facts.extended_to
    if not moved and all(isinstance(each, PLAIN) for each in operators):
        found.expect(~is_defined | (effects == down), "effect not at the end of the period")
        rounded = tabled(rule, Conventions(Rounding.UP))
        found.expect(~is_defined | (rounded == up), "the other reading of a short month")


def period_ends(period: Period, counting: Counting) -> tuple[Days, Days]:
    """Return the end of a period that begins on each day, in whole numbers, in both readings."""
    months = 12 * period.years + period.months
    shift = SHIFT[counting] if months else 0
    down, up = plus(NUMBERS, months, period.days)
    return down + shift, up + shift


def reasons(rule: Rule, effects: Days, found: Examined) -> None:
    """Ask for the reason on each day without effect, and follow the notice it proposes."""
    following = next_defined(effects)
    for index in np.flatnonzero(effects == NOWHERE):
        day = DAYS[index]
        obstacle = obstacle_of(rule, day)
        complaint = complaint_of(rule, day, obstacle, int(following[index]))
        if complaint:
            found.say(day, complaint)
        else:
            found.reasoned += 1


def next_defined(effects: Days) -> Days:
    """Return for each day the next notice that takes effect, or `BEYOND`."""
    own = np.where(effects != NOWHERE, NUMBERS, BEYOND)
    return np.minimum.accumulate(own[::-1])[::-1]


def obstacle_of(rule: Rule, notice: date) -> Obstacle | None:
    """Return the obstacle of the operator that stops a notice."""
    if not rule.clause.operators:
        return rule.clause.reckon(notice, rule.facts).obstacle
    setting, day = Setting(notice, rule.facts), notice
    for operator in rule.clause.operators:
        after = operator.apply(day, setting)
        if after is None:
            return operator.obstacle(day, setting)
        day = after
    return None


def complaint_of(rule: Rule, day: date, obstacle: Obstacle | None, following: int) -> str | None:
    """Return what is wrong with a reason, if anything."""
    if obstacle is None or not obstacle.text or obstacle.status not in STATUSES:
        return "no effect and no reason"
    proposed = obstacle.next_notice
    if proposed is None:
        may_wait = obstacle.status != "no-effect" or not rule.clause.operators
        return None if may_wait else "too early, and no word on when it is not"
    if proposed <= day:
        return f"the next notice {proposed} is not later"
    if proposed <= LAST and number(proposed) > following:
        return f"the next notice {proposed} misses an earlier one"
    return None


def readings(rule: Rule, effects: Days, named: list[tuple[Reading, ...]], found: Examined) -> None:
    """Compare the other readings named on each day with the tables of the other conventions."""
    tables = np.stack([tabled(rule, each) for each in conventions_of(rule.clause)])
    is_flagged = np.fromiter(map(bool, named), np.bool_, len(named))
    found.flagged = int(is_flagged.sum())
    for index in np.flatnonzero(is_flagged | (tables != effects).any(axis=0)):
        day, told = DAYS[index], named[index]
        expected = {*tables[:, index].tolist()} - {int(effects[index])}
        if {number(each.effect) for each in told} != expected:
            found.say(day, f"readings {[str(each.effect) for each in told]}")
        elif any(str(day) not in each.text for each in told):
            found.say(day, "a reading without its day")
    if not rounds(rule.clause) and found.flagged and rule.clause.is_counting_settled:
        found.say(FIRST, "other readings of a rule that adds no months")


def conventions_of(clause: Clause) -> list[Conventions]:
    """Return the conventions that two careful readers may choose besides the usual one."""
    runs = next((each for each in clause.operators if isinstance(each, Runs)), None)
    found = [Conventions(Rounding.UP)]
    if runs is not None and not clause.is_counting_settled:
        other = OTHER[runs.counting]
        found += [Conventions(Rounding.DOWN, other), Conventions(Rounding.UP, other)]
    return found


def rounds(clause: Clause) -> bool:
    """Return whether a clause counts months from a day that any notice can have."""
    periods = (getattr(each, name, None) for each in clause.operators for name in NAMES)
    return any(each is not None and each.is_calendar for each in periods)


NAMES = ("period", "notice")


def plans(rule: Rule, effects: Days, found: Examined) -> None:
    """Compare the latest and the earliest notice with a search through all days."""
    following = next_defined(effects)
    for day in GRID:
        found.planned += 1
        latest = rule.clause.latest_notice(day, rule.facts, not_before=FIRST)
        expected = brute_latest(effects, number(day))
        if number(latest) != expected:
            found.say(day, f"latest notice {latest}, by brute force {written(expected)}")
        earliest = rule.clause.earliest_effect(day, rule.facts)
        wanted = int(following[(day - FIRST).days])
        if wanted != BEYOND and (earliest is None or number(earliest[0]) != wanted):
            found.say(day, f"earliest notice {earliest}, by brute force {written(wanted)}")
        elif earliest is not None and earliest[1] != rule.clause.effect(earliest[0], rule.facts):
            found.say(day, f"earliest effect {earliest} is another than that of its notice")


def brute_latest(effects: Days, out_by: int) -> int:
    """Return the last notice up to a day whose effect is not after that day."""
    in_time = (effects != NOWHERE) & (effects <= out_by) & (out_by >= NUMBERS)
    return int(NUMBERS[in_time][-1]) if in_time.any() else NOWHERE


def written(value: int) -> str:
    """Return a day of a table in words."""
    return "none" if value in (NOWHERE, BEYOND) else str(date.fromordinal(value + EPOCH))


def examine_entry(treaty: Treaty) -> Examined:
    """Return what holds for the rule by which a treaty comes into force for a State."""
    found = Examined(f"{treaty.id}, entry into force", is_entry=True)
    if treaty.entry_into_force is None:
        return found
    found.asked = len(DAYS)
    days = [number(treaty.in_force_for(day)) for day in DAYS]
    effects = np.array(days, np.int64)
    is_defined = effects != NOWHERE
    found.defined = int(is_defined.sum())
    found.expect(is_defined, "consent never binds")
    found.expect(effects >= NUMBERS, "bound before consent")
    found.expect(grows(effects, is_defined), "a later consent binds earlier")
    return found
