"""The pages of several States side by side, of a plan, and the way to the parties of a treaty."""

from __future__ import annotations

from attrs import evolve
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from withdrawal.case.planning.compare import Comparison
from withdrawal.errors import WithdrawalError
from withdrawal.inquiries.exits import Compare, Plan
from withdrawal.inquiries.treaties import Parties
from withdrawal.law.treaties.catalogue import resolve_treaty
from withdrawal.output.pictures.drawing import Drawing
from withdrawal.output.pictures.plot import framed
from withdrawal.output.pictures.timeline import plan_timeline, timeline
from withdrawal.output.pictures.timeline_layout import draw_stacked, draw_timeline
from withdrawal.output.planning import comparison_report, plan_report
from withdrawal.web.asking import names_between, unless_today
from withdrawal.web.pages.files import Shown, file_of
from withdrawal.web.rendering import Page
from withdrawal.web.work import do_slowly


async def parties_page(request: Request) -> Response:
    """The parties to a treaty: they stand on its own page."""
    page = Page(request)
    if not request.query_params.get("treaty"):
        return RedirectResponse(page.link("/treaties"), 303)
    given = page.asked(Parties)
    key = resolve_treaty(given.treaty).id
    return RedirectResponse(page.link(f"/treaties/{key}", on=given.on, as_of=given.as_of), 303)


async def compare_page(request: Request) -> Response:
    """Several States on one treaty, on one axis of days; with an ending, the same as a file."""
    page, kind = Page(request), request.path_params.get("kind")
    typed = _typed(request)
    if not typed.get("party") or not typed.get("treaty"):
        return page.html("compare.html", typed=typed, made=None)
    try:
        given = page.asked(Compare)
        made = evolve(given, party=names_between(*given.party)).answer()
    except WithdrawalError as error:
        if kind is not None:
            raise
        return page.refused("compare.html", error, typed=typed, made=None)
    if kind is not None:
        return await file_of(request, _compared(made, page), kind)
    return page.html(
        "compare.html",
        typed=typed,
        made=made,
        picture=page.picture(_stacked(made, page)),
        kinds=_compared(made, page).kinds,
        file=lambda kind: page.link(f"/compare.{kind}", **typed),
        sections=[page.section(each) for each in comparison_report(made, page.t).sections],
    )


def _typed(request: Request) -> dict[str, str]:
    """Return what stands in the fields of a form; several values of one with commas."""
    found: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name != "lang" and value:
            found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def _stacked(made: Comparison, page: Page) -> Drawing:
    answers = [row.answer for row in made.rows]
    names = [page.t.state(each.party, each.party_name) for each in answers]
    return draw_stacked(
        [evolve(timeline(e), title=name) for e, name in zip(answers, names, strict=True)],
        title=page.t["exits"],
        words=page.t,
        hrefs=[
            page.link(f"/when/{row.answer.party}/{made.treaty}", as_of=unless_today(made.as_of))
            for row in made.rows
        ],
    )


def _compared(made: Comparison, page: Page) -> Shown:
    rows = made.to_json()["rows"]
    columns = tuple(key for key, value in rows[0].items() if not isinstance(value, dict | list))
    day = page.t.day(made.as_of)
    return Shown(
        stem=f"compare-{made.treaty}-{made.as_of}",
        data=made.to_json,
        columns=columns,
        rows=lambda: ({key: row[key] for key in columns} for row in rows),
        drawing=lambda: framed(evolve(_stacked(made, page), title=f"{made.treaty_name}, {day}")),
    )


async def plan_page(request: Request) -> Response:
    """The latest day for each step, to be out by a day; or the first, to begin on one."""
    page = Page(request)
    typed = _typed(request)
    if not typed.get("party") or not typed.get("treaty"):
        return page.html("plan.html", typed=typed, report=None)
    try:
        made = await do_slowly(request, page.asked(Plan).answer)
    except (WithdrawalError, HTTPException) as error:
        return page.refused("plan.html", error, typed=typed, report=None)
    report = plan_report(made, page.t)
    is_drawn = made.stages or made.latest_receipt
    shown = draw_timeline(plan_timeline(made), words=page.t)
    picture = page.picture(shown, is_decorative=True)
    return page.html(
        "plan.html",
        typed=typed,
        made=made,
        name=page.t.state(made.party, made.party_name),
        report=report,
        picture=picture if is_drawn else Markup(""),
        sections=[page.section(each) for each in report.sections],
    )
