"""A day of receipt that is known only in part."""

from datetime import date

import pytest

import withdrawal
from withdrawal.errors import CircumstanceError, EventOrderError

TODAY = "2026-11-28"


def when(party, treaty, received):
    """Answer for a notice received some time."""
    return withdrawal.when(party, treaty, received=received, as_of=TODAY)


def test_a_window_within():
    """Only the days of the window lead to an effect, and the answer says which they are."""
    answer = when("GBR", "ilo-c105", "2026-12/2030")
    assert (answer.earliest, answer.latest) == (date(2030, 1, 17), date(2031, 1, 17))
    told = "only if it is received from 2029-01-17 to 2030-01-17; on the other days it has none"
    assert any(told in each for each in answer.assumptions)
    assert any(told in each.text for each in answer.because)


def test_no_first_day():
    """A receipt up to a day lies in the time in which the State was bound."""
    answer = when("SWE", "ottawa", "../2027-01-01")
    assert (answer.earliest, answer.latest) == (date(1999, 11, 1), date(2027, 7, 1))


def test_no_last_day():
    """A receipt from a day on has a first effect, and no last one."""
    answer = when("SWE", "ottawa", "2027/..")
    assert (answer.status, answer.earliest, answer.latest) == (
        "pending",
        date(2027, 7, 1),
        None,
    )


def test_begins_with_the_bond():
    """Days on which the State was not bound yet lead nowhere."""
    assert when("SWE", "ottawa", "1998/2001").earliest == date(1999, 11, 1)
    with pytest.raises(CircumstanceError, match="before the treaty was in force for Sweden"):
        when("SWE", "ottawa", "1998")


@pytest.mark.parametrize("received", ["2027-01-01?", "2027-01~"])
def test_doubt(received):
    """A day that its source doubts is told as doubtful."""
    answer = when("SWE", "ottawa", received)
    assert any("it is given as doubtful" in each for each in answer.assumptions)


def test_both_given():
    """A day of one's own and a notice on record are not asked about together."""
    with pytest.raises(CircumstanceError, match="received is 2027-08-31 and notice is 2025"):
        withdrawal.when("LTU", "ottawa", received="2027-08-31", notice=2025, as_of=TODAY)


@pytest.mark.parametrize("name", ["received", "as_of", "named_date", "approved", "conflict"])
def test_the_argument_is_named(name):
    """A day that is none is refused under the name it was given by."""
    with pytest.raises(withdrawal.WithdrawalError, match=f"^{name}: 'soon'"):
        withdrawal.when("SWE", "ottawa", **{name: "soon"})


@pytest.mark.parametrize("received", ["2000-09-25", "2000-09", "2000"])
def test_before_the_treaty(received):
    """A notice before the treaty itself was in force is refused, on a day known or in part."""
    with pytest.raises(CircumstanceError, match="in force for Bhutan, on 2001-10-30"):
        when("BTN", "aarhus-1998", received)
    case = withdrawal.Case("BTN", "aarhus-1998")
    with pytest.raises(EventOrderError, match="expected 2001-10-30 or later"):
        case.record("notice-received", on=received)
