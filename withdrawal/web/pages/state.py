"""The page of one State."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import Response

from withdrawal.inquiries.inquiry import Inquiry
from withdrawal.law.countries import resolve_country
from withdrawal.law.procedures.library import procedure
from withdrawal.output.diagram import to_svg
from withdrawal.web.asking import read
from withdrawal.web.pages.answer_view import linked_sources
from withdrawal.web.pages.record_table import practice_rows
from withdrawal.web.rendering import Page, drawn

__all__ = ["state_page"]

_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


async def state_page(request: Request) -> Response:
    """One State: how it decides to leave a treaty, and what it has left."""
    page = Page(request)
    read(Inquiry, request.query_params)
    state = resolve_country(request.path_params["state"])
    found = procedure(state.id)
    routes = [
        {
            "route": route,
            "stages": found.stages_of(route),
            "diagram": drawn(_STYLE.sub("", to_svg(found, route))),
        }
        for route in found.routes
    ]
    return page.html(
        "state.html",
        here="states",
        state=state,
        name=page.t.state(state.id, state.name),
        procedure=found,
        routes=routes,
        rows=practice_rows(page, party=state.id),
        sources=linked_sources(found.sources),
    )
