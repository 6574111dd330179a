"""A clock that is wrong: only "today" changes, and a journal knows no clock at all."""

import datetime
import sys

import pytest

import withdrawal
from withdrawal import Journal

GENUINE = datetime.date
CLOCKS = [GENUINE(1970, 1, 1), GENUINE(2000, 2, 29), GENUINE(2038, 1, 19), GENUINE(9999, 12, 31)]


@pytest.fixture
def set_clock(monkeypatch):
    """Return a function that sets the clock of every module that knows a case."""

    def set_to(day):
        """Let today be a day."""

        class Kind(type):
            """Lets every date be one of these, as `isinstance` sees it."""

            def __instancecheck__(cls, value):
                """Return whether a value is a date."""
                return isinstance(value, GENUINE)

        class Clock(GENUINE, metaclass=Kind):
            """Dates of a world in which it is another day."""

            @classmethod
            def today(cls):
                """Return the day of the wrong clock."""
                return day

        for name, module in list(sys.modules.items()):
            if name.startswith("withdrawal.case") and getattr(module, "date", None) is GENUINE:
                monkeypatch.setattr(module, "date", Clock)

    return set_to


def journal_of(path):
    """Return the bytes of a journal of a few events."""
    journal = Journal.create(path, "Sweden", "ottawa")
    journal.record("government-decision", on="2027-01-14")
    journal.record("final-vote", on="2027-04-07", votes="240-100-9", source="riksdagen.se")
    journal.undo()
    return path.read_bytes()


@pytest.mark.parametrize("day", CLOCKS, ids=str)
class TestWrongClock:
    """Clocks decades away."""

    def test_given_days(self, set_clock, day):
        """An answer as of a given day is the same under any clock."""
        asked = {"as_of": "2026-01-01"}
        before = withdrawal.when("Lithuania", "ottawa", **asked).to_json()
        assert withdrawal.when("Lithuania", "ottawa", **asked).to_json() == before
        set_clock(day)
        assert withdrawal.when("Lithuania", "ottawa", **asked).to_json() == before

    def test_today(self, set_clock, day):
        """Without a day the clock's is used, and the answer says which it was."""
        withdrawal.when("Lithuania", "ottawa", as_of="2026-01-01")
        set_clock(day)
        answer = withdrawal.when("Lithuania", "ottawa")
        assert answer.as_of == day
        known = day >= GENUINE(2025, 12, 27)
        assert (answer.status == "effective") == known

    def test_journals(self, set_clock, day, tmp_path):
        """A journal written under a wrong clock is byte for byte that of a right one."""
        before = journal_of(tmp_path / "right.jsonl")
        set_clock(day)
        assert journal_of(tmp_path / "wrong.jsonl") == before


class TestClockMovedBack:
    """A clock that is set back while a case is kept."""

    def test_events_of_the_future(self, set_clock, tmp_path):
        """Events after the clock's day stay; the answer as of that day does not use them."""
        path = tmp_path / "case.jsonl"
        journal_of(path)
        set_clock(GENUINE(2027, 1, 1))
        journal = Journal(path)
        journal.record("final-vote", on="2027-04-07")
        case = journal.open().case
        assert case.stage == "final-vote"
        assert case.when().as_of == GENUINE(2027, 1, 1)
        assert case.when().standing.stage is None
        assert case.when(as_of="2027-05-01").standing.stage == "final-vote"
