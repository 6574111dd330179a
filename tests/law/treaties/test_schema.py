"""`withdrawal.law.treaties.schema`: what editors are told agrees with what the reader accepts."""

import datetime
import re
import tomllib
from pathlib import Path

import pytest

from withdrawal.law.treaties.catalogue import DIRECTORY
from withdrawal.law.treaties.schema import treaty_schema

jsonschema = pytest.importorskip("jsonschema")

SCHEMA = Path(__file__).parents[3] / "schemas" / "treaty.schema.json"


def _plain(value):
    """Return TOML data as JSON would have it."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def _said(value, key=""):
    """Yield each key within data, with its value where that is one word or no text."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _said(each, f"{key}.{name}")
    elif isinstance(value, list):
        for each in value:
            yield from _said(each, key)
    else:
        is_word = isinstance(value, str) and re.fullmatch("[a-z-]+", value)
        yield key, value if is_word else type(value)


@pytest.fixture(scope="module")
def validator():
    """Return a validator of the schema."""
    return jsonschema.Draft202012Validator(treaty_schema())


def _minimal():
    clause = {
        "exit": "allowed",
        "starts": {"on": "deposit"},
        "runs": {"period": "P6M"},
    }
    return {
        "id": "mine-2020",
        "title": "Mine",
        "sources": ["text"],
        "confidence": "known",
        "clause": clause,
    }


class TestSchema:
    """The published schema."""

    def test_is_a_schema(self, validator):
        """It is valid JSON Schema, draft 2020-12."""
        validator.check_schema(validator.schema)

    def test_accepts_what_is_packaged(self, validator):
        """Whatever is packaged validates: files that have every key and word that any has."""
        seen = set()
        for path in sorted(DIRECTORY.glob("*.toml")):
            data = _plain(tomllib.loads(path.read_text(encoding="utf-8")))
            new = {*_said(data)} - seen
            assert not new or validator.is_valid(data), path.name
            seen |= new

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("runs", {"period": "6 months"}),
            ("runs", {"period": "P6M", "perod": "P1Y"}),
            ("starts", {"on": "signature"}),
            ("lands", {"on": "annual-date", "date": "31-12"}),
            ("exit", "perhaps"),
        ],
    )
    def test_refuses(self, validator, key, value):
        """A word, key or form outside the vocabulary does not validate."""
        data = _minimal()
        assert validator.is_valid(data)
        data["clause"][key] = value
        assert not validator.is_valid(data)

    def test_needs_a_source(self, validator):
        """A treaty without sources does not validate."""
        data = _minimal()
        del data["sources"]
        assert not validator.is_valid(data)
