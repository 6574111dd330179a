"""The pages: home, answers and the files of an answer."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from attrs import fields
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from withdrawal.case.answer import Answer
from withdrawal.case.question import resolve_pair
from withdrawal.case.when import when as answer_when
from withdrawal.dates import parse_interval
from withdrawal.law.catalogue import catalogue
from withdrawal.law.countries import countries
from withdrawal.output.drawing import svg
from withdrawal.output.ics import MEDIA_TYPE as CALENDAR
from withdrawal.output.ics import answer_calendar
from withdrawal.output.markdown import answer_markdown
from withdrawal.output.text import answer_text
from withdrawal.output.timeline import timeline
from withdrawal.output.timeline_layout import draw_timeline
from withdrawal.web.answer_view import AnswerView
from withdrawal.web.parameters import WhenParameters, read
from withdrawal.web.problems import BadRequestError
from withdrawal.web.rendering import Page
from withdrawal.web.responses import tagged
from withdrawal.web.running import running_rows

__all__ = ["answer_file", "answer_page", "choose", "home", "suggest"]

_BESIDES = ("lang", "version", "stages", "conflict_from", "conflict_to", "state")
_HOST = re.compile(r"[A-Za-z0-9.-]{1,100}(:\d{1,5})?|\[[0-9a-fA-F:]{2,40}\](:\d{1,5})?")
_TYPES = {"txt": "text/plain", "md": "text/markdown", "json": "application/json"}


async def home(request: Request) -> Response:
    """The question box, the form, and the withdrawals of these years."""
    page = Page(request)
    rows, years = running_rows(date.today(), page)
    return page.html("home.html", running=rows, years=years, examples=())


async def choose(request: Request) -> Response:
    """The form of the home page: on to the address of its answer."""
    given = dict(request.query_params)
    state, treaty = given.pop("state", ""), given.pop("treaty", "")
    if not state.strip() or not treaty.strip():
        raise BadRequestError("A State and a treaty are needed: expected a name for each.")
    party, law = resolve_pair(state[:160], treaty[:160])
    kept = {name: value for name, value in given.items() if value}
    query = f"?{urlencode(kept)}" if kept else ""
    return RedirectResponse(f"/when/{party.id}/{quote(law.id)}{query}", 303)


async def answer_page(request: Request) -> Response:
    """One answer, at an address that can be shared."""
    page = Page(request)
    answer, query = _answered(request)
    path = f"/when/{answer.party}/{answer.treaty}"
    conflicts = (parse_interval(query["conflict"]),) if "conflict" in query else None
    view = AnswerView(answer, page.t, path, query, conflicts, _base(request))
    template = "_answer_fragment.html" if page.is_fragment else "when.html"
    return page.html(template, view=view)


async def answer_file(request: Request) -> Response:
    """One answer as a file: calendar, text, Markdown, JSON or picture."""
    answer, query = _answered(request)
    name = request.path_params["file"]
    stem = f"{answer.party}-{answer.treaty}"
    if name == "answer.ics":
        text = answer_calendar(answer, stages="stages" in request.query_params)
        return tagged(request, text.encode(), CALENDAR, filename=f"{stem}.ics")
    if name == "timeline.svg":
        supposed = (parse_interval(query["conflict"]),) if "conflict" in query else None
        drawn = svg(draw_timeline(timeline(answer, conflicts=supposed)))
        return tagged(request, drawn.encode(), "image/svg+xml")
    kind = name.removeprefix("answer.")
    written = _written(answer).get(kind)
    if written is None:
        raise HTTPException(404, "There is no such file of an answer.")
    return tagged(request, written.encode(), f"{_TYPES[kind]}; charset=utf-8")


def _written(answer: Answer) -> dict[str, str]:
    return {
        "txt": answer_text(answer) + "\n",
        "md": answer_markdown(answer),
        "json": json.dumps(answer.to_json(), ensure_ascii=False, indent=2) + "\n",
    }


def _answered(request: Request) -> tuple[Answer, dict[str, str]]:
    """Return the answer to the question in an address, and the parameters it supposes."""
    supposed = [(k, v) for k, v in request.query_params.multi_items() if k not in _BESIDES and v]
    start = request.query_params.get("conflict_from")
    if start:
        supposed.append(("conflict", f"{start}/{request.query_params.get('conflict_to') or '..'}"))
    names = [("party", request.path_params["state"]), ("treaty", request.path_params["treaty"])]
    given = read(WhenParameters, QueryParams([*names, *supposed]))
    values: dict[str, Any] = {name: getattr(given, name) for name in _SUPPOSED}
    values["conflict"] = list(given.conflict) or None
    return answer_when(given.party, given.treaty, **values), dict(supposed)


_SUPPOSED = tuple(
    name
    for name in (each.name for each in fields(WhenParameters))
    if name not in ("party", "treaty", "conflict")
)


def _base(request: Request) -> str:
    host = request.headers.get("host", "")
    return f"{request.url.scheme}://{host}" if _HOST.fullmatch(host) else ""


async def suggest(request: Request) -> Response:
    """The names that begin like, or hold, what has been typed so far, as options."""
    page = Page(request)
    what = request.path_params["what"]
    typed = (request.query_params.get("state") or request.query_params.get("treaty") or "")[:80]
    names = _state_names(page) if what == "states" else _treaty_names()
    wanted = typed.strip().casefold()
    starts = [name for name in names if name.casefold().startswith(wanted)]
    holds = [name for name in names if wanted in name.casefold() and name not in starts]
    limit = 300 if what == "states" else 40
    return page.html("_options.html", options=[*starts, *holds][:limit])


def _state_names(page: Page) -> list[str]:
    return sorted(page.t.state(key, each.name) for key, each in countries().items() if each.alpha2)


def _treaty_names() -> list[str]:
    return sorted(each["name"] for each in catalogue().summaries.values())
