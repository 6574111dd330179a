"""Steps on record that are older than the bond a question is about."""

from withdrawal import when


def test_a_disputed_step_before_the_bond_is_not_the_one_asked_about():
    """A step that ended nothing, told of a day before the State consented, is no answer."""
    answer = when("CRI", "icrw-1946", as_of="2026-11-30")
    assert answer.status == "not-notified"
    assert str(answer.earliest) == "2027-06-30"
