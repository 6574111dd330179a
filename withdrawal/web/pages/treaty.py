"""The page of one treaty."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from withdrawal.case.roll import parties
from withdrawal.inquiries.inquiry import Inquiry
from withdrawal.law.treaties.catalogue import resolve_treaty
from withdrawal.law.treaties.numbers import address_of
from withdrawal.output.lives import life_lines, linked_data, whose
from withdrawal.output.treaties import treaty_json
from withdrawal.web.asking import read
from withdrawal.web.pages.answer_view import linked_sources
from withdrawal.web.pages.record_table import practice_rows
from withdrawal.web.rendering import Page

__all__ = ["treaty_page"]


async def treaty_page(request: Request) -> Response:
    """One treaty: its clause in words, who has left and when, its sources."""
    page = Page(request)
    read(Inquiry, request.query_params)
    treaty = resolve_treaty(request.path_params["treaty"])
    practice = practice_rows(page, treaty=treaty.id)
    return page.html(
        "treaty.html",
        here="treaties",
        treaty=treaty_json(treaty),
        in_force=treaty.in_force,
        rows=practice,
        roll=parties(treaty),
        sources=linked_sources(treaty.sources),
        life=life_lines(treaty, entry=False),
        numbers=[
            (whose(kind), number, address_of(kind, number)) for kind, number in treaty.identifiers
        ],
        linked_data=linked_data(treaty),
    )
