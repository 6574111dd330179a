"""Drawings as files: SVG written here, PNG and PDF painted by matplotlib, all from one drawing."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from withdrawal.errors import CircumstanceError, MissingExtraError
from withdrawal.output.pictures.drawing import (
    PAINTS,
    Circle,
    Drawing,
    Line,
    Rect,
    Shape,
    Text,
    Trace,
    svg,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["SUFFIXES", "picture_bytes"]

SUFFIXES = (".svg", ".png", ".pdf")
"""The kinds of file a drawing can be written to."""

_UNITS_PER_INCH = 96.0
_POINTS_PER_UNIT = 0.75
_DOTS_PER_INCH = 192
_FAMILIES = ["Inter", "Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans"]


def picture_bytes(drawing: Drawing, suffix: str) -> bytes:
    """Return a drawing as the contents of a picture file.

    Args:
        drawing: the drawing.
        suffix: one of `SUFFIXES`, in any case.

    Raises:
        CircumstanceError: pictures of that kind are not made.
        MissingExtraError: matplotlib is needed and not installed.
    """
    kind = suffix.lower()
    if kind not in SUFFIXES:
        raise CircumstanceError(
            f"{suffix or 'no suffix'!r} is not a kind of picture made here: "
            f"expected a file name that ends in {', '.join(SUFFIXES)}.",
            suggestions=SUFFIXES,
        )
    if kind == ".svg":
        return svg(drawing).encode()
    return _painted(drawing, kind.removeprefix("."))


def _painted(drawing: Drawing, kind: str) -> bytes:
    try:
        from matplotlib import rc_context
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtraError("plot", module="matplotlib") from error
    with rc_context({"font.family": _families(), "svg.fonttype": "none"}):
        size = (drawing.width / _UNITS_PER_INCH, drawing.height / _UNITS_PER_INCH)
        figure = Figure(figsize=size, facecolor="white")
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(0, drawing.width)
        axes.set_ylim(drawing.height, 0)
        for order, shape in enumerate(drawing.shapes):
            _paint(axes, shape, order)
        written = io.BytesIO()
        # Without these, files would differ from run to run and from machine to machine.
        fixed: dict[str, Any] = {"Title": drawing.title}
        fixed |= {"Software": None} if kind == "png" else {"CreationDate": None, "Producer": None}
        figure.savefig(written, format=kind, dpi=_DOTS_PER_INCH, metadata=fixed)
    return written.getvalue()


def _families() -> list[str]:
    """Return the families of the house that are installed; asking for others would warn."""
    from matplotlib.font_manager import fontManager

    present = {each.name for each in fontManager.ttflist}
    return [name for name in _FAMILIES if name in present] or ["sans-serif"]


def _paint(axes: Axes, shape: Shape, order: int) -> None:
    from matplotlib.patches import Circle as Disc
    from matplotlib.patches import FancyBboxPatch, Polygon

    paint = PAINTS[shape.role]
    line = {"linewidth": paint.width * _POINTS_PER_UNIT, "zorder": order, "linestyle": _dash(shape)}
    edge = {**line, "edgecolor": paint.stroke or "none", "facecolor": paint.fill or "none"}
    if isinstance(shape, Line):
        axes.plot([shape.x1, shape.x2], [shape.y1, shape.y2], color=paint.stroke, **line)
    elif isinstance(shape, Circle):
        axes.add_patch(Disc((shape.x, shape.y), shape.radius, **edge))
    elif isinstance(shape, Trace):
        axes.add_patch(Polygon(shape.points, closed=shape.is_closed, **edge))
    elif isinstance(shape, Rect):
        radius = min(shape.radius, shape.width / 2, shape.height / 2)
        box = f"round,pad=0,rounding_size={radius}"
        corner = (shape.x, shape.y)
        axes.add_patch(FancyBboxPatch(corner, shape.width, shape.height, boxstyle=box, **edge))
    else:
        _write(axes, shape, order)


def _write(axes: Axes, text: Text, order: int) -> None:
    paint = PAINTS[text.role]
    side = {"start": "left", "middle": "center", "end": "right"}[text.anchor]
    axes.text(
        text.x, text.y, text.text, horizontalalignment=side, verticalalignment="baseline",
        fontweight="bold" if paint.weight > 500 else "normal",
        fontsize=paint.size * _POINTS_PER_UNIT, color=paint.fill, zorder=order, parse_math=False,
    )  # fmt: skip


def _dash(shape: Shape) -> Any:
    dash = PAINTS[shape.role].dash
    return (0, tuple(float(each) for each in dash.split())) if dash else "-"
