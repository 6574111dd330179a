"""Drawings as files: SVG written here, PNG and PDF set by Typst; framed, to stand alone."""

from __future__ import annotations

from typing import Literal, cast

from attrs import evolve

from withdrawal.errors import CircumstanceError
from withdrawal.output.pictures.drawing import FONT, Drawing, Rect, Text, moved, svg
from withdrawal.output.pictures.fonts import fonts
from withdrawal.record.knowledge import knowledge
from withdrawal.version import __version__

SUFFIXES = (".svg", ".png", ".pdf")
"""The kinds of file a drawing can be written to."""

_POINTS_PER_UNIT = 0.75
_DOTS_PER_INCH = 192.0
_PAGE = b"""\
#set document(title: sys.inputs.title, date: none)
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1pt)
"""


def picture_bytes(drawing: Drawing, suffix: str) -> bytes:
    """Return a drawing as the contents of a picture file.

    Raises:
        CircumstanceError: pictures of that kind are not made.
        MissingExtraError: typst is needed and not installed.
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
    return set_picture(drawing, cast("Literal['png', 'pdf']", kind.removeprefix(".")))


def set_picture(
    drawing: Drawing,
    form: Literal["png", "pdf"],
    *,
    font: str = FONT,
    dots: float = _DOTS_PER_INCH,
    extra: str = "plot",
) -> bytes:
    """Return a drawing as PNG, with so many dots an inch, or as PDF, in families of letters.

    Raises:
        MissingExtraError: typst is not installed.
    """
    known = fonts(extra)
    import typst

    width = str(drawing.width * _POINTS_PER_UNIT)
    inputs = {"svg": svg(drawing, font=font), "title": drawing.title, "width": width}
    return typst.compile(_PAGE, format=form, ppi=dots, font_paths=known, sys_inputs=inputs)


_ABOVE = 44.0
_BELOW = 34.0
_MARGIN = 16.0


def framed(drawing: Drawing, *, told: str = "") -> Drawing:
    """Return a drawing on paper, with its title, and with what it was made from and when."""
    foot = " · ".join(filter(None, (told, f"withdrawal {__version__}", knowledge().in_words())))
    height = drawing.height + _ABOVE + _BELOW
    shapes = (
        Rect("paper", 0, 0, drawing.width, height),
        Text("strong", _MARGIN, 28, drawing.title),
        *(moved(each, y=lambda y: y + _ABOVE) for each in drawing.shapes),
        Text("when", _MARGIN, height - 14, foot),
    )
    return evolve(drawing, height=height, shapes=shapes)
