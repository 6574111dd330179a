"""The page of a forecast."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response

from withdrawal.inquiries.exits import Forecast as Asked
from withdrawal.record.chronology import chronology
from withdrawal.web.asking import unless_today
from withdrawal.web.rendering import PHONE, Page, slider
from withdrawal.web.work import do_slowly

if TYPE_CHECKING:
    from withdrawal.odds.forecast import Forecast


async def forecast_page(request: Request) -> Response:
    """The distribution of a date nobody knows yet, as bands."""
    from withdrawal.output.forecast import forecast_report
    from withdrawal.output.pictures.bands import actual_effect, draw_bands

    page = Page(request)
    made = await do_slowly(request, page.asked(Asked, **page.pair).answer)
    actual = actual_effect(made.party, made.treaty)
    report = forecast_report(made, page.t)
    template = "_forecast.html" if page.is_fragment else "forecast.html"
    return page.html(
        template,
        forecast=made,
        report=report,
        told=partial(page.told, report),
        picture=page.picture(draw_bands(made, actual=actual, words=page.t)),
        narrow=page.picture(draw_bands(made, actual=actual, words=page.t, width=PHONE)),
        name=page.t.state(made.party, made.party_name),
        path=f"/forecast/{made.party}/{made.treaty}",
        as_of=made.as_of.isoformat(),
        asked_for=unless_today(made.as_of),
        slider=_slider(made, actual or date.today()),
    )


def _slider(made: Forecast, last: date) -> tuple[int, ...]:
    """Return the positions of the slider; see `slider`."""
    steps, as_of = chronology(made.party, made.treaty), made.as_of
    first = [event.when.earliest for event in steps if event.when.earliest]
    return slider(min([as_of, *first[:1]]), max(as_of, last), as_of)
