"""`withdrawal.reflected`: the schemas of classes, for JSON that is read or written."""

from datetime import date
from enum import Enum
from typing import Literal

import pytest
from attrs import frozen

from withdrawal.reflected import DAY, TEXT, Otherwise, SchemaBook


class Colour(Enum):
    """A colour."""

    RED = "red"


@frozen
class Mark:
    """A mark: what it is
    called.

    Attributes:
        colour: what it looks like.
    """

    colour: Colour
    on: date | None = None


@frozen
class Page:
    """A page."""

    marks: tuple[Mark, ...]
    first: Mark | None
    from_: Literal["left", "right"] | None = None
    sizes: dict[str, int] | None = None


def written(**more) -> dict:
    """The schemas of a page, by name."""
    book = SchemaBook("#/", **more)
    book.reference(Page)
    return book.schemas


class TestSchemaBook:
    """What the schemas say."""

    def test_written(self):
        """What is written has every key; what may be missing is null."""
        page = written()["Page"]
        assert page["required"] == ["marks", "first", "from", "sizes"]
        assert page["properties"] == {
            "marks": {"type": "array", "items": {"$ref": "#/Mark"}},
            "first": {"anyOf": [{"$ref": "#/Mark"}, {"type": "null"}]},
            "from": {"enum": ["left", "right", None]},
            "sizes": {
                "type": ["object", "null"],
                "additionalProperties": {"type": "integer"},
            },
        }

    def test_read(self):
        """What is read may leave out what has a default, and nothing in it is null."""
        page = written(is_read=True)["Page"]
        assert page["required"] == ["marks", "first"]
        assert page["properties"]["first"] == {"$ref": "#/Mark"}
        assert page["properties"]["from"] == {"enum": ["left", "right"]}

    def test_words(self):
        """Classes and keys are described by their docstrings."""
        mark = written()["Mark"]
        assert mark["description"] == "A mark: what it is called."
        assert mark["properties"]["colour"] == {
            "enum": ["red"],
            "description": "what it looks like.",
        }

    def test_otherwise(self):
        """A class may call, leave out, add and keep keys otherwise than its attributes are."""
        other = Otherwise(
            renamed={"on": "day"},
            left_out=frozenset({"colour"}),
            computed={"said": TEXT},
            deprecated={"when": "day"},
        )
        mark = written(otherwise={Mark: other}, plain={date: {**DAY, "pattern": "x"}})["Mark"]
        assert mark["required"] == ["said", "day", "when"]
        assert mark["properties"]["day"]["pattern"] == "x"
        assert mark["properties"]["when"]["deprecated"]

    def test_unknown(self):
        """A type that has no form in JSON is an error."""
        with pytest.raises(TypeError, match="has no form in JSON"):
            SchemaBook("#/").of(complex)
