"""Comma-separated values: what is in the cells, and what no spreadsheet may run."""

import csv
import io

import pytest

from withdrawal.output.tables.definitions import csv_text


def cells(rows, **given):
    """Return what a reader of CSV finds below the header."""
    return list(csv.reader(io.StringIO(csv_text(["name", "votes"], rows, **given))))[1:]


def test_columns():
    """Columns come in the order asked for; a missing one is empty, another one is left out."""
    rows = [{"votes": 3, "name": "a", "more": "x"}, {"name": None}]
    assert csv_text(["name", "votes"], rows) == "name,votes\na,3\n,\n"


def test_ending():
    """Lines end as they are asked to."""
    assert csv_text(["name"], [{"name": "a"}], ending="\r\n") == "name\r\na\r\n"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t"])
def test_no_formula(sign):
    """A text that a spreadsheet would compute is set off by an apostrophe."""
    assert cells([{"name": f"{sign}1+1"}]) == [[f"'{sign}1+1", ""]]


def test_numbers_stay():
    """A number below nought is a number, and a sign within a text is harmless."""
    assert cells([{"name": "a=b", "votes": -3}]) == [["a=b", "-3"]]
