"""How each section of a treaty's data file becomes an operator of its clause."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from attrs import evolve, fields

from withdrawal.dates import Counting
from withdrawal.law.clause.clause import Clause
from withdrawal.law.clause.landings import (
    AnnualDate,
    AtEvent,
    EndOfTerm,
    MonthEdge,
    NextDay,
    NextMonth,
)
from withdrawal.law.clause.operators import ConflictProviso, Operator, Runs, Starts
from withdrawal.law.clause.reckoning import Alternative
from withdrawal.law.clause.sections import (
    AlternativeSection,
    ClauseSection,
    LandsSection,
    RivalSection,
    SplitSection,
    SurvivalSection,
)
from withdrawal.law.clause.shapes import Rival, Shapes, Split
from withdrawal.values import frozen

_T = TypeVar("_T")


def _need(value: _T | None, key: str, section: LandsSection) -> _T:
    if value is None:
        raise ValueError(f"lands on {section.on!r} needs the key {key!r}")
    return value


def _annual(section: LandsSection) -> Operator:
    return AnnualDate(
        _need(section.date, "date", section),
        section.by,
        section.years_before,
        section.notice,
        section.is_inclusive,
        section.assumption,
        article=section.article,
    )


def _end_of_year(section: LandsSection) -> Operator:
    end, assumed = section.year_ends, section.assumption
    if section.notice is not None:
        return AnnualDate(end, notice=section.notice, assumed=assumed, article=section.article)
    return AnnualDate(end, end, section.years_ahead, assumed=assumed, article=section.article)


def _term(section: LandsSection) -> Operator:
    return EndOfTerm(
        _need(section.from_, "from", section),
        _need(section.initial, "initial", section),
        section.renewal,
        _need(section.notice, "notice", section),
        article=section.article,
    )


_LANDINGS: dict[str, Callable[[LandsSection], Operator]] = {
    "day-after": lambda s: NextDay(article=s.article),
    "first-day-of-next-month": lambda s: NextMonth(article=s.article),
    "first-day-of-nth-month": lambda s: MonthEdge(_need(s.months, "months", s), article=s.article),
    "last-day-of-nth-month": lambda s: MonthEdge(
        _need(s.months, "months", s), is_last=True, article=s.article
    ),
    "end-of-year": _end_of_year,
    "annual-date": _annual,
    "end-of-term": _term,
    "event": lambda s: AtEvent(_need(s.event, "event", s), article=s.article),
}


_COUNTS: dict[str, tuple[str, ...]] = {
    "first-day-of-nth-month": ("months",),
    "last-day-of-nth-month": ("months",),
    "end-of-year": ("year_ends", "years_ahead", "notice", "assumption"),
    "annual-date": ("date", "by", "years_before", "notice", "is_inclusive", "assumption"),
    "end-of-term": ("from_", "initial", "renewal", "notice"),
    "event": ("event",),
}


def landing(section: LandsSection | None) -> tuple[Operator, ...]:
    """Return the operator a landing stands for; none where it is "that day".

    Raises:
        ValueError: a key that this kind of landing needs is missing, or a key is given that
            does not count for it.
    """
    if section is None:
        return ()
    for each in fields(LandsSection):
        given = getattr(section, each.name) != each.default
        if given and each.name not in ("on", "article", *_COUNTS.get(section.on, ())):
            raise ValueError(f"key {each.name.rstrip('_')!r} does not count for {section.on!r}")
    if section.on == "end-of-year" and section.notice is not None and section.years_ahead:
        raise ValueError("lands on 'end-of-year' takes 'notice' or 'years_ahead', not both")
    return () if section.on == "that-day" else (_LANDINGS[section.on](section),)


@frozen
class _Counted:
    """A way of counting, and whether the clause itself asks for it."""

    way: Counting
    is_asked_for: bool = False

    def before(self, lands: LandsSection | None) -> Counting:
        """Return the way to count: a depositary's own matters only where nothing rounds after."""
        plain = lands is None or lands.on == "that-day"
        return self.way if plain or self.is_asked_for else Counting.CORRESPONDING_DAY


def _core(
    starts: Starts | None, runs: Runs | None, lands: LandsSection | None, counting: _Counted
) -> tuple[Operator, ...]:
    """Return start, period and landing."""
    if runs is not None:
        runs = evolve(runs, counting=counting.before(lands))
    return (*_given(starts, runs), *landing(lands))


def _given(*operators: Operator | None) -> tuple[Operator, ...]:
    """Return the operators that a file gives."""
    return tuple(each for each in operators if each is not None)


