"""The page of today: every exit that is pending, over all treaties, and the last two years."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

from starlette.requests import Request
from starlette.responses import Response

from withdrawal.inquiries.history import Now, Rows
from withdrawal.law.countries import resolve_country
from withdrawal.law.treaties.catalogue import resolve_treaty
from withdrawal.output.tables.record import pending
from withdrawal.values import frozen
from withdrawal.web.pages.files import Shown, file_of, followed
from withdrawal.web.rendering import Page
from withdrawal.web.views.listing import Listing, Order
from withdrawal.web.views.running import running_table

_Sort = Literal["days", "party", "treaty", "notice"]


@frozen(kw_only=True, slots=False)
class _Parameters(Now):
    """Which exits, as of what day, in what order.

    Attributes:
        sort: The column to sort by.
        order: The direction.
    """

    sort: _Sort | None = None
    order: Order | None = None


async def now_page(request: Request) -> Response:
    """Everything pending on a day, the nearest effect first; with an ending, the same as a file."""
    page = Page(request)
    given = page.asked(_Parameters)
    found = Now(party=given.party, treaty=given.treaty, as_of=given.as_of).answer()
    shown = _shown(found, given, page)
    kind = request.path_params.get("kind")
    if kind is not None:
        return await file_of(request, shown, kind)
    day = found.as_of or date.today()
    running = [each for each in found.rows if each.status == "pending"]
    listing = Listing(
        page, "/now", given.given, running, pending(day), sorts=get_args(_Sort), size=None
    )
    rest = [each for each in found.rows if each.status != "pending"]
    return page.html(
        "now.html",
        here="now",
        listing=listing,
        day=day,
        running=running_table(rest, day, page),
        kinds=shown.kinds,
        followed=shown.followed,
    )


def _shown(found: Rows, given: _Parameters, page: Page) -> Shown:
    narrowed = {"party": given.party, "treaty": given.treaty}
    rows, day = found.rows, found.as_of
    return Shown.of(
        given,
        found,
        f"now-{day}",
        followed=followed(page, "/now", _title(given), rows, day, **narrowed),
    )


def _title(given: _Parameters) -> str:
    state = resolve_country(given.party).name if given.party else None
    treaty = resolve_treaty(given.treaty).name if given.treaty else None
    return ", ".join(filter(None, ("Withdrawals from treaties", state, treaty)))
