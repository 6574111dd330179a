"""A case as text, data, CSV and Markdown: where it stands, what comes next, what is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from withdrawal.law.countries import resolve_country
from withdrawal.output.report import Fact, Item, Report, Section, plain
from withdrawal.output.tables.csv_rows import csv_text
from withdrawal.output.tables.definitions import columns, event_row

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.proceedings.case import Case, Entry

__all__ = ["COLUMNS", "case_csv", "case_data", "case_report"]

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
    """Return the report of a case: where it stands first."""
    name = resolve_country(case.party).name
    return Report(
        title=f"{name}, {case.treaty.name}: {case.stage} ({case.phase.value})",
        sentence=answer.sentence,
        facts=(Fact("Route", case.route.name),),
        sections=(
            Section("events", "What happened", map(_event, case.entries)),
            plain("next", "What can come next", (step.in_words for step in case.next_steps())),
            plain("owed", "Still owed", case.owed()),
            plain("irregularities", "Against the State's own law", case.irregularities),
        ),
    )


def _event(entry: Entry) -> Item:
    event = entry.event
    rivals = (f" (another account: {rival})" for rival in event.rivals)
    detail = f"; {event.detail}" if event.detail else ""
    sources = "; ".join(source.address for source in event.sources)
    return Item(f"{event}{detail}{''.join(rivals)}", source=sources or None)


def case_csv(case: Case) -> str:
    """Return the events of a case as CSV, one a line, with a header."""
    return csv_text(COLUMNS, map(event_row, case.history))
