"""The pages that others may frame: one answer, or one treaty, in little."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from withdrawal.web.pages.answers import answer_view
from withdrawal.web.rendering import Page
from withdrawal.web.views.treaty import TreatyParameters, TreatyView

__all__ = ["embedded_answer", "embedded_treaty"]


async def embedded_answer(request: Request) -> Response:
    """One answer, to stand within a page of somebody else."""
    page = Page(request)
    return page.html("embed_when.html", view=answer_view(page))


async def embedded_treaty(request: Request) -> Response:
    """The parties to one treaty over time, to stand within a page of somebody else."""
    page = Page(request)
    given = page.asked(TreatyParameters, treaty=request.path_params["treaty"])
    return page.html("embed_treaty.html", view=TreatyView.of(page, given))
