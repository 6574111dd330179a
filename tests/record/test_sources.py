"""Where facts stand: a source names what can be looked up, and never the record itself."""

import csv
import re

import pytest

from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.record.bound.lists import PARTIES, all_lines
from withdrawal.record.history import history

CIRCULAR = re.compile(r"\b(on record here|record of (?:exits|withdrawals)|source stands)\b")


class TestSources:
    """A source that points back to the record proves nothing."""

    def test_of_lists(self):
        """No line of a list rests on the exit or the return that the record has of it."""
        with (PARTIES / "sources.csv").open(encoding="utf-8", newline="") as file:
            told = dict(list(csv.reader(file))[1:])
        assert not {key for key, text in told.items() if CIRCULAR.search(text)}

    def test_of_exits_and_treaties(self):
        """Nor does an exit, or what is told of a treaty's life."""
        told = [each.source for each in history()]
        told += [catalogue().treaty(key).life_source for key in catalogue()]
        assert not [text for text in told if text and CIRCULAR.search(text)]

    @pytest.mark.parametrize(("treaty", "party"), [("icsid-1965", "BOL"), ("opec-statute", "AGO")])
    def test_the_source_of_the_exit(self, treaty, party):
        """Where the record has the source of the exit, the line names the same."""
        (line,) = all_lines(treaty)[party]
        (row,) = history(treaty, party)
        assert row.source in line.source
        assert line.confidence == row.confidence


class TestFounders:
    """Who founded OPEC, and since when its Statute binds."""

    def test_both_days(self):
        """The five founders are members since 1960, and bound by the Statute since 1965."""
        lines = {code: each[0].bond for code, each in all_lines("opec-statute").items()}
        founders = {code for code, bond in lines.items() if bond.kind == "original member"}
        assert founders == {"IRN", "IRQ", "KWT", "SAU", "VEN"}
        days = {
            (str(lines[each].consent_date), str(lines[each].in_force_for_party))
            for each in founders
        }
        assert days == {("1960-09-14", "1965-05-01")}
