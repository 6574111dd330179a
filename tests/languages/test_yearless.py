"""Days without a year: the next, or the last, seen from the day of the text."""

from datetime import date

import pytest

from withdrawal.languages.cursor import Yearless
from withdrawal.languages.days.moments import moments_of
from withdrawal.languages.lexicon import lexicon
from withdrawal.languages.words import words_of

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("said", "yearless", "wanted", "oddity"),
    [
        ("6 March", "next", "2027-03-06", "yearless"),
        ("6 March", "last", "2026-03-06", "yearless"),
        ("21 November", "next", "2026-11-21", "yearless"),
        ("21 November", "last", "2026-11-21", "yearless"),
        ("in August", "next", "2027-08", ""),
        ("in August", "last", "2026-08", ""),
        ("on Friday", "last", "2026-11-20", "yearless"),
        ("on Saturday", "last", "2026-11-14", "yearless"),
        ("on Saturday", "next", "2026-11-28", "yearless"),
        ("by Christmas", "next", "2026-12-25", "yearless"),
        ("by Christmas", "last", "2025-12-25", "yearless"),
    ],
)
def test_nearest_of_its_kind(said: str, yearless: Yearless, wanted: str, oddity: str):
    """A day, weekday or holiday without a year is the next, or the last of what was; that is told
    but of a month."""
    found = moments_of(words_of(said), (), lexicon("en"), TODAY, yearless=yearless)
    assert [(each.value.text, each.oddity) for each in found] == [(wanted, oddity)]
