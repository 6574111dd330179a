"""The page of one treaty: its parties on a day and over time, its exits, its clause."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from withdrawal.output.tables.treaties import linked_data, treaty_json, treaty_report
from withdrawal.record.history import history
from withdrawal.web.pages.files import Shown, file_of, followed, split
from withdrawal.web.rendering import Page
from withdrawal.web.views.treaty import COLUMNS, TreatyParameters, TreatyView

SCHEMA = "withdrawal/treaty-record/1"


async def treaty_page(request: Request) -> Response:
    """One treaty as a living record; with an ending, the same as a file."""
    page = Page(request)
    name, kind = split(request.path_params["treaty"])
    view = TreatyView.of(page, page.asked(TreatyParameters, treaty=name))
    taken = shown(view)
    if kind is not None:
        return await file_of(request, taken, kind)
    report = treaty_report(view.law, page.t)
    template = "_treaty.html" if page.is_fragment else "treaty.html"
    return page.html(
        template,
        here="treaties",
        view=view,
        kinds=taken.kinds,
        followed=taken.followed,
        report=report,
        told=partial(page.told, report),
        facts=page.facts(report),
        linked_data=linked_data(view.law),
    )


async def embedded_treaty(request: Request) -> Response:
    """The parties to one treaty over time, to stand within a page of somebody else."""
    page = Page(request)
    given = page.asked(TreatyParameters, treaty=request.path_params["treaty"])
    return page.html("embed_treaty.html", view=TreatyView.of(page, given))


def shown(view: TreatyView) -> Shown:
    """Return what the page of a treaty shows, for those who take it as a file."""
    return Shown(
        stem=f"{view.law.id}-{view.roll.on}",
        data=lambda: {
            "schema": SCHEMA,
            "treaty": treaty_json(view.law),
            "parties": view.roll.to_json(),
            "over_time": view.course.to_json(),
        },
        columns=COLUMNS,
        rows=lambda: (each.to_json() for each in view.roll.rows),
        drawing=view.alone,
        followed=followed(
            view.page, view.path, view.law.name, history(view.law.id), view.roll.as_of
        ),
    )
