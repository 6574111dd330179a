"""Diagrams of procedures as Mermaid text."""

from __future__ import annotations

import re

from withdrawal.output.pictures.picture import Arrow, Box, Picture

_UNSAFE = re.compile(r'["#<>&\\`]')
_SHAPES = {
    "start": ('(["', '"])'),
    "stage": ('["', '"]'),
    "optional": ('["', '"]'),
    "end": ('(["', '"])'),
}
_CLASSES = """\
  classDef optional stroke-dasharray: 5 4
  classDef taken stroke:#0c8599,stroke-width:4px"""
_TAKEN_LINE = "stroke:#0c8599,stroke-width:4px"


def to_mermaid(picture: Picture) -> str:
    """Return a picture as a Mermaid flowchart.

    The arrows carry legal basis, day limits and majority; boxes with a dashed border are
    optional; the way a case has gone is drawn thick.
    """
    lines = ["flowchart TD", f"  accTitle: {_plain(picture.title)}"]
    lines += [f"  {_box(each)}" for each in picture.boxes]
    lines += [f"  {_arrow(each)}" for each in picture.arrows]
    lines += [_CLASSES, *_classes(picture)]
    return "\n".join(lines) + "\n"


def _name(identifier: str) -> str:
    """Return an id that no word of Mermaid's own can be."""
    return "s_" + re.sub(r"\W", "_", identifier)


def _text(text: str) -> str:
    """Return text in which nothing can end a label or start markup."""
    return _UNSAFE.sub(lambda found: f"#{ord(found[0])};", " ".join(text.split()))


def _plain(text: str) -> str:
    return re.sub(r"[^\w\s,.:'()§-]", "", " ".join(text.split()))


def _box(box: Box) -> str:
    opening, closing = _SHAPES[box.shape]
    lines = [f"<b>{_text(box.id)}</b>", *(_text(each) for each in box.lines)]
    return f"{_name(box.id)}{opening}{'<br/>'.join(lines)}{closing}"


def _arrow(arrow: Arrow) -> str:
    line = "-->" if arrow.shape == "forward" else "-.->"
    label = "<br/>".join(_text(each) for each in arrow.label)
    middle = f'|"{label}"|' if label else ""
    return f"{_name(arrow.source)} {line}{middle} {_name(arrow.target)}"


def _classes(picture: Picture) -> list[str]:
    lines = []
    for name, chosen in (
        ("optional", [each for each in picture.boxes if each.shape == "optional"]),
        ("taken", [each for each in picture.boxes if each.is_taken]),
    ):
        if chosen:
            lines.append(f"  class {','.join(_name(each.id) for each in chosen)} {name}")
    taken = [str(n) for n, each in enumerate(picture.arrows) if each.is_taken]
    if taken:
        lines.append(f"  linkStyle {','.join(taken)} {_TAKEN_LINE}")
    return lines
