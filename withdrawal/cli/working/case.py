"""``withdrawal case``: keep the journal of one real case."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from attrs import asdict
from cyclopts import App, Parameter

from withdrawal.case.asking.question import split_names
from withdrawal.case.proceedings.journal import Journal
from withdrawal.cli.options import (
    PAPER,
    AsJson,
    AsOf,
    AsPlot,
    CatalogueDirectory,
    Country,
    Flat,
    Input,
    More,
    Paper,
    Route,
    TreatyName,
    draw,
    emit,
    opened_catalogue,
    write_file,
)
from withdrawal.cli.reading import file_or_input
from withdrawal.cli.terminal import plain
from withdrawal.dates import parse_day
from withdrawal.inquiries.inquiry import Circumstances
from withdrawal.output.case import case_csv, case_data, case_report
from withdrawal.output.markdown import report_markdown

if TYPE_CHECKING:
    from withdrawal.case.proceedings.case import Case
    from withdrawal.case.proceedings.journal import Opened
    from withdrawal.output.pictures.drawing import Drawing

case = App(name="case", help="Keep the journal of one real case: append-only, one event a line.")

File = Annotated[Path, Parameter(help="The journal.")]
ReadFile = Annotated[Path, Input, Parameter(help="The journal; - for standard input.")]


@case.command
def new(
    file: File,
    country: Country,
    treaty: TreatyName,
    /,
    *more: More,
    route: Route = None,
    supposed: Annotated[Circumstances, Flat] = Circumstances(),
    catalogue: CatalogueDirectory = None,
    json: AsJson = False,
) -> int:
    """Begin the journal of a case.

    Example: `withdrawal case new sweden.jsonl sweden ottawa`
    """
    source = opened_catalogue(catalogue)
    if more:
        country, treaty = split_names((country, treaty, *more), source)
    given = {"route": route, **supposed.given, "catalogue": source}
    journal = Journal.create(file, country, treaty, **given)
    return _report(_opened(journal), None, as_json=json)


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
    return _report(_opened(journal), None, as_json=json)


@case.command
def show(
    file: ReadFile,
    /,
    *,
    as_of: AsOf = None,
    catalogue: CatalogueDirectory = None,
    plot: AsPlot = None,
    ics: Annotated[Path | None, Parameter(help="Write it to a calendar file.")] = None,
    json: AsJson = False,
) -> int:
    """Tell where a case stands, what can come next and what is owed; with --as-of, on that day.

    Example: `withdrawal case show sweden.jsonl --as-of 2027-06-30`
    """
    told = _read(file, catalogue)
    if plot is not None:
        draw(plot, _drawn(told, as_of))
    if ics is not None:
        from withdrawal.output.following.ics import case_calendar

        write_file(ics, case_calendar(told, told.when(as_of=as_of)).encode())
    return _report(told, as_of, as_json=json)


def _drawn(told: Case, as_of: str | None) -> Drawing:
    from withdrawal.output.pictures.timeline import case_timeline
    from withdrawal.output.pictures.timeline_layout import draw_timeline

    return draw_timeline(case_timeline(told, told.when(as_of=as_of)))


@case.command
def undo(file: File, /, *, catalogue: CatalogueDirectory = None, json: AsJson = False) -> int:
    """Take the last event back; the journal keeps both.

    Example: `withdrawal case undo sweden.jsonl`
    """
    journal = Journal(file, catalogue=opened_catalogue(catalogue))
    event = journal.undo()
    print(f"Taken back: {event}", file=sys.stderr)
    return _report(_opened(journal), None, as_json=json)


@case.command
def export(
    file: ReadFile,
    /,
    *,
    json: AsJson = False,
    csv: Annotated[bool, Parameter(name="--csv", negative="", help="Print CSV.")] = False,
    md: Annotated[bool, Parameter(name="--md", negative="", help="Print Markdown.")] = False,
    as_of: AsOf = None,
    catalogue: CatalogueDirectory = None,
) -> int:
    """Print a case as JSON, CSV or Markdown; with --as-of, as it was known on that day.

    Example: `withdrawal case export sweden.jsonl --md`
    """
    whole = _read(file, catalogue)
    told, answer = _on_the_day(whole, as_of), whole.when(as_of=as_of)
    if csv:
        sys.stdout.write(plain(case_csv(told)))
        return 0
    if md:
        sys.stdout.write(plain(report_markdown(case_report(told, answer))))
        return 0
    return emit(case_data(told, answer), case_report(told, answer), as_json=json)


@case.command
def attach(
    file: File,
    document: Annotated[Path, Parameter(help="The document.")],
    /,
    *,
    shows: Annotated[str, Parameter(help="What it shows.")] = "",
    json: AsJson = False,
) -> int:
    """Record that a document belongs to the case: its name, its digest, what it shows.

    Example: `withdrawal case attach sweden.jsonl note.pdf --shows "the depositary's receipt"`
    """
    made = Journal(file).attach(document, shows=shows)
    data = {"schema": "withdrawal/case-document/1", **asdict(made)}
    return emit(data, f"Attached: {made.name}, SHA-256 {made.digest}", as_json=json)


@case.command
def remind(
    file: File,
    text: Annotated[str, Parameter(help="What is to be done.")],
    /,
    *,
    on: Annotated[str, Parameter(help="The day.")],
    json: AsJson = False,
) -> int:
    """Record that something is to be done by a day.

    Example: `withdrawal case remind sweden.jsonl "ask for the receipt" --on 2027-07-01`
    """
    made = Journal(file).remind(on, text)
    data = {"schema": "withdrawal/case-reminder/1", "on": str(made.on), "text": made.text}
    return emit(data, f"To be done by {made.on}: {made.text}", as_json=json)


@case.command
def due(
    file: ReadFile,
    /,
    *,
    within: Annotated[int, Parameter(help="How many days ahead; default 30.")] = 30,
    as_of: AsOf = None,
    catalogue: CatalogueDirectory = None,
    json: AsJson = False,
) -> int:
    """List what is due: the reminders, and the days that the answer itself sets.

    Example: `withdrawal case due sweden.jsonl --within 90`
    """
    from withdrawal.output.case import due_data, due_report

    today = date.today() if as_of is None else parse_day(as_of)
    found = due_data(_whole(file, catalogue), today, within)
    return emit(found, due_report(found), as_json=json)


@case.command
def diary(
    file: ReadFile,
    /,
    *,
    as_of: AsOf = None,
    paper: Paper = PAPER,
    catalogue: CatalogueDirectory = None,
) -> int:
    """Write the diary of a case: what happened, what was taken back, documents and reminders.

    Example: `withdrawal case diary sweden.jsonl --format docx`
    """
    from withdrawal.output.case import Diary, diary_report

    opened = _whole(file, catalogue)
    made = Diary(opened, opened.case.when(as_of=as_of))
    stem = f"{opened.case.party}-{opened.case.treaty.id}-diary"
    return paper.put(made.to_json, diary_report(made), stem)


@case.command
def memo(
    file: ReadFile,
    /,
    *,
    as_of: AsOf = None,
    language: Annotated[str, Parameter(help="The language of the memo, by its code.")] = "en",
    paper: Paper = PAPER,
    catalogue: CatalogueDirectory = None,
) -> int:
    """Write a memo on a case of one's own, from its events.

    Example: `withdrawal case memo sweden.jsonl --format pdf`
    """
    from withdrawal.case.drafting.memo import memo_of_case
    from withdrawal.output.documents.memo import memo_data, memo_report
    from withdrawal.output.spoken import words_in

    told = _read(file, catalogue)
    made = memo_of_case(told, as_of=None if as_of is None else parse_day(as_of))
    stem = f"{made.answer.party}-{made.answer.treaty}-memo"
    words = words_in(language)
    return paper.put(lambda: memo_data(made, words), memo_report(made, words), stem)


@case.command
def verify(file: File, /, *, catalogue: CatalogueDirectory = None, json: AsJson = False) -> int:
    """Check the digests and the order of a journal.

    Example: `withdrawal case verify sweden.jsonl`
    """
    from withdrawal.case.proceedings.merging import verify as verified

    opened = verified(file, catalogue=opened_catalogue(catalogue))
    data = {"schema": "withdrawal/case-verified/1", "lines": opened.lines, "kept_in": opened.schema}
    return emit(data, f"{file.name}: {opened.lines} lines, digests and order sound.", as_json=json)


@case.command
def merge(
    first: File,
    second: File,
    /,
    *,
    output: Annotated[Path, Parameter(name=["--output", "-o"], help="The new journal.")],
    catalogue: CatalogueDirectory = None,
    json: AsJson = False,
) -> int:
    """Make one journal of two that began as one; nothing is lost.

    Example: `withdrawal case merge mine.jsonl yours.jsonl -o both.jsonl`
    """
    from withdrawal.case.proceedings.merging import merge as merged

    made = merged(first, second, output, catalogue=opened_catalogue(catalogue))
    data = {
        "schema": "withdrawal/case-merged/1",
        "common": made.common,
        "first": made.first,
        "second": made.second,
        "both": made.both,
        "lines": made.opened.lines,
    }
    text = (
        f"Written: {output}: {made.common} lines in common, {made.first} of {first.name} alone, "
        f"{made.second} of {second.name} alone, {made.both} of both."
    )
    return emit(data, text, as_json=json)


def _report(told: Case, as_of: str | None, *, as_json: bool) -> int:
    known, answer = _on_the_day(told, as_of), told.when(as_of=as_of)
    return emit(case_data(known, answer), case_report(known, answer), as_json=as_json, headed=True)


def _on_the_day(told: Case, as_of: str | None) -> Case:
    """Return a case as it was known on a day; without a day, with all that is recorded."""
    return told if as_of is None else told.known_by(parse_day(as_of))


def _read(file: Path, catalogue: Path | None) -> Case:
    with file_or_input(file, suffix=".jsonl") as path:
        return _opened(Journal(path, catalogue=opened_catalogue(catalogue)))


def _whole(file: Path, catalogue: Path | None) -> Opened:
    with file_or_input(file, suffix=".jsonl") as path:
        return Journal(path, catalogue=opened_catalogue(catalogue)).open()


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
