"""The clause: a treaty's rule on leaving, as a pipeline of operators on the day of the notice.

One description, several readings of it: `Clause.reckon` explains a single day, `Clause.effect`
is the bare function, `Clause.table` compiles it, `Clause.latest_notice` inverts it, and
`Clause.readings` finds where two defensible conventions give different days.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from typing import Literal, TypeVar

from withdrawal.dates import DAY, Counting, DayTable, Period, Rounding, add
from withdrawal.errors import CircumstanceError, DateRangeError
from withdrawal.law.circumstances import Circumstances, Conventions, Setting
from withdrawal.law.clause.compiling import compile_pipeline
from withdrawal.law.clause.gates import Gate
from withdrawal.law.clause.landings import EndOfTerm
from withdrawal.law.clause.moves import Followers
from withdrawal.law.clause.operators import ConflictProviso, Obstacle, Operator, Runs, follow
from withdrawal.law.clause.reckoning import Alternative, Reading, Reckoning, Step
from withdrawal.law.clause.shapes import Shapes
from withdrawal.values import frozen

Exit = Literal["allowed", "silent", "barred", "with-parent"]
_Rule = TypeVar("_Rule")

_NO_FACTS = Circumstances()
_NO_WAY_OUT = Obstacle("no-effect", "The treaty offers no way out whose day could be reckoned.")
_DEFAULT = Conventions()

NO_WAY_OUT = {
    "silent": (
        "The treaty says nothing about leaving it, so under Vienna Convention art. 56(1) "
        "there is no exit unless the parties intended one or its nature implies one."
    ),
    "barred": "The treaty does not allow a party to leave.",
}
"""Why a treaty cannot be left, as far as it itself tells, by its kind of exit."""


@frozen(repr=False)
class Clause:
    """How a treaty may be left.

    Attributes:
        exit: whether leaving is ``allowed``, the treaty is ``silent``, it is ``barred``, or the
            treaty can be left only ``with-parent``.
        operators: the pipeline, from the day of the notice to the day of effect.
        is_counting_settled: whether practice on record settles how months are counted.
        survival: how long obligations go on after effect, where a period says so.
        revocable: what the treaty says on taking a notice back.
        authorities: where the treaty is silent, who says that it cannot (or can) be left.
        is_bound_on_effect: whether effect comes at the end of the day, so that the treaty still
            binds on it.
        shapes: what it says beside the day: splits, dues, deemed ends ...
    """

    exit: Exit = "allowed"
    operators: tuple[Operator, ...] = ()
    article: str | None = None
    starts_on: str | None = None
    recipients: tuple[str, ...] = ()
    needs_reasons: bool = False
    conditions: tuple[str, ...] = ()
    is_counting_settled: bool = True
    survival: Period | None = None
    survival_text: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    revocable: str | None = None
    authorities: tuple[str, ...] = ()
    is_bound_on_effect: bool = False
    shapes: Shapes = Shapes()

    def __repr__(self) -> str:
        rules = ", ".join(each.rule for each in self.operators) or "no rule"
        return f"<Clause art. {self.article or '?'}, exit {self.exit}: {rules}>"

    @property
    def recipients_in_words(self) -> str:
        """Who must be told, as a sentence."""
        full = ", with a full statement of reasons" if self.needs_reasons else ""
        return f"Notice goes to: {', '.join(self.recipients)}{full}."

    def pipeline(self, facts: Circumstances = _NO_FACTS) -> tuple[Operator, ...]:
        """Return the operators that apply: another way's, where the facts name one.

        Raises:
            CircumstanceError: there is no such way out that can be reckoned.
        """
        if facts.way_out is None:
            return self.operators
        ways = self.ways_out
        if facts.way_out not in ways:
            known = ", ".join(ways) or "none"
            raise CircumstanceError(
                f"{facts.way_out!r} is not a way out of this clause: expected {known}.",
                suggestions=ways,
            )
        return ways[facts.way_out]

    @property
    def ways_out(self) -> dict[str, tuple[Operator, ...]]:
        """The operators of each other way out that can be reckoned, by its id."""
        return {each.id: each.operators for each in self.alternatives if each.operators}

    def is_open(self, facts: Circumstances = _NO_FACTS) -> bool:
        """Return whether a way out counts to a day: the clause's own, or the one named."""
        return self.exit == "allowed" or facts.way_out is not None

    def rules(self, kind: type[_Rule], facts: Circumstances = _NO_FACTS) -> tuple[_Rule, ...]:
        """Return the operators of a kind in the pipeline that applies."""
        return tuple(each for each in self.pipeline(facts) if isinstance(each, kind))

    def rule(self, kind: type[_Rule], facts: Circumstances = _NO_FACTS) -> _Rule | None:
        """Return the first operator of a kind in the pipeline that applies; None without one."""
        return next((each for each in self.pipeline(facts) if isinstance(each, kind)), None)

    @property
    def period(self) -> Period | None:
        """How long the clause runs from what starts it; None where it runs for no period."""
        runs = self.rule(Runs)
        return None if runs is None else runs.period

    def gates(self, facts: Circumstances = _NO_FACTS) -> tuple[Gate, ...]:
        """Return what says when notice may be given, in the pipeline that applies."""
        return self.rules(Gate, facts)

    def proviso(self, facts: Circumstances = _NO_FACTS) -> ConflictProviso | None:
        """Return the rule that waits for the end of an armed conflict; None without one."""
        return self.rule(ConflictProviso, facts)

    def way_out_of(self, party: str) -> Alternative | None:
        """Return the way out by which a State leaves as a matter of course, if any."""
        return next((each for each in self.alternatives if party in each.parties), None)

    def effect(
        self, notice: date, facts: Circumstances = _NO_FACTS, conventions: Conventions = _DEFAULT
    ) -> date | None:
        """Return the day of effect of a notice that starts the clock; None where it has none."""
        operators = self.pipeline(facts)
        return follow(operators, Setting(notice, facts, conventions)) if operators else None

    def reckon(
        self, notice: date, facts: Circumstances = _NO_FACTS, conventions: Conventions = _DEFAULT
    ) -> Reckoning:
        """Return the day of effect with every step explained; arguments as `effect`."""
        setting = Setting(notice, facts, conventions)
        steps: list[Step] = []
        assumptions: list[str] = []
        operators = self.pipeline(facts)
        day = notice
        for operator in operators:
            assumed = operator.assumption(setting)
            if assumed:
                assumptions.append(assumed)
            after = operator.apply(day, setting)
            if after is None:
                obstacle = operator.obstacle(day, setting)
                return Reckoning(None, tuple(steps), obstacle, tuple(assumptions))
            text = operator.explain(day, after, setting)
            steps.append(Step(operator.rule, operator.article, day, after, text))
            day = after
        if not operators:
            return Reckoning(None, (), _NO_WAY_OUT, ())
        return Reckoning(day, tuple(steps), None, tuple(assumptions))

    def foresee(self, notice: date, facts: Circumstances = _NO_FACTS) -> Reckoning:
        """Return `reckon` for a notice that nobody gave, which may lead out of the calendar."""
        try:
            return self.reckon(notice, facts)
        except DateRangeError as error:
            return Reckoning(None, (), Obstacle("no-effect", error.message), ())

    def readings(self, notice: date, facts: Circumstances = _NO_FACTS) -> tuple[Reading, ...]:
        """Return the other defensible readings whose day of effect differs, or that give none."""
        usual = self.effect(notice, facts)
        found: dict[date | None, Reading] = {}
        for conventions in self.other_conventions(facts):
            effect = self.effect(notice, facts, conventions)
            if effect != usual and effect not in found:
                found[effect] = Reading(
                    _reading_name(conventions), effect, _reading_text(conventions, notice, effect)
                )
        return tuple(found.values())

    def rivals(self, notice: date, facts: Circumstances = _NO_FACTS) -> tuple[Reading, ...]:
        """Return the readings that take the clause itself otherwise, where their day differs."""
        usual, setting = self.effect(notice, facts), Setting(notice, facts)
        found = []
        for each in self.shapes.rivals if facts.way_out is None else ():
            effect = follow(each.operators, setting)
            if effect != usual:
                told = f"takes effect on {effect}" if effect else "has no day of effect yet"
                text = f"If {each.text}, a notice of {notice} {told}."
                found.append(Reading(each.id, effect, text))
        return (*found, *self._term_end(setting, usual), *self._if_it_follows(setting, usual))

    def _term_end(self, setting: Setting, usual: date | None) -> tuple[Reading, ...]:
        """Return the reading of a term whose last day is the one before its anniversary."""
        last_rule = next(reversed(self.pipeline(setting.facts)), None)
        if usual is None or not isinstance(last_rule, EndOfTerm):
            return ()
        if not last_rule.ends_on(usual, setting):
            return ()
        last = usual - DAY
        text = (
            f"If the term is read as over with the day before its anniversary, it ends on {last}."
        )
        return (Reading("term-ends-the-day-before", last, text),)

    def _if_it_follows(self, setting: Setting, usual: date | None) -> tuple[Reading, ...]:
        """Return the reading of a notice that may follow another's, of which nothing is known."""
        rule = self.rule(Followers, setting.facts)
        if rule is None or usual is None or setting.facts.leader is not None:
            return ()
        followed = rule.if_it_follows(setting)
        if followed is None:
            return ()
        first, shared = followed
        text = (
            f"If another party's notice for {shared} was given on or after {first}, this one may "
            f"follow it within {rule.within.in_words()} of its copy: a notice of {setting.notice} "
            f"then takes effect on {shared} too."
        )
        return (Reading("follows-another", shared, text),)

    def other_conventions(self, facts: Circumstances = _NO_FACTS) -> tuple[Conventions, ...]:
        """Return the conventions besides the clause's own under which it may be read."""
        others = [Conventions(Rounding.UP)]
        runs = self.rule(Runs, facts)
        if not self.is_counting_settled and runs is not None:
            other = _OTHER_COUNTING[runs.counting]
            others += [Conventions(Rounding.DOWN, other), Conventions(Rounding.UP, other)]
        return tuple(others)

    def table(
        self,
        first: date,
        last: date,
        facts: Circumstances = _NO_FACTS,
        conventions: Conventions = _DEFAULT,
    ) -> DayTable:
        """Return `effect` of every notice from ``first`` to ``last`` as a table, compiled once."""
        return compile_pipeline(self.pipeline(facts), first, last, facts, conventions)

    def latest_notice(
        self, out_by: date, facts: Circumstances = _NO_FACTS, *, not_before: date | None = None
    ) -> date | None:
        """Return the last day for a notice whose effect is not after ``out_by``.

        Args:
            not_before: the first day that comes into question; default 60 years earlier.

        Returns:
            None where no notice from ``not_before`` on would take effect in time.
        """
        first = not_before or out_by.replace(year=max(out_by.year - 60, 1), day=1)
        pipeline = self.pipeline(facts)
        gates = self.gates(facts)
        rest = tuple(each for each in pipeline if not isinstance(each, Gate))
        latest = last_where(
            first, out_by, lambda day: bool(pipeline) and _is_out(rest, day, facts, out_by)
        )
        if latest is None:
            return None
        setting = Setting(latest, facts)
        bends = (gate.pieces(first, latest, setting) for gate in gates)
        turns = (turn for each in bends if each is not None for turn in each.days)
        closing = (turn - DAY for turn in turns if first < turn <= latest)
        candidates = sorted({latest, *closing}, reverse=True)
        return next((day for day in candidates if _is_out(pipeline, day, facts, out_by)), None)

    def earliest_effect(
        self, notice_from: date, facts: Circumstances = _NO_FACTS
    ) -> tuple[date, date] | None:
        """Return the first possible notice from ``notice_from`` on, and its effect.

        None where no notice leads to a day of effect, or to one of the calendar.
        """
        notice = notice_from
        for _ in range(8):
            with suppress(DateRangeError):
                effect = self.effect(notice, facts)
                if effect is not None:
                    return notice, effect
            obstacle = self.foresee(notice, facts).obstacle
            if obstacle is None or obstacle.next_notice is None or obstacle.next_notice <= notice:
                return None
            notice = obstacle.next_notice
        return None

    def protected_until(self, effect: date) -> date | None:
        """Return the day on which surviving obligations end, where a period says so."""
        return None if self.survival is None else add(effect, self.survival, rounding=Rounding.DOWN)