def _alternative(section: AlternativeSection, counting: _Counted) -> Alternative:
    operators = (
        *_given(section.only_if),
        *_core(section.starts, section.runs, section.lands, counting),
        *_given(section.effect_not_before),
    )
    return Alternative(
        section.id, section.text, operators, section.article, section.parties, section.source
    )


def _pipeline(section: ClauseSection, counting: _Counted) -> tuple[Operator, ...]:
    """Return the clause's operators, in the order in which they work."""
    gates, end = section.may_notify, section.waits_for
    lead = _core(None, section.runs, section.lands, counting)
    return (
        *_given(section.only_if, section.first_act, gates.not_before, gates.windows),
        *_core(section.starts, section.runs, section.lands, counting),
        *_given(section.followers and evolve(section.followers, landing=lead)),
        *_given(section.effect_not_before, section.later_date, section.agreement),
        *_given(ConflictProviso(end.tested, end.also, article=end.article) if end else None),
        *_given(section.consent),
    )


def _rival(section: ClauseSection, rival: RivalSection, counting: _Counted) -> Rival:
    """Return a rival reading: the clause with the keys that the reading gives in their place."""
    keys = ("starts", "runs", "lands", "effect_not_before")
    given = {key: getattr(rival, key) for key in keys if getattr(rival, key) is not None}
    if rival.not_before is not None or "not_before" in rival.without:
        given["may_notify"] = evolve(section.may_notify, not_before=rival.not_before)
    return Rival(rival.id, rival.text, _pipeline(evolve(section, **given), counting))


def _split(section: SplitSection, counting: _Counted) -> Split:
    if section.period is not None and section.runs is not None:
        raise ValueError("a split takes 'period' (from effect) or 'runs' (from notice), not both")
    runs = section.runs or (Runs(section.period) if section.period else None)
    operators = _core(None, runs, section.lands, counting)
    return Split(section.text, section.article, operators, section.runs is not None)


def _shapes(section: ClauseSection, counting: _Counted) -> Shapes:
    """Return what the clause says beside its day."""
    return Shapes(
        section.ends_for_all,
        tuple(_split(each, counting) for each in section.splits),
        section.subject_to,
        section.deemed,
        section.partial,
        section.lapse,
        tuple(_rival(section, each, counting) for each in section.rival_readings),
    )


def _check_exit(section: ClauseSection) -> None:
    """Refuse a way out with nothing to reckon by, and something to reckon by without a way out."""
    given = [key for key in ("starts", "runs", "lands") if getattr(section, key) is not None]
    if section.exit == "allowed" and not given:
        raise ValueError("exit 'allowed' needs one of the keys 'starts', 'runs' and 'lands'")
    if section.exit != "allowed" and given:
        raise ValueError(f"exit {section.exit!r} has no use for the key {given[0]!r}")


def _check_counting(section: ClauseSection) -> None:
    """Refuse a way of counting months where there are none to count."""
    if section.counting in (None, Counting.CORRESPONDING_DAY):
        return
    runs = (section.runs, *(each.runs for each in section.alternatives))
    periods = [each.period for each in runs if each is not None]
    if periods and not any(each.is_calendar for each in periods):
        assert section.counting is not None
        words = " and ".join(each.in_words() for each in periods)
        raise ValueError(
            f"counting {section.counting.value!r} says nothing of {words}, because it is about "
            "months and years"
        )


def build_clause(section: ClauseSection, counting: Counting, *, is_settled: bool) -> Clause:
    """Return the clause a section describes.

    Args:
        counting: the depositary's way of counting, where the clause names none.
        is_settled: whether the record settles that way.

    Raises:
        ValueError: a key that the exit or the landing needs is missing, or one does not count.
    """
    _check_exit(section)
    _check_counting(section)
    used = _Counted(section.counting or counting, section.counting is not None)
    survival = section.survival or SurvivalSection()
    return Clause(
        exit=section.exit,
        operators=_pipeline(section, used),
        article=section.article,
        starts_on=section.starts.on if section.starts else None,
        recipients=section.may_notify.to,
        needs_reasons=section.may_notify.reasons,
        conditions=section.may_notify.conditions,
        is_counting_settled=is_settled or section.counting_source is not None,
        survival=survival.period,
        survival_text=survival.text,
        alternatives=tuple(_alternative(each, used) for each in section.alternatives),
        revocable=section.revocable,
        authorities=section.authorities,
        is_bound_on_effect=section.effect_at == "end-of-day",
        shapes=_shapes(section, used),
    )
