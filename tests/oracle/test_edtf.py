"""Partial dates against edtf, the reference implementation of Extended Date/Time Format."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from withdrawal.dates import PartialDate
from withdrawal.errors import WithdrawalError

edtf = pytest.importorskip("edtf", reason="the group of oracles is not installed")

days = st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat)
forms = st.one_of(
    days.map(lambda text: text[:4]),
    days.map(lambda text: text[:7]),
    days,
    st.from_regex(r"(19|20)\d\d-[01]\d-[0-3]\d", fullmatch=True),
    st.from_regex(r"(19|20)\d\d-[01]\d", fullmatch=True),
)
doubts = st.sampled_from(["", "", "?", "~"])
dates = st.builds(str.__add__, forms, doubts)


def bounds(text):
    """Return the first and last day by edtf; None where it refuses the text."""
    try:
        parsed = edtf.parse_edtf(text)
        return tuple(date(*each[:3]) for each in (parsed.lower_strict(), parsed.upper_strict()))
    except (edtf.EDTFParseException, ValueError):
        return None


def ours(text):
    """Return the same by the package; None where it refuses."""
    try:
        partial = PartialDate.parse(text)
    except WithdrawalError:
        return None
    return partial.earliest, partial.latest


class TestBounds:
    """First and last day agree, and so does what is refused."""

    @pytest.mark.parametrize(
        "text",
        ["2025", "2024-02", "1900-02", "2025-06-27", "2025?", "2025-06~", "2025-06-27?",
         "2025-02-29", "2025-04-31", "2025-13", "2025-00", "2025-01-00", "2025-06/2025-08",
         "2025-06?/2025-08", "2025-06-27/2026"],
    )  # fmt: skip
    def test_known_forms(self, text):
        """Years, months, days, doubts and intervals have the same bounds, or are both refused."""
        assert ours(text) == bounds(text)

    @settings(max_examples=50)
    @given(dates)
    def test_dates(self, text):
        """Any year, month or day, with or without doubt."""
        assert ours(text) == bounds(text)

    @settings(max_examples=50)
    @given(dates, dates)
    def test_intervals(self, start, end):
        """An interval runs from the first day of its start to the last day of its end."""
        expected = (bounds(start), bounds(end))
        if None in expected or expected[1][1] < expected[0][0]:
            assert ours(f"{start}/{end}") is None
        else:
            assert ours(f"{start}/{end}") == (expected[0][0], expected[1][1])
            assert bounds(f"{start}/{end}") == (expected[0][0], expected[1][1])

    @given(dates.filter(bounds))
    @settings(max_examples=25)
    def test_doubt(self, text):
        """A date is doubtful exactly where edtf says uncertain or approximate."""
        parsed = edtf.parse_edtf(text)
        doubtful = bool(getattr(parsed, "is_uncertain", False) or parsed.is_approximate)
        assert PartialDate.parse(text).is_uncertain == doubtful

    @pytest.mark.parametrize(
        ("text", "side"), [("../2025-06-27", 0), ("2025-06-27/..", 1), ("2024-02/..", 1)]
    )
    def test_open_ends(self, text, side):
        """A side left open is unbounded for both."""
        parsed = edtf.parse_edtf(text)
        open_side = parsed.lower if side == 0 else parsed.upper
        assert isinstance(open_side, edtf.UnspecifiedIntervalSection)
        assert ours(text)[side] is None
        assert ours(text)[1 - side] == bounds(text.strip("./"))[1 - side]
