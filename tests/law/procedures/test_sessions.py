"""`Sessions`: when a parliament sits, by rules about days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from withdrawal.dates import DayRule
from withdrawal.errors import DataFileError
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.law.procedures.sessions import Sessions, Span

days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
with_sessions = [each for each in procedures() if procedure(each).sessions is not None]


def span(first, last):
    """Return the span between two phrases."""
    return Span(DayRule.parse(first), DayRule.parse(last))


class TestSpan:
    """Sessions and recesses include both their ends."""

    def test_ends(self):
        """The day it opens and the day it closes are within."""
        spring = span("03-10", "06-30")
        assert spring.contains(date(2026, 3, 10))
        assert spring.contains(date(2026, 6, 30))
        assert not spring.contains(date(2026, 7, 1))
        assert not spring.contains(date(2026, 3, 9))

    def test_across_the_new_year(self):
        """A span that closes earlier in the year than it opens closes in the next one."""
        winter = span("12-24", "01-31")
        assert winter.contains(date(2025, 12, 24))
        assert winter.contains(date(2026, 1, 31))
        assert not winter.contains(date(2026, 2, 1))

    def test_one_year_only(self):
        """A span with full dates holds for its own year."""
        once = span("2025-06-21", "2025-09-01")
        assert once.contains(date(2025, 7, 1))
        assert not once.contains(date(2026, 7, 1))

    def test_one_winter_only(self):
        """A dated span may run into the next year."""
        once = span("2024-12-21", "2025-01-06")
        assert once.contains(date(2025, 1, 6))
        assert not once.contains(date(2025, 12, 24))


class TestSessions:
    """The next day on which a vote can be expected."""

    @pytest.mark.parametrize(
        ("country", "day", "following"),
        [
            ("LTU", date(2025, 7, 1), date(2025, 9, 10)),
            ("LTU", date(2025, 12, 24), date(2026, 3, 10)),
            ("LTU", date(2025, 5, 8), date(2025, 5, 8)),
            ("EST", date(2025, 6, 20), date(2025, 9, 8)),
            ("EST", date(2025, 6, 4), date(2025, 6, 4)),
            ("EST", date(2025, 6, 6), date(2025, 6, 9)),
            ("LVA", date(2026, 4, 4), date(2026, 4, 16)),
            ("FRA", date(2026, 7, 1), date(2026, 10, 1)),
            ("GEO", date(2026, 6, 27), date(2026, 9, 1)),
            ("HRV", date(2026, 12, 16), date(2027, 1, 15)),
            ("ARG", date(2026, 12, 1), date(2027, 3, 1)),
            ("BGR", date(2025, 12, 22), date(2026, 1, 14)),
            ("POL", date(2025, 7, 19), date(2025, 7, 21)),
            ("AUT", date(2027, 7, 16), date(2027, 9, 15)),
            ("COL", date(2027, 2, 8), date(2027, 2, 16)),
            ("PHL", date(2026, 6, 29), date(2026, 7, 27)),
            ("TUR", date(2027, 7, 1), date(2027, 10, 1)),
        ],
    )
    def test_next_sitting_day(self, country, day, following):
        """By the constitution or the rules of the house, as its data says."""
        assert procedure(country).sessions.next_sitting_day(day) == following

    @pytest.mark.parametrize("country", ["EST", "LTU", "FIN", "POL", "HUN", "PRT"])
    def test_real_votes(self, country):
        """Votes on record in ordinary session fell on sitting days."""
        votes = {
            "EST": date(2025, 6, 4), "LTU": date(2025, 5, 8), "FIN": date(2025, 6, 19),
            "POL": date(2025, 6, 25), "HUN": date(2025, 5, 20), "PRT": date(2023, 11, 30),
        }  # fmt: skip
        assert procedure(country).sessions.is_sitting_day(votes[country])

    def test_extraordinary(self):
        """The calendar knows ordinary sessions only: Lithuania voted on 18 July 2024."""
        assert not procedure("LTU").sessions.is_sitting_day(date(2024, 7, 18))

    def test_previous(self):
        """The last sitting day on or before a day, for planning backwards."""
        assert procedure("LTU").sessions.previous_sitting_day(date(2025, 9, 1)) == date(2025, 6, 30)

    @given(days, st.sampled_from(with_sessions))
    def test_next_and_previous(self, day, country):
        """The next sitting day is one, is not before the day, and nothing lies between."""
        sessions = procedure(country).sessions
        following, before = sessions.next_sitting_day(day), sessions.previous_sitting_day(day)
        assert before <= day <= following
        assert sessions.is_sitting_day(following)
        assert sessions.is_sitting_day(before)
        between = (day + timedelta(days=n) for n in range((following - day).days))
        assert not any(sessions.is_sitting_day(each) for each in between)

    @pytest.mark.parametrize("country", ["LTU", "LVA", "FRA", "COL", "PHL", "AUT"])
    def test_table(self, country):
        """The compiled table equals the function on every day of a leap year."""
        sessions = procedure(country).sessions
        first, last = date(2028, 1, 1), date(2028, 12, 31)
        table = sessions.as_table(first, last)
        day = first
        while day <= last:
            assert table(day) == sessions.next_sitting_day(day)
            day += timedelta(days=1)

    @pytest.mark.rows("country", with_sessions)
    def test_source(self, country):
        """Every calendar says where it comes from."""
        assert procedure(country).sessions.source

    def test_never(self):
        """A calendar without sitting days is an error, not an endless search."""
        never = Sessions(recesses=(span("01-01", "12-31"),))
        with pytest.raises(DataFileError, match="no sitting day"):
            never.next_sitting_day(date(2026, 1, 1))
