"""Events: what happened on the way out of a treaty, when, and who says so.

A record knows dates and sources; it does not know how to compute a date of effect. Where sources
disagree every account is kept, one is used by a named rule, and the others travel with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from typing import Any, Required, TypedDict

from attrs import evolve, field

from withdrawal.datafiles import FILLED, AsTable, is_text, structure
from withdrawal.dates import PartialDate, parse_day
from withdrawal.errors import VotesFormatError, WithdrawalError
from withdrawal.values import frozen

SOURCE_RULE = "the treaty's text, then an official record, then the newest source"
"""The rule by which `settle` chooses between accounts that disagree, in words."""

_VOTES = re.compile(r"(\d{1,4})(?:-(\d{1,4}|\?))?(?:-(\d{1,4}|\?))?", re.ASCII)


class Confidence(Enum):
    """How sure a fact is: a page was read, it is general knowledge, or it needs checking."""

    VERIFIED = "verified"
    KNOWN = "known"
    UNCERTAIN = "uncertain"


class SourceKind(Enum):
    """What a source is; the order of members is the order of trust only through `rank`."""

    TREATY_TEXT = "treaty-text"
    DEPOSITARY = "depositary"
    OFFICIAL_RECORD = "official-record"
    COURT = "court"
    RESEARCH = "research"
    PRESS = "press"
    GENERAL_KNOWLEDGE = "general-knowledge"
    USER = "user"

    @property
    def rank(self) -> int:
        """0 for the treaty's text, 1 for official records, 2 for all the rest."""
        return _RANKS.get(self, 2)


_RANKS = {
    SourceKind.TREATY_TEXT: 0,
    SourceKind.DEPOSITARY: 1,
    SourceKind.OFFICIAL_RECORD: 1,
    SourceKind.COURT: 1,
}


@frozen
class Source(AsTable):
    """Where a fact was read.

    Attributes:
        address: a public address, or the name of a publication or notice.
        kind: what sort of source it is.
        date: when the source was published, as far as it says.
    """

    address: str = field(metadata=FILLED)
    kind: SourceKind = SourceKind.PRESS
    date: PartialDate | None = None

    @classmethod
    def in_full(cls, row: object) -> object:
        """Return a row in full: a bare address is one that a user gives."""
        if isinstance(row, str):
            return {"address": cls.of(row).address, "kind": SourceKind.USER.value}
        return row

    @classmethod
    def of(cls, given: Source | str) -> Source:
        """Return a source as it is, or the one a person typed: an address of kind ``user``.

        Raises:
            WithdrawalError: the address is empty, or no text.
        """
        source = given if isinstance(given, Source) else cls(given, SourceKind.USER)
        address = _text("source", source.address)
        if not address or address.isspace():
            raise WithdrawalError(
                f"source is {source.address!r}: expected an address, or the name of a publication."
            )
        return source

    @property
    def trust(self) -> tuple[int, int]:
        """A key that sorts the preferred source first: by rank, then the newest."""
        published = self.date.latest or self.date.earliest if self.date else None
        return self.kind.rank, -(published.toordinal() if published else 0)


@frozen
class Votes:
    """A count of votes; None where the record does not give a number."""

    for_: int
    against: int | None = None
    abstain: int | None = None

    @classmethod
    def parse(cls, given: Votes | str | Sequence[int | None]) -> Votes:
        """Return the count a text like ``66-14-2`` (``299-?-?``) or a tuple stands for.

        Raises:
            VotesFormatError: the text or tuple has another form, or a negative number.
        """
        if isinstance(given, Votes):
            return given
        if isinstance(given, str):
            return cls._of_text(given)
        numbers = tuple(given) if isinstance(given, (tuple, list)) else ()
        if not 1 <= len(numbers) <= 3 or not all(_is_count(n) for n in numbers):
            raise _bad_votes(given)
        if numbers[0] is None:
            raise _bad_votes(given)
        return cls(*numbers)

    @classmethod
    def _of_text(cls, text: str) -> Votes:
        match = _VOTES.fullmatch(text)
        if match is None:
            raise _bad_votes(text)
        against, abstain = (int(n) if n and n != "?" else None for n in match.groups()[1:])
        return cls(int(match[1]), against, abstain)

    @property
    def cast(self) -> int | None:
        """Votes for and against together, where both are known."""
        return None if self.against is None else self.for_ + self.against

    def to_json(self) -> dict[str, int | None]:
        """Return ``{"for", "against", "abstain"}``."""
        return {"for": self.for_, "against": self.against, "abstain": self.abstain}

    def __str__(self) -> str:
        numbers = (self.for_, self.against, self.abstain)
        return "-".join("?" if number is None else str(number) for number in numbers)


def _is_count(number: object) -> bool:
    is_number = isinstance(number, int) and not isinstance(number, bool)
    return number is None or (is_number and number >= 0)  # type: ignore[operator]


def _bad_votes(given: object) -> VotesFormatError:
    return VotesFormatError(
        f"{given!r} is not a count of votes: expected for-against-abstaining like 66-14-2.",
        suggestions=("66-14-2", "299-?-?"),
    )


def _by_trust(sources: Iterable[Source]) -> tuple[Source, ...]:
    return tuple(sorted(sources, key=lambda source: source.trust))


