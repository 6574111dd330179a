"""The pages of the record of withdrawals."""

from __future__ import annotations

from typing import Literal, get_args

from attrs import frozen
from starlette.requests import Request
from starlette.responses import Response

from withdrawal.inquiries.forms import Text
from withdrawal.inquiries.history import History
from withdrawal.output.tables.definitions import columns, csv_text, history_row, names_of
from withdrawal.output.tables.record import LISTED
from withdrawal.record.changes import kept
from withdrawal.record.history import Status, Withdrawal
from withdrawal.web.rendering import Page
from withdrawal.web.responses import MEDIA_TYPES, tagged
from withdrawal.web.views.listing import PAGE, Listing, Order, PageNumber

__all__ = ["history_csv", "history_page"]

_Sort = Literal["notice", "party", "treaty", "effect", "status"]


@frozen(kw_only=True, slots=False)
class _Parameters(History):
    """Which rows to show, and in what order.

    Attributes:
        q: Part of a State's or a treaty's name.
        sort: The column to sort by.
        order: The direction.
        page: Which page of the table.
    """

    q: Text = None
    sort: _Sort | None = None
    order: Order | None = None
    page: PageNumber = None


def _listing(page: Page) -> Listing[Withdrawal]:
    """Return the rows of the record that were asked for, as they are listed."""
    given = page.asked(_Parameters)
    wanted = (given.q or "").casefold().split()
    names = LISTED.columns[:2]

    def is_wanted(row: Withdrawal) -> bool:
        shown = (each.shown(row, page.t).text for each in names)
        called = (row.party, row.treaty, *shown, *names_of(row.party, row.treaty).values())
        return all(word in " ".join(called).casefold() for word in wanted)

    every = [row for row in given.answer().rows if is_wanted(row)]
    down = frozenset({"notice", "effect"})
    return Listing(
        page, "/history", given.given, every, LISTED, sorts=get_args(_Sort), down=down, size=PAGE
    )


async def history_page(request: Request) -> Response:
    """Every withdrawal on record, searched and sorted."""
    page = Page(request)
    listing = _listing(page)
    template = "_history.html" if page.is_fragment else "history.html"
    statuses = get_args(Status)
    return page.html(template, here="history", listing=listing, statuses=statuses, since=kept()[-1])


async def history_csv(request: Request) -> Response:
    """The same rows as comma-separated values."""
    rows = map(history_row, _listing(Page(request)).found)
    body = csv_text(columns("history"), rows, ending="\r\n").encode()
    return tagged(body, MEDIA_TYPES["csv"], filename="withdrawals.csv")
