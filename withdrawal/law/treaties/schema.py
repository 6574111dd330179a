"""The JSON Schema of a treaty's data file, made from the classes that read it.

Editors use it to complete and check TOML files as a contributor types. It says what the reader
accepts key by key; `withdrawal check` says the rest.
"""

from __future__ import annotations

from typing import Any

from withdrawal.dates import Interval, Period
from withdrawal.law.clause.landings import MonthDay
from withdrawal.law.treaties.treaty import TreatyFile
from withdrawal.reflected import SchemaBook

_PLAIN: dict[Any, dict[str, Any]] = {
    Period: {
        "type": "string",
        "pattern": r"^P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?$",
        "description": "An ISO 8601 period in years, months, weeks and days.",
    },
    Interval: {
        "type": "string",
        "pattern": r"^\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}$",
        "description": "A span of days, START/END.",
    },
    MonthDay: {
        "type": "string",
        "pattern": r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$",
        "description": "A day of the year, MM-DD.",
    },
}


def treaty_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a treaty's data file, family files included."""
    book = SchemaBook("#/$defs/", plain=_PLAIN, is_read=True)
    treaty = book.table(TreatyFile)
    treaty["description"] = "One treaty."
    family = {
        "description": "A family: what its members share, and the members.",
        "type": "object",
        "properties": {
            **treaty["properties"],
            "members": {"type": "array", "items": {"$ref": "#/$defs/Member"}},
        },
        "required": ["members"],
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A treaty and how it may be left",
        "anyOf": [{"$ref": "#/$defs/Treaty"}, {"$ref": "#/$defs/Family"}],
        "$defs": {
            "Treaty": treaty,
            "Family": family,
            "Member": _member(treaty),
            **dict(sorted(book.schemas.items())),
        },
    }


def _member(treaty: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a family's member, which says only what differs."""
    clause = {"type": "object", "description": "What differs from the clause of the family."}
    return {
        **treaty,
        "description": "A member of a family: what differs from it.",
        "properties": {**treaty["properties"], "clause": clause},
        "required": ["id"],
    }
