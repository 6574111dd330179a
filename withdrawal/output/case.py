"""A case as text, data and CSV: where it stands, what comes next, its diary, and what is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import asdict

from withdrawal.dates import days_on, long_date
from withdrawal.languages.told import english_stage, spoken_days
from withdrawal.law.countries import country, resolve_country
from withdrawal.letters import spelt_out
from withdrawal.output.report import Fact, Item, Report, Section, plain
from withdrawal.output.tables.definitions import columns, csv_text, event_row
from withdrawal.output.tables.table import Column, Table, rows
from withdrawal.output.telling import step_in_words
from withdrawal.output.words import ENGLISH
from withdrawal.values import frozen

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.proceedings.case import Case
    from withdrawal.case.proceedings.course import Entry
    from withdrawal.case.proceedings.journal import Opened
    from withdrawal.case.proceedings.owed import NextStep
    from withdrawal.record.events import Event

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


@frozen
class Diary:
    """A journal as read, and what it answers."""

    opened: Opened
    answer: Answer

    def to_json(self) -> dict[str, Any]:
        """Return the diary as JSON-ready data, schema ``withdrawal/diary/1``."""
        opened = self.opened
        return {
            "schema": "withdrawal/diary/1",
            "case": case_data(opened.case, self.answer),
            "undone": opened.undone,
            "documents": [asdict(each) for each in opened.documents],
            "reminders": [{"on": str(x.on), "text": x.text} for x in opened.reminders],
        }


def diary_report(diary: Diary) -> Report:
    """Return the report of a diary: everything that the journal holds, in its order."""
    opened = diary.opened
    told = case_report(opened.case, diary.answer)
    return Report(
        title=f"Diary: {country(opened.case.party).name}, {opened.case.treaty.name}",
        sentence=told.sentence,
        facts=told.facts,
        sections=(
            Section("diary", "As it was recorded", _entries(opened), "steps"),
            Section(
                "documents",
                "Documents",
                [
                    Item(f"{x.shows or 'not said'} (SHA-256 {x.digest})", lead=x.name)
                    for x in opened.documents
                ],
            ),
            Section(
                "reminders",
                "Reminders",
                [Item(x.text, lead=long_date(x.on)) for x in opened.reminders],
            ),
            *(each for each in told.sections if each.kind != "events"),
        ),
    )


def _entries(opened: Opened) -> Iterator[Item]:
    for each in opened.entries:
        if each.event is not None:
            sources = "; ".join(source.address for source in each.event.sources)
            yield Item(spoken_days(f"{event_in_words(each.event)}."), source=sources or None)
        elif each.document is not None:
            yield Item(f"Document attached: {each.document.name}.")
        elif each.reminder is not None:
            yield Item(f"Reminder for {long_date(each.reminder.on)}: {each.reminder.text}.")
        else:
            yield Item("The last event that still counted was taken back.")


def due_data(opened: Opened, today: date, within: int) -> dict[str, Any]:
    """Return what is due up to some days ahead, schema ``withdrawal/due/1``.

    Reminders gone by are listed too; the days that the answer sets, from today on.
    """
    last = days_on(today, within)
    answer = opened.case.when(as_of=today)
    set_by_law = (
        ("the exit takes effect", answer.effect),
        ("what survives the exit ends", answer.protected_until),
    )
    found = [(each.on, each.text, "reminder") for each in opened.reminders if each.on <= last]
    found += [(day, text, "answer") for text, day in set_by_law if day and today <= day <= last]
    return {
        "schema": "withdrawal/due/1",
        "as_of": today.isoformat(),
        "until": last.isoformat(),
        "due": [
            {"on": str(on), "what": text, "by": by, "overdue": on < today}
            for on, text, by in sorted(found)
        ],
    }


def due_report(found: dict[str, Any]) -> Report:
    """Return what is due, in the order of days."""
    due = ((e["on"], e["what"], "overdue" if e["overdue"] else "") for e in found["due"])
    return Report(
        title=f"Due from {found['as_of']} to {found['until']}",
        sentence="" if found["due"] else "Nothing.",
        sections=(rows("due", "", ("day", "what", ""), due),),
        foot="",
    )
