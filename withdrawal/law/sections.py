"""The sections of a treaty's data file, and how each becomes an operator.

The file is TOML and holds data only. Each section is a frozen class whose keys are the file's
keys; an unknown key, a missing key or a value outside the vocabulary is an error that names the
file, the key and what was expected (see `withdrawal.law.treaty`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeVar

from attrs import field, frozen

from withdrawal.dates import Counting, Period
from withdrawal.law.clause import Alternative, Clause
from withdrawal.law.gates import LockIn, Windows
from withdrawal.law.landings import (
    AnnualDate,
    AtEvent,
    DayAfter,
    EndOfTerm,
    MonthDay,
    MonthEdge,
    NextMonth,
)
from withdrawal.law.moves import LaterDate, NotBefore, Prolongation
from withdrawal.law.operators import (
    ConflictProviso,
    Operator,
    Runs,
    Starts,
)

__all__ = [
    "AlternativeSection",
    "ClauseSection",
    "EntryIntoForceSection",
    "LandsSection",
    "build_clause",
    "landing",
]


@frozen
class NotBeforeSection:
    """``{ period = "P3Y", from = "in-force-for-party" }``."""

    period: Period
    from_: str
    article: str | None = None


@frozen
class WindowsSection:
    """``{ from, first_after, every, open_for }``: recurring windows for notice."""

    from_: str
    first_after: Period
    every: Period
    open_for: Period
    article: str | None = None


@frozen
class MayNotifySection:
    """Who may give notice when, to whom and with what."""

    not_before: NotBeforeSection | None = None
    windows: WindowsSection | None = None
    reasons: bool = False
    to: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


@frozen
class StartsSection:
    """What starts the clock."""

    on: Literal[
        "receipt-by-depositary",
        "receipt-by-organization",
        "receipt-by-other-party",
        "receipt-by-other-parties",
        "date-of-notification",
        "deposit",
        "registration",
        "formalization",
        "circulation-by-depositary",
    ]
    article: str | None = None


@frozen
class RunsSection:
    """The period."""

    period: Period
    article: str | None = None


@frozen
class LandsSection:
    """Where the clause lands; which keys count depends on ``on``."""

    on: Literal[
        "that-day",
        "day-after",
        "first-day-of-next-month",
        "first-day-of-nth-month",
        "last-day-of-nth-month",
        "end-of-year",
        "annual-date",
        "end-of-term",
        "event",
    ]
    date: MonthDay | None = None
    by: MonthDay | None = None
    years_before: int = 0
    notice: Period | None = None
    is_inclusive: bool = True
    months: int | None = None
    years_ahead: int = 0
    year_ends: MonthDay = MonthDay(12, 31)
    from_: str | None = None
    initial: Period | None = None
    renewal: Period | None = None
    event: str | None = None
    assumption: str | None = None
    article: str | None = None


@frozen
class WaitsForSection:
    """An armed-conflict proviso."""

    event: Literal["end-of-armed-conflict"]
    tested: Literal["at-expiry", "at-notice"]
    article: str | None = None


@frozen
class LaterDateSection:
    """The notice may (or must) name a later day."""

    required: bool = False
    maximum: Period | None = None
    article: str | None = None


@frozen
class AgreementSection:
    """The day may be moved by agreement."""

    by: str
    shorten: bool = True
    extend: bool = True
    article: str | None = None


@frozen
class SurvivalSection:
    """Obligations that go on."""

    period: Period | None = None
    text: str | None = None
    article: str | None = None


@frozen
class AlternativeSection:
    """Another route out."""

    id: str
    text: str
    article: str | None = None
    starts: StartsSection | None = None
    runs: RunsSection | None = None
    lands: LandsSection | None = None
    effect_not_before: NotBeforeSection | None = None
    parties: tuple[str, ...] = ()


@frozen
class ClauseSection:
    """The whole ``[clause]`` table of a treaty's file."""

    exit: Literal["allowed", "silent", "barred"]
    article: str | None = None
    may_notify: MayNotifySection = MayNotifySection()
    starts: StartsSection | None = None
    runs: RunsSection | None = None
    lands: LandsSection | None = None
    effect_not_before: NotBeforeSection | None = None
    later_date: LaterDateSection | None = None
    agreement: AgreementSection | None = None
    waits_for: WaitsForSection | None = None
    survival: SurvivalSection | None = None
    alternatives: tuple[AlternativeSection, ...] = ()
    revocable: str | None = None
    authorities: tuple[str, ...] = ()
    counting: Counting | None = None
    counting_source: str | None = field(default=None)


