"""The page of what changed in the data since a version, as a file and as a feed too."""

from __future__ import annotations

from attrs import evolve
from starlette.requests import Request
from starlette.responses import Response

from withdrawal.inquiries.changes import Changes
from withdrawal.output.following.feed import changes_feed
from withdrawal.output.following.followed import Addressed, query_of
from withdrawal.output.tables.changes import CHANGES, kinds_in_words
from withdrawal.record.changes import Changes as Found
from withdrawal.record.changes import kept
from withdrawal.values import frozen
from withdrawal.web.pages.files import Shown, file_of
from withdrawal.web.rendering import Page
from withdrawal.web.responses import MEDIA_TYPES, tagged
from withdrawal.web.views.listing import Listing, PageNumber

_PATH = "/changes"


@frozen(kw_only=True, slots=False)
class _Parameters(Changes):
    """Which changed facts to list.

    Attributes:
        page: Which page of the list.
    """

    page: PageNumber = None


async def changes_page(request: Request) -> Response:
    """What changed since a version; with an ending, the same as a file or a feed."""
    page, kind = Page(request), request.path_params.get("kind")
    given = page.asked(_Parameters)
    narrowed = {"since": given.since, "treaty": given.treaty, "party": given.party}
    if kind is not None:
        found = given.answer()
        if kind == "atom":
            asked = {**narrowed, "kind": given.kind}
            return tagged(changes_feed(found, _addressed(page, found, asked)), MEDIA_TYPES[kind])
        return await file_of(request, _shown(given, found), kind)
    found = evolve(given, kind=None).answer()
    listing = Listing(
        page,
        _PATH,
        given.given,
        found.rows,
        CHANGES,
        facets={"kind": lambda row: row.kind},
    )
    return page.html(
        "changes.html",
        listing=listing,
        given=given,
        since=found.since,
        versions=kept(),
        words=kinds_in_words(page.t),
        kinds=_shown(given, found).kinds,
        feed=_addressed(page, found, narrowed),
    )


def _addressed(page: Page, found: Found, asked: dict[str, str | None]) -> Addressed:
    title = f"What changed since {found.since}"
    return Addressed(title=title, site=page.base, path=_PATH, query=query_of(**asked))


def _shown(given: Changes, found: Found) -> Shown:
    return Shown.of(given, found, f"changes-since-{found.since}")
