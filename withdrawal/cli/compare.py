"""``withdrawal compare``: several States side by side on one treaty."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from withdrawal.case.compare import Comparison
from withdrawal.case.compare import compare as make_comparison
from withdrawal.cli.options import (
    AsJson,
    AsOf,
    AsPlot,
    CatalogueDirectory,
    emit,
    opened_catalogue,
    write_file,
)
from withdrawal.output.text import comparison_text

__all__ = ["compare"]


def compare(
    *countries: str,
    treaty: Annotated[str, Parameter(help="The treaty: an id or a name.")],
    as_of: AsOf = None,
    catalogue: CatalogueDirectory = None,
    plot: AsPlot = None,
    json: AsJson = False,
) -> int:
    """Set several States side by side: stage, what is left, earliest date, legal bottleneck.

    Example: `withdrawal compare estonia latvia lithuania --treaty ottawa --as-of 2025-04-20`

    Parameters
    ----------
    countries
        The States: names or ISO codes.
    """
    made = make_comparison(countries, treaty, as_of=as_of, source=opened_catalogue(catalogue))
    if plot is not None:
        _draw(plot, made)
    return emit(made.to_json(), comparison_text(made), as_json=json)


def _draw(path: Path, made: Comparison) -> None:
    from withdrawal.output.plot import picture_bytes
    from withdrawal.output.timeline import timeline
    from withdrawal.output.timeline_layout import draw_stacked

    drawn = draw_stacked(
        [timeline(row.answer) for row in made.rows], title=f"{made.treaty_name}, {made.as_of}"
    )
    write_file(path, picture_bytes(drawn, path.suffix))
