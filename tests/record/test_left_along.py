"""A treaty that hangs on another, whose exit leaves this one too."""

from datetime import date

import pytest

from withdrawal.record.parties import roll


@pytest.mark.parametrize(
    ("day", "value"), [(date(2025, 4, 16), "not-known"), (date(2025, 4, 17), "not-a-party")]
)
def test_a_state_that_left_the_other(day, value):
    """From the day it is out of the other it is no party to this one, whatever is not known."""
    assert roll("ect-efficiency-protocol-1994", "ESP").on(day).value == value


def test_its_ground():
    """That rests on the exit from the other, with its day and its source."""
    found = roll("echr-protocol-1-1952", "RUS").on(date(2026, 12, 1))
    exit_day = date(2022, 9, 16)
    assert (found.basis, found.since) == ("record", exit_day)
    assert found.source == roll("echr-1950", "RUS").on(exit_day).source


def test_a_state_that_is_in_the_other():
    """Where the State has not left the other, that says nothing of this one."""
    assert roll("echr-protocol-1-1952", "NOR").on(date(2026, 12, 1)).value == "not-known"
