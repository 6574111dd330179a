"""The pages: home, answers and the files of an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import quote, urlencode

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from withdrawal.case.answer import Answer
from withdrawal.case.asking.question import resolve_pair
from withdrawal.inquiries.exits import When
from withdrawal.inquiries.forms import Name, Text
from withdrawal.inquiries.history import Now
from withdrawal.inquiries.inquiry import Inquiry
from withdrawal.languages.finding import found
from withdrawal.law.countries import countries
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.output.following.ics import answer_calendar
from withdrawal.output.markdown import report_markdown
from withdrawal.output.pictures.drawing import Drawing, svg
from withdrawal.output.pictures.plot import framed, picture_bytes
from withdrawal.output.pictures.timeline import timeline
from withdrawal.output.pictures.timeline_layout import draw_timeline
from withdrawal.output.telling import answer_report
from withdrawal.output.text import report_text
from withdrawal.values import frozen
from withdrawal.web.asking import is_tracking, read
from withdrawal.web.rendering import Page
from withdrawal.web.responses import MEDIA_TYPES, encoded, json_response, tagged
from withdrawal.web.views.answer import AnswerView
from withdrawal.web.views.running import running_table
from withdrawal.web.work import do_slowly

_BESIDES = ("lang", "version", "stages", "conflict_from", "conflict_to")
_PAIR = ("state", "treaty")
_MOST = 30
_RUNNING = 14


@frozen(kw_only=True, slots=False)
class _Chosen(Inquiry):
    """The State and the treaty chosen in the form.

    Attributes:
        state: The State: a name or an ISO code.
        treaty: The treaty: an id or a name.
    """

    state: Name
    treaty: Name


@frozen(kw_only=True, slots=False)
class _Typed(Inquiry):
    """What has been typed so far of a name.

    Attributes:
        q: Part of a name.
    """

    q: Text = None


async def home(request: Request) -> Response:
    """The question box, the form, and the withdrawals of these years."""
    page = Page(request)
    page.asked(Inquiry)
    rows = Now().answer().rows[:_RUNNING]
    return page.html("home.html", running=running_table(rows, date.today(), page))


async def choose(request: Request) -> Response:
    """The form of the home page: on to the address of its answer."""
    asked = request.query_params.multi_items()
    given = Page(request).asked(_Chosen)
    party, law = resolve_pair(given.state, given.treaty)
    kept = [(k, v) for k, v in asked if k not in _PAIR and v and not is_tracking(k)]
    query = f"?{urlencode(kept)}" if kept else ""
    return RedirectResponse(f"/when/{party.id}/{quote(law.id)}{query}", 303)


def answer_view(page: Page) -> AnswerView:
    """Return the answer to the question in an address, for its page."""
    answer, query = _answered(page)
    return AnswerView(answer, page, query)


async def answer_page(request: Request) -> Response:
    """One answer, at an address that can be shared."""
    page = Page(request)
    template = "_answer_fragment.html" if page.is_fragment else "when.html"
    return page.html(template, view=answer_view(page))


async def embedded_answer(request: Request) -> Response:
    """One answer, to stand within a page of somebody else."""
    page = Page(request)
    return page.html("embed_when.html", view=answer_view(page))


async def answer_file(request: Request) -> Response:
    """One answer as a file: calendar, text, Markdown, JSON or picture."""
    page = Page(request)
    view, name = answer_view(page), request.path_params["file"]
    make = _files_of(view, stages="stages" in request.query_params).get(name)
    if make is None:
        raise HTTPException(404, "There is no such file of an answer.")
    kind = name.rpartition(".")[2]
    body = await do_slowly(request, make) if kind == "png" else make()
    stem = f"{view.answer.party}-{view.answer.treaty}.ics" if kind == "ics" else None
    return tagged(body, MEDIA_TYPES[kind], filename=stem)


def _files_of(view: AnswerView, *, stages: bool) -> dict[str, Callable[[], bytes]]:
    """Return what makes each file of an answer, by its name."""
    answer, cited = view.answer, view.cited

    def drawing() -> Drawing:
        return draw_timeline(timeline(answer, conflicts=view.conflicts))

    return {
        "answer.ics": lambda: answer_calendar(answer, stages=stages).encode(),
        "answer.bib": lambda: cited.bibtex.encode(),
        "answer.ris": lambda: cited.ris.encode(),
        "answer.txt": lambda: f"{report_text(answer_report(answer))}\n".encode(),
        "answer.md": lambda: report_markdown(answer_report(answer)).encode(),
        "answer.json": lambda: encoded(answer.to_json(), indent=2) + b"\n",
        "timeline.svg": lambda: svg(drawing()).encode(),
        "timeline.png": lambda: picture_bytes(framed(drawing(), told=answer.sentence), ".png"),
    }


def _answered(page: Page) -> tuple[Answer, tuple[tuple[str, str], ...]]:
    """Return the answer to the question in an address, and the parameters it supposes."""
    query = page.request.query_params
    supposed = [(k, v) for k, v in query.multi_items() if k not in _BESIDES and v]
    start = query.get("conflict_from")
    if start:
        end = query.get("conflict_to") or ".."
        supposed.insert(0, ("conflict", f"{start}/{end}"))
    given, page.passed_over = read(When, QueryParams(supposed), **page.pair)
    left = [(k, v) for k, v in supposed if not is_tracking(k) and k not in page.passed_over]
    return given.answer(), tuple(left)


async def suggest(request: Request) -> Response:
    """What may be meant by what has been typed so far, in any language, the nearest first."""
    page, what = Page(request), request.path_params["what"]
    typed = page.asked(_Typed).q or ""
    if what == "states":
        every = {key: page.t.state(key, each.name) for key, each in countries().items()}
        usual = sorted(
            (key for key, each in countries().items() if each.alpha2), key=lambda key: every[key]
        )
    elif what == "treaties":
        every = {key: each["name"] for key, each in catalogue().summaries.items()}
        usual = sorted(every, key=lambda key: every[key])
    else:
        raise HTTPException(404, "Only the names of States and treaties are suggested.")
    keys = dict.fromkeys((*found(what, typed), *_holding(typed, every))) if typed else usual
    return json_response(
        [{"id": key, "name": every[key]} for key in [*keys][:_MOST] if key in every]
    )


def _holding(text: str, every: Mapping[str, str]) -> list[str]:
    """Return the keys of the names that hold a text."""
    wanted = text.strip().casefold()
    return [key for key, name in every.items() if wanted in name.casefold()]
