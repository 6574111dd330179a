"""The pages of what is known: all treaties, and all States."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args

from attrs import evolve
from starlette.requests import Request
from starlette.responses import Response

from withdrawal.dates import Period
from withdrawal.inquiries.forms import Text
from withdrawal.inquiries.states import States, StatesCompared
from withdrawal.inquiries.treaties import Treaties
from withdrawal.law.countries import countries
from withdrawal.law.procedures.library import procedures
from withdrawal.law.treaties.bodies import body_called
from withdrawal.output.tables.deciding import compared, compared_report
from withdrawal.output.tables.definitions import treaty_row
from withdrawal.output.tables.procedures import STATES, state_row
from withdrawal.output.tables.treaties import TREATIES
from withdrawal.record.history import history
from withdrawal.values import frozen
from withdrawal.web.asking import names_between
from withdrawal.web.rendering import Page
from withdrawal.web.views.listing import Listing, Order, PageNumber

_Sort = Literal["name", "period", "depositary"]


@frozen(kw_only=True, slots=False)
class _Parameters(Treaties):
    """Which treaties, in what order.

    Attributes:
        sort: The column to sort by.
        order: The direction.
        page: Which page of the list.
    """

    sort: _Sort | None = None
    order: Order | None = None
    page: PageNumber = None


async def treaties_page(request: Request) -> Response:
    """Every treaty of the catalogue: searched, narrowed by facets, sorted, page by page."""
    page = Page(request)
    given = page.asked(_Parameters)
    given.answer()  # refuses a word that nothing could ever fit
    every = evolve(given, category=None, depositary=None, period=None).answer()
    part = (given.depositary or "").casefold()

    def depositary(row: Mapping[str, Any]) -> str:
        told = row["depositary"]
        return given.depositary or "" if part and part in told.casefold() else told

    rows = [treaty_row(*each) for each in every.items()]
    listing = Listing(
        page,
        "/treaties",
        given.given,
        rows,
        TREATIES,
        facets={
            "category": lambda row: row["category"] or "",
            "depositary": depositary,
            "period": lambda row: row["period"] or "",
        },
        sorts=get_args(_Sort),
    )
    template = "_treaties.html" if page.is_fragment else "treaties.html"
    body = None if rows else body_called(given.q or "")
    lengths = {row["period"] for row in rows if row["period"]}
    periods = {each: page.t.line(Period.parse(each).in_words()).text for each in lengths}
    return page.html(
        template, here="treaties", listing=listing, q=given.q or "", body=body, periods=periods
    )


@frozen(kw_only=True, slots=False)
class _States(States):
    """Which States, and which of them side by side.

    Attributes:
        compare: The States to set side by side, with commas between.
    """

    compare: Text = None


async def states_page(request: Request) -> Response:
    """Every State of today, and those of the past with a withdrawal on record, searched.

    Those that are named to be compared stand side by side, by how they decide.
    """
    page = Page(request)
    given = page.asked(_States)
    sides = compared(StatesCompared(names_between(given.compare)).answer())
    every = countries()
    listed = {key for key, each in every.items() if each.alpha2}
    listed |= {*procedures(), *(each.party for each in history())}
    found = {key: page.t.state(key, every[key].name) for key in listed & every.keys()}
    rows = map(state_row, (every[key] for key in _named(given.q, found)))
    return page.html(
        "states.html",
        here="states",
        given=given,
        sides=[*map(page.section, compared_report(sides, page.t).sections)] if sides else (),
        found=STATES.section(rows, page.t),
        section=page.section,
    )


def _named(text: str | None, names: dict[str, str]) -> list[str]:
    """Return the States that the API finds too, and those whose name on the page holds a text."""
    ordered = sorted(names, key=lambda key: names[key].casefold())
    if text is None:
        return ordered
    found = {each.id for each in States(q=text).answer()}
    return [key for key in ordered if key in found or text.casefold() in names[key].casefold()]