@frozen
class EntryIntoForceSection:
    """How the treaty comes into force for a State that joins: the same shapes as leaving."""

    runs: RunsSection | None = None
    lands: LandsSection | None = None
    article: str | None = None
    source: str | None = None
    confidence: Literal["verified", "known", "uncertain"] = "known"


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
    "day-after": lambda s: DayAfter(article=s.article),
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


def landing(section: LandsSection | None) -> tuple[Operator, ...]:
    """Return the operator a landing stands for; none where it is "that day".

    Raises:
        ValueError: a key that this kind of landing needs is missing.
    """
    if section is None or section.on == "that-day":
        return ()
    return (_LANDINGS[section.on](section),)


def _period(runs: RunsSection | None, lands: LandsSection | None, counting: Counting) -> Operator:
    """Return the period; the depositary's counting matters only where nothing rounds after it."""
    assert runs is not None
    plain = lands is None or lands.on == "that-day"
    used = counting if plain else Counting.CORRESPONDING_DAY
    return Runs(runs.period, used, article=runs.article)


def _gates(section: MayNotifySection) -> list[Operator]:
    gates: list[Operator] = []
    if section.not_before is not None:
        lock = section.not_before
        gates.append(LockIn(lock.period, lock.from_, article=lock.article))
    if section.windows is not None:
        window = section.windows
        gates.append(
            Windows(
                window.from_,
                window.first_after,
                window.every,
                window.open_for,
                article=window.article,
            )
        )
    return gates


def _core(
    starts: StartsSection | None,
    runs: RunsSection | None,
    lands: LandsSection | None,
    counting: Counting,
) -> list[Operator]:
    """Return start, period and landing."""
    operators: list[Operator] = []
    if starts is not None:
        operators.append(Starts(starts.on, article=starts.article))
    if runs is not None:
        operators.append(_period(runs, lands, counting))
    return [*operators, *landing(lands)]


def _limit(section: NotBeforeSection | None) -> list[Operator]:
    if section is None:
        return []
    return [NotBefore(section.period, section.from_, article=section.article)]


def _after(section: ClauseSection) -> list[Operator]:
    """Return what may move the day once the clause has landed."""
    operators: list[Operator] = []
    operators += _limit(section.effect_not_before)
    if section.later_date is not None:
        later = section.later_date
        operators.append(LaterDate(later.required, later.maximum, article=later.article))
    if section.agreement is not None:
        agreed = section.agreement
        operators.append(
            Prolongation(agreed.by, agreed.shorten, agreed.extend, article=agreed.article)
        )
    if section.waits_for is not None:
        operators.append(
            ConflictProviso(section.waits_for.tested, article=section.waits_for.article)
        )
    return operators


def _alternative(section: AlternativeSection, counting: Counting) -> Alternative:
    operators = _core(section.starts, section.runs, section.lands, counting)
    operators += _limit(section.effect_not_before)
    return Alternative(section.id, section.text, tuple(operators), section.article, section.parties)


def build_clause(section: ClauseSection, counting: Counting, *, is_settled: bool) -> Clause:
    """Return the clause a section describes.

    Args:
        section: the ``[clause]`` table.
        counting: the depositary's way of counting, where the clause names none.
        is_settled: whether the record settles that way.

    Raises:
        ValueError: a key that the landing needs is missing.
    """
    used = section.counting or counting
    survival = section.survival or SurvivalSection()
    operators = (
        *_gates(section.may_notify),
        *_core(section.starts, section.runs, section.lands, used),
        *_after(section),
    )
    return Clause(
        exit=section.exit,
        operators=operators,
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
    )
