"""A picture drawn as SVG: a small layered layout of our own, no browser, no network, no fonts.

Stages stand in layers from top to bottom, each below everything that leads to it, with the ways
that lead aside (rejected, waiting, revoked) to their left and right. Arrows that go on run down
and carry their labels; arrows that go back run up in lanes on the right. Colours follow the
reader's light or dark setting.
"""

from __future__ import annotations

import re
from html import escape
from textwrap import wrap
from zlib import crc32

from attrs import frozen

from withdrawal.law.procedures.graph.notice import WAITING
from withdrawal.output.pictures.picture import Arrow, Box, Picture

__all__ = ["to_svg"]

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

_STYLE = """\
svg{--ink:#1b1f24;--soft:#57606a;--line:#6e7781;--way:#0b7285;--ground:#ffffff}
@media (prefers-color-scheme:dark){svg{--ink:#e6edf3;--soft:#9da7b1;--line:#8b949e;\
--way:#3bc9db;--ground:#0d1117}}
text{font:13px system-ui,sans-serif;fill:var(--ink)}
.id{font-weight:600}.label{font-size:12px;fill:var(--soft)}
.halo{stroke:var(--ground);stroke-width:4px;paint-order:stroke}
rect{fill:var(--ground);stroke:var(--line);stroke-width:1.3}
.optional{stroke-dasharray:5 4}
path{fill:none;stroke:var(--line);stroke-width:1.3}
.dashed{stroke-dasharray:4 4}
.taken{stroke:var(--way);stroke-width:3.2}
marker path{fill:var(--line);stroke:none}
marker.on path{fill:var(--way)}"""

_TIP = (
    '<marker id="{id}" class="{role}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="{size}" '
    'markerHeight="{size}" markerUnits="userSpaceOnUse" orient="auto">'
    '<path d="M0 0L8 4L0 8z"/></marker>'
)


@frozen
class _Place:
    """Where a box stands.

    Attributes:
        x: its centre.
        top, height: its extent from top to bottom.
        layer: the number of its layer.
        side: -1 and 1 beside the stages, 0 among them.
    """

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
    layout = _lay_out(picture)
    left, width = layout.left - MARGIN, layout.right - layout.left + 2 * MARGIN
    height = layout.bottom + MARGIN
    # Several pictures may stand on one page, where no two things have one id.
    mark = f"{crc32(picture.title.encode()):08x}"
    tips = (("on", 12), ("to", 9))
    drawn = "".join(_TIP.format(id=f"{role}-{mark}", role=role, size=size) for role, size in tips)
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width:.0f}" '
            f'height="{height:.0f}" viewBox="{left:.0f} 0 {width:.0f} {height:.0f}">'
        ),
        f"<title>{escape(picture.title)}</title>",
        f"<style>{_STYLE}</style><defs>{drawn}</defs>",
        *(_arrow(each, layout, mark) for each in picture.arrows),
        *(_box(each, layout.places[each.id]) for each in picture.boxes),
        *_labels(picture, layout),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


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


def _box(box: Box, place: _Place) -> str:
    kind = f"{box.shape}{' taken' if box.is_taken else ''}"
    radius = 18 if box.shape in ("start", "end") else 5
    lines = [
        (
            f'<rect class="{kind}" x="{place.edge(-1):.0f}" y="{place.top:.0f}" '
            f'width="{WIDTH}" height="{place.height:.0f}" rx="{radius}"/>'
        )
    ]
    for number, text in enumerate([box.id, *_box_lines(box)]):
        style = ' class="id"' if number == 0 else ""
        y = place.top + PADDING + LINE * (number + 0.7)
        lines.append(
            f'<text{style} x="{place.x:.0f}" y="{y:.0f}" text-anchor="middle">{escape(text)}</text>'
        )
    return "".join(lines)


def _arrow(arrow: Arrow, layout: _Layout, mark: str) -> str:
    style = "" if arrow.shape == "forward" else "dashed"
    tip = f"to-{mark}"
    if arrow.is_taken:
        style, tip = f"{style} taken".strip(), f"on-{mark}"
    return f'<path class="{style}" marker-end="url(#{tip})" d="{_way(arrow, layout)}"/>'


def _way(arrow: Arrow, layout: _Layout) -> str:
    source, target = layout.places[arrow.source], layout.places[arrow.target]
    if arrow.shape == "back":
        lane = layout.lanes[arrow.source, arrow.target]
        way = f"M{source.edge(1):.0f} {source.middle + 4:.0f}H{lane:.0f}"
        return f"{way}V{target.middle:.0f}H{target.edge(1):.0f}"
    if target.side:
        way = f"M{source.edge(target.side):.0f} {source.middle:.0f}"
        return f"{way}H{target.x:.0f}V{target.top:.0f}"
    if source.side:
        way = f"M{source.x:.0f} {source.bottom:.0f}V{target.middle:.0f}"
        return f"{way}H{target.edge(source.side):.0f}"
    return _down(source, target, layout)


def _down(source: _Place, target: _Place, layout: _Layout) -> str:
    """Return the way down to a later layer: straight, or beside the boxes in between."""
    between = range(source.layer + 1, target.layer)
    if any(each.layer in between and each.side == 0 for each in layout.places.values()):
        beside = min(source.edge(-1), target.edge(-1)) - BESIDE
        way = f"M{source.edge(-1):.0f} {source.middle:.0f}H{beside:.0f}V{target.top - BESIDE:.0f}"
        return f"{way}H{target.x - 2 * BESIDE:.0f}V{target.top:.0f}"
    if source.x == target.x:
        return f"M{source.x:.0f} {source.bottom:.0f}V{target.top:.0f}"
    bend = source.bottom + BESIDE
    return f"M{source.x:.0f} {source.bottom:.0f}V{bend:.0f}H{target.x:.0f}V{target.top:.0f}"


def _labels(picture: Picture, layout: _Layout) -> list[str]:
    parts = []
    for box in picture.boxes:
        place = layout.places[box.id]
        lines = _label_lines(picture, box.id)
        for number, text in enumerate(lines):
            y = place.top - 10 - LINE * (len(lines) - 1 - number)
            parts.append(_label(place.x + 8, y, text))
    for arrow in picture.arrows:
        if not _stands_above(arrow):
            parts += _side_label(arrow, layout)
    return parts


def _side_label(arrow: Arrow, layout: _Layout) -> list[str]:
    """Return the label of an arrow that goes back, or leaves a box beside the stages."""
    source, target = layout.places[arrow.source], layout.places[arrow.target]
    x, y = source.x + 8, source.bottom + LINE
    if arrow.shape == "back":
        x = layout.lanes[arrow.source, arrow.target] + 6
        y = (source.top + target.bottom) / 2
    lines = [line for text in arrow.label for line in _wrap(text, LANE_CHARACTERS)]
    return [_label(x, y + LINE * number, text) for number, text in enumerate(lines)]


def _label(x: float, y: float, text: str) -> str:
    return f'<text class="label halo" x="{x:.0f}" y="{y:.0f}">{escape(text)}</text>'
