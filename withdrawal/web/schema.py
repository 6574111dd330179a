"""JSON Schema of what the application answers, made from the classes that make the answers."""

from __future__ import annotations

import types
from collections import ChainMap
from datetime import date
from enum import Enum
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs
from attrs import field, frozen

from withdrawal.case.answer import OLD_KEYS, Answer
from withdrawal.case.answer import SCHEMA as ANSWER_SCHEMA
from withdrawal.case.findings import Reason
from withdrawal.case.planning.planned import SCHEMA as PLAN_SCHEMA
from withdrawal.case.planning.planned import Plan, PlannedStage
from withdrawal.dates import PartialDate
from withdrawal.inquiries.forms import attribute_texts, description_of
from withdrawal.web.problems import MEDIA_TYPE

__all__ = ["PROBLEMS", "SchemaBook", "answer_schema", "components"]

_TEXT = {"type": "string"}
_DAY = {"type": "string", "format": "date"}
_DAY_OR_NONE = {"type": ["string", "null"], "format": "date"}

_KNOWLEDGE = {
    "type": "object",
    "description": "The day up to which facts were gathered; whether a folder of one's own counts.",
    "properties": {"as_of": _DAY, "own": {"type": "boolean"}},
    "required": ["as_of", "own"],
    "additionalProperties": False,
}

RENAMED: dict[type, dict[str, str]] = {
    Reason: {"start": "from", "end": "to"},
    PlannedStage: {"is_optional": "optional"},
}
"""Attributes that JSON calls otherwise."""

LEFT_OUT: dict[type, frozenset[str]] = {
    Answer: frozenset({"party_name", "treaty_name", "is_bound_on_effect", "manner"}),
    Plan: frozenset({"dispute", "party_name", "treaty_name"}),
}
"""Attributes that JSON does not carry."""

COMPUTED: dict[type, dict[str, dict[str, Any]]] = {
    Answer: {
        "schema": {"const": ANSWER_SCHEMA},
        "last_day_bound": {
            **_DAY_OR_NONE,
            "description": "The last day on which the treaty binds the State.",
        },
        "bound": {
            "type": ["boolean", "null"],
            "description": "Whether the treaty binds the State on the day asked for.",
        },
        "is_supposed": {
            "type": "boolean",
            "description": "Whether it rests on a notice that the asker supposes.",
        },
        "knowledge": _KNOWLEDGE,
        "sentence": {**_TEXT, "description": "The answer in one English sentence."},
    },
    Plan: {
        "schema": {"const": PLAN_SCHEMA},
        "knowledge": _KNOWLEDGE,
        "sentence": {**_TEXT, "description": "The plan in one English sentence."},
    },
}
"""What JSON carries besides the attributes."""

DEPRECATED: dict[type, dict[str, str]] = {Answer: OLD_KEYS}
"""Keys of an earlier version that stand beside the new ones."""


