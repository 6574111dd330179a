"""The sections of a treaty's data file: each a frozen class whose keys are the file's keys.

The file is TOML and holds data only. An unknown key, a missing key or a value outside the
vocabulary is an error that names the file, the key and what was expected (see
`withdrawal.datafiles`). What a section does is said in `withdrawal.law.clause.building`; where a
table says just what an operator or a shape is, that is its class. The classes here are read once
and never compared, so they carry no methods for that: a command starts sooner.
"""

from __future__ import annotations

from typing import Literal

from withdrawal.dates import Counting, Period
from withdrawal.law.clause.clause import Exit
from withdrawal.law.clause.gates import LockIn, Windows
from withdrawal.law.clause.landings import MonthDay
from withdrawal.law.clause.moves import Consent, Followers, LaterDate, NotBefore, Prolongation
from withdrawal.law.clause.openings import FirstAct, OnlyIf
from withdrawal.law.clause.operators import Runs, Starts
from withdrawal.law.clause.shapes import Deemed, EndsForAll, Lapse, Told
from withdrawal.values import frozen


@frozen(eq=False, repr=False)
class MayNotifySection:
    """Who may give notice when, to whom and with what."""

    not_before: LockIn | None = None
    windows: Windows | None = None
    reasons: bool = False
    to: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


@frozen(eq=False, repr=False)
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


@frozen(eq=False, repr=False)
class WaitsForSection:
    """An armed-conflict proviso."""

    event: Literal["end-of-armed-conflict"]
    tested: Literal["at-expiry", "at-notice"]
    also: tuple[
        Literal[
            "release-and-repatriation",
            "peace-keeping-functions",
            "repatriation-of-cultural-property",
        ],
        ...,
    ] = ()
    article: str | None = None


@frozen(eq=False, repr=False)
class SurvivalSection:
    """Obligations that go on."""

    period: Period | None = None
    text: str | None = None
    article: str | None = None


@frozen(eq=False, repr=False)
class AlternativeSection:
    """Another way out."""

    id: str
    text: str
    article: str | None = None
    starts: Starts | None = None
    runs: Runs | None = None
    lands: LandsSection | None = None
    effect_not_before: NotBefore | None = None
    only_if: OnlyIf | None = None
    parties: tuple[str, ...] = ()
    source: str | None = None


@frozen(eq=False, repr=False)
class SplitSection:
    """Duties that end on another day: ``period`` from the effect, or ``runs`` from the notice."""

    text: str
    article: str | None = None
    period: Period | None = None
    runs: Runs | None = None
    lands: LandsSection | None = None


@frozen(eq=False, repr=False)
class RivalSection:
    """A rival reading of the clause: what differs in it, and what it is ``without``."""

    id: str
    text: str
    starts: Starts | None = None
    runs: Runs | None = None
    lands: LandsSection | None = None
    effect_not_before: NotBefore | None = None
    not_before: LockIn | None = None
    without: tuple[Literal["not_before"], ...] = ()


@frozen(eq=False, repr=False)
class ClauseSection:
    """The whole ``[clause]`` table of a treaty's file."""

    exit: Exit
    article: str | None = None
    may_notify: MayNotifySection = MayNotifySection()
    starts: Starts | None = None
    runs: Runs | None = None
    lands: LandsSection | None = None
    effect_not_before: NotBefore | None = None
    later_date: LaterDate | None = None
    agreement: Prolongation | None = None
    waits_for: WaitsForSection | None = None
    survival: SurvivalSection | None = None
    alternatives: tuple[AlternativeSection, ...] = ()
    revocable: str | None = None
    authorities: tuple[str, ...] = ()
    effect_at: Literal["start-of-day", "end-of-day"] = "start-of-day"
    counting: Counting | None = None
    counting_source: str | None = None
    only_if: OnlyIf | None = None
    first_act: FirstAct | None = None
    followers: Followers | None = None
    consent: Consent | None = None
    ends_for_all: EndsForAll | None = None
    splits: tuple[SplitSection, ...] = ()
    subject_to: tuple[Told, ...] = ()
    deemed: tuple[Deemed, ...] = ()
    partial: tuple[Told, ...] = ()
    lapse: Lapse | None = None
    rival_readings: tuple[RivalSection, ...] = ()


@frozen(eq=False, repr=False)
class EntryIntoForceSection:
    """How the treaty comes into force for a State that joins: the same shapes as leaving."""

    runs: Runs | None = None
    lands: LandsSection | None = None
    article: str | None = None
    source: str | None = None
    confidence: Literal["verified", "known", "uncertain"] = "known"
