"""The diary of a case, and what is due in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import asdict, frozen

from withdrawal.dates import days_on, long_date
from withdrawal.languages.told import spoken_days
from withdrawal.law.countries import country
from withdrawal.output.case import case_data, case_report, event_in_words
from withdrawal.output.report import Item, Report, Section
from withdrawal.output.tables.table import rows

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.proceedings.journal import Opened

__all__ = ["Diary", "diary_report", "due_data", "due_report"]


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

    Args:
        opened: the journal.
        today: the day asked for.
        within: how many days ahead.
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
