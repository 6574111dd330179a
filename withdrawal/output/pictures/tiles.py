"""The world as tiles: a square for each State, about where it lies, coloured by what it is.

The places are in `world.csv`: a column and a row for each State, drawn up by hand for this
project so that neighbours stand near each other and no State is smaller than another.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from withdrawal.output.pictures.drawing import Drawing, Rect, Shape, Text

_TILE = 30.0
_SPACE = 2.0
_DARK = ("party", "left")
NO_STATE = "EUE"
"""Shown only where something is told of it: it is no State."""

Labels = Callable[[str], str]


@cache
def places() -> Mapping[str, tuple[int, int]]:
    """Return the column and the row of each State's tile, by its code."""
    with Path(__file__).with_name("world.csv").open(encoding="utf-8", newline="") as file:
        found = {row["code"]: (int(row["column"]), int(row["row"])) for row in csv.DictReader(file)}
    return MappingProxyType(found)


def draw_tiles(values: Mapping[str, str], told: Labels, *, title: str, description: str) -> Drawing:
    """Return the world as a drawing: what each State is, as `PartyRow.stands` tells it."""
    shapes: list[Shape] = []
    for code, (column, row) in places().items():
        if code == NO_STATE and code not in values:
            continue
        value = values.get(code, "not-known")
        x, y = column * _TILE, row * _TILE
        side = _TILE - _SPACE
        shapes.append(Rect(f"tile-{value}", x + 1, y + 1, side, side, 4, told(code)))
        ink = "tile-dark" if value in _DARK else "tile-light"
        shapes.append(Text(ink, x + _TILE / 2, y + _TILE / 2 + 3.5, code, "middle"))
    width = (max(column for column, _ in places().values()) + 1) * _TILE
    height = (max(row for _, row in places().values()) + 1) * _TILE
    return Drawing(width, height, tuple(shapes), title, description)
