"""What else is on record, told beside the answer: each row in a sentence of its own days."""

from attrs import evolve

from withdrawal.case.answering.told import _reason
from withdrawal.record.history import history


def test_only_days_that_are_known():
    """A row without a day of notice is told by its effect alone; without either by neither."""
    (row,) = history("ottawa-1997", "LTU")
    row = evolve(row, note=None)
    assert _reason(row).text == (
        "Also on record: withdrawal of 2025-06-27, with effect on 2025-12-27."
    )
    undated = evolve(row, received=None, notified=None, announced=None)
    assert _reason(undated).text == "Also on record: withdrawal with effect on 2025-12-27."
    assert (_reason(undated).start, _reason(undated).end) == (None, row.effect)
    assert _reason(evolve(undated, effect=None)).text == "Also on record: withdrawal."


def test_what_was_taken_back():
    """A notice that was taken back says when, or only that it was, and its note in brackets."""
    row = next(each for each in history() if each.status == "revoked" and each.revoked_on)
    row = evolve(row, note="A note.")
    assert f"taken back on {row.revoked_on} (A note)." in _reason(row).text
    assert _reason(evolve(row, revoked_on=None)).text.endswith("taken back since (A note).")
