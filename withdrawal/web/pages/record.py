"""The pages of the record of withdrawals."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from withdrawal.record.changes import kept
from withdrawal.web.rendering import Page
from withdrawal.web.responses import tagged
from withdrawal.web.views.listing import PAGE, Listing
from withdrawal.web.views.record_table import HistoryTable, TableParameters, state_names

__all__ = ["history_csv", "history_page"]


async def history_page(request: Request) -> Response:
    """Every withdrawal on record, searched and sorted."""
    page = Page(request)
    table = HistoryTable(page.asked(TableParameters), state_names(page))
    listing = Listing(page, "/history", table.given.given, table.rows, size=PAGE)
    template = "_history.html" if page.is_fragment else "history.html"
    return page.html(template, here="history", table=table, listing=listing, since=kept()[-1])


async def history_csv(request: Request) -> Response:
    """The same rows as comma-separated values."""
    table = HistoryTable(Page(request).asked(TableParameters))
    body = table.csv().encode()
    return tagged(request, body, "text/csv; charset=utf-8", filename="withdrawals.csv")
