"""A forecast as bands: for each stage and for effect, the range that holds half and four fifths."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from withdrawal.dates import long_date
from withdrawal.odds.forecast import chance_in_words
from withdrawal.output.pictures.drawing import Circle, Drawing, Line, Rect, Shape, Text
from withdrawal.output.pictures.timeline_layout import Scale, grid

if TYPE_CHECKING:
    from withdrawal.law.treaties.catalogue import Catalogue
    from withdrawal.odds.distribution import Distribution
    from withdrawal.odds.forecast import Forecast

__all__ = ["actual_effect", "draw_bands"]

_LEFT = 250.0
_ROW = 46.0
_TOP = 30.0

Days = Callable[[date], str]


def actual_effect(party: str, treaty: str, catalogue: Catalogue | None = None) -> date | None:
    """Return the day of effect as it is known today, for a forecast from an earlier day."""
    from withdrawal.case.answering.when import when

    return when(party, treaty, catalogue=catalogue).effect


def draw_bands(
    forecast: Forecast, *, actual: date | None = None, day: Days = long_date, effect: str = "effect"
) -> Drawing:
    """Return a forecast as a drawing: a band for each open stage, and one for effect.

    Args:
        forecast: the forecast.
        actual: the day of effect on record, drawn as a line where it is known.
        day: writes a day in the reader's language.
        effect: what the band of effect is called.
    """
    open_ones = [(name.replace("-", " "), each) for name, each in forecast.stages.items()]
    rows = [*open_ones, (effect, forecast.effect)]
    rows = [(name, each) for name, each in rows if each.interval(0.8) is not None]
    scale = _scale(forecast, [each for _, each in rows], actual)
    bottom = _TOP + _ROW * len(rows) + 12
    shapes = [*grid(scale, bottom), *_today(forecast, scale, bottom)]
    for number, (name, each) in enumerate(rows):
        shapes += _band(
            name, each, scale, _TOP + _ROW * number, day, is_last=each is forecast.effect
        )
    if actual is not None:
        x = scale(actual)
        shapes += [Line("after", x, 10, x, bottom - 6), Text("strong", x + 6, 20, day(actual))]
    title = f"{forecast.party_name}, {forecast.treaty_name}, as of {long_date(forecast.as_of)}"
    return Drawing(960, bottom + 24, tuple(shapes), title, forecast.sentence)


def _scale(forecast: Forecast, shown: list[Distribution], actual: date | None) -> Scale:
    days = [forecast.as_of, *([actual] if actual else [])]
    for each in shown:
        days += [day for level in (0.1, 0.9) if (day := each.quantile(level)) is not None]
    return Scale.around(min(days), max(days), left=_LEFT)


def _today(forecast: Forecast, scale: Scale, bottom: float) -> Iterator[Shape]:
    x = scale(forecast.as_of)
    yield Line("today", x, 10, x, bottom - 6)


def _band(
    name: str, each: Distribution, scale: Scale, y: float, day: Days, *, is_last: bool
) -> Iterator[Shape]:
    """Yield one band: four fifths light, half full, the median as a dot with its day."""
    yield Text("strong" if is_last else "label", 8, y + 12, name[0].upper() + name[1:])
    for share, role in ((0.8, "band-wide"), (0.5, "band-half")):
        ends = each.interval(share)
        if ends is not None:
            start, end = scale(ends[0]), scale(ends[1])
            height = 14.0 if share == 0.5 else 8.0
            yield Rect(role, start, y + 8 - height / 2, max(end - start, 3), height, height / 2)
    if each.median is not None:
        x = scale(each.median)
        chance = 1 - each.probability_never
        yield Circle("effect" if is_last else "step", x, y + 8, 6 if is_last else 4)
        yield Text("when", 8, y + 28, f"{day(each.median)}, {chance_in_words(chance)}")
