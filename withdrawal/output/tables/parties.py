"""Who is a party to a treaty, and to what treaties a State is one."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, get_args

from withdrawal.languages.told import Told
from withdrawal.letters import upper_first
from withdrawal.output.report import Cell, Report, in_one, plain
from withdrawal.output.tables.table import Column, Table, state_of, treaty_cell
from withdrawal.output.words import Words
from withdrawal.record.kinds import Confidence

if TYPE_CHECKING:
    from withdrawal.case.roll import Parties, PartyRow
    from withdrawal.case.roll_of_state import Tie
    from withdrawal.case.roll_over_time import Change, PartiesOverTime

_STANDS = ("party", "consented", "disputed", "leaving", "left", "not-a-party", "not-known", "ended")
_AT_A_STATE = dict(zip(_STANDS, (4, 3, 2, 0, 1, 6, 5, 7), strict=True))
"""The place of each at a State, where what it leaves comes before what binds it."""


def stands_in_words(words: Words) -> dict[str, str]:
    """Return what a State can be to a treaty, in the reader's language."""
    told = {
        "party": "is_party",
        "not-known": "not_known",
        "left": "stands_left",
        "leaving": "stands_leaving",
        "consented": "stands_consented",
    }
    labels = {key: str(words[label]) for key, label in told.items()}
    return {key: labels.get(key) or upper_first(words.status(key)) for key in _STANDS}


def _stands(row: PartyRow | Tie, words: Words) -> Cell:
    return Cell(stands_in_words(words)[row.stands], words.code, mark=row.stands)


def _sure(row: PartyRow, words: Words) -> Cell:
    """Return how sure that is, and what it rests on."""
    sure = words[f"sure_{row.confidence}"] if row.confidence else ""
    told = map(words.line, filter(None, (row.rests_on, row.note)))
    return Cell(sure, words.code, beside=(in_one(each, words) for each in told))


def sure_in_words(words: Words) -> dict[str, str]:
    """Return how sure a line can be, in the reader's language."""
    return {each: str(words[f"sure_{each}"]) for each in get_args(Confidence)}


def _since(row: PartyRow, words: Words) -> Cell:
    """Return since when it is bound, and whether that day is only the first that it can be."""
    is_open = row.since is not None and not row.since_is_exact
    beside = (Told(str(words["at_the_earliest"]), words.code),) if is_open else ()
    return Cell(str(row.since or ""), words.code, beside=beside)


def _out(row: PartyRow, _: Words) -> object:
    """Return the day from which a State was out, or will be."""
    return row.left_on or row.leaves_on


def parties_table(treaty: str) -> Table[PartyRow]:
    """Return the table of the States on a treaty's roll."""

    return Table(
        "parties",
        (
            Column(
                "name", "state", lambda e, words: state_of(e, words, f"when/{e.party}/{treaty}")
            ),
            Column("stands", "status_word", _stands, lambda row, _: _STANDS.index(row.stands)),
            Column("joined"),
            Column("since", cell=_since),
            Column("notice"),
            Column("out", cell=_out),
            Column("sure", cell=_sure),
        ),
        key=lambda row: row.party,
        ids=True,
        source=lambda row: row.source,
    )


def parties_report(found: Parties, *, without: Collection[str] = ()) -> Report:
    """Return the counts, then each State with since when and what that rests on."""
    listed = sorted(found.rows, key=lambda row: _STANDS.index(row.stands))
    differences = (each.text for each in found.differences)
    return Report(
        title=found.treaty_name,
        sentence=found.sentence,
        sections=(
            parties_table(found.treaty).section(listed, without=without),
            plain("differences", "Said otherwise elsewhere", differences),
        ),
    )


_OVER_TIME: Table[Change] = Table(
    "changes",
    (
        Column("day"),
        Column("change", "status_word"),
        Column("name", "state", state_of),
        Column("count", "parties"),
    ),
    key=lambda row: row.party,
    ids=True,
)


def over_time_report(found: PartiesOverTime) -> Report:
    """Return the rise and fall in a sentence, then each change with the count after it."""
    section = _OVER_TIME.section(found.changes)
    return Report(title=found.treaty_name, sentence=found.sentence, sections=(section,))


def ties_table(party: str) -> Table[Tie]:
    """Return the table of the treaties of a State."""

    def name(tie: Tie, words: Words) -> Cell:
        return treaty_cell(tie.treaty, tie.treaty_name, words, f"when/{party}/{tie.treaty}")

    return Table(
        "ties",
        (
            Column("treaty", cell=name),
            Column("stands", "status_word", _stands, lambda tie, _: _AT_A_STATE[tie.stands]),
            Column("since", cell=lambda tie, words: _since(tie.row, words)),
            Column("out", cell=lambda tie, words: _out(tie.row, words)),
            Column("earliest"),
            Column("sure", cell=lambda tie, words: _sure(tie.row, words)),
        ),
        key=lambda tie: tie.treaty,
        ids=True,
    )
