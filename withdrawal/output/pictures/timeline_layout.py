"""Timelines laid out: where each mark, span and label goes, so that nothing covers anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import evolve, field

from withdrawal.dates import days_on
from withdrawal.letters import lower_first
from withdrawal.output.citing import address_in
from withdrawal.output.pictures.drawing import (
    Anchor,
    Circle,
    Drawing,
    Line,
    Rect,
    Shape,
    Text,
    width_of,
)
from withdrawal.output.pictures.timeline import Mark, Timeline
from withdrawal.output.words import ENGLISH, Words
from withdrawal.values import frozen

_WIDTH = 960.0
_EDGE = 28.0
_ROW = 34.0
_BAR = 10.0
_GAP = 12.0
_MAX_TICKS = 9
_TICK = 55.0
"""How much room a day below the axis takes at least."""
_MAX_LEVELS = 12
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)
_BELOW = ("notice", "effect", "earliest", "rejoined", "reading", "claim", "today")
_DECIDES = ("notice", "effect", "earliest")
_RADIUS = {"notice": 8, "effect": 9, "earliest": 8, "rejoined": 7}


@frozen
class Scale:
    """From days to places on the plane, along one straight axis."""

    first: date
    last: date
    left: float = _EDGE
    right: float = _WIDTH - _EDGE

    def __call__(self, day: date) -> float:
        """Return the place of a day; days beyond the axis lie at its ends."""
        whole = max((self.last - self.first).days, 1)
        share = (day - self.first).days / whole
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    @classmethod
    def around(cls, first: date, last: date, *, left: float = _EDGE) -> Scale:
        """Return the scale that shows some days with a little room on both sides."""
        pad = max((last - first).days // 14, 5)
        return cls(days_on(first, -pad), days_on(last, pad * 2), left)


@frozen
class _Label:
    """A label of two lines above the axis, with the place it takes up."""

    mark: Mark
    x: float
    start: float
    end: float
    level: int


@frozen
class _Layout:
    """A timeline being laid out; its marks lead to an address, or each to its source."""

    timeline: Timeline
    scale: Scale
    words: Words
    axis: float = 0.0
    labels: tuple[_Label, ...] = ()
    href: str = ""
    is_sourced: bool = False
    taken: list[tuple[float, float, float]] = field(factory=list)

    def when(self, mark: Mark) -> str:
        """Return the day of a mark, or its bounds, in words."""
        if mark.is_exact:
            day = self.words.day(mark.latest)
            return f"≤ {day}" if mark.is_at_latest else day
        return _range(self.words.day(mark.earliest), self.words.day(mark.latest))

    def word(self, label: str) -> str:
        """Return a label in the reader's language; where each is read alone, no English one."""
        told = self.words.mark(label)
        return "" if self.href and told.language != self.words.code else told.text

    def is_free(self, start: float, end: float, row: float) -> bool:
        """Return whether a line below the axis is free between two places."""
        return not any(row == y and start < b and a < end for a, b, y in self.taken)


def _range(first: str, last: str) -> str:
    """Return two days as a range, without the month and year that both end in."""
    start, end = first.split(" "), last.split(" ")
    while len(start) > 1 and len(end) > 1 and start[-1] == end[-1]:
        start.pop()
        end.pop()
    return f"{' '.join(start)} – {last}"


def draw_timeline(
    timeline: Timeline, *, words: Words = ENGLISH, is_sourced: bool = False
) -> Drawing:
    """Return a timeline as a drawing."""
    scale = Scale.around(*timeline.bounds)
    layout = _Layout(timeline, scale, words, is_sourced=is_sourced)
    layout = evolve(layout, scale=_roomy(layout))
    labels = _placed(layout)
    levels = max((each.level + 1 for each in labels), default=0)
    layout = evolve(layout, labels=labels, axis=levels * _ROW + 30.0)
    below = [*_below(layout), *_period_label(layout), *_beside(layout)]
    bottom = max((shape.y for shape in below if isinstance(shape, Text)), default=layout.axis) + 34
    shapes = (
        *grid(layout.scale, bottom - 20),
        *(Line("leader", x.x, layout.axis - x.level * _ROW - 36, x.x, layout.axis) for x in labels),
        *_bands(layout),
        *below,
        *_dots(layout),
        *_texts(layout),
    )
    return Drawing(_WIDTH, bottom, shapes, timeline.title, timeline.summary)


