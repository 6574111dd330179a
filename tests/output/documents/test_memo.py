"""The report of a memo."""

from withdrawal.case.drafting.memo import memo
from withdrawal.output.documents.memo import memo_report


def test_what_is_not_on_record_is_not_said_to_be_nothing():
    """Where no rule on what survives is on record, the treaty is not said to have none."""
    report = memo_report(memo("sweden", "ottawa-1997", as_of="2026-11-21"))
    (told,) = (each for each in report.sections if each.kind == "with-it")
    assert [each.text.split(";")[0] for each in told.items] == [
        "Nothing of the treaty's own on what survives is on record here"
    ]
