"""The pages of the record of withdrawals."""

from __future__ import annotations

from typing import Literal, get_args

from starlette.requests import Request
from starlette.responses import Response

from withdrawal.inquiries.forms import Text
from withdrawal.inquiries.history import History, Rows
from withdrawal.output.tables.definitions import names_of
from withdrawal.output.tables.record import LISTED
from withdrawal.record.changes import kept
from withdrawal.record.history import Status, Withdrawal
from withdrawal.values import frozen
from withdrawal.web.pages.files import Shown, file_of
from withdrawal.web.rendering import Page
from withdrawal.web.views.listing import Listing, Order, PageNumber

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
    return Listing(page, "/history", given.given, every, LISTED, sorts=get_args(_Sort), down=down)


async def history_page(request: Request) -> Response:
    """Every withdrawal on record, searched and sorted; with an ending, the same as a file."""
    page, kind = Page(request), request.path_params.get("kind")
    listing = _listing(page)
    shown = Shown.of(History(), Rows(History.schema, tuple(listing.found)), "withdrawals")
    if kind is not None:
        return await file_of(request, shown, kind)
    return page.html(
        "_history.html" if page.is_fragment else "history.html",
        here="history",
        listing=listing,
        statuses=get_args(Status),
        since=kept()[-1],
        kinds=shown.kinds,
    )
