"""The JSON Schema of a treaty's data file, made from the classes that read it.

Editors use it to complete and check TOML files as a contributor types. It says what the reader
accepts key by key; `withdrawal check` says the rest.
"""

from __future__ import annotations

import types
from datetime import date
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from withdrawal.dates import Interval, Period
from withdrawal.law.clause.landings import MonthDay
from withdrawal.law.treaties.treaty import TreatyFile

__all__ = ["treaty_schema"]

_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
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
    tables: dict[str, Any] = {}
    treaty = _table(TreatyFile, tables)
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
            **dict(sorted(tables.items())),
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


def _table(cls: type[Any], tables: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a class whose attributes are the keys of a table."""
    hints = get_type_hints(cls)
    fields = attrs.fields(cls)
    return {
        "description": (cls.__doc__ or "").partition("\n")[0],
        "type": "object",
        "properties": {each.name.rstrip("_"): _value(hints[each.name], tables) for each in fields},
        "required": [each.name.rstrip("_") for each in fields if each.default is attrs.NOTHING],
        "additionalProperties": False,
    }


def _value(kind: Any, tables: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of the values that a type hint allows."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _value(next(each for each in inner if each is not type(None)), tables)
    if origin is Literal:
        return {"enum": list(inner)}
    if origin is tuple:
        return {"type": "array", "items": _value(inner[0], tables)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _value(inner[1], tables)}
    if issubclass(kind, Enum):
        return {"enum": [each.value for each in kind]}
    name = kind.__name__.lstrip("_")
    if name not in tables:
        tables[name] = {}
        tables[name] = _table(kind, tables)
    return {"$ref": f"#/$defs/{name}"}
