"""A procedure drawn: a small layered layout of our own.

Stages stand in layers from top to bottom, each below everything that leads to it, with the ways
that lead aside (rejected, waiting, revoked) to their left and right. Arrows that go on run down
and carry their labels; arrows that go back run up in lanes on the right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from textwrap import wrap

from withdrawal.law.procedures.graph.notice import WAITING
from withdrawal.output.pictures.drawing import Drawing, Rect, Shape, Text, Trace, moved, svg
from withdrawal.output.pictures.picture import Arrow, Box, Picture
from withdrawal.values import frozen

WIDTH = 250
LINE = 16
PADDING = 10
GAP = 30
COLUMN = 470
ASIDE = 320
BESIDE = 12
LANE = 22
LABEL_CHARACTERS = 34
LANE_CHARACTERS = 20
BOX_CHARACTERS = 34
CHARACTER = 6.2
MARGIN = 24

Point = tuple[float, float]

_DARK = """\
@media (prefers-color-scheme:dark){.node{fill:#0d1117;stroke:#8b949e}.way{stroke:#8b949e}
.tip{fill:#8b949e}.taken{stroke:#3bc9db}.on{fill:#3bc9db}.node-name,.node-text{fill:#e6edf3}
.way-label{fill:#9da7b1;stroke:#0d1117}}"""
"""How a picture that stands alone follows its reader's dark setting; a page has its own colours."""


@frozen
class _Place:
    """Where a box stands: its centre, its extent downwards, its layer, and its side."""

    x: float
    top: float
    height: float
    layer: int
    side: int

    @property
    def bottom(self) -> float:
        return self.top + self.height

    @property
    def middle(self) -> float:
        return self.top + self.height / 2

    def edge(self, side: int) -> float:
        """Return the x of its left (-1) or right (1) edge."""
        return self.x + side * WIDTH / 2


@frozen
class _Layout:
    """Where everything stands: boxes by id, lanes of the arrows that go back, and the extent."""

    places: dict[str, _Place]
    lanes: dict[tuple[str, str], float]
    left: float
    right: float
    bottom: float


def to_svg(picture: Picture) -> str:
    """Return a picture as a complete SVG document that reads on light and dark ground."""
    return f"{svg(draw_flow(picture), style=_DARK)}\n"


def draw_flow(picture: Picture) -> Drawing:
    """Return a picture as a drawing."""
    layout = _lay_out(picture)
    left, width = layout.left - MARGIN, layout.right - layout.left + 2 * MARGIN
    shapes = [
        *(shape for each in picture.arrows for shape in _arrow(each, layout)),
        *(shape for each in picture.boxes for shape in _box(each, layout.places[each.id])),
        *_labels(picture, layout),
    ]
    placed = tuple(moved(each, x=lambda x: x - left) for each in shapes)
    return Drawing(width, layout.bottom + MARGIN, placed, picture.title, "")


def _lay_out(picture: Picture) -> _Layout:
    layers = _layers(picture)
    most = max(sum(box.side == 0 for box in layer) for layer in layers)
    aside = (most - 1) / 2 * COLUMN + ASIDE
    places: dict[str, _Place] = {}
    top = float(MARGIN)
    for number, layer in enumerate(layers):
        top += _gap(picture, layer) if number else 0
        among = [box for box in layer if box.side == 0]
        for box in layer:
            x = box.side * aside
            if box.side == 0:
                x = (among.index(box) - (len(among) - 1) / 2) * COLUMN
            places[box.id] = _Place(x, top, _height(box), number, box.side)
        top += max(_height(box) for box in layer)
    return _with_lanes(picture, places, top)


def _with_lanes(picture: Picture, places: dict[str, _Place], bottom: float) -> _Layout:
    """Give each arrow that goes back its own lane to the right of the stages."""
    among = max(place.x for place in places.values() if place.side == 0)
    right = among + 8 + LABEL_CHARACTERS * CHARACTER
    lanes: dict[tuple[str, str], float] = {}
    for arrow in picture.arrows:
        if arrow.shape == "back":
            right += LANE
            lanes[arrow.source, arrow.target] = right
            right += LANE_CHARACTERS * CHARACTER
    right = max(right, *(place.edge(1) + LABEL_CHARACTERS for place in places.values()))
    left = min(place.edge(-1) for place in places.values())
    return _Layout(places, lanes, left, right, bottom)


def _layers(picture: Picture) -> list[list[Box]]:
    """Return the boxes layer by layer, each below everything that leads on to it."""
    depth = {each.id: 0 for each in picture.boxes}
    down = [each for each in picture.arrows if each.shape != "back"]
    for _ in picture.boxes:
        for each in down:
            depth[each.target] = max(depth[each.target], depth[each.source] + 1)
    layers: dict[int, list[Box]] = {}
    for box in picture.boxes:
        layers.setdefault(depth[box.id], []).append(box)
    return [layers[number] for number in sorted(layers)]


def _box_lines(box: Box) -> list[str]:
    return [line for text in box.lines for line in _wrap(text, BOX_CHARACTERS)]


def _height(box: Box) -> float:
    return LINE * (1 + len(_box_lines(box))) + 2 * PADDING - 4


def _label_lines(picture: Picture, target: str) -> list[str]:
    """Return the lines on the arrows that go on to a box, each said once."""
    said = dict.fromkeys(
        text
        for each in picture.arrows
        if each.target == target and _stands_above(each)
        for text in each.label
    )
    return [line for text in said for line in _wrap(text, LABEL_CHARACTERS)]


def _stands_above(arrow: Arrow) -> bool:
    """Return whether the label stands above the box the arrow leads to."""
    return arrow.shape in ("forward", "refusal") and arrow.source != WAITING


def _wrap(text: str, width: int) -> list[str]:
    """Return the lines of a text; the number of an article stays with its word."""
    return wrap(re.sub(r"(arts?\.?|s\.|ss\.|§§?) ", "\\1\u00a0", text), width)


def _gap(picture: Picture, layer: list[Box]) -> float:
    return GAP + LINE * max(len(_label_lines(picture, box.id)) for box in layer)


def _box(box: Box, place: _Place) -> Iterator[Shape]:
    role = f"node{' optional' * (box.shape == 'optional')}{' taken' * box.is_taken}"
    radius = 18 if box.shape in ("start", "end") else 5
    yield Rect(role, place.edge(-1), place.top, WIDTH, place.height, radius)
    for number, text in enumerate([box.id, *_box_lines(box)]):
        y = place.top + PADDING + LINE * (number + 0.7)
        yield Text("node-text" if number else "node-name", place.x, y, text, "middle")


def _arrow(arrow: Arrow, layout: _Layout) -> Iterator[Shape]:
    points = _way(arrow, layout)
    yield Trace(f"way{' dashed' * (arrow.shape != 'forward')}{' taken' * arrow.is_taken}", points)
    yield Trace(
        f"tip{' on' * arrow.is_taken}",
        _tip(points[-2], points[-1], 12 if arrow.is_taken else 9),
        True,
    )


def _tip(before: Point, end: Point, size: float) -> tuple[Point, ...]:
    """Return the corners of the tip of an arrow, whose last stretch is upright or level."""
    (x, y), length = end, abs(end[0] - before[0]) + abs(end[1] - before[1])
    ahead, down = ((b - a) / length * size for a, b in zip(before, end, strict=True))
    back = x - ahead, y - down
    return end, (back[0] - down / 2, back[1] + ahead / 2), (back[0] + down / 2, back[1] - ahead / 2)


def _way(arrow: Arrow, layout: _Layout) -> tuple[Point, ...]:
    source, target = layout.places[arrow.source], layout.places[arrow.target]
    if arrow.shape == "back":
        lane, start = layout.lanes[arrow.source, arrow.target], source.middle + 4
        end = target.edge(1), target.middle
        return (source.edge(1), start), (lane, start), (lane, target.middle), end
    if target.side:
        start = source.middle
        return (source.edge(target.side), start), (target.x, start), (target.x, target.top)
    if source.side:
        end = target.edge(source.side), target.middle
        return (source.x, source.bottom), (source.x, target.middle), end
    return _down(source, target, layout)


def _down(source: _Place, target: _Place, layout: _Layout) -> tuple[Point, ...]:
    """Return the way down to a later layer: straight, or beside the boxes in between."""
    between = range(source.layer + 1, target.layer)
    if any(each.layer in between and each.side == 0 for each in layout.places.values()):
        side, end = min(source.edge(-1), target.edge(-1)) - BESIDE, target.x - 2 * BESIDE
        above = target.top - BESIDE
        aside = (source.edge(-1), source.middle), (side, source.middle), (side, above)
        return *aside, (end, above), (end, target.top)
    start, end_ = (source.x, source.bottom), (target.x, target.top)
    if source.x == target.x:
        return start, end_
    bend = source.bottom + BESIDE
    return start, (source.x, bend), (target.x, bend), end_


def _labels(picture: Picture, layout: _Layout) -> Iterator[Shape]:
    for box in picture.boxes:
        place, lines = layout.places[box.id], _label_lines(picture, box.id)
        yield from _stacked(lines, place.x + 8, place.top - 10 - LINE * (len(lines) - 1))
    for arrow in picture.arrows:
        if not _stands_above(arrow):
            yield from _side_label(arrow, layout)


def _side_label(arrow: Arrow, layout: _Layout) -> Iterator[Shape]:
    """Yield the label of an arrow that goes back, or leaves a box beside the stages."""
    source, target = layout.places[arrow.source], layout.places[arrow.target]
    x, y = source.x + 8, source.bottom + LINE
    if arrow.shape == "back":
        x = layout.lanes[arrow.source, arrow.target] + 6
        y = (source.top + target.bottom) / 2
    return _stacked([line for text in arrow.label for line in _wrap(text, LANE_CHARACTERS)], x, y)


def _stacked(lines: list[str], x: float, y: float) -> Iterator[Shape]:
    return (Text("way-label", x, y + LINE * number, text) for number, text in enumerate(lines))
