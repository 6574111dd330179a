"""The record as a table: searched, sorted, and written as comma-separated values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args
from urllib.parse import urlencode

from attrs import field, frozen

from withdrawal.case.asking.dossier import bound_since
from withdrawal.inquiries.forms import Text
from withdrawal.inquiries.history import History
from withdrawal.law.countries import countries, name_of_state
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.output.tables.csv_rows import csv_text
from withdrawal.output.tables.definitions import columns, history_row
from withdrawal.output.tables.record import kind_in_words
from withdrawal.record.history import Status, Withdrawal, history
from withdrawal.record.parties import Bond, membership
from withdrawal.web.rendering import Page
from withdrawal.web.views.listing import Order, PageNumber

__all__ = ["SORTS", "HistoryTable", "Row", "TableParameters", "practice_rows", "state_names"]

Sort = Literal["party", "treaty", "notice", "effect", "status"]
SORTS = get_args(Sort)


@frozen(kw_only=True, slots=False)
class TableParameters(History):
    """Which rows to show, and in what order.

    Attributes:
        q: Part of a State's or a treaty's name.
        sort: The column to sort by.
        order: The direction.
        page: Which page of the table.
    """

    q: Text = None
    sort: Sort | None = None
    order: Order | None = None
    page: PageNumber = None


@frozen
class Row:
    """One withdrawal for a table.

    Attributes:
        record: the withdrawal.
        party: the State's name in the reader's language.
        treaty: the treaty's name.
    """

    record: Withdrawal
    party: str
    treaty: str

    @classmethod
    def of(cls, record: Withdrawal, names: Mapping[str, str]) -> Row:
        """Return the row of a withdrawal, with the States' names in the reader's language."""
        name = names.get(record.party) or name_of_state(record.party)
        return cls(record, name, catalogue().name_of(record.treaty))

    @property
    def kind(self) -> str:
        """What the line is, where it is no plain withdrawal; else nothing."""
        return kind_in_words(self.record)

    @property
    def told_as(self) -> str:
        """Its status, or what was ended where no party left."""
        return self.record.kind.told_as(self.record.status)

    @property
    def party_again(self) -> date | None:
        """Since when the treaty binds the State again, where it came back."""
        back = self.record.rejoined_on
        if back is None:
            return None
        bonds = membership(self.record.treaty, self.record.party).bonds
        present = next((each for each in bonds if each.joined and each.joined >= back), Bond(back))
        return bound_since(present, catalogue().treaty(self.record.treaty))[0]


@frozen(slots=False)
class HistoryTable:
    """The rows of the record that were asked for.

    Attributes:
        given: which rows, in what order.
        names: the States' names in the reader's language, by id.
    """

    given: TableParameters
    names: dict[str, str] = field(factory=dict, repr=False)

    @property
    def statuses(self) -> tuple[str, ...]:
        """What may have become of a line."""
        return get_args(Status)

    @property
    def sort(self) -> str:
        """The column the rows are sorted by."""
        return self.given.sort or "notice"

    @property
    def order(self) -> str:
        """The direction: ``up`` or ``down``."""
        return self.given.order or ("down" if self.sort in ("notice", "effect") else "up")

    @property
    def rows(self) -> list[Row]:
        """The rows, found and sorted; a day that is not on record comes last."""
        wanted = (self.given.q or "").casefold().split()
        every = (Row.of(each, self.names) for each in self.given.answer().rows)
        found = [row for row in every if self._fits(row, wanted)]
        known = [row for row in found if _key(row, self.sort) is not None]
        unknown = [row for row in found if _key(row, self.sort) is None]
        known.sort(key=lambda row: (_key(row, self.sort), row.party), reverse=self.order == "down")
        return known + unknown

    def _fits(self, row: Row, wanted: list[str]) -> bool:
        record = row.record
        text = f"{row.party} {row.treaty} {record.party} {record.treaty}".casefold()
        return all(word in text for word in wanted)

    def header(self, column: str) -> dict[str, str]:
        """Return the address that sorts by a column, and how it is sorted now."""
        is_now = column == self.sort
        turned = "up" if is_now and self.order == "down" else "down" if is_now else ""
        query = {
            **self.given.given,
            "page": None,
            "sort": column,
            **({"order": turned} if turned else {}),
        }
        if not turned:
            query.pop("order", None)
        sorted_now = {"up": "ascending", "down": "descending"}[self.order] if is_now else "none"
        query = {name: value for name, value in query.items() if value}
        return {"query": urlencode(query), "sorted": sorted_now}

    def csv(self) -> str:
        """Return the rows as comma-separated values."""
        rows = (history_row(row.record) for row in self.rows)
        return csv_text(columns("history"), rows, ending="\r\n")


def _key(row: Row, column: str) -> date | str | None:
    values: dict[str, date | str | None] = {
        "party": row.party.casefold(),
        "treaty": row.treaty.casefold(),
        "notice": row.record.given,
        "effect": row.record.effect,
        "status": row.record.status,
    }
    return values[column]


def practice_rows(page: Page, *, treaty: str | None = None, party: str | None = None) -> list[Row]:
    """Return the withdrawals of a treaty or a State, the latest notice first."""
    names = state_names(page)
    return [Row.of(each, names) for each in reversed(history(treaty, party))]


def state_names(page: Page) -> dict[str, str]:
    """Return the name of every State in the reader's language, by its code."""
    return {key: page.t.state(key, each.name) for key, each in countries().items()}
