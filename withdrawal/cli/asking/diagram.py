"""``withdrawal diagram``: a State's procedure as Mermaid text or as an SVG picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from withdrawal.cli.options import CatalogueDirectory, Input, Route, opened_catalogue
from withdrawal.cli.reading import file_or_input
from withdrawal.errors import CircumstanceError
from withdrawal.law.countries import resolve_country
from withdrawal.law.procedures.library import procedure
from withdrawal.law.treaties.catalogue import resolve_treaty
from withdrawal.output.pictures.diagram import to_mermaid
from withdrawal.output.pictures.flow import to_svg
from withdrawal.output.pictures.picture import picture_of

if TYPE_CHECKING:
    from withdrawal.case.proceedings.case import Case
    from withdrawal.law.treaties.catalogue import Catalogue

_MAKERS = {"mermaid": to_mermaid, "svg": to_svg}


def diagram(
    country: str | None = None,
    /,
    *,
    route: Route = None,
    treaty: Annotated[str | None, Parameter(help="The treaty to be left.")] = None,
    case: Annotated[
        Path | None,
        Input,
        Parameter(help="A journal, or - for standard input: its State, and the path so far."),
    ] = None,
    format: Annotated[Literal["mermaid", "svg"], Parameter(help="What to print.")] = "mermaid",
    catalogue: CatalogueDirectory = None,
) -> int:
    """Print a State's procedure as a diagram.

    Legal basis, day limits and majorities stand on the arrows; with a journal, the path taken
    so far is highlighted.

    Parameters
    ----------
    country
        The State: a name or an ISO code; with a journal it may be left out.
    """
    source = opened_catalogue(catalogue)
    kept = _opened(case, source) if case is not None else None
    if country is None and kept is None:
        raise CircumstanceError("Of which State? Expected a name, or --case with a journal.")
    party = resolve_country(country).id if country is not None else None
    if kept is not None and party not in (None, kept.party):
        raise CircumstanceError(
            f"The journal {case} is of a case of {kept.party}: expected no other State ({party})."
        )
    law = resolve_treaty(treaty, source) if treaty is not None else None
    if kept is not None:
        chosen = kept.procedure.route(route) if route else kept.route
        picture = picture_of(kept.procedure, chosen, taken=kept.path, treaty=law or kept.treaty)
    else:
        rule = procedure(str(party))
        picture = picture_of(rule, rule.route(route, treaty=law), treaty=law)
    print(_MAKERS[format](picture), end="")
    return 0


def _opened(path: Path, source: Catalogue | None) -> Case:
    from withdrawal.case.proceedings.journal import Journal

    with file_or_input(path, suffix=".jsonl") as file:
        return Journal(file, catalogue=source).open().case
