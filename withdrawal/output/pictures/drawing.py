"""Drawings: a few shapes on a plane, and the one visual language in which they are painted.

A layout makes a `Drawing`; `svg` writes it, and `plot` paints the same shapes
into PNG and PDF. Colours are those of Okabe and Ito, which colour-blind readers can tell apart,
and no shape says by its colour alone what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Literal

from attrs import evolve

from withdrawal.datafiles import read_toml
from withdrawal.values import frozen

Anchor = Literal["start", "middle", "end"]
Move = Callable[[float], float]
FONT = "'Inter Variable', Inter, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"


@frozen
class Paint:
    """How the shapes of one role look on paper; a page restyles them by class."""

    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    dash: str | None = None
    size: float = 12.0
    weight: int = 400


@cache
def paints() -> Mapping[str, Paint]:
    """Return how the shapes of each role look: `paints.toml`."""
    looks = read_toml(Path(__file__).with_name("paints.toml"))
    return {role: Paint(**look) for role, look in looks.items()}


@frozen
class Line:
    """A straight line."""

    role: str
    x1: float
    y1: float
    x2: float
    y2: float


@frozen
class Rect:
    """A rectangle with rounded corners; ``title`` is shown when a pointer rests on it."""

    role: str
    x: float
    y: float
    width: float
    height: float
    radius: float = 0
    title: str = ""


@frozen
class Circle:
    """A circle; ``title`` is shown when a pointer rests on it, and ``href`` is where it leads."""

    role: str
    x: float
    y: float
    radius: float
    title: str = ""
    href: str = ""


@frozen
class Trace:
    """Straight lines from point to point, one path; closed where it bounds what it fills."""

    role: str
    points: tuple[tuple[float, float], ...]
    is_closed: bool = False


@frozen
class Text:
    """One line of text; ``y`` is its baseline."""

    role: str
    x: float
    y: float
    text: str
    anchor: Anchor = "start"


Shape = Line | Rect | Circle | Text | Trace


@frozen
class Drawing:
    """Shapes on a plane, painted in their order; one unit is one CSS pixel at full size."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    title: str
    description: str


def mirrored(drawing: Drawing, *, is_on_page: bool = True) -> Drawing:
    """Return a drawing from right to left, for a script that runs so.

    On a page that runs from the right each text starts at the right of itself; in a document each
    says so.
    """
    shapes = [moved(each, x=lambda x: drawing.width - x) for each in drawing.shapes]
    if not is_on_page:
        shapes = [_from_the_right(each) if isinstance(each, Text) else each for each in shapes]
    return evolve(drawing, shapes=tuple(shapes))


def _from_the_right(text: Text) -> Text:
    """Return a text that starts at the right by its own anchor and a mark of direction."""
    anchor = _OTHER_SIDE.get(text.anchor, text.anchor)
    return evolve(text, anchor=anchor, text=f"\N{RIGHT-TO-LEFT MARK}{text.text}")


_OTHER_SIDE: Mapping[Anchor, Anchor] = {"start": "end", "end": "start"}


def moved(shape: Shape, x: Move = lambda x: x, y: Move = lambda y: y) -> Shape:
    """Return a shape elsewhere on the plane, as large as it is, by where its coordinates go."""
    if isinstance(shape, Line):
        return evolve(shape, x1=x(shape.x1), x2=x(shape.x2), y1=y(shape.y1), y2=y(shape.y2))
    if isinstance(shape, Trace):
        return evolve(shape, points=tuple((x(a), y(b)) for a, b in shape.points))
    left = min(x(shape.x), x(shape.x + (shape.width if isinstance(shape, Rect) else 0)))
    return evolve(shape, x=left, y=y(shape.y))


def width_of(text: str, role: str) -> float:
    """Return about how wide a text is, from the average width of a letter."""
    return len(text) * paints()[role].size * (0.56 if paints()[role].weight > 500 else 0.53)


def svg(drawing: Drawing, *, is_decorative: bool = False, font: str = FONT, style: str = "") -> str:
    """Return a drawing as an SVG element that stands alone or within a page.

    No script or font is embedded: colours are attributes, which the classes of a page, or a style
    sheet to embed, may override. Screen readers pass over one that is decorative.
    """
    body = "".join(_element(shape) for shape in drawing.shapes)
    if is_decorative:
        # The text has the same links; nobody is led twice along them by the keyboard.
        body = body.replace("<a href=", '<a tabindex="-1" href=')
        label, told = 'aria-hidden="true"', ""
    else:
        has_links = any(isinstance(each, Circle) and each.href for each in drawing.shapes)
        # What is within an image is not read out, so a picture with links is a group of them.
        role = "group" if has_links else "img"
        label = f'role="{role}" aria-label="{escape(drawing.title)}"'
        desc = f'<desc lang="en">{escape(drawing.description)}</desc>'
        told = f"<title>{escape(drawing.title)}</title>{desc if drawing.description else ''}"
    told += f"<style>{style}</style>" if style else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" {label} '
        f'viewBox="0 0 {_n(drawing.width)} {_n(drawing.height)}" '
        f'width="{_n(drawing.width)}" height="{_n(drawing.height)}" '
        f'font-family="{font}">{told}{body}</svg>'
    )


def _element(shape: Shape) -> str:
    look = _look(shape.role, is_text=isinstance(shape, Text))
    if isinstance(shape, Line):
        return f"<line {look} {_placed(x1=shape.x1, y1=shape.y1, x2=shape.x2, y2=shape.y2)}/>"
    if isinstance(shape, Trace):
        way = "L".join(f"{_n(x)} {_n(y)}" for x, y in shape.points)
        return f'<path {look} d="M{way}{"Z" if shape.is_closed else ""}"/>'
    if isinstance(shape, Text):
        place = _placed(x=shape.x, y=shape.y)
        return f'<text {look} {place} text-anchor="{shape.anchor}">{escape(shape.text)}</text>'
    if isinstance(shape, Rect):
        size = _placed(width=shape.width, height=shape.height, rx=shape.radius)
        return f"<rect {look} {_placed(x=shape.x, y=shape.y)} {size}{_titled('rect', shape.title)}"
    place = _placed(cx=shape.x, cy=shape.y, r=shape.radius)
    drawn = f"<circle {look} {place}{_titled('circle', shape.title)}"
    if not shape.href:
        return drawn
    rel = ' rel="noreferrer external"' if shape.href.startswith("http") else ""
    return f'<a href="{escape(shape.href)}"{rel} aria-label="{escape(shape.title)}">{drawn}</a>'


def _placed(**numbers: float) -> str:
    """Return the attributes that say where a shape lies, and how large it is."""
    return " ".join(f'{name}="{_n(number)}"' for name, number in numbers.items())


def _titled(tag: str, title: str) -> str:
    """Return the end of an element, with its title where it has one."""
    return f"><title>{escape(title)}</title></{tag}>" if title else "/>"


def _look(role: str, *, is_text: bool) -> str:
    paint = paints()[role]
    values = {
        "class": role,
        "fill": paint.fill or "none",
        "stroke": paint.stroke,
        "stroke-width": _n(paint.width) if paint.stroke else None,
        "stroke-dasharray": paint.dash,
        "stroke-linecap": "round" if paint.dash else None,
        "paint-order": "stroke" if is_text and paint.stroke else None,
        "font-size": _n(paint.size) if is_text else None,
        "font-weight": str(paint.weight) if is_text and paint.weight != 400 else None,
    }
    return " ".join(f'{name}="{value}"' for name, value in values.items() if value is not None)


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
