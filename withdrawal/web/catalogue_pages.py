"""The pages about what is known: treaties, States, the record, forecasts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from withdrawal.case.roll import parties
from withdrawal.errors import QuestionError
from withdrawal.inquiries.ask import Ask
from withdrawal.inquiries.forecast import Forecast as Asked
from withdrawal.inquiries.inquiry import Inquiry
from withdrawal.inquiries.states import States
from withdrawal.inquiries.treaties import Treaties
from withdrawal.law.countries import countries, resolve_country
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.law.treaties.bodies import body_called
from withdrawal.law.treaties.catalogue import resolve_treaty
from withdrawal.law.treaties.numbers import address_of
from withdrawal.output.diagram import to_svg
from withdrawal.output.lives import life_lines, linked_data, whose
from withdrawal.output.treaties import treaty_json
from withdrawal.record.chronology import chronology
from withdrawal.record.history import history
from withdrawal.web.answer_view import dated, linked
from withdrawal.web.asking import read
from withdrawal.web.rendering import Page, drawn
from withdrawal.web.responses import tagged
from withdrawal.web.tables import HistoryTable, Row, TableParameters
from withdrawal.web.work import do_slowly

if TYPE_CHECKING:
    from withdrawal.odds.forecast import Forecast
    from withdrawal.questions.understood import Understood

__all__ = [
    "ask_page",
    "forecast_page",
    "history_csv",
    "history_page",
    "state_page",
    "states_page",
    "treaties_page",
    "treaty_page",
]

_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


async def ask_page(request: Request) -> Response:
    """A question in plain words: its sentences, each with the way to its reasons."""
    page = Page(request)
    given = read(Ask, request.query_params)
    try:
        reply = await do_slowly(request, given.answer)
    except QuestionError as error:
        return page.html(
            "ask.html",
            status=422,
            question=given.question,
            as_of=given.as_of,
            error=error,
            answers=(),
            notes=(),
        )
    page.speak(reply.lang)
    answers = [_said(each, page, reply.understood) for each in reply.answers]
    if len(answers) == 1 and answers[0]["href"] and not reply.notes:
        return RedirectResponse(answers[0]["href"], 303)
    return page.html("ask.html", question=given.question, error=None, answers=answers,
                     notes=reply.notes, lang=reply.lang)  # fmt: skip


def _said(said: Any, page: Page, understood: Understood) -> dict[str, Any]:
    """Return a sentence and the address of the page that says the same with its reasons, if any."""
    answer = said.answer
    party, treaty = getattr(answer, "party", None), getattr(answer, "treaty", None)
    data = answer.to_json()
    if party and data["schema"].startswith("withdrawal/answer/"):
        approved = understood.approved
        href = page.link(
            f"/when/{party}/{treaty}",
            received=understood.received if answer.basis in (None, "given") else None,
            approved=approved.isoformat() if approved else None,
            as_of=_unless_today(answer.as_of),
        )
    elif party and data["schema"].startswith("withdrawal/forecast/"):
        href = page.link(f"/forecast/{party}/{treaty}", as_of=_unless_today(answer.as_of))
    else:
        href = ""
    more = page.link(f"/treaties/{treaty}") if treaty else ""
    return {
        "text": said.text,
        "href": href,
        "more": more,
        "because": _because(data),
        "rows": [_row_said(each, page) for each in data.get("rows", ())],
    }


def _row_said(row: dict[str, Any], page: Page) -> dict[str, Any]:
    """Return a row of a list with the way to its answer and to its treaty."""
    from withdrawal.languages.wording import wording

    words = wording(page.t.code)
    return {
        "state": words.party(row["party"]),
        "treaty": words.treaty(row["treaty"]),
        "day": row["revoked_on"] or row["effect"] or "",
        "href": page.link(f"/when/{row['party']}/{row['treaty']}"),
        "more": page.link(f"/treaties/{row['treaty']}"),
    }


def _unless_today(day: date) -> str | None:
    """Return a day for an address; None for today, which an address need not say."""
    return None if day == date.today() else day.isoformat()


def _because(data: dict[str, Any]) -> list[str]:
    because = data.get("because", [])
    lines = [each if isinstance(each, str) else each["text"] for each in because]
    return lines or [f"{each['latest']}: {each['stage']}" for each in data.get("stages", [])
                     if isinstance(each, dict)]  # fmt: skip


async def treaties_page(request: Request) -> Response:
    """Every treaty of the catalogue, searched."""
    page = Page(request)
    given = read(Treaties, request.query_params)
    rows = [{"id": key, **each} for key, each in given.answer().items()]
    rows.sort(key=lambda row: row["name"].casefold())
    template = "_treaties.html" if page.is_fragment else "treaties.html"
    body = None if rows else body_called(given.q or "")
    return page.html(template, here="treaties", rows=rows, q=given.q or "", body=body)


async def treaty_page(request: Request) -> Response:
    """One treaty: its clause in words, who has left and when, its sources."""
    page = Page(request)
    read(Inquiry, request.query_params)
    treaty = resolve_treaty(request.path_params["treaty"])
    practice = _practice(page, treaty=treaty.id)
    return page.html(
        "treaty.html",
        here="treaties",
        treaty=treaty_json(treaty),
        in_force=treaty.in_force,
        rows=practice,
        roll=parties(treaty),
        sources=_linked(treaty.sources),
        life=life_lines(treaty, entry=False),
        numbers=[
            (whose(kind), number, address_of(kind, number)) for kind, number in treaty.identifiers
        ],
        linked_data=linked_data(treaty),
    )


def _practice(page: Page, *, treaty: str | None = None, party: str | None = None) -> list[Row]:
    names = _names(page)
    return [Row.of(each, names) for each in reversed(history(treaty, party))]


def _names(page: Page) -> dict[str, str]:
    return {key: page.t.state(key, each.name) for key, each in countries().items()}


def _linked(sources: tuple[str, ...]) -> list[tuple[str, str | None]]:
    return [each for source in sources for each in linked(source)]


async def states_page(request: Request) -> Response:
    """Every State with a described procedure or a withdrawal on record, searched."""
    page = Page(request)
    given = read(States, request.query_params)
    names = _names(page)
    counts: dict[str, int] = {}
    for each in history():
        counts[each.party] = counts.get(each.party, 0) + 1
    described = frozenset(procedures())
    rows = [
        {"id": key, "name": names.get(key, key), "notices": counts.get(key, 0),
         "procedure": procedure(key) if key in described else None}
        for key in _named(given.q, described | set(counts), names)
    ]  # fmt: skip
    rows.sort(key=lambda row: str(row["name"]).casefold())
    return page.html("states.html", here="states", rows=rows, q=given.q or "")


def _named(text: str | None, every: Iterable[str], names: dict[str, str]) -> list[str]:
    """Return the States that the API finds too, and those whose name on the page holds a text."""
    if text is None:
        return list(every)
    found = {each.id for each in States(q=text).answer()}
    return [
        key for key in every if key in found or text.casefold() in names.get(key, key).casefold()
    ]


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
        rows=_practice(page, party=state.id),
        sources=_linked(found.sources),
    )


async def history_page(request: Request) -> Response:
    """Every withdrawal on record, searched and sorted."""
    page = Page(request)
    table = HistoryTable(read(TableParameters, request.query_params), _names(page))
    template = "_history.html" if page.is_fragment else "history.html"
    return page.html(template, here="history", table=table)


async def history_csv(request: Request) -> Response:
    """The same rows as comma-separated values."""
    table = HistoryTable(read(TableParameters, request.query_params))
    body = table.csv().encode()
    return tagged(request, body, "text/csv; charset=utf-8", filename="withdrawals.csv")


async def forecast_page(request: Request) -> Response:
    """The distribution of a date nobody knows yet, as bands."""
    from withdrawal.output.bands import actual_effect, draw_bands
    from withdrawal.output.drawing import svg
    from withdrawal.output.forecast import forecast_headline

    page = Page(request)
    names = {"party": request.path_params["state"], "treaty": request.path_params["treaty"]}
    given = read(Asked, request.query_params, **names)
    made = await do_slowly(request, given.answer)
    actual = actual_effect(made.party, made.treaty)
    bands = draw_bands(made, actual=actual, day=page.t.day, effect=page.t["effect"])
    template = "_forecast.html" if page.is_fragment else "forecast.html"
    return page.html(
        template,
        forecast=made,
        headline=forecast_headline(made),
        sentence=dated(made.sentence),
        percent=_percent,
        picture=drawn(svg(bands)),
        name=page.t.state(made.party, made.party_name),
        path=f"/forecast/{made.party}/{made.treaty}",
        as_of=made.as_of.isoformat(),
        asked_for=_unless_today(made.as_of),
        slider=_slider(made, actual or date.today()),
    )


def _percent(chance: float) -> str:
    """Return a chance in figures, kept from nothing and from certainty where it is neither."""
    from withdrawal.odds.forecast import chance_in_words

    told = chance_in_words(chance).replace("less than", "<").replace("more than", ">")
    return told.replace("%", " %")


def _slider(made: Forecast, last: date) -> tuple[int, int, int]:
    """Return the first, last and present position of the slider, in days since 1970."""
    steps, as_of = chronology(made.party, made.treaty), made.as_of
    first = [event.when.earliest for event in steps if event.when.earliest]
    ends = min([as_of, *first[:1]]), max(as_of, last)
    epoch = date(1970, 1, 1).toordinal()
    return ends[0].toordinal() - epoch, ends[1].toordinal() - epoch, as_of.toordinal() - epoch
