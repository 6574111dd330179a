"""What can be asked, what a question hints at, and what is understood of it, in any language."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from attrs import frozen

from withdrawal.datafiles import table_of
from withdrawal.dates import PartialDate
from withdrawal.languages.names import BODY, GROUP, PARTY, TREATY, Named
from withdrawal.law.groups import groups

if TYPE_CHECKING:
    from withdrawal.languages.days.moments import Moment
    from withdrawal.questions.taking_apart import Reading

__all__ = ["SAYING_LITTLE", "Cues", "Intent", "Understood", "cues_of"]


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
        Intent.NOTICES_IN,
    }
)
_ABOUT_THE_TREATY = _SETS | {
    *(Intent.PERIOD, Intent.RECIPIENTS, Intent.MAY_LEAVE, Intent.LEAVING),
    *(Intent.DEPOSITARY, Intent.SURVIVES, Intent.HOW, Intent.UNDO, Intent.CARRIES),
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
        has_unread: whether a word stands in it that nothing reads.
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
            (came back, or has not), ``next`` (still to come); None for all.
        left_out: words of the question that nothing reads.
        read_as: dates that were read in one way of several.
        among: the group that a list is kept to (``africa``, ``nato``); None for all States.
        among_said: the words that name it.
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
    but: tuple[str, ...] = ()
    also: tuple[Understood, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the ``understood`` object of the JSON answer."""
        told = table_of(self, "lang", "read_as", "is_about_a_body", "among_said")
        told["treaty"] = None if self.is_about_a_body else self.treaty or None
        told["body"] = self.treaty if self.is_about_a_body else None
        return {key: each for key, each in told.items() if key in _ALWAYS or each}


SAYING_LITTLE = frozenset({"must", "whom", "when", "may", "which", "what", "next", "many", "past"})


def cues_of(reading: Reading) -> Cues:
    """Return what a question that was taken apart hints at."""
    kinds = {each.kind for each in reading.names}
    has_party = not kinds.isdisjoint((PARTY, GROUP))
    is_bare = has_party and TREATY in kinds and not reading.unknown and not reading.moments
    glue = reading.lex.glue
    opening = next((at for at in reading.span if reading.words[at].folded not in glue), -1)
    is_now = any(each.is_today and not each.is_limit for each in reading.moments)
    now = {"pending"} if is_now else set()
    return Cues(
        reading.cues | now,
        has_party=has_party,
        has_date=_speaks_of_a_date(reading),
        is_bare=is_bare and reading.cues <= SAYING_LITTLE,
        has_treaty=not kinds.isdisjoint((TREATY, BODY)),
        has_limit=_has_limit(reading.moments),
        has_day=len(reading.moments) == 1 and _is_a_day(reading.moments[0], reading.cues),
        has_claim=len(reading.moments) == 1 and _is_claimed(reading.moments[0], reading.cues),
        parties=sum(_width(each) for each in reading.names),
        turns=frozenset(reading.turns),
        has_unread=bool(reading.unknown),
        opens_with_party=any(
            each.kind == PARTY and opening in each.places for each in reading.names
        ),
    )


def _is_a_day(moment: Moment, cues: frozenset[str]) -> bool:
    """Return whether a moment is a day by itself, and no end of a span: within, since, after."""
    is_claimed = moment.side == "since" and "polar" in cues
    is_open = moment.side in ("within", "since", "after") and not is_claimed
    return moment.value.day is not None and not is_open


def _has_limit(moments: Sequence[Moment]) -> bool:
    """Return whether a date is a limit ahead; today is none, nor the end of a span from a day."""
    dated = [each for each in moments if not each.is_today]
    is_span = len(dated) > 1 and (dated[0].side == "since" or dated[0].value.day is None)
    return not is_span and any(each.is_limit or each.side == "before" for each in dated)


def _is_claimed(moment: Moment, cues: frozenset[str]) -> bool:
    """Return whether a moment is a day, a month or a year in which something is said to be."""
    is_whole = moment.side in ("", "before") and not (moment.is_limit or moment.is_today)
    is_day = _is_a_day(moment, cues) and not moment.is_today
    return is_day or (is_whole and moment.oddity in ("", "yearless"))


def _width(named: Named) -> int:
    """Return how many States a name means."""
    if named.kind == GROUP:
        return len(groups()[str(named.values[0])].members)
    return int(named.kind == PARTY)


def _speaks_of_a_date(reading: Reading) -> bool:
    """Return whether a date is named; "now" is one only where something is supposed of a State."""
    names_a_party = any(each.kind in (PARTY, GROUP) for each in reading.names)
    supposes = (
        names_a_party and bool(reading.cues & {"if", "notify"}) and "earliest" not in reading.cues
    )
    return any(supposes or not each.is_today for each in reading.moments)
