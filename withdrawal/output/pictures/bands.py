"""A forecast as bands: for each stage and for effect, the range that holds half and four fifths."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve

from withdrawal.dates import long_date
from withdrawal.odds.forecast import chance_in_words
from withdrawal.output.pictures.drawing import Anchor, Circle, Drawing, Line, Rect, Shape, Text
from withdrawal.output.pictures.timeline_layout import Scale, grid

if TYPE_CHECKING:
    from withdrawal.law.treaties.catalogue import Catalogue
    from withdrawal.odds.distribution import Distribution
    from withdrawal.odds.forecast import Forecast

__all__ = ["actual_effect", "draw_bands"]

_LEFT = 250.0
_ROW = 46.0
_TOP = 30.0
_NARROW = 600.0
"""Below this width a band stands under its words, not beside them."""

_ANCHORS: tuple[Anchor, Anchor] = ("start", "end")

Days = Callable[[date], str]


def actual_effect(party: str, treaty: str, catalogue: Catalogue | None = None) -> date | None:
    """Return the day of effect as it is known today, for a forecast from an earlier day."""
    from withdrawal.case.answering.when import when

    return when(party, treaty, catalogue=catalogue).effect


def draw_bands(
    forecast: Forecast,
    *,
    actual: date | None = None,
    day: Days = long_date,
    effect: str = "effect",
    width: float = 960.0,
) -> Drawing:
    """Return a forecast as a drawing: a band for each open stage, and one for effect.

    Args:
        forecast: the forecast.
        actual: the day of effect on record, drawn as a line where it is known.
        day: writes a day in the reader's language.
        effect: what the band of effect is called.
        width: how wide it is; a phone's screen takes a narrow one.
    """
    is_narrow = width < _NARROW
    row = _ROW + (18 if is_narrow else 0)
    open_ones = [(name.replace("-", " "), each) for name, each in forecast.stages.items()]
    rows = [*open_ones, (effect, forecast.effect)]
    rows = [(name, each) for name, each in rows if each.interval(0.8) is not None]
    scale = evolve(
        _scale(forecast, [each for _, each in rows], actual),
        left=8.0 if is_narrow else _LEFT,
        right=width - (8 if is_narrow else 28),
    )
    bottom = _TOP + row * len(rows) + 12
    shapes = [*grid(scale, bottom), *_today(forecast, scale, bottom)]
    for number, (name, each) in enumerate(rows):
        y, is_last = _TOP + row * number, each is forecast.effect
        shapes += _words(name, each, y, day, is_last=is_last)
        shapes += _band(each, scale, y + (42 if is_narrow else 8), is_last=is_last)
    if actual is not None:
        x = scale(actual)
        is_late = x > width * 0.7
        told = Text("strong", x - 6 if is_late else x + 6, 20, day(actual), _ANCHORS[is_late])
        shapes += [Line("after", x, 10, x, bottom - 6), told]
    title = f"{forecast.party_name}, {forecast.treaty_name}, as of {long_date(forecast.as_of)}"
    return Drawing(width, bottom + 24, tuple(shapes), title, forecast.sentence)


def _scale(forecast: Forecast, shown: list[Distribution], actual: date | None) -> Scale:
    days = [forecast.as_of, *([actual] if actual else [])]
    for each in shown:
        days += [day for level in (0.1, 0.9) if (day := each.quantile(level)) is not None]
    return Scale.around(min(days), max(days), left=_LEFT)


def _today(forecast: Forecast, scale: Scale, bottom: float) -> Iterator[Shape]:
    x = scale(forecast.as_of)
    yield Line("today", x, 10, x, bottom - 6)


def _words(name: str, each: Distribution, y: float, day: Days, *, is_last: bool) -> Iterator[Shape]:
    """Yield what a band is of, and its median day with how likely it comes at all."""
    yield Text("strong" if is_last else "label", 8, y + 12, name[0].upper() + name[1:])
    if each.median is not None:
        chance = chance_in_words(1 - each.probability_never)
        yield Text("when", 8, y + 28, f"{day(each.median)}, {chance}")


def _band(each: Distribution, scale: Scale, y: float, *, is_last: bool) -> Iterator[Shape]:
    """Yield one band: four fifths light, half full, the median as a dot."""
    for share, role in ((0.8, "band-wide"), (0.5, "band-half")):
        ends = each.interval(share)
        if ends is not None:
            start, end = scale(ends[0]), scale(ends[1])
            height = 14.0 if share == 0.5 else 8.0
            yield Rect(role, start, y - height / 2, max(end - start, 3), height, height / 2)
    if each.median is not None:
        yield Circle("effect" if is_last else "step", scale(each.median), y, 6 if is_last else 4)