def draw_stacked(
    timelines: Iterable[Timeline],
    *,
    title: str,
    words: Words = ENGLISH,
    hrefs: Sequence[str] = (),
) -> Drawing:
    """Return several timelines one below the other on one axis, for comparing cases."""
    every = tuple(timelines)
    bounds = [each.bounds for each in every]
    left = 24 + max(width_of(each.title, "label") for each in every)
    scale = Scale.around(
        min(a for a, _ in bounds), max(b for _, b in bounds), left=min(left, 420.0)
    )
    bottom = _ROW * len(every) + 20
    shapes: list[Shape] = list(grid(scale, bottom))
    for number, each in enumerate(every):
        href = hrefs[number] if hrefs else ""
        layout = _Layout(each, scale, words, 28 + _ROW * number, href=href)
        shapes.append(Text("label", 8, layout.axis + 4, each.title))
        shapes += [*_bands(layout), *_dots(layout)]
    told = " ".join(each.summary for each in every)
    return Drawing(_WIDTH, bottom + 24, tuple(shapes), title, told)


def _placed(layout: _Layout) -> tuple[_Label, ...]:
    """Give each label the lowest level on which it touches no other, the last day first."""
    done: list[_Label] = []
    for mark in sorted(_gathered(layout), key=lambda each: each.latest, reverse=True):
        x, wide = layout.scale(mark.latest), _width(layout, mark)
        fitting = (_Label(mark, x, x - 2, x + wide, level) for level in range(_MAX_LEVELS))
        free = (label for label in fitting if not any(_touch(label, each) for each in done))
        done.append(next(free, _Label(mark, x, x - 2, x + wide, _MAX_LEVELS)))
    return tuple(done)


def _gathered(layout: _Layout) -> list[Mark]:
    """Return the steps to label, those of the same day under one label."""
    groups: dict[tuple[date, date, bool], list[str]] = {}
    for mark in layout.timeline.marks:
        if mark.kind == "step":
            labels = groups.setdefault((mark.earliest, mark.latest, mark.is_at_latest), [])
            labels.append(layout.word(mark.label))
    return [
        Mark("step", first, last, ", ".join(_counted(labels)), is_at_latest=is_at_latest)
        for (first, last, is_at_latest), labels in groups.items()
    ]


def _counted(labels: list[str]) -> list[str]:
    """Return the labels, each once, the later ones as they read within a line."""
    counts = Counter(labels)
    named = [text if n == 1 else f"{text} ({n})" for text, n in counts.items()]
    return [named[0], *(lower_first(text) for text in named[1:])]


def _width(layout: _Layout, mark: Mark) -> float:
    return _GAP + max(width_of(mark.label, "label"), width_of(layout.when(mark), "when"))


def _roomy(layout: _Layout) -> Scale:
    """Return the scale, made so much shorter that every label fits to the right of its day."""
    scale = layout.scale
    for _ in range(4):
        over = max(
            (scale(mark.latest) + _width(layout, mark) - _WIDTH for mark in _gathered(layout)),
            default=0.0,
        )
        if over <= 0 or scale.right - over < _WIDTH / 3:
            break
        scale = evolve(scale, right=scale.right - over)
    return scale


def _touch(one: _Label, other: _Label) -> bool:
    """Return whether two labels overlap, or the line down from one crosses the other."""
    if one.level == other.level:
        return one.start < other.end and other.start < one.end
    low, high = (one, other) if one.level < other.level else (other, one)
    return low.x + 1 < high.x < low.end


def grid(scale: Scale, bottom: float) -> Iterator[Shape]:
    """Yield the lines of round days along an axis, with the days below them."""
    for day, text in _ticks(scale):
        x = scale(day)
        yield Line("grid", x, 8.0, x, bottom - 4)
        yield Text("tick", x, bottom + 12, text, "middle")


