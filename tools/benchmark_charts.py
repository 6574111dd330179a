"""The charts of the page of benchmarks, from the kept figures, in the house's one visual language.

Each function returns a `Drawing`. All stand on paper of their own, so that they can be read on
dark pages too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from attrs import frozen

from withdrawal.output.drawing import Circle, Drawing, Line, Rect, Shape, Text

__all__ = ["Bar", "bars", "bars_in_panels", "growth", "margins"]

_EDGE = 20.0
_ROW = 30.0
_HEAD = 44.0
_FOOT = 34.0


@frozen
class Bar:
    """One bar.

    Attributes:
        name: what it measures.
        value: how long it is, above zero.
        told: the value in words.
        role: how it is painted: ``period`` for this project's own, ``deciding`` for others.
    """

    name: str
    value: float
    told: str
    role: str = "deciding"


@frozen
class Axis:
    """A logarithmic axis from left to right, in whole powers of ten."""

    low: int
    high: int
    left: float
    right: float

    @classmethod
    def around(cls, values: Sequence[float], left: float, right: float) -> Axis:
        """Return the axis that begins a power of ten below the smallest value, to be seen."""
        low = math.floor(math.log10(min(values)) - 0.3)
        return cls(low, max(math.ceil(math.log10(max(values))), low + 1), left, right)

    def __call__(self, value: float) -> float:
        """Return the place of a value."""
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def grid(self, top: float, bottom: float, unit: str) -> Iterator[Shape]:
        """Yield a line and a label for each power of ten, as many labels as there is room for."""
        step = max(1, math.ceil((self.high - self.low) * 72 / (self.right - self.left)))
        for power in range(self.low, self.high + 1, step):
            x = self(10.0**power)
            yield Line("grid", x, top, x, bottom)
            yield Text("tick", x, bottom + 16, f"{_power(power)}{unit}", "middle")


def _power(power: int) -> str:
    if power < 0:
        return f"{10.0**power:.{-power}f}"
    return f"{10**power:,}" if power < 6 else f"{10 ** (power - 6):,} million"


def bars(title: str, listed: Sequence[Bar], *, unit: str = "", width: float = 720) -> Drawing:
    """Return bars on a logarithmic axis, one below the other."""
    return bars_in_panels(title, {title: listed}, unit={title: unit}, width=width)


def bars_in_panels(
    title: str,
    panels: Mapping[str, Sequence[Bar]],
    *,
    unit: Mapping[str, str],
    width: float = 720,
) -> Drawing:
    """Return several panels of bars, one below the other, each with an axis of its own."""
    shapes: list[Shape] = []
    top = 0.0
    for name, listed in panels.items():
        shapes += _panel(name, listed, top, width, unit[name])
        top += _HEAD + _ROW * len(listed) + _FOOT
    return _on_paper(title, shapes, width, top, [f"{b.name}: {b.told}" for p in panels.values()
                                                 for b in p])  # fmt: skip


def _panel(
    name: str, listed: Sequence[Bar], top: float, width: float, unit: str
) -> Iterator[Shape]:
    axis = Axis.around([bar.value for bar in listed], 210, width - 130)
    bottom = top + _HEAD + _ROW * len(listed)
    yield Text("strong", _EDGE, top + 26, name)
    yield from axis.grid(top + _HEAD - 4, bottom, unit)
    for row, bar in enumerate(listed):
        y = top + _HEAD + _ROW * row
        yield Text("strong" if bar.role == "period" else "label", 200, y + 17, bar.name, "end")
        length = max(axis(bar.value) - axis.left, 2)
        yield Rect(bar.role, axis.left, y + 4, length, 18, 3)
        yield Text("label", axis.left + length + 8, y + 17, bar.told)


def growth(title: str, series: Mapping[str, Sequence[tuple[int, float]]]) -> Drawing:
    """Return small panels, one a curve: time against size, both relative and doubling alike.

    A dashed line shows where the curve would be if the time grew in proportion.
    """
    columns, wide, high = 4, 232.0, 196.0
    shapes: list[Shape] = []
    for number, (name, points) in enumerate(series.items()):
        left, top = 16 + number % columns * wide, number // columns * high
        shapes += _curve(name, points, left, top)
    height = (len(series) + columns - 1) // columns * high
    told = [f"{name}: {_in_words(points)}" for name, points in series.items()]
    return _on_paper(title, shapes, 16 + columns * wide, height + 8, told)


def _in_words(points: Sequence[tuple[int, float]]) -> str:
    return ", ".join(f"{size:,} in {1e3 * each:.2f} ms" for size, each in points)


def _curve(
    name: str, points: Sequence[tuple[int, float]], left: float, top: float
) -> Iterator[Shape]:
    steps = math.log2(points[-1][0] / points[0][0])
    most = max(steps, math.log2(points[-1][1] / points[0][1]))
    x0, y0, wide, high = left + 14, top + 150, 176.0, 96.0
    yield Text("strong", left + 6, top + 26, name[0].upper() + name[1:])
    yield Line("axis", x0, y0, x0 + wide, y0)
    yield Line("today", x0, y0, x0 + wide, y0 - high * steps / most)

    def place(point: tuple[int, float]) -> tuple[float, float]:
        across = math.log2(point[0] / points[0][0]) / steps
        up = max(math.log2(point[1] / points[0][1]), 0.0) / most
        return x0 + wide * across, y0 - high * up

    places = [place(each) for each in points]
    for before, after in pairwise(places):
        yield Line("curve", *before, *after)
    for at, point in zip(places, points, strict=True):
        yield Circle("effect", *at, 4.5, f"{point[0]:,}: {1e3 * point[1]:.2f} ms")
    for (x, _), point in ((places[0], points[0]), (places[-1], points[-1])):
        yield Text("tick", x, y0 + 16, _size(point[0]), "middle")
    factor = (points[-1][1] / points[0][1]) ** (1 / steps)
    from_to = f"{1e3 * points[0][1]:.2g} to {1e3 * points[-1][1]:.3g} ms"
    yield Text("when", left + 6, top + 44, f"{from_to}, × {factor:.2f} a doubling")


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} million" if size >= 1_000_000 else f"{size:,}"


def margins(title: str, listed: Sequence[Bar]) -> Drawing:
    """Return how many times better than its goal each figure is; left of the line it is missed.

    The ``value`` of a bar is how many times better, ``told`` the figure and the goal.
    """
    width, left = 1030.0, 610.0
    axis = Axis(-1, max(1, math.ceil(math.log10(max(bar.value for bar in listed)))), left, 820)
    bottom = _HEAD + _ROW * len(listed)
    goal = axis(1.0)
    shapes: list[Shape] = [
        Text("strong", _EDGE, 26, title),
        Text("when", goal, 40, "goal", "middle"),
        *axis.grid(_HEAD, bottom, " ×"),
        Line("today", goal, _HEAD, goal, bottom),
    ]
    for row, bar in enumerate(listed):
        y, end = _HEAD + _ROW * row, axis(bar.value)
        start, stop = min(goal, end), max(goal, end)
        shapes += [
            Text("label", left - 12, y + 19, bar.name, "end"),
            Rect(bar.role, start, y + 6,
                 max(stop - start, 2), 18, 3),
            Text("when", 836, y + 19, bar.told),
        ]  # fmt: skip
    return _on_paper(title, shapes, width, bottom + _FOOT,
                     [f"{bar.name}: {bar.told}" for bar in listed])  # fmt: skip


def _on_paper(
    title: str, shapes: Sequence[Shape], width: float, height: float, told: Sequence[str]
) -> Drawing:
    paper = Rect("paper", 0, 0, width, height, 8)
    return Drawing(width, height, (paper, *shapes), title, f"{'; '.join(told)}.")
