"""A picture that stands alone: with its title above it, and below it what it rests on."""

from __future__ import annotations

from attrs import evolve

from withdrawal.output.pictures.drawing import Drawing, Rect, Text, moved
from withdrawal.record.knowledge import knowledge
from withdrawal.version import __version__

__all__ = ["framed"]

_ABOVE = 44.0
_BELOW = 34.0
_MARGIN = 16.0


def framed(drawing: Drawing, *, told: str = "") -> Drawing:
    """Return a drawing on paper, with its title, and with what it was made from and when.

    Args:
        drawing: the drawing.
        told: what else is said below it: a list's day, a caution.
    """
    foot = " · ".join(filter(None, (told, f"withdrawal {__version__}", knowledge().in_words())))
    height = drawing.height + _ABOVE + _BELOW
    shapes = (
        Rect("paper", 0, 0, drawing.width, height),
        Text("strong", _MARGIN, 28, drawing.title),
        *(moved(each, y=lambda y: y + _ABOVE) for each in drawing.shapes),
        Text("when", _MARGIN, height - 14, foot),
    )
    return evolve(drawing, height=height, shapes=shapes)
