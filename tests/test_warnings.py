"""Warnings that one line turns into errors."""

import subprocess
import sys
import warnings

import pytest

import withdrawal
from withdrawal.warnings import (
    CountingWarning,
    MonthEndWarning,
    OldListWarning,
    PartialDateWarning,
    SupposedNoticeWarning,
    WithdrawalWarning,
)

CASES = [
    (MonthEndWarning, "SWE", "ottawa", "2027-08-31"),
    (CountingWarning, "CHE", "schengen-association-ch-2004", "2027-03-10"),
    (PartialDateWarning, "SWE", "ottawa", "2027-08"),
    (OldListWarning, "ARG", "aarhus-1998", "2027-03-10"),
    (SupposedNoticeWarning, "SWE", "ottawa", "2027-03-10"),
]


@pytest.mark.parametrize(("kind", "party", "treaty", "received"), CASES)
def test_one_line(kind, party, treaty, received):
    """One line turns a kind of warning into an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", kind)
        with pytest.raises(kind):
            withdrawal.when(party, treaty, received=received, as_of="2026-11-28")


def test_what_is_settled():
    """An exit on record, by a clause with one reading, warns of nothing."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", WithdrawalWarning)
        withdrawal.when("LTU", "ottawa", as_of="2026-01-01")


def test_silent_unless_asked_for():
    """Nobody who has not asked is told anything on the error stream."""
    code = "import withdrawal; withdrawal.when('SWE', 'ottawa', received='2027-08')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stderr == b""
