"""A card to share: one claim, its verdict and what is right, as a picture."""

from __future__ import annotations

from textwrap import wrap
from urllib.parse import urlsplit

from withdrawal.law.countries import countries
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.output.pictures.drawing import Drawing, Rect, Shape, Text, width_of
from withdrawal.output.reading import value_text
from withdrawal.reading.claims import Claim

WIDTH, HEIGHT = 1_200, 630
"""What pages that link to a picture show of it uncut."""
_MARGIN = 70
_LINE, _LETTERS, _LINES = 56, 46, 4


def claim_card(claim: Claim, *, verdict: str, on: str | None) -> Drawing:
    """Return a claim of a text of a day as a card: its words, the verdict, what is right, why."""
    words = _lines(f"\u201c{' '.join(claim.words.split())}\u201d", _LETTERS, _LINES)
    shapes: list[Shape] = [Rect("paper", 0, 0, WIDTH, HEIGHT)]
    shapes.append(Rect(f"card-{claim.verdict}", 0, 0, 18, HEIGHT))
    shapes += [Text("card-small", _MARGIN, 84, _about(claim, on))]
    shapes += [Text("card-quote", _MARGIN, 160 + _LINE * at, line) for at, line in enumerate(words)]
    below = 160 + _LINE * len(words)
    width = width_of(verdict, "card-verdict") + 56
    shapes.append(Rect(f"card-{claim.verdict}", _MARGIN, below, width, 56, radius=28))
    shapes.append(Text("card-verdict", _MARGIN + width / 2, below + 38, verdict, "middle"))
    right = value_text(claim.right) if claim.right else ""
    if right:
        shapes.append(Text("card-right", _MARGIN + width + 28, below + 40, f"\u2192 {right}"))
    shapes += [
        Text("card-small", _MARGIN, below + 112 + 34 * at, line)
        for at, line in enumerate(_lines(claim.why, 82, 2))
    ]
    shapes.append(Text("card-small", WIDTH - _MARGIN, HEIGHT - 40, "withdrawal", "end"))
    shapes.append(Text("card-small", _MARGIN, HEIGHT - 40, _reference(claim)))
    told = f"{verdict}: {' '.join(words)}" + (f" Right: {right}." if right else "")
    return Drawing(WIDTH, HEIGHT, tuple(shapes), verdict, told)


def _lines(text: str, letters: int, most: int) -> list[str]:
    lines = wrap(text, letters, break_on_hyphens=False) or [""]
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], f"{lines[most - 1][: letters - 1].rstrip(' .,')}\u2026"]


def _about(claim: Claim, on: str | None) -> str:
    states = ", ".join(countries()[code].name for code in claim.parties)
    title = catalogue().treaty(claim.treaty).name
    text = f"in a text of {on}" if on else ""
    whole = " \u00b7 ".join(filter(None, (states, title, text)))
    return _lines(whole, 86, 1)[0]


def _reference(claim: Claim) -> str:
    article = f"article {claim.article}" if claim.article else ""
    source = urlsplit(claim.source or "").netloc or claim.source
    return _lines(" \u00b7 ".join(filter(None, (article, source))), 66, 1)[0]
