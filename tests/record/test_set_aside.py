"""Exits that were set aside before the code changed, asked about as if none were on record."""

import pytest


@pytest.fixture(scope="module")
def blind(load_tool):
    """How they are answered."""
    return load_tool("set_aside").blind()


@pytest.mark.slow
def test_no_false_word_on_membership(blind):
    """Of no State that has left is it said that it is a party, though its exit is not on record."""
    assert blind.asked >= 100
    assert blind.false == ()


@pytest.mark.slow
def test_days(blind):
    """At least 97 of 100 days are the recorded ones, from the receipt and the clause alone."""
    assert blind.days >= 15
    assert len(blind.wrong) <= 0.03 * blind.days


@pytest.mark.slow
def test_nothing_is_lost(blind, load_tool):
    """Afterwards the record is whole again."""
    from withdrawal.record.history import history

    tool = load_tool("set_aside")
    assert sum((row.treaty, row.party) in tool.set_aside() for row in history()) > 100
