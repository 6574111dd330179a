"""A case as text, data, CSV and Markdown: where it stands, what comes next, what is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from withdrawal.languages.told import english_stage
from withdrawal.law.countries import resolve_country
from withdrawal.letters import spelt_out
from withdrawal.output.report import Fact, Item, Report, Section, plain
from withdrawal.output.tables.csv_rows import csv_text
from withdrawal.output.tables.definitions import columns, event_row
from withdrawal.output.tables.table import Column, Table
from withdrawal.output.telling import step_in_words
from withdrawal.output.words import ENGLISH

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.proceedings.case import Case, Entry
    from withdrawal.case.proceedings.owed import NextStep
    from withdrawal.record.events import Event

__all__ = ["COLUMNS", "case_csv", "case_data", "case_report", "event_in_words"]

SCHEMA = "withdrawal/case-report/1"

COLUMNS = tuple(columns("case"))


def case_data(case: Case, answer: Answer) -> dict[str, Any]:
    """Return a case as data, schema ``withdrawal/case-report/1``."""
    return {
        "schema": SCHEMA,
        "party": case.party,
        "treaty": case.treaty.id,
        "route": case.route.id,
        "stage": case.stage,
        "phase": case.phase.value,
        "events": [event.to_json() for event in case.history],
        "next": [step.to_json() for step in case.next_steps()],
        "owed": list(case.owed()),
        "irregularities": list(case.irregularities),
        "answer": answer.to_json(),
    }


def case_report(case: Case, answer: Answer) -> Report:
    """Return the report of a case: where it stands first; steps by name, with what is typed."""
    name = resolve_country(case.party).name
    stage = _with_id(english_stage(case.stage).text, case.stage)
    return Report(
        title=f"{name}, {case.treaty.name}: {stage} ({spelt_out(case.phase.value)})",
        sentence=answer.sentence,
        facts=(Fact("Route", case.route.name),),
        sections=(
            Section("events", "What happened", map(_event, case.entries)),
            _NEXT.section(case.next_steps(), title="What can come next"),
            Section("owed", "Still owed", map(_owed, case.owed())),
            plain("irregularities", "Against the State's own law", case.irregularities),
        ),
    )


_NEXT: Table[NextStep] = Table(
    "next",
    (
        Column("step", cell=lambda step, words: words.stage(step.step)),
        Column("actor", "who"),
        Column("limits", "period"),
    ),
    key=lambda step: step.step,
    ids=True,
)


def _owed(step: str) -> Item:
    """Return what is owed by its name, with the id by which it is recorded."""
    stage, _, who = step.partition(": ")
    told = step_in_words(step, ENGLISH).text
    return Item(told if stage == "notice to" or not who else _with_id(told, stage))


def _with_id(name: str, key: str) -> str:
    """Return a step's name with the id that is typed to record it, where that is another word."""
    return name if name.startswith(key) else f"{name} [{key}]"


def event_in_words(event: Event) -> str:
    """Return what happened, with the step by its name, and what is worth knowing besides."""
    said = str(event).replace(event.step, english_stage(event.step).text, 1)
    return f"{said}; {event.detail}" if event.detail else said


def _event(entry: Entry) -> Item:
    event = entry.event
    rivals = (f" (another account: {rival})" for rival in event.rivals)
    sources = "; ".join(source.address for source in event.sources)
    return Item(f"{event_in_words(event)}{''.join(rivals)}", source=sources or None)


def case_csv(case: Case) -> str:
    """Return the events of a case as CSV, one a line, with a header."""
    return csv_text(COLUMNS, map(event_row, case.history))
