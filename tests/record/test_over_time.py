"""What the record tells over time: rows as they stood, days on which it turns, years, conflicts."""

from datetime import date, timedelta

import pytest
from attrs import evolve

from withdrawal.dates import Interval, PartialDate
from withdrawal.errors import DataFileError
from withdrawal.record import conflicts as conflicts_module
from withdrawal.record.bound.bonds import Bond, _is_before
from withdrawal.record.conflicts import ArmedConflict, conflicts
from withdrawal.record.history import _order, history
from withdrawal.record.knowledge import known_as_of
from withdrawal.record.parties import LISTS_COUNT_FOR, roll, yearly
from withdrawal.record.second_source import read_second_source, second_source

DAY = timedelta(days=1)
SOME = (
    ("ottawa-1997", "LTU"),
    ("ottawa-1997", "SWE"),
    ("teu-art-50", "GBR"),
    ("rome-statute-1998", "BDI"),
)


class TestRows:
    def test_standing(self):
        """An exit that is in effect is pending until its day, and on it is in effect."""
        (row,) = history("ottawa-1997", "LTU")
        assert row.standing_on(row.effect - DAY) == evolve(row, status="pending")
        assert row.standing_on(row.effect) is row

    def test_other_statuses_stand(self):
        """No other status depends on the day."""
        for row in history():
            if row.status != "effective" or row.effect is None:
                assert row.standing_on(date.min) is row

    def test_order(self):
        """Rows come in the order of their first known day, those without one last."""
        (row,) = history("ottawa-1997", "LTU")
        undated = evolve(row, received=None, notified=None, effect=None, announced=None)
        assert _order(row) == (row.received, "ottawa-1997", "LTU")
        assert _order(undated) == (date.max, "ottawa-1997", "LTU")


@pytest.mark.parametrize(("treaty", "party"), SOME)
class TestTurns:
    def test_nothing_changes_between(self, treaty, party):
        """What is told of a State changes on those days and on no other."""
        known = roll(treaty, party)
        turns = sorted(known.turns())
        assert all(type(day) is date for day in turns)
        for one, two in zip(turns, [*turns[1:], turns[-1] + 40 * DAY], strict=True):
            last = two - DAY
            assert known.on(one).value == known.on(last).value

    def test_what_they_are(self, treaty, party):
        """They hold the days of the treaty, of the list and of each bond."""
        known = roll(treaty, party)
        turns = known.turns()
        assert known.treaty.in_force in turns
        for bond in known.bonds:
            assert {each for each in (bond.joined, bond.left_on) if each} <= turns
        listed = known.list.as_of if known.list else None
        if listed:
            aged = date(listed.year + LISTS_COUNT_FOR.years, listed.month, listed.day)
            assert {listed, aged, aged + DAY} <= turns

    def test_years(self, treaty, party):
        """Of each year the last day counts, and of the year of the facts their day."""
        known = roll(treaty, party)
        told = dict(yearly(known))
        end = known_as_of()
        assert list(told) == list(range(min(told), end.year + 1))
        for year, value in told.items():
            assert value == known.on(min(date(year, 12, 31), end)).value
        before = min(told) - 1
        assert known.on(date(before, 12, 31)).value == "not-a-party"


class TestMembership:
    def test_gone(self):
        """That a State is out is told by the record of its exit, and of no list's day."""
        found = roll("ottawa-1997", "LTU").on(date(2026, 3, 1))
        assert (found.value, found.basis, found.list_as_of) == ("not-a-party", "record", None)

    @pytest.mark.parametrize(
        ("listed", "value"),
        [(date(2024, 2, 1), "party"), (date(2023, 12, 1), "not-known")],
    )
    def test_joined_between_two_days(self, listed, value):
        """A State of which only bounds are known has joined once a list within them has it."""
        known = roll("cat-1984", "TUV")
        assert known.bonds[0].joined_within.text == "2024-01-01/2024-04-15"
        aged = evolve(known, list=evolve(known.list, as_of=listed))
        assert aged.on(date(2024, 2, 2)).value == value
        assert aged.on(date(2024, 4, 15)).value == "party"
        assert aged.on(date(2023, 12, 31)).value == "not-a-party"

    @pytest.mark.parametrize(
        ("within", "is_before"), [("2025-01-01/2025-03-01", True), ("2026-01-01/2026-03-01", False)]
    )
    def test_before_an_exit(self, within, is_before):
        """A bond began before an exit where the earliest day it may have begun lies before it."""
        (row,) = history("ottawa-1997", "LTU")
        assert _is_before(Bond(joined_within=PartialDate.parse(within)), row) is is_before
        assert _is_before(Bond(), row)


class TestConflicts:
    def test_over_later(self, monkeypatch):
        """A conflict that is over later is open as of a day before, and one to come is none."""
        war = ArmedConflict("XYZ", Interval(date(2020, 1, 1), date(2021, 6, 30)), "a war", "UN")
        monkeypatch.setattr(conflicts_module, "_all", lambda: (war,))
        assert conflicts("XYZ", as_of=date(2021, 6, 30)) == (war,)
        (seen,) = conflicts("XYZ", as_of=date(2021, 6, 29))
        assert (seen.span, seen.text, seen.source) == (
            Interval(date(2020, 1, 1), None),
            "a war",
            "UN",
        )
        assert conflicts("XYZ", as_of=date(2019, 12, 31)) == ()


class TestSecondSource:
    def test_none(self):
        """Of a treaty that it has not, it says nothing."""
        assert second_source("no-such-treaty") == ()
        assert {row.treaty for row in second_source("adb-1965")} == {"adb-1965"}

    @pytest.mark.parametrize(
        ("line", "why"),
        [
            ("a,b,c", "line 2: 3 columns: expected 5"),
            ("x,LVA,perhaps,s,2026", "line 2: key status: 'perhaps'.*party"),
            ("x,LVA,party,s,soon", "line 2: key as_of: "),
            ("x,LVA,party,s,2026/..", "has no end"),
        ],
    )
    def test_refused(self, tmp_path, line, why):
        """A line that is none is refused by its number and what was expected."""
        path = tmp_path / "second.csv"
        path.write_text(f"treaty,party,status,source,as_of\n{line}\n", encoding="utf-8")
        with pytest.raises(DataFileError, match=why):
            read_second_source(path)
        path.write_text("treaty,party\n", encoding="utf-8")
        with pytest.raises(DataFileError, match="line 1: expected treaty,party,status"):
            read_second_source(path)
