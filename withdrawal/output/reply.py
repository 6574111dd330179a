"""The reply to a plain question as a report: its sentences, then what each rests on."""

from __future__ import annotations

from collections.abc import Iterator

from withdrawal.case.answer import Answer
from withdrawal.case.planning.planned import Plan
from withdrawal.output.planning import plan_report
from withdrawal.output.report import Cell, Item, Report, Section, plain
from withdrawal.output.spoken import words_in
from withdrawal.output.tables.record import LISTED
from withdrawal.output.tables.table import Column, Table, state_of, treaty_of
from withdrawal.output.telling import answer_report
from withdrawal.output.words import Words
from withdrawal.questions.reply import Departures, Listed, Reply, Row, Said


def reply_report(reply: Reply) -> Report:
    """Return a reply: each sentence once, what was understood, and what each answer rests on."""
    words = words_in(reply.lang)
    is_one = len(reply.answers) == 1
    return Report(
        title=words.marks.prose(each.text for each in reply.answers),
        sentence=words.marks.prose((*reply.notes, words.marks.beside("", reply.taken_as).strip())),
        sections=(
            section for each in reply.answers for section in grounds(each, words, named=not is_one)
        ),
        foot=words.knowledge,
        language=words.code,
    )


def grounds(said: Said, words: Words, *, named: bool = False) -> Iterator[Section]:
    """Yield what an answer rests on: its day and facts, its reasons; or the rows of a list."""
    answer = said.answer
    if isinstance(answer, Answer | Plan):
        told = answer_report(answer, words) if isinstance(answer, Answer) else None
        report = told or plan_report(answer, words)  # type: ignore[arg-type]
        facts = (words.marks.prose(report.told), report.reported)
        items = (Item(each, language=words.code) for each in facts if each)
        title = report.title if named else report.headline or report.title
        yield from (Section("answer", title, items, "paragraphs"), *report.sections)
    elif isinstance(answer, Departures):
        rows = (*answer.withdrawals, *answer.running, *answer.besides)
        yield LISTED.section(rows, words, without=("treaty",))
    elif isinstance(answer, Listed):
        without = {"notice"} if answer.intent != "notices-in" else set[str]()
        without |= {"party", "effect"} if not all(each.party for each in answer.rows) else set()
        yield _ROWS.section(answer.rows, words, without=without)
    else:
        yield plain("clause", words["clause"], getattr(answer, "lines", ()), words=words)


def _status(row: Row, words: Words) -> Cell:
    told = words["is_party"] if row.status == "party" else words.status(row.status)
    return Cell(told, words.code, mark=row.status)


_ROWS: Table[Row] = Table(
    "rows",
    (
        Column("party", "state", state_of),
        Column("treaty", cell=treaty_of),
        Column("notice", cell=lambda row, _: row.received or row.received_within),
        Column("effect", cell=lambda row, _: row.revoked_on or row.effect),
        Column("status", "status_word", _status),
    ),
    key=lambda row: f"{row.party} {row.treaty}",
)
