"""``withdrawal case``: keep the journal of one real case."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from withdrawal.case.journal import Journal
from withdrawal.cli.options import (
    AsJson,
    AsOf,
    AsPlot,
    CatalogueDirectory,
    InForce,
    emit,
    opened_catalogue,
    write_file,
)
from withdrawal.output.case import case_csv, case_data, case_markdown, case_text

if TYPE_CHECKING:
    from withdrawal.case.case import Case

__all__ = ["case"]

case = App(name="case", help="Keep the journal of one real case: append-only, one event a line.")

File = Annotated[Path, Parameter(help="The journal.")]


@case.command
def new(
    file: File,
    country: str,
    treaty: str,
    /,
    *,
    route: Annotated[str | None, Parameter(help="The route of the State's procedure.")] = None,
    conflict: Annotated[
        list[str] | None, Parameter(help="An armed conflict, START/END or START/..", negative="")
    ] = None,
    named_date: Annotated[
        str | None, Parameter(help="The day of effect that the notice names.")
    ] = None,
    in_force_for_party: InForce = None,
    catalogue: CatalogueDirectory = None,
    json: AsJson = False,
) -> int:
    """Begin the journal of a case.

    Example: `withdrawal case new sweden.jsonl sweden ottawa`

    Parameters
    ----------
    country
        The State: a name or an ISO code. State and treaty may come in either order.
    treaty
        The treaty: an id or a name.
    """
    journal = Journal.create(
        file,
        country,
        treaty,
        route=route,
        conflict=conflict,
        named_date=named_date,
        in_force_for_party=in_force_for_party,
        catalogue=opened_catalogue(catalogue),
    )
    return _report(journal, None, as_json=json)


@case.command
def record(
    file: File,
    step: str,
    /,
    *,
    on: Annotated[str, Parameter(help="The day, or 2025-06, or 2025-06-20/2025-06-27.")],
    actor: Annotated[str | None, Parameter(help="Who acted.")] = None,
    votes: Annotated[str | None, Parameter(help="For-against-abstaining, like 66-14-2.")] = None,
    source: Annotated[
        list[str] | None, Parameter(help="Where it was read; may be repeated.", negative="")
    ] = None,
    detail: Annotated[str | None, Parameter(help="What is worth knowing besides.")] = None,
    by: Annotated[str | None, Parameter(help="The State that acted, if another.")] = None,
    until: Annotated[str | None, Parameter(help="The day the event itself sets.")] = None,
    catalogue: CatalogueDirectory = None,
    json: AsJson = False,
) -> int:
    """Record that something happened.

    Example: `withdrawal case record sweden.jsonl final-vote --on 2027-06-09`

    Parameters
    ----------
    step
        A stage of the procedure, a trigger such as notice-received, or remark.
    """
    journal = Journal(file, catalogue=opened_catalogue(catalogue))
    journal.record(
        step,
        on=on,
        actor=actor,
        votes=votes,
        source=source,
        detail=detail,
        by=by,
        until=until,
    )
    return _report(journal, None, as_json=json)


@case.command
def show(
    file: File,
    /,
    *,
    as_of: AsOf = None,
    catalogue: CatalogueDirectory = None,
    plot: AsPlot = None,
    json: AsJson = False,
) -> int:
    """Tell where a case stands, what can come next and what is owed."""
    journal = Journal(file, catalogue=opened_catalogue(catalogue))
    if plot is not None:
        _draw(plot, _opened(journal), as_of)
    return _report(journal, as_of, as_json=json)


def _draw(path: Path, told: Case, as_of: str | None) -> None:
    from withdrawal.output.plot import picture_bytes
    from withdrawal.output.timeline import case_timeline
    from withdrawal.output.timeline_layout import draw_timeline

    drawn = draw_timeline(case_timeline(told, told.when(as_of=as_of)))
    write_file(path, picture_bytes(drawn, path.suffix))


@case.command
def undo(file: File, /, *, catalogue: CatalogueDirectory = None, json: AsJson = False) -> int:
    """Take the last event back; the journal keeps both."""
    journal = Journal(file, catalogue=opened_catalogue(catalogue))
    event = journal.undo()
    print(f"Taken back: {event}", file=sys.stderr)
    return _report(journal, None, as_json=json)


@case.command
def export(
    file: File,
    /,
    *,
    json: AsJson = False,
    csv: Annotated[bool, Parameter(name="--csv", negative="", help="Print CSV.")] = False,
    md: Annotated[bool, Parameter(name="--md", negative="", help="Print Markdown.")] = False,
    as_of: AsOf = None,
    catalogue: CatalogueDirectory = None,
) -> int:
    """Print a case as JSON, CSV or Markdown."""
    told = _opened(Journal(file, catalogue=opened_catalogue(catalogue)))
    answer = told.when(as_of=as_of)
    if csv:
        sys.stdout.write(case_csv(told))
        return 0
    if md:
        sys.stdout.write(case_markdown(told, answer))
        return 0
    return emit(case_data(told, answer), case_text(told, answer), as_json=json)


def _report(journal: Journal, as_of: str | None, *, as_json: bool) -> int:
    told = _opened(journal)
    answer = told.when(as_of=as_of)
    return emit(case_data(told, answer), case_text(told, answer), as_json=as_json)


def _opened(journal: Journal) -> Case:
    """Return the case, and say on standard error what a crash has left."""
    opened = journal.open()
    for torn in journal.set_aside:
        print(
            f"A crash had left {len(torn)} bytes of an event that was never acknowledged; "
            f"they are kept in {journal.path.name}.torn.",
            file=sys.stderr,
        )
    if opened.torn:
        print(
            f"A crash has left {len(opened.torn)} bytes of an event that was never "
            "acknowledged; they will be set aside with the next event.",
            file=sys.stderr,
        )
    return opened.case