_OTHER_COUNTING = {
    Counting.CORRESPONDING_DAY: Counting.DAY_AFTER,
    Counting.DAY_AFTER: Counting.CORRESPONDING_DAY,
    Counting.RECEIPT_COUNTED: Counting.CORRESPONDING_DAY,
}


def _reading_name(conventions: Conventions) -> str:
    parts = [] if conventions.rounding is Rounding.DOWN else ["month-end-rounded-up"]
    parts += [conventions.counting.value] if conventions.counting else []
    return "+".join(parts)


def _reading_text(conventions: Conventions, notice: date, effect: date | None) -> str:
    parts = []
    if conventions.rounding is Rounding.UP:
        parts.append("the missing day of a short month is read as the first day of the next")
    if conventions.counting is Counting.DAY_AFTER:
        parts.append("the period is read as running to the end of its last day")
    if conventions.counting is Counting.CORRESPONDING_DAY:
        parts.append("the period is read as over on the day with the same number")
    result = f"takes effect on {effect}" if effect else "has no day of effect yet"
    return f"If {' and '.join(parts)}, a notice of {notice} {result}."


def _is_out(
    operators: Iterable[Operator], notice: date, facts: Circumstances, out_by: date
) -> bool:
    """Return whether a notice takes effect in time; an effect beyond the calendar does not."""
    try:
        effect = follow(operators, Setting(notice, facts))
    except DateRangeError:
        return False
    return effect is not None and effect <= out_by


def last_where(first: date, last: date, holds: Callable[[date], bool]) -> date | None:
    """Return the last day in the range where a property that holds up to some day still holds."""
    days = range(first.toordinal(), last.toordinal() + 1)
    held = bisect_left(days, True, key=lambda day: not holds(date.fromordinal(day)))
    return date.fromordinal(days[held - 1]) if held else None
