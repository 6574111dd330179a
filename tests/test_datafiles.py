"""Data files: what is read, and errors that name file, key and expectation."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import monotonic
from typing import Literal

import pytest
from attrs import field, frozen

from withdrawal.datafiles import read_toml, reader, structure
from withdrawal.dates import Counting, PartialDate, Period
from withdrawal.errors import DataFileError
from withdrawal.law.procedures.majority import Rule


@frozen
class Leaf:
    """The innermost table."""

    colour: Literal["red", "green"]
    number: int = 1


@frozen
class Branch:
    """A table with every kind of value."""

    name: str
    from_: str | None = None
    is_green: bool = False
    day: date | None = None
    length: Period | None = None
    when: PartialDate | None = None
    counting: Counting | None = None
    leaf: Leaf | None = None
    leaves: tuple[Leaf, ...] = ()
    words: list[str] = field(factory=list)
    days: dict[str, date] = field(factory=dict)
    rank: Literal[1, 2] = 1


def branch(**data: object) -> Branch:
    """Read a table with a name and some more keys."""
    return structure({"name": "oak", **data}, Branch, source="tree.toml")


class TestReading:
    def test_every_kind_of_value(self):
        """Texts, numbers, dates, periods, vocabulary, tables and lists become what they mean."""
        assert branch(
            **{"from": "here"},
            is_green=True,
            day=date(2025, 6, 27),
            length="P6M",
            when="2025-06?",
            counting="day-after",
            leaf={"colour": "red"},
            leaves=[{"colour": "green", "number": 3}],
            words=["a", "b"],
            days={"start": "2025-01-01", "end": date(2025, 12, 31)},
            rank=2,
        ) == Branch(
            "oak",
            "here",
            True,
            date(2025, 6, 27),
            Period(months=6),
            PartialDate.parse("2025-06?"),
            Counting.DAY_AFTER,
            Leaf("red"),
            (Leaf("green", 3),),
            ["a", "b"],
            {"start": date(2025, 1, 1), "end": date(2025, 12, 31)},
            2,
        )

    def test_what_is_left_out(self):
        """Keys with a default may be left out."""
        assert branch() == Branch("oak")

    def test_a_list_at_the_top(self):
        """A file may hold a list."""
        assert structure([{"colour": "red"}], list[Leaf], source="x") == [Leaf("red")]

    def test_one_reader(self):
        """The reader of a kind is made once."""
        assert reader(Leaf) is reader(Leaf)

    def test_no_such_kind(self):
        """A kind that no data file holds is refused."""
        with pytest.raises(TypeError, match="is no kind of value for a data file"):
            reader(complex)


class TestComplaints:
    @pytest.mark.parametrize(
        ("data", "complaint"),
        [
            ({}, "the key 'name' is missing: expected a value"),
            ({"name": 5}, "key name: 5 is not text: expected words in quotation marks"),
            ({"name": None}, "key name: None is not text: expected words in quotation marks"),
            (
                {"name": "a", "from": 5},
                ("key from: 5 is not text: "
                "expected words in quotation marks"),
            ),
            (
                {"name": "a", "nmae": 1, "b": 2},
                ("unknown key 'b', 'nmae': expected some of name, from, is_green, day, length, "
                "when, counting, leaf, leaves, words, days, rank"),
            ),
            (
                {"name": "a", "is_green": 1},
                ("key is_green: 1 is not true or false: "
                "expected one of the two, without quotation marks"),
            ),
            (
                {"name": "a", "is_green": "yes"},
                ("key is_green: 'yes' is not true or false: "
                "expected one of the two, without quotation marks"),
            ),
            ({"name": "a", "rank": 3}, "key rank: 3 is unknown: expected one of 1, 2"),
            ({"name": "a", "rank": True}, "key rank: True is unknown: expected one of 1, 2"),
            (
                {"name": "a", "day": "2025-02-31"},
                "key day: '2025-02-31' is not in the calendar: February 2025 has 28 days",
            ),
            (
                {"name": "a", "day": "June"},
                "key day: 'June' is not a day: expected the form 2025-06-27",
            ),
            ({"name": "a", "day": 5}, "key day: 5 is not a day: expected the form 2025-06-27"),
            (
                {"name": "a", "length": "6 months"},
                ("key length: '6 months' is not a period: expected ISO 8601 in years, months, "
                "weeks and days"),
            ),
            (
                {"name": "a", "when": "June"},
                ("key when: 'June' is not a date: expected a year, a month or a day like 2025, "
                "2025-06 or 2025-06-27"),
            ),
            (
                {"name": "a", "counting": "sometimes"},
                ("key counting: 'sometimes' is unknown: expected one of corresponding-day, "
                "day-after, receipt-counted"),
            ),
            (
                {"name": "a", "leaf": "red"},
                ("key leaf: 'red' is not a table of keys: "
                "expected keys with values"),
            ),
            ({"name": "a", "leaf": {}}, "the key 'colour' is missing in leaf: expected a value"),
            (
                {"name": "a", "leaf": {"colour": "blue"}},
                "key leaf.colour: 'blue' is unknown: expected one of red, green",
            ),
            (
                {"name": "a", "leaf": {"colour": "red", "size": 1}},
                "unknown key 'size' in leaf: expected some of colour, number",
            ),
            (
                {"name": "a", "leaf": {"colour": "red", "number": "3"}},
                "key leaf.number: '3' is not a whole number: expected one such as 3",
            ),
            (
                {"name": "a", "leaf": {"colour": "red", "number": True}},
                "key leaf.number: True is not a whole number: expected one such as 3",
            ),
            (
                {"name": "a", "leaf": {"colour": "red", "number": 1.0}},
                "key leaf.number: 1.0 is not a whole number: expected one such as 3",
            ),
            (
                {"name": "a", "leaves": {"a": 1}},
                ("key leaves: {'a': 1} is not a list: "
                "expected values in square brackets"),
            ),
            (
                {"name": "a", "leaves": "red"},
                ("key leaves: 'red' is not a list: "
                "expected values in square brackets"),
            ),
            (
                {"name": "a", "leaves": [{"colour": "red"}, {"colour": 5}]},
                "key leaves#2.colour: 5 is unknown: expected one of red, green",
            ),
            (
                {"name": "a", "words": ["a", 5]},
                ("key words#2: 5 is not text: "
                "expected words in quotation marks"),
            ),
            (
                {"name": "a", "days": ["x"]},
                ("key days: ['x'] is not a table of keys: "
                "expected keys with values"),
            ),
            (
                {"name": "a", "days": {"start": "soon"}},
                "key days.start: 'soon' is not a day: expected the form 2025-06-27",
            ),
            (["a"], "key (top): ['a'] is not a table of keys: expected keys with values"),
            (None, "key (top): None is not a table of keys: expected keys with values"),
        ],
    )  # fmt: skip
    def test_file_key_and_expectation(self, data: object, complaint: str):
        """The complaint names the file, the key with its path, and what was expected."""
        with pytest.raises(DataFileError) as caught:
            structure(data, Branch, source="tree.toml")
        assert caught.value.message == f"tree.toml: {complaint}."
        assert caught.value.code == "data-file"

    def test_nothing_is_evaluated(self):
        """A text that looks like code stays a text."""
        assert branch(name="__import__('os').getcwd()").name == "__import__('os').getcwd()"

    def test_other_errors_are_not_lost(self):
        """What a class of its own refuses is named with its key too."""

        def positive(_instance, _attribute, value):
            if value < 0:
                raise ValueError("a number from 0 up was expected")

        @frozen
        class Strict:
            """A class with a rule of its own."""

            number: int = field(validator=positive)

        with pytest.raises(DataFileError) as caught:
            structure([{"number": -1}], list[Strict], source="x")
        assert caught.value.message == "x: key #1: a number from 0 up was expected."

    def test_a_vocabulary_of_members(self):
        """A closed vocabulary may be an enumeration; its words are the values."""
        assert structure(["simple"], list[Rule], source="x") == [Rule.SIMPLE]
        with pytest.raises(DataFileError, match="'later' is unknown: expected one of simple"):
            structure(["later"], list[Rule], source="x")


class TestFiles:
    def test_a_file(self, tmp_path: Path):
        """A TOML file is read as UTF-8, with its own dates."""
        path = tmp_path / "a.toml"
        path.write_text('name = "Österreich"\nday = 2025-06-27\n', encoding="utf-8")
        assert read_toml(path) == {"name": "Österreich", "day": date(2025, 6, 27)}

    @pytest.mark.parametrize(
        ("content", "complaint"),
        [
            (b"\xff\xfe", "is not UTF-8 text."),
            (b"a = " + b"[" * 100_000, "is nested too deeply to be a data file."),
            (b"a = ", "is not TOML: Invalid value (at end of document)."),
            (b"a = 1\na = 2", "is not TOML: Cannot overwrite a value (at end of document)."),
            (b"a = 2025-02-31", "is not TOML: Invalid date or datetime (at "),
            (b"a = " + b"9" * 6000, "has a number of too many digits: expected fewer."),
            (b"a = 0x" + b"f" * 6000, "has a number of too many digits: expected fewer."),
        ],
    )
    def test_a_file_that_cannot_be_read(self, tmp_path: Path, content: bytes, complaint: str):
        """Another encoding, another format, or nesting without end are refused by name."""
        path = tmp_path / "a.toml"
        path.write_bytes(content)
        with pytest.raises(DataFileError) as caught:
            read_toml(path)
        assert caught.value.message.startswith(f"{path}: {complaint}")

    @pytest.mark.parametrize(
        "content",
        [
            ".".join(["a"] * 21) + " = 1",
            " . ".join(["a"] * 21) + " = 1",
            "['x'." + ".".join(["a"] * 20) + "]",
            "a = {" + ".".join(['"b"', "''"] * 11) + " = 1}",
            ".".join(["a"] * 30_000) + " = 1",
        ],
    )
    def test_a_key_of_too_many_words(self, tmp_path: Path, content: str):
        """A dotted key of more than 20 words is refused before it takes its parser minutes."""
        path = tmp_path / "a.toml"
        path.write_text(content, encoding="utf-8")
        start = monotonic()
        with pytest.raises(DataFileError) as caught:
            read_toml(path)
        assert monotonic() - start < 2
        assert caught.value.message == (
            f"{path}: has a dotted key of over 20 words: expected fewer."
        )

    def test_dots_elsewhere(self, tmp_path: Path):
        """Twenty words are allowed, and dots in texts, comments and lists are no key's."""
        path = tmp_path / "a.toml"
        dots, numbers = "." * 200, "1.5, " * 200
        path.write_text(
            f"{'.'.join(['a'] * 20)} = 1 # {dots}\nb = 'See {dots}'\n"
            f'c = """\nOne. Two. {"And so on. " * 50}\n"""\nd = [{numbers}]\n',
            encoding="utf-8",
        )
        assert list(read_toml(path)) == ["a", "b", "c", "d"]

    @pytest.mark.parametrize(
        "content", ['"' + '\\"' * 32_000, '"' * 64_000, "a" + " " * 64_000, "a " * 32_000]
    )
    def test_looking_for_such_a_key(self, tmp_path: Path, content: str):
        """Looking for such keys takes no long time either, whatever the text."""
        path = tmp_path / "a.toml"
        path.write_text(content, encoding="utf-8")
        start = monotonic()
        with pytest.raises(DataFileError):
            read_toml(path)
        assert monotonic() - start < 5

    def test_a_file_that_is_not_there(self, tmp_path: Path):
        """A missing file and a directory are refused by name."""
        for path in (tmp_path / "none.toml", tmp_path):
            with pytest.raises(DataFileError) as caught:
                read_toml(path)
            assert caught.value.message.startswith(f"{path}: cannot be read (")
