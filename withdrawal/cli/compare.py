"""``withdrawal compare``: several States side by side on one treaty."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from withdrawal.case.compare import compare as make_comparison
from withdrawal.cli.options import AsJson, AsOf, CatalogueDirectory, emit, opened_catalogue
from withdrawal.output.text import comparison_text

__all__ = ["compare"]


def compare(
    *countries: str,
    treaty: Annotated[str, Parameter(help="The treaty: an id or a name.")],
    as_of: AsOf = None,
    catalogue: CatalogueDirectory = None,
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
    return emit(made.to_json(), comparison_text(made), as_json=json)