def _ticks(scale: Scale) -> Iterator[tuple[date, str]]:
    """Yield round days along the axis, as many as fit."""
    months = (scale.last.year - scale.first.year) * 12 + scale.last.month - scale.first.month
    most = min(_MAX_TICKS, (scale.right - scale.left) / _TICK)
    step = next((n for n in _STEPS if months / n <= most), _STEPS[-1])
    first = scale.first.year * 12 + scale.first.month
    for number in range(-(-first // step) * step, 12 * 10_000, step):
        day = date(number // 12, number % 12 + 1, 1)
        if day > scale.last:
            return
        yield day, str(day.year) if step >= 12 else f"{day:%Y-%m}"


def _bands(layout: _Layout) -> Iterator[Shape]:
    scale, y = layout.scale, layout.axis
    yield Line("axis", scale.left, y, scale.right, y)
    for span in layout.timeline.spans:
        start, end = scale(span.start), scale(span.end) if span.end else scale.right
        if span.kind == "waiting":
            yield Line("waiting", start, y, end, y)
        elif span.kind in ("deciding", "period") and end > start:
            yield Rect(span.kind, start, y - _BAR / 2, end - start, _BAR, _BAR / 2)
    for mark in layout.timeline.marks:
        if mark.kind == "effect":
            yield Line("after", scale(mark.latest), y, scale.right, y)


def _below(layout: _Layout) -> Iterator[Shape]:
    """Yield what stands below the axis: the dates that decide, first come first served."""
    marks = [mark for mark in layout.timeline.marks if mark.kind in _BELOW]
    for mark in sorted(marks, key=lambda each: _BELOW.index(each.kind)):
        label, when = layout.word(mark.label), layout.when(mark)
        half = max(width_of(label, "label"), width_of(when, "strong")) / 2
        x = layout.scale(mark.latest)
        middle = min(max(x, _EDGE / 2 + half), _WIDTH - _EDGE / 2 - half)
        y = layout.axis + 30
        while not layout.is_free(middle - half, middle + half, y):
            y += 44
        layout.taken.append((middle - half - 10, middle + half + 10, y))
        if y > layout.axis + 30 or mark.kind == "today":
            role = "today" if mark.kind == "today" else "leader"
            yield Line(role, x, layout.axis + 8, x, y - 14)
        decides = mark.kind in _DECIDES
        yield Text("strong" if decides else "when", middle, y, when, "middle")
        yield Text("label" if decides else "when", middle, y + 17, label, "middle")


def _period_label(layout: _Layout) -> Iterator[Shape]:
    for span in layout.timeline.spans:
        if span.kind != "period" or span.end is None:
            continue
        text, y = layout.word(span.label), layout.axis - 12
        middle = (layout.scale(span.start) + layout.scale(span.end)) / 2
        half = width_of(text, "when") / 2 + 4
        is_free = not any(
            middle - half < (each.end if each.level == 0 else each.x) and each.x < middle + half
            for each in layout.labels
        )
        if is_free and half * 2 < layout.scale(span.end) - layout.scale(span.start):
            yield Text("when", middle, y, text, "middle")


def _beside(layout: _Layout) -> Iterator[Shape]:
    """Yield the spans that run beside the case: conflicts and what survives."""
    y = max((row for _, _, row in layout.taken), default=layout.axis) + 38
    for span in layout.timeline.spans:
        if span.kind not in ("conflict", "survival"):
            continue
        start = layout.scale(span.start)
        end = layout.scale(span.end) if span.end else layout.scale.right
        until = layout.words.day(span.end) if span.end else "…"
        text = f"{layout.word(span.label)}: {layout.words.day(span.start)} – {until}"
        yield Rect(span.kind, start, y, max(end - start, 6), 8, 4)
        anchor: Anchor = "start" if start + width_of(text, "when") < _WIDTH else "end"
        yield Text("when", start if anchor == "start" else end, y + 24, text, anchor)
        y += 44


def _dots(layout: _Layout) -> Iterator[Shape]:
    for mark in layout.timeline.marks:
        if mark.kind == "today":
            continue
        whose = layout.timeline.title if layout.href else ""
        word, days = layout.word(mark.label), layout.when(mark)
        told = ", ".join(filter(None, (whose, f"{days}: {word}" if word else days)))
        source = address_in(mark.source) if layout.is_sourced else None
        x, radius = layout.scale(mark.latest), _RADIUS.get(mark.kind, 5)
        yield Circle(mark.kind, x, layout.axis, radius, told, layout.href or source or "")


def _texts(layout: _Layout) -> Iterator[Shape]:
    for each in layout.labels:
        y = layout.axis - each.level * _ROW - 24
        yield Text("label", each.x + 6, y - 1, each.mark.label)
        yield Text("when", each.x + 6, y + 13, layout.when(each.mark))