@frozen
class SchemaBook:
    """The schemas of some classes and of all classes they hold, each under its name.

    Attributes:
        root: where references point, for example ``#/components/schemas/``.
        schemas: the schemas made so far, by class name.
    """

    root: str = "#/components/schemas/"
    schemas: dict[str, dict[str, Any]] = field(factory=dict)

    def reference(self, cls: type) -> dict[str, Any]:
        """Return a reference to the schema of an attrs class, making it where it is new."""
        name = cls.__name__
        if name not in self.schemas:
            self.schemas[name] = {}
            self.schemas[name] = self._object(cls)
        return {"$ref": f"{self.root}{name}"}

    def _object(self, cls: type) -> dict[str, Any]:
        hints = get_type_hints(cls, vars(date) | _names(cls))
        texts = dict(attribute_texts(cls))
        properties: dict[str, Any] = dict(COMPUTED.get(cls, {}))
        for each in attrs.fields(cls):
            if each.name in LEFT_OUT.get(cls, ()):
                continue
            schema = self.of(hints[each.name])
            if each.name in texts and "$ref" not in schema:
                schema = {**schema, "description": texts[each.name]}
            properties[RENAMED.get(cls, {}).get(each.name, each.name)] = schema
        for before, now in DEPRECATED.get(cls, {}).items():
            said = f"Deprecated, and gone in 3.0: read ``{now}``."
            properties[before] = {**properties[now], "deprecated": True, "description": said}
        return {
            "type": "object",
            "description": description_of(cls),
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }

    def of(self, kind: Any) -> dict[str, Any]:
        """Return the schema of a type as JSON carries it.

        Raises:
            TypeError: the type has no form in JSON that is known here.
        """
        if kind in _PLAIN:
            return dict(_PLAIN[kind])
        origin, inner = get_origin(kind), get_args(kind)
        if origin is Literal:
            return {"enum": list(inner)}
        if origin in (Union, types.UnionType):
            return self._optional(inner)
        if origin is tuple:
            return {"type": "array", "items": self.of(inner[0])}
        if origin is dict:
            return {"type": "object", "additionalProperties": self.of(inner[1])}
        if isinstance(kind, type) and issubclass(kind, Enum):
            return {"enum": [each.value for each in kind]}
        if attrs.has(kind):
            return self.reference(kind)
        raise TypeError(f"{kind!r} has no form in JSON that is known here.")

    def _optional(self, inner: tuple[Any, ...]) -> dict[str, Any]:
        kinds = [self.of(each) for each in inner if each is not type(None)]
        if len(kinds) == len(inner):
            return {"anyOf": kinds}
        if len(kinds) == 1 and "type" in kinds[0]:
            return {**kinds[0], "type": [kinds[0]["type"], "null"]}
        if len(kinds) == 1 and "enum" in kinds[0]:
            return {"enum": [*kinds[0]["enum"], None]}
        return {"anyOf": [*kinds, {"type": "null"}]}


_PLAIN: dict[Any, dict[str, Any]] = {
    str: _TEXT,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: _DAY,
    PartialDate: _TEXT,
    Any: {},
}


def _names(cls: type) -> dict[str, Any]:
    """Return what annotations may name: what the modules of a class and its bases do, and types."""
    import sys

    modules = [vars(sys.modules[each.__module__]) for each in reversed(cls.__mro__)]
    return {**ChainMap(*reversed(modules)), "date": date, "PartialDate": PartialDate}


_BOOK = SchemaBook()
_MADE_BY: dict[str, type] = {ANSWER_SCHEMA: Answer, PLAN_SCHEMA: Plan}

_PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "A problem in the form of RFC 9457.",
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "suggestions": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["type", "title", "status", "detail", "suggestions"],
    "additionalProperties": False,
}

PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": text,
        "content": {MEDIA_TYPE: {"schema": {"$ref": f"{_BOOK.root}Problem"}}},
    }
    for status, text in (
        (400, "The request is malformed."),
        (404, "A name fits nothing known."),
        (413, "The body is too large."),
        (414, "The address is too long."),
        (422, "The question is well-formed and makes no sense."),
        (503, "Too much is asked at once: ask again after the seconds in Retry-After."),
    )
}
"""What is answered where a question has no answer, by status."""


def answer_schema(schema: str) -> dict[str, Any]:
    """Return how an answer is described, by the value of its ``schema``."""
    if schema in _MADE_BY:
        told = _BOOK.reference(_MADE_BY[schema])
    else:
        properties = {"schema": {"const": schema}}
        told = {"type": "object", "properties": properties, "required": ["schema"]}
    return {
        "description": "The answer.",
        "headers": {"ETag": {"schema": _TEXT}},
        "content": {"application/json": {"schema": told}},
    }


def components() -> dict[str, Any]:
    """Return every schema that the descriptions refer to, by name."""
    for each in _MADE_BY.values():
        _BOOK.reference(each)
    return {**_BOOK.schemas, "Problem": _PROBLEM}
