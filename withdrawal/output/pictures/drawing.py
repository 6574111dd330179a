"""Drawings: a few shapes on a plane, and the one visual language in which they are painted.

A layout makes a `Drawing`; `svg` writes it, and `plot` paints the same shapes
into PNG and PDF. Colours are those of Okabe and Ito, which colour-blind readers can tell apart,
and no shape says by its colour alone what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Literal

from attrs import evolve, frozen

__all__ = [
    "PAINTS",
    "Circle",
    "Drawing",
    "Line",
    "Paint",
    "Rect",
    "Shape",
    "Text",
    "Trace",
    "mirrored",
    "moved",
    "svg",
    "width_of",
]

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


PAINTS: Mapping[str, Paint] = {
    "paper": Paint(fill="#ffffff"),
    "grid": Paint(stroke="#e3e1db"),
    "tick": Paint(fill="#66645e", size=11),
    "axis": Paint(stroke="#b9b6ad"),
    "leader": Paint(stroke="#c9c6be"),
    "label": Paint(fill="#1d1c1a", size=12.5),
    "strong": Paint(fill="#1d1c1a", size=13.5, weight=600),
    "when": Paint(fill="#66645e", size=11.5),
    "deciding": Paint(fill="#c9c6be"),
    "period": Paint(fill="#0072b2"),
    "waiting": Paint(stroke="#0072b2", width=2, dash="2 5"),
    "curve": Paint(stroke="#009e73", width=2),
    "course": Paint(stroke="#0072b2", width=2),
    "area": Paint(fill="#e8f1f7"),
    "exit": Paint(fill="#b24a00", stroke="#ffffff", width=1.5),
    "leaving": Paint(fill="#ffffff", stroke="#b24a00", width=2),
    "tile-party": Paint(fill="#0072b2"),
    "tile-left": Paint(fill="#b24a00"),
    "tile-leaving": Paint(fill="#f6d9c8", stroke="#b24a00", width=2),
    "tile-disputed": Paint(fill="#c7ddec", stroke="#b24a00", width=2),
    "tile-not-a-party": Paint(fill="#e3e1db"),
    "tile-not-known": Paint(fill="#ffffff", stroke="#8a867c", dash="2 2"),
    "tile-dark": Paint(fill="#ffffff", size=9.5, weight=600),
    "tile-light": Paint(fill="#1d1c1a", size=9.5),
    "after": Paint(stroke="#009e73", width=2, dash="2 5"),
    "conflict": Paint(fill="#f6d9c8", stroke="#b24a00"),
    "survival": Paint(fill="#cfe8df", stroke="#007a59"),
    "step": Paint(fill="#ffffff", stroke="#66645e", width=1.75),
    "notice": Paint(fill="#0072b2", stroke="#ffffff", width=2),
    "rejoined": Paint(fill="#ffffff", stroke="#0072b2", width=3),
    "effect": Paint(fill="#009e73", stroke="#ffffff", width=2),
    "earliest": Paint(fill="#ffffff", stroke="#009e73", width=2.5),
    "reading": Paint(fill="#ffffff", stroke="#0072b2", width=2, dash="2 2"),
    "claim": Paint(fill="#ffffff", stroke="#b24a00", width=2, dash="2 2"),
    "band-wide": Paint(fill="#bcd9ea"),
    "band-half": Paint(fill="#0072b2"),
    "today": Paint(stroke="#1d1c1a", dash="3 3"),
    "card-quote": Paint(fill="#1d1c1a", size=42),
    "card-right": Paint(fill="#1d1c1a", size=34, weight=600),
    "card-small": Paint(fill="#66645e", size=24),
    "card-verdict": Paint(fill="#ffffff", size=28, weight=600),
    "card-supported": Paint(fill="#00694c"),
    "card-contradicted": Paint(fill="#a04100"),
    "card-loose": Paint(fill="#7a5a00"),
    "card-unjudgeable": Paint(fill="#66645e"),
}


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
    """Shapes on a plane, painted in their order.

    Attributes:
        width, height: the plane's size; one unit is one CSS pixel at full size.
        description: what it shows, for those who do not see it.
    """

    width: float
    height: float
    shapes: tuple[Shape, ...]
    title: str
    description: str


def mirrored(drawing: Drawing, *, is_on_page: bool = True) -> Drawing:
    """Return a drawing from right to left, for a script that runs so.

    Args:
        is_on_page: whether it stands on a page that runs from the right, so that each of its texts
            starts at the right of itself; in a document each says so.
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
    return len(text) * PAINTS[role].size * (0.56 if PAINTS[role].weight > 500 else 0.53)


def svg(drawing: Drawing, *, is_decorative: bool = False, font: str = FONT) -> str:
    """Return a drawing as an SVG element that stands alone or within a page.

    No style sheet, script or font is embedded: colours are attributes, which the classes of a
    page may override.

    Args:
        is_decorative: whether the page already says the same in text, so that screen readers
            are to pass over it.
        font: the families of its letters, as CSS names them.
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
        told = f"<title>{escape(drawing.title)}</title>{desc}"
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
    paint = PAINTS[role]
    values = {
        "class": role,
        "fill": paint.fill or "none",
        "stroke": paint.stroke,
        "stroke-width": _n(paint.width) if paint.stroke else None,
        "stroke-dasharray": paint.dash,
        "stroke-linecap": "round" if paint.dash else None,
        "font-size": _n(paint.size) if is_text else None,
        "font-weight": str(paint.weight) if is_text and paint.weight != 400 else None,
    }
    return " ".join(f'{name}="{value}"' for name, value in values.items() if value is not None)


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
