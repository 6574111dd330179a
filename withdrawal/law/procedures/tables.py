"""The tables of a procedure's data file, each a frozen class whose keys are the file's keys.

An unknown key, a missing key or a word outside the vocabulary is an error that names the file,
the key and what was expected (see `withdrawal.law.procedures.file`).
"""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from withdrawal.dates import DayRule
from withdrawal.law.procedures.majority import Majority
from withdrawal.law.procedures.procedure import Approval, LegalBasis, Parliament, Route
from withdrawal.law.procedures.stages import NONE_FOUND, Confidence, DayLimits

__all__ = [
    "KindSection",
    "ProcedureFile",
    "ReturnSection",
    "SessionsSection",
    "SpanSection",
    "StageSection",
]

PhaseWord = Literal[
    "considered",
    "recommended",
    "government",
    "parliament",
    "people",
    "court",
    "head of State",
    "notified",
    "suspension claimed",
]
Weekday = Literal["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@frozen(eq=False, repr=False)
class ReturnSection:
    """``{ to = ["final-vote"], times = 1, text, override, within, goes_on, afterwards }``."""

    to: tuple[str, ...]
    text: str
    times: int = 1
    is_unlimited: bool = False
    override: Majority | None = None
    within: int | None = None
    goes_on: bool = False
    afterwards: DayLimits | None = None
    limits: dict[str, DayLimits] = field(factory=dict)


@frozen(eq=False, repr=False)
class StageSection:
    """One ``[[stages]]`` table."""

    id: str
    actor: str
    kind: str | None = None
    decision: str = ""
    phase: PhaseWord | None = None
    majority: Majority | None = None
    limits: DayLimits = DayLimits()
    is_optional: bool = False
    is_binding_approval: bool | None = None
    after: tuple[str, ...] | None = None
    returns: tuple[ReturnSection, ...] = ()
    can_reject: bool | None = None
    on_sitting_day: bool | None = None
    aliases: tuple[str, ...] = ()
    legal_basis: str = NONE_FOUND
    source: str | None = None
    confidence: Confidence | None = None
    note: str | None = None
    instead_of: tuple[str, ...] = ()
    is_opinion: bool = False
    is_practice: bool = False
    only_after_return: bool = False
    undoes_notice: bool = False
    further_limits: tuple[DayLimits, ...] = ()


@frozen(eq=False, repr=False)
class SpanSection:
    """``{ from = "03-10", to = "06-30" }``."""

    from_: str
    to: str


@frozen(eq=False, repr=False)
class SessionsSection:
    """The ``[sessions]`` table."""

    source: str
    confidence: Confidence
    ordinary: tuple[SpanSection, ...] = ()
    recesses: tuple[SpanSection, ...] = ()
    weekdays: tuple[Weekday, ...] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    note: str | None = None
    holidays: tuple[DayRule, ...] = ()
    joint_recesses: tuple[SpanSection, ...] = ()


@frozen(eq=False, repr=False)
class ProcedureFile:
    """The whole file."""

    name: str
    approval: Approval
    confidence: Confidence
    routes: tuple[Route, ...]
    stages: tuple[StageSection, ...]
    sources: tuple[str, ...] = ()
    legal_basis: tuple[LegalBasis, ...] = ()
    parliament: Parliament | None = None
    sessions: SessionsSection | None = None
    court_cases: tuple[str, ...] = ()
    practice: str | None = None
    notes: str | None = None


@frozen(eq=False, repr=False)
class KindSection:
    """One kind of stage in ``_kinds.toml``."""

    phase: PhaseWord
    words: str
    aliases: tuple[str, ...] = ()
    is_binding_approval: bool = False
    can_reject: bool = False
    on_sitting_day: bool = False
