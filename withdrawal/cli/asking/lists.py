"""The commands that list what is on record: treaties, States, parties, withdrawals, changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

from attrs import evolve
from cyclopts import Parameter

from withdrawal.cli.options import (
    ROWS,
    AsFeed,
    AsPlot,
    AsRows,
    CatalogueDirectory,
    Flat,
    Rows,
    draw,
    opened_catalogue,
    refuse_filters,
    write_file,
)
from withdrawal.cli.terminal import progress
from withdrawal.errors import CircumstanceError
from withdrawal.inquiries.changes import Changes
from withdrawal.inquiries.exits import Survey
from withdrawal.inquiries.history import History, Listed, Now, named
from withdrawal.inquiries.history import Rows as Found
from withdrawal.inquiries.states import State, States, StatesCompared
from withdrawal.inquiries.treaties import Parties, PartiesOverTime, Treaties, Treaty

AsCalendar = Annotated[Path | None, Parameter(help="Write the days of effect to a calendar file.")]
Names = Annotated[str, Parameter(help="A State, a treaty, or both, in either order.")]


def treaties(
    treaty: Annotated[
        str | None,
        Parameter(help="One treaty: an id, a name or an official number; all where left out."),
    ] = None,
    /,
    *,
    asked: Annotated[Treaties, Flat] = Treaties(),
    catalogue: CatalogueDirectory = None,
    out: Rows = ROWS,
) -> int:
    """List the treaties of the catalogue, or describe one: its clause, practice and parties."""
    known = opened_catalogue(catalogue)
    if treaty is None:
        return out.tell(asked, asked.answer(known))
    one = Treaty(treaty)
    found = one.answer(known)
    refuse_filters(asked, treaty)
    return out.tell(one, found)


def countries(
    country: Annotated[
        str | None,
        Parameter(help="The State: a name or an ISO code; all of them where left out."),
    ] = None,
    /,
    *,
    asked: Annotated[States, Flat] = States(),
    compare: Annotated[
        list[str] | None,
        Parameter(help="States to set side by side.", consume_multiple=True, negative=""),
    ] = None,
    out: Rows = ROWS,
) -> int:
    """List the States whose procedure is described, or describe one in full.

    As JSON, CSV or Parquet the list has every State.
    """
    if compare:
        names = (*([] if country is None else [country]), *compare)
        refuse_filters(asked, " ".join(names))
        sides = StatesCompared(names)
        return out.tell(sides, sides.answer())
    if country is None:
        return out.tell(asked, asked.answer())
    one = State(country)
    found = one.answer()
    refuse_filters(asked, country)
    return out.tell(one, found)


def parties(
    asked: Annotated[Parties, Flat],
    *more: Annotated[str, Parameter(name="MORE", help="More words of the treaty's name.")],
    over_time: Annotated[
        bool, Parameter(negative="", help="Tell who joined and who left, and the count, by day.")
    ] = False,
    catalogue: CatalogueDirectory = None,
    plot: AsPlot = None,
    out: Rows = ROWS,
) -> int:
    """List every State on a treaty's list of parties or in the record, and what each is."""
    asked = evolve(asked, treaty=" ".join((asked.treaty, *more)))
    known = opened_catalogue(catalogue)
    if over_time and asked.on is not None:
        raise CircumstanceError("--on is one day: expected it without --over-time.")
    changes = PartiesOverTime(treaty=asked.treaty, as_of=asked.as_of)
    if plot is not None:
        from withdrawal.output.pictures.over_time import draw_over_time

        draw(plot, draw_over_time(changes.answer(known), asked.on))
    told = changes if over_time else asked
    return out.tell(told, told.answer(known))


def history(
    *names: Names,
    asked: Annotated[History, Flat] = History(),
    out: Rows = ROWS,
    ics: AsCalendar = None,
    atom: AsFeed = None,
) -> int:
    """List recorded withdrawals, the earliest notice first."""
    return _listed(named(asked, names), out, ics, atom)


def now(
    *names: Names,
    asked: Annotated[Now, Flat] = Now(),
    out: Rows = ROWS,
    ics: AsCalendar = None,
    atom: AsFeed = None,
) -> int:
    """List the exits that are pending, with the days left, and those of the last two years."""
    return _listed(named(asked, names), out, ics, atom)


def _listed(asked: Listed, out: AsRows, ics: Path | None, atom: Path | None) -> int:
    found = asked.answer()
    _follow(found, ics, atom)
    return out.tell(asked, found)


def _follow(found: Found, ics: Path | None, atom: Path | None) -> None:
    if ics is None and atom is None:
        return
    from withdrawal.output.following.feed import feed
    from withdrawal.output.following.followed import Followed, calendar

    as_of = found.as_of or date.today()
    followed = Followed(title="Withdrawals from treaties", rows=found.rows, as_of=as_of)
    if ics is not None:
        write_file(ics, calendar(followed).encode())
    if atom is not None:
        write_file(atom, feed(followed))


def changes(
    *names: Names,
    asked: Annotated[Changes, Flat] = Changes(),
    out: Rows = ROWS,
    atom: AsFeed = None,
) -> int:
    """List the facts that changed since a version of the data."""
    asked = named(asked, names)
    found = asked.answer()
    if atom is not None:
        from withdrawal.output.following.feed import changes_feed
        from withdrawal.output.following.followed import Addressed

        write_file(atom, changes_feed(found, Addressed(title=f"What changed since {found.since}")))
    return out.tell(asked, found)


def survey(
    *names: Names,
    asked: Annotated[Survey, Flat] = Survey(),
    catalogue: CatalogueDirectory = None,
    out: Rows = ROWS,
) -> int:
    """List the earliest exit of each pair of a State and a treaty, with its status."""
    with progress("Surveying"):
        source = opened_catalogue(catalogue)
        asked = named(asked, names, source)
        made = asked.answer(source)
    return out.tell(asked, made)
