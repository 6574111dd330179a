"""Real withdrawals, what became of them, and which of them are pending."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import MAXYEAR, MINYEAR, date
from typing import Any, ClassVar, TypeVar, cast

from attrs import evolve

from withdrawal.dates import days_on, parse_day
from withdrawal.errors import (
    AmbiguousNameError,
    CircumstanceError,
    DateRangeError,
    UnknownCountryError,
    UnknownTreatyError,
)
from withdrawal.inquiries.forms import Day, Text
from withdrawal.inquiries.inquiry import Inquiry
from withdrawal.law.countries import resolve_country
from withdrawal.law.treaties.catalogue import Catalogue, resolve_treaty
from withdrawal.record.history import Status, Withdrawal, history
from withdrawal.record.kinds import RecordKind
from withdrawal.record.knowledge import knowledge
from withdrawal.values import frozen

_BEFORE = 731


@frozen
class Rows:
    """Rows of the record.

    Attributes:
        schema: what the rows are as JSON.
        as_of: the day they were asked for, where they depend on one.
    """

    schema: str
    rows: tuple[Withdrawal, ...]
    as_of: date | None = None

    def to_json(self) -> dict[str, Any]:
        """Return them as JSON-ready data."""
        day = {} if self.as_of is None else {"as_of": self.as_of.isoformat()}
        return {
            "schema": self.schema,
            **day,
            # ``route`` is the name of ``way_out`` in version 1.
            "records": [{**row.to_json(), "route": row.way_out} for row in self.rows],
            "knowledge": knowledge().to_json(),
        }


@frozen(kw_only=True, slots=False)
class Listed(Inquiry):
    """Which rows of the record are meant.

    Attributes:
        party: The State: a name or an ISO code.
        treaty: The treaty: an id, a name or an official number.
        as_of: Only what was known by this day; default all that is known.
    """

    party: Text = None
    treaty: Text = None
    as_of: Day = None

    def answer(self, catalogue: Catalogue | None = None) -> Rows:
        return Rows(self.schema, tuple(self._rows(catalogue)))

    def _rows(self, catalogue: Catalogue | None) -> list[Withdrawal]:
        party = resolve_country(self.party).id if self.party is not None else None
        treaty = resolve_treaty(self.treaty, catalogue).id if self.treaty is not None else None
        known_on = None if self.as_of is None else parse_day(self.as_of)
        return known_rows(history(treaty, party), known_on)


@frozen(kw_only=True, slots=False)
class History(Listed):
    """Real withdrawals, the earliest notice first, and what became of them.

    Attributes:
        status: What became of the notice: effective, pending, revoked ...
        kind: What the row is: withdrawal, suspension, later-date ...
        year: The year of the notice.
    """

    schema: ClassVar[str] = "withdrawal/history/1"
    example: ClassVar = {"treaty": "ottawa", "status": "effective"}

    status: Status | None = None
    kind: RecordKind | None = None
    year: int | None = None

    def answer(self, catalogue: Catalogue | None = None) -> Rows:
        if self.year is not None and not MINYEAR <= self.year <= MAXYEAR:
            raise DateRangeError(
                f"{self.year} is no year: expected one from {MINYEAR} to {MAXYEAR}."
            )
        return Rows(self.schema, tuple(filter(self._fits, self._rows(catalogue))))

    def _fits(self, row: Withdrawal) -> bool:
        return (
            self.status in (None, row.status)
            and self.kind in (None, row.kind)
            and (self.year is None or (row.given is not None and row.given.year == self.year))
        )


@frozen(kw_only=True, slots=False)
class Now(Listed):
    """Exits that are pending, and those of the last two years, the latest effect first."""

    schema: ClassVar[str] = "withdrawal/now/1"

    def answer(self, catalogue: Catalogue | None = None) -> Rows:
        day = date.today() if self.as_of is None else parse_day(self.as_of)
        rows = [row.standing_on(day) for row in self._rows(catalogue) if _is_in_view(row, day)]
        rows.sort(key=lambda row: row.effect or date.max, reverse=True)
        return Rows(self.schema, tuple(rows), day)


def _is_in_view(row: Withdrawal, today: date) -> bool:
    days = [day for day in (row.given, row.effect) if day is not None]
    return row.kind.is_notice and any(days_on(today, -_BEFORE) <= day for day in days)


def known_rows(rows: Iterable[Withdrawal], as_of: date | None) -> list[Withdrawal]:
    """Return the rows that were known by a day, as they were known then."""
    return [known for known in (row.as_known_on(as_of) for row in rows) if known is not None]


_Named = TypeVar("_Named", bound=Inquiry)


def named(asked: _Named, words: Sequence[str], catalogue: Catalogue | None = None) -> _Named:
    """Return a question with the State and the treaty that one or two names stand for.

    Raises:
        CircumstanceError: there are more, or both name a State, or both a treaty.
        UnknownTreatyError, AmbiguousNameError: a name fits nothing, or several treaties.
    """
    found: Any = asked
    for word in words:
        state = state_named(word)
        if state is not None and found.party is None:
            found = evolve(found, party=state)
        elif found.treaty is None:
            found = evolve(found, treaty=_treaty(word, catalogue, is_either=found.party is None))
        else:
            raise CircumstanceError(
                f"{word[:80]!r} is one name too many beside {found.treaty}: expected one State "
                "and one treaty at most."
            )
    return cast("_Named", found)


def _treaty(name: str, catalogue: Catalogue | None, *, is_either: bool) -> str:
    try:
        return resolve_treaty(name, catalogue).id
    except UnknownTreatyError as error:
        if not is_either or type(error) is not UnknownTreatyError:
            raise
        text = error.message.replace("is not a treaty", "is neither a State nor a treaty", 1)
        raise UnknownTreatyError(text, suggestions=error.suggestions) from None


def state_named(name: str) -> str | None:
    """Return the code of the State that a name stands for; None where it stands for none."""
    try:
        return resolve_country(name).id
    except (UnknownCountryError, AmbiguousNameError):
        return None
