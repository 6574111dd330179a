"""What can be asked, what a question hints at, and what is understood of it, in any language."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Any

from withdrawal.datafiles import table_of
from withdrawal.dates import PartialDate
from withdrawal.values import frozen


class Intent(Enum):
    """What can be asked."""

    EFFECT = "effect"
    BOUND = "bound"
    EARLIEST = "earliest"
    HYPOTHETICAL = "hypothetical"
    LATEST_NOTICE = "latest-notice"
    PERIOD = "period"
    RECIPIENTS = "recipients"
    MAY_LEAVE = "may-leave"
    STAGE = "stage"
    LEAVING = "leaving"
    CHANCE = "chance"
    NOTICE = "notice"
    TOOK_EFFECT_ON = "took-effect-on"
    DEPOSITARY = "depositary"
    WITHOUT_PARLIAMENT = "without-parliament"
    SURVIVES = "survives"
    IN_CONFLICT = "in-conflict"
    LOCK_IN = "lock-in"
    HOW = "how"
    UNDO = "undo"
    HOW_LONG = "how-long"
    FIRST_OR_AGAIN = "first-or-again"
    PENDING = "pending"
    TAKES_EFFECT_IN = "takes-effect-in"
    LEFT_SINCE = "left-since"
    TOOK_BACK = "took-back"
    PARTIES = "parties"
    NEXT = "next"
    COMPARE = "compare"
    CAN_LEAVE_BY = "can-leave-by"
    REVOKED = "revoked"
    CARRIES = "carries"
    NOTICES_IN = "notices-in"
    LAST_DAY = "last-day"
    RETURNED = "returned"
    DAYS_LEFT = "days-left"
    ARTICLE = "article"
    REASONS = "reasons"
    BY_CLAUSE = "by-clause"
    SUSPENDED = "suspended"
    ANNOUNCED = "announced"

    @property
    def is_about_a_set(self) -> bool:
        """Whether it asks for a list, of States or of treaties."""
        return self in _SETS

    @property
    def needs_party(self) -> bool:
        """Whether it is about one State's case rather than about the treaty."""
        return self not in _ABOUT_THE_TREATY


_SETS = frozenset(
    {
        *(Intent.PENDING, Intent.TAKES_EFFECT_IN, Intent.LEFT_SINCE, Intent.TOOK_BACK),
        *(Intent.PARTIES, Intent.NEXT, Intent.CAN_LEAVE_BY, Intent.FIRST_OR_AGAIN),
        *(Intent.NOTICES_IN, Intent.BY_CLAUSE, Intent.SUSPENDED, Intent.ANNOUNCED),
    }
)
_ABOUT_THE_TREATY = _SETS | {
    *(Intent.PERIOD, Intent.RECIPIENTS, Intent.MAY_LEAVE, Intent.LEAVING),
    *(Intent.DEPOSITARY, Intent.SURVIVES, Intent.HOW, Intent.UNDO, Intent.CARRIES),
    *(Intent.IN_CONFLICT, Intent.LOCK_IN, Intent.ARTICLE, Intent.REASONS),
}


@frozen
class Cues:
    """What a question hints at.

    Attributes:
        found: the cues.
        has_party: whether a State is named.
        has_date: whether a date is named.
        is_bare: whether nothing but names was said.
        has_treaty: whether a treaty is named.
        has_limit: whether a date is a limit ahead.
        has_day: whether a whole day is named.
        has_claim: whether one day, month or year is named by itself, as in what is claimed.
        parties: how many States are named.
        turns: kinds of words that can turn the answer.
        has_kept: whether a list is kept to the treaties that one depositary keeps.
        has_among: whether it is kept to the States of a group.
        has_unread: whether a word stands in it that nothing reads.
        of_treaties: whether it says treaty or the like.
        opens_with_party: whether it begins with the name of a State, as what is told does.
    """

    found: frozenset[str]
    has_party: bool
    has_date: bool
    is_bare: bool
    has_treaty: bool = True
    has_limit: bool = False
    has_day: bool = False
    has_claim: bool = False
    parties: int = 0
    turns: frozenset[str] = frozenset()
    has_unread: bool = False
    opens_with_party: bool = False
    of_treaties: bool = False
    has_kept: bool = False
    has_among: bool = False

    def any(self, *cues: str) -> bool:
        """Return whether one of ``cues`` was found."""
        return not self.found.isdisjoint(cues)

    def all(self, *cues: str) -> bool:
        """Return whether all of ``cues`` were found."""
        return self.found.issuperset(cues)

    @property
    def is_about_leaving(self) -> bool:
        """Whether the question speaks of leaving at all, beyond naming places."""
        return self.any("leave", "effect", "bound", "out", "notice_period", "earliest")

    @property
    def is_about_a_lock_in(self) -> bool:
        """Whether it is asked after how many years a treaty may first be left."""
        is_of_a_notice = self.any("notify", "told", "after_notice", "took", "effect", "must")
        asked = self.all("howlong", "may", "leave") and not self.has_party
        return asked and not is_of_a_notice


_ALWAYS = frozenset({"intent", "parties", "treaty", "received", "out_by", "as_of"})


@frozen
class Understood:
    """A question, understood.

    Attributes:
        intent: which question it is.
        parties: the States it is about (ISO alpha-3), in the order named; may be empty.
        treaty: the id of the treaty; of the body, where it is about one.
        received: the supposed date of receipt, as EDTF (``2027-08-31``, ``2027-06``); or None.
        out_by: the day to be out by; or None.
        approved: the supposed day of parliament's approval, which starts no clock; or None.
        also_received: another supposed day of receipt that may be meant (02/03/2027), as EDTF.
        until: the last day asked for, where it is a span of which `as_of` is the first; or None.
        start: the first day of the span asked for, or the day that is claimed; None where open.
        end: its last day; None where open.
        pick: which of several is asked for: ``first``, ``last`` or ``again``; ``back`` or ``gone``
            (came back, or has not), ``no`` (no party), ``next`` (still to come); ``when``, where
            yes or no is not asked; ``at_once``, where it is asked if that can be; of treaties by
            their clause the period (``P6M``), or ``no-exit``; None for all.
        left_out: words of the question that nothing reads.
        read_as: dates that were read in one way of several.
        among: the group that a list is kept to (``africa``, ``nato``); None for all States.
        among_said: the words that name it.
        kept_by: whose treaties alone a list is of: an organisation's, a State's; None for all.
        kept_said: the words that name it.
        but: States that a list leaves aside, as asked: besides Burundi.
        also: what else the question asks, where it is two questions in one.
        is_about_a_body: whether it is about a body without a treaty of its own.
        as_of: the day the question is asked for.
        lang: the language it was asked in.
    """

    intent: Intent
    parties: tuple[str, ...]
    treaty: str
    received: str | None
    out_by: date | None
    as_of: date
    lang: str
    approved: date | None = None
    is_about_a_body: bool = False
    also_received: str | None = None
    until: date | None = None
    start: date | None = None
    end: date | None = None
    pick: str | None = None
    left_out: tuple[str, ...] = ()
    read_as: tuple[PartialDate, ...] = ()
    among: str | None = None
    among_said: str = ""
    kept_by: str | None = None
    kept_said: str = ""
    but: tuple[str, ...] = ()
    also: tuple[Understood, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the ``understood`` object of the JSON answer."""
        told = table_of(self, "lang", "read_as", "is_about_a_body", "among_said", "kept_said")
        told["treaty"] = None if self.is_about_a_body else self.treaty or None
        told["body"] = self.treaty if self.is_about_a_body else None
        return {key: each for key, each in told.items() if key in _ALWAYS or each}
