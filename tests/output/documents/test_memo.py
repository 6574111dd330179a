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


def test_an_exit_in_effect():
    """An exit in effect cannot be taken back, and is no precedent of itself."""
    report = memo_report(memo("lithuania", "ottawa-1997", as_of="2026-11-21"))
    assert not any("taken back" in each.text for each in report.of("change"))
    leads = [each.lead for each in report.of("precedents-this-clause")]
    assert "Latvia" in leads
    assert "Lithuania" not in leads


def test_an_earlier_exit_of_the_same_state():
    """An earlier notice of the State itself is a precedent, the one asked about is not."""
    report = memo_report(memo("USA", "unesco", as_of="2026-11-21"))
    days = [
        each.text for each in report.of("precedents-this-clause") if "United States" in each.lead
    ]
    assert days
    assert not any("2025" in each.partition(",")[0] for each in days)
