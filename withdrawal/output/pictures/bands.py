"""A forecast as bands, the ranges that hold half and four fifths; as a fan, with a density too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve

from withdrawal.dates import days_on
from withdrawal.law.treaties.catalogue import Catalogue
from withdrawal.letters import lower_first, upper_first
from withdrawal.odds.distribution import Distribution
from withdrawal.odds.engine.together import EnsembleSolution
from withdrawal.odds.forecast import Forecast, chance_in_words
from withdrawal.odds.simulation import Simulation
from withdrawal.output.pictures.drawing import Anchor, Circle, Drawing, Line, Rect, Shape, Text
from withdrawal.output.pictures.timeline_layout import Scale, grid
from withdrawal.output.words import ENGLISH, Words

_LEFT = 250.0
_ROW = 46.0
_TOP = 30.0
_NARROW = 600.0
"""Below this width a band stands under its words, not beside them."""

_ANCHORS: tuple[Anchor, Anchor] = ("start", "end")


def actual_effect(party: str, treaty: str, catalogue: Catalogue | None = None) -> date | None:
    """Return the day of effect as it is known today, for a forecast from an earlier day."""
    from withdrawal.case.answering.when import when

    return when(party, treaty, catalogue=catalogue).effect


def draw_bands(
    forecast: Forecast,
    *,
    actual: date | None = None,
    words: Words = ENGLISH,
    width: float = 960.0,
) -> Drawing:
    """Return a forecast as a drawing: a band for each open stage, and one for effect.

    Beneath the latter stands, paler, what past cases in a like situation say alone; a line marks
    the actual day of effect, where one is on record.
    """
    is_narrow = width < _NARROW
    row = _ROW + (18 if is_narrow else 0)
    rows = _rows(forecast, words)
    scale = evolve(
        scale_of(forecast, actual),
        left=8.0 if is_narrow else _LEFT,
        right=width - (8 if is_narrow else 28),
    )
    bottom = _TOP + row * len(rows) + 12
    today = scale(forecast.as_of)
    shapes = [*grid(scale, bottom), Line("today", today, 10, today, bottom - 6)]
    for number, (name, each) in enumerate(rows):
        y, role = _TOP + row * number, _role(each, forecast)
        shapes += _words(name, y, role, _when(forecast, each, words))
        shapes += _band(each, scale, y + (42 if is_narrow else 8), role)
    if actual is not None:
        x = scale(actual)
        is_late = x > width * 0.7
        told = Text("strong", x - 6 if is_late else x + 6, 20, words.day(actual), _ANCHORS[is_late])
        shapes += [Line("after", x, 10, x, bottom - 6), told]
    state = words.state(forecast.party, forecast.party_name)
    named = f"{state}, {words.treaty(forecast.treaty, forecast.treaty_name)}"
    since = words.line(f"if begun on {forecast.as_of}").text
    if not forecast.is_supposed:
        since = f"{lower_first(words['as_of'])} {words.day(forecast.as_of)}"
    title = f"{named}, {since}"
    return Drawing(width, bottom + 24, tuple(shapes), title, forecast.sentence)


_BANDS = {
    "label": ((0.8, "band-wide", 8.0), (0.5, "band-half", 14.0)),
    "strong": ((0.8, "band-wide", 8.0), (0.5, "band-half", 14.0)),
    "past": ((0.8, "area", 8.0), (0.5, "band-wide", 14.0)),
}
"""The bands of a row: the share, the role of its band, and how high it is."""


def _role(each: Distribution, forecast: Forecast) -> str:
    if each is forecast.climatology:
        return "past"
    return "strong" if each is forecast.effect else "label"


def _rows(forecast: Forecast, words: Words) -> list[tuple[str, Distribution]]:
    """Return what each band shows, and what it is called."""
    open_ones = [(words.stage(name).text, each) for name, each in forecast.stages.items()]
    past = [(words["past_alone"], forecast.climatology)] if forecast.climatology else []
    rows = [*open_ones, (words["effect"], forecast.effect), *past]
    return [(name, each) for name, each in rows if each.interval(0.8) is not None]


def scale_of(forecast: Forecast, actual: date | None = None) -> Scale:
    """Return the scale on which the bands of a forecast lie; arguments as `draw_bands`."""
    days = [forecast.as_of, *([actual] if actual else [])]
    for _, each in _rows(forecast, ENGLISH):
        days += [day for level in (0.1, 0.9) if (day := each.quantile(level)) is not None]
    return Scale.around(min(days), max(days), left=_LEFT)


def _when(forecast: Forecast, each: Distribution, words: Words) -> str:
    """Return the median day, with how likely it comes at all where that is told."""
    if each.median is None:
        return ""
    day, chance = each.median, chance_in_words(1 - each.probability_never)
    return words.day(day) if forecast.is_supposed else words.line(f"{day}, {chance}").text


def _words(name: str, y: float, role: str, when: str) -> Iterator[Shape]:
    """Yield what a band is of, and when that is."""
    yield Text("strong" if role == "strong" else "label", 8, y + 12, upper_first(name))
    if when:
        yield Text("when", 8, y + 28, when)


def _band(each: Distribution, scale: Scale, y: float, role: str) -> Iterator[Shape]:
    """Yield one band: four fifths light, half full (past cases: pale), the median as a dot."""
    for share, band, height in _BANDS[role]:
        ends = each.interval(share)
        if ends is not None:
            start, end = scale(ends[0]), scale(ends[1])
            yield Rect(band, start, y - height / 2, max(end - start, 3), height, height / 2)
    if each.median is not None:
        dot, radius = ("effect", 6) if role == "strong" else ("step", 4)
        yield Circle(dot, scale(each.median), y, radius)


def draw_simulation(simulation: Simulation, exact: EnsembleSolution) -> Drawing:
    """Return the fan of the first case: its stages as solved, and effect as it was counted."""
    from withdrawal.odds.ahead import forecast_of

    name, first = next(iter(simulation.found.prospects.items()))
    outlook = forecast_of(first, exact.solutions.get(name))
    return draw_fan(evolve(outlook, effect=simulation.cases[name]))


_DENSITY = 70.0


def draw_fan(forecast: Forecast, *, actual: date | None = None) -> Drawing:
    """Return a forecast as a drawing: a band for each open stage, and effect as a density."""
    bands = draw_bands(forecast, actual=actual)
    scale = scale_of(forecast, actual)
    top = bands.height + 8
    shapes = [*bands.shapes, Text("label", 8, top + _DENSITY - 8, "Effect, week by week")]
    drawn = [("band-half", forecast.effect)]
    if forecast.climatology is not None:
        pale = f"pale: {lower_first(ENGLISH['past_alone'])}"
        shapes.append(Text("when", 8, top + _DENSITY + 6, pale))
        drawn.insert(0, ("band-wide", forecast.climatology))
    chances = [chance for _, each in drawn for _, chance in _by_weeks(each, scale)]
    for role, each in drawn:
        shapes += _density(each, scale, top, role, max(chances, default=0.0))
    return evolve(bands, height=top + _DENSITY + 10, shapes=tuple(shapes))


def _density(
    each: Distribution, scale: Scale, top: float, role: str, highest: float
) -> Iterator[Shape]:
    """Yield a bar for each week, as high as its chance beside the highest."""
    for begin, chance in _by_weeks(each, scale):
        height = _DENSITY * chance / highest if highest else 0.0
        if height >= 0.3:
            left, right = scale(begin), scale(days_on(begin, 7))
            yield Rect(role, left, top + _DENSITY - height, max(right - left - 0.4, 0.6), height)


def _by_weeks(each: Distribution, scale: Scale) -> Iterable[tuple[date, float]]:
    first, last = each.quantile(0.005), each.quantile(0.995)
    if first is None or last is None:
        return
    start = max(first, scale.first)
    for count in range(0, (min(last, scale.last) - start).days + 1, 7):
        day = days_on(start, count)
        before = each.probability_by(days_on(day, -1))
        yield day, each.probability_by(days_on(day, 6)) - before
