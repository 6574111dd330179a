"""What else is on record, told beside the answer: each row in a sentence of its own days."""

from types import SimpleNamespace

from attrs import evolve

from withdrawal.case.answering.disputes import objections
from withdrawal.case.answering.reasons import told_of
from withdrawal.dates import PartialDate
from withdrawal.record.events import Event, Source
from withdrawal.record.history import history


def test_only_days_that_are_known():
    """A row without a day of notice is told by its effect alone; without either by neither."""
    (row,) = history("ottawa-1997", "LTU")
    row = evolve(row, note=None)
    assert told_of(row).text == (
        "Also on record, of 2025-06-27: withdrawal, with effect on 2025-12-27."
    )
    undated = evolve(row, received=None, notified=None, announced=None)
    assert told_of(undated).text == "Also on record: withdrawal, with effect on 2025-12-27."
    assert (told_of(undated).start, told_of(undated).end) == (None, row.effect)
    assert told_of(evolve(undated, effect=None)).text == "Also on record: withdrawal."


def test_what_was_taken_back():
    """A notice that was taken back says when, or only that it was, and its note in brackets."""
    row = next(each for each in history() if each.status == "revoked" and each.revoked_on)
    row = evolve(row, note="A note.")
    assert f"taken back on {row.revoked_on} (A note)." in told_of(row).text
    assert told_of(evolve(row, revoked_on=None)).text.endswith("taken back since (A note).")


def test_objections():
    """What was said against a step is told with who said it, and its source where it has one."""
    day = PartialDate.parse("2025-07-21")
    bare = Event("objection", day, actor="Germany", detail="No suspension")
    sourced = evolve(bare, sources=(Source("https://example.org/note"),))
    conclusion = Event("states-parties-conclusion", day)
    told = objections(SimpleNamespace(events=(bare, sourced, conclusion, Event("remark", day))))
    assert [(each.rule, each.text, each.source) for each in told] == [
        ("objection", "Germany (2025-07-21): No suspension.", None),
        ("objection", "Germany (2025-07-21): No suspension.", "https://example.org/note"),
        ("conclusion", "Another party (2025-07-21): states-parties-conclusion.", None),
    ]