@frozen
class Event:
    """Something that happened on a date, with its source.

    Attributes:
        step: what happened: the id of a stage, a common trigger, or a free word.
        when: the day, or its bounds.
        actor: who acted, as far as known.
        detail: what is worth knowing besides, in our own words.
        votes: the count, where there was a vote.
        sources: where it was read, the most trusted first.
        confidence: how sure it is.
        by: the State that acted, where it is not the one that leaves (objections, reactions).
        until: the day the event itself sets, where it sets one: to which a period is prolonged,
            or on which the notice says it shall take effect.
        rivals: other accounts of the same event, which `settle` did not choose.
    """

    step: str = field(metadata=FILLED)
    when: PartialDate
    actor: str | None = None
    detail: str | None = None
    votes: Votes | None = None
    sources: tuple[Source, ...] = field(default=(), converter=_by_trust)
    confidence: Confidence = Confidence.KNOWN
    by: str | None = None
    until: date | None = None
    rivals: tuple[Event, ...] = ()

    @classmethod
    def in_full(cls, row: Any) -> Any:
        """Return a row in full: a rival repeats what it does not say of step and date."""
        rivals = row.get("rivals") if isinstance(row, dict) else None
        if not isinstance(rivals, list):
            return row
        same = {key: row[key] for key in ("step", "when") if key in row}
        told = [same | each if isinstance(each, dict) else each for each in rivals]
        return {**row, "rivals": told}

    @property
    def trust(self) -> tuple[int, int]:
        """The `Source.trust` of its best source; accounts without a source come last."""
        return self.sources[0].trust if self.sources else (3, 0)

    @property
    def address(self) -> str | None:
        """Where it was read first of all; None without a source."""
        return self.sources[0].address if self.sources else None

    @property
    def settled(self) -> Event:
        """The account to use of it and its rivals (`settle`)."""
        return settle([self]) if self.rivals else self

    def is_known_by(self, as_of: date) -> bool:
        """Return whether it had certainly happened by the end of ``as_of``.

        A partial date counts only once its last possible day has come, so that an answer for an
        earlier day never uses later knowledge; an event without a last day never counts.
        """
        return self.when.latest is not None and self.when.latest <= as_of

    def to_json(self) -> dict[str, Any]:
        """Return the event as plain data, dates as EDTF text, without empty values."""
        found = {
            "step": self.step,
            "when": str(self.when),
            "actor": self.actor,
            "detail": self.detail,
            "votes": str(self.votes) if self.votes else None,
            "by": self.by,
            "until": self.until.isoformat() if self.until else None,
            "sources": [source.to_json() for source in self.sources],
            "confidence": self.confidence.value,
            "rivals": [rival.to_json() for rival in self.rivals],
        }
        return {key: value for key, value in found.items() if value not in (None, [])}

    def __str__(self) -> str:
        votes = f" {self.votes}" if self.votes else ""
        return f"{self.when}: {self.step}{votes}" + (f" ({self.actor})" if self.actor else "")


class EventDetails(TypedDict, total=False):
    """What may be told of an event besides its step, as `make_event` takes it."""

    on: Required[date | str | PartialDate]
    actor: str | None
    votes: Votes | str | Sequence[int | None] | None
    source: Source | str | Sequence[Source | str] | None
    detail: str | None
    by: str | None
    until: date | str | None


def make_event(
    step: str,
    *,
    on: date | str | PartialDate,
    actor: str | None = None,
    votes: Votes | str | Sequence[int | None] | None = None,
    source: Source | str | Sequence[Source | str] | None = None,
    detail: str | None = None,
    by: str | None = None,
    until: date | str | None = None,
) -> Event:
    """Return an event from what a person types.

    Args:
        on: the day, or an EDTF text.
        votes: for-against-abstaining, as `Votes.parse` takes them.
        source: an address, a `Source`, or several.
        by: the State that acted, where it is another one.
        until: the day that the event itself sets.

    Raises:
        WithdrawalError: a date or a count makes no sense, or something is not the text that it
            should be.
    """
    return Event(
        step=_text("step", step),
        when=on if isinstance(on, PartialDate) else PartialDate.parse(on),
        actor=None if actor is None else _text("actor", actor),
        detail=None if detail is None else _text("detail", detail),
        votes=None if votes is None else Votes.parse(votes),
        sources=() if source is None else tuple(Source.of(one) for one in _each(source)),
        by=None if by is None else _text("by", by),
        until=None if until is None else parse_day(until),
    )


def event_from_row(row: object, *, source: str) -> Event:
    """Return the event that a row of a chronology or a journal stands for.

    Args:
        row: its attributes as keys, of which ``step`` and ``when`` are needed; a source may be a
            bare address.
        source: the file and line, for messages.

    Raises:
        DataFileError: a key is unknown, missing or malformed.
    """
    return structure(row, Event, source=source).settled


def _text(name: str, value: object) -> str:
    if not is_text(value):
        raise WithdrawalError(f"{name} is {value!r}: expected text that can be written in UTF-8.")
    return value


def _each(source: Source | str | Iterable[Source | str]) -> Iterable[Source | str]:
    """Return the sources given; what is neither one nor several is left for `Source.of`."""
    is_several = isinstance(source, Iterable) and not isinstance(source, str)
    return source if is_several else (source,)  # type: ignore[return-value]


def settle(accounts: Iterable[Event]) -> Event:
    """Return the account to use, by `SOURCE_RULE`, with the others as its ``rivals``.

    Args:
        accounts: what different sources say about one event; at least one. Where the rule does
            not decide, the first one given stays.
    """
    every = [evolve(one, rivals=()) for given in accounts for one in (given, *given.rivals)]
    ranked = sorted(every, key=lambda account: account.trust)
    return evolve(ranked[0], rivals=tuple(ranked[1:]))


def known_by(events: Iterable[Event], as_of: date) -> tuple[Event, ...]:
    """Return the events that had certainly happened by the end of ``as_of``, in their order.

    See `Event.is_known_by` for what is known of a partial date.
    """
    return tuple(event for event in events if event.is_known_by(as_of))
