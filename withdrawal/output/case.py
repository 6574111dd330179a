"""A case as text, data, CSV and Markdown: where it stands, what comes next, what is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from withdrawal.law.countries import resolve_country
from withdrawal.output.lines import bullets, wrap
from withdrawal.output.table import csv_text

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.proceedings.case import Case, Entry
    from withdrawal.record.events import Event

__all__ = ["COLUMNS", "case_csv", "case_data", "case_markdown", "case_text"]

SCHEMA = "withdrawal/case-report/1"

COLUMNS = (
    "when",
    "step",
    "actor",
    "votes",
    "by",
    "until",
    "detail",
    "sources",
    "rivals",
)


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


def case_text(case: Case, answer: Answer) -> str:
    """Return a case as text: where it stands first."""
    name = resolve_country(case.party).name
    parts = [
        wrap(f"{name}, {case.treaty.name}: {case.stage} ({case.phase.value})"),
        wrap(answer.sentence),
        *_section("What happened", [_event(entry) for entry in case.entries]),
        *_section("What can come next", [step.in_words for step in case.next_steps()]),
        *_section("Still owed", list(case.owed())),
        *_section("Against the State's own law", list(case.irregularities)),
    ]
    return "\n".join(parts)


def _section(title: str, lines: list[str]) -> list[str]:
    return ["", title, *bullets(lines)] if lines else []


def _event(entry: Entry) -> str:
    event = entry.event
    text = str(event)
    if event.detail:
        text += f"; {event.detail}"
    if event.sources:
        text += f" [{event.sources[0].address}]"
    for rival in event.rivals:
        text += f" (another account: {rival})"
    return text


def case_csv(case: Case) -> str:
    """Return the events of a case as CSV, one a line, with a header."""
    return csv_text(COLUMNS, map(_csv_row, case.history))


def _csv_row(event: Event) -> dict[str, Any]:
    return {
        **event.to_json(),
        "sources": " ".join(source.address for source in event.sources),
        "rivals": "; ".join(str(rival) for rival in event.rivals),
    }


def case_markdown(case: Case, answer: Answer) -> str:
    """Return a case as a Markdown page."""
    name = resolve_country(case.party).name
    lines = [
        f"# {name}: {case.treaty.name}",
        "",
        answer.sentence,
        "",
        f"Stage: **{case.stage}** ({case.phase.value}), route *{case.route.id}*.",
        "",
        "| Date | Step | Actor | Votes | Source |",
        "| --- | --- | --- | --- | --- |",
    ]
    for event in case.history:
        cells = (
            str(event.when),
            event.step,
            event.actor or "",
            str(event.votes or ""),
            event.sources[0].address if event.sources else "",
        )
        lines.append("| " + " | ".join(_cell(each) for each in cells) + " |")
    if owed := case.owed():
        lines += ["", "Still owed:", "", *(f"- {each}" for each in owed)]
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
