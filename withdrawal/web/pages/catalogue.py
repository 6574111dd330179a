"""The pages of what is known: all treaties, and all States."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal

from attrs import evolve, frozen
from starlette.requests import Request
from starlette.responses import Response

from withdrawal.dates import Period
from withdrawal.inquiries.forms import Text
from withdrawal.inquiries.states import States, StatesCompared
from withdrawal.inquiries.treaties import Treaties
from withdrawal.law.countries import countries
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.law.treaties.bodies import body_called
from withdrawal.output.tables.deciding import ASPECTS, compared
from withdrawal.record.history import history
from withdrawal.web.asking import names_between
from withdrawal.web.rendering import Page
from withdrawal.web.views.listing import PAGE, Listing, Order, PageNumber
from withdrawal.web.views.record_table import state_names

__all__ = ["states_page", "treaties_page"]


@frozen(kw_only=True, slots=False)
class _Parameters(Treaties):
    """Which treaties, in what order.

    Attributes:
        sort: The column to sort by.
        order: The direction.
        page: Which page of the list.
    """

    sort: Literal["name", "period", "depositary"] | None = None
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
        told = " and ".join(row["depositaries"])
        return given.depositary or "" if part and part in told.casefold() else told

    rows = [{"id": key, **each} for key, each in every.items()]
    rows.sort(key=lambda row: row["name"].casefold())
    listing = Listing(
        page,
        "/treaties",
        given.given,
        rows,
        facets={
            "category": lambda row: row["category"] or "",
            "depositary": depositary,
            "period": lambda row: row["period"] or "",
        },
        keys={
            "name": lambda row: row["name"].casefold(),
            "period": lambda row: _length(row["period"]),
            "depositary": depositary,
        },
        size=PAGE,
    )
    template = "_treaties.html" if page.is_fragment else "treaties.html"
    body = None if rows else body_called(given.q or "")
    return page.html(
        template, here="treaties", listing=listing, q=given.q or "", body=body, spoken=_spoken
    )


def _spoken(period: str) -> str:
    """Return a period as people say it."""
    return Period.parse(period).in_words()


def _length(period: str | None) -> int | None:
    """Return about how many days a period has."""
    if period is None:
        return None
    found = Period.parse(period)
    return found.months * 30 + found.days


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
    names = state_names(page)
    counts: dict[str, int] = {}
    for each in history():
        counts[each.party] = counts.get(each.party, 0) + 1
    described = frozenset(procedures())
    rows = [
        {"id": key, "name": names.get(key, key), "notices": counts.get(key, 0),
         "procedure": procedure(key) if key in described else None}
        for key in _named(given.q, described | set(counts) | _of_today(), names)
    ]  # fmt: skip
    rows.sort(key=lambda row: str(row["name"]).casefold())
    return page.html(
        "states.html",
        here="states",
        rows=rows,
        given=given,
        sides=sides,
        aspects=ASPECTS,
    )


def _of_today() -> set[str]:
    return {key for key, each in countries().items() if each.alpha2}


def _named(text: str | None, every: Iterable[str], names: dict[str, str]) -> list[str]:
    """Return the States that the API finds too, and those whose name on the page holds a text."""
    if text is None:
        return list(every)
    found = {each.id for each in States(q=text).answer()}
    return [
        key for key in every if key in found or text.casefold() in names.get(key, key).casefold()
    ]
