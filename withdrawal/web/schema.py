"""JSON Schema of what the application answers, made from the classes that make the answers."""

from __future__ import annotations

from typing import Any

from withdrawal.case.answer import OLD_KEYS, Answer
from withdrawal.case.answer import SCHEMA as ANSWER_SCHEMA
from withdrawal.case.findings import Reason
from withdrawal.case.planning.planned import SCHEMA as PLAN_SCHEMA
from withdrawal.case.planning.planned import Plan, PlannedStage
from withdrawal.dates import PartialDate
from withdrawal.reflected import DAY, TEXT, Otherwise, SchemaBook
from withdrawal.web.problems import MEDIA_TYPE

_DAY_OR_NONE = {"type": ["string", "null"], "format": "date"}

_KNOWLEDGE = {
    "type": "object",
    "description": "The day up to which facts were gathered; whether a folder of one's own counts.",
    "properties": {"as_of": DAY, "own": {"type": "boolean"}},
    "required": ["as_of", "own"],
    "additionalProperties": False,
}

_OTHERWISE: dict[type, Otherwise] = {
    Reason: Otherwise(renamed={"start": "from", "end": "to"}),
    PlannedStage: Otherwise(renamed={"is_optional": "optional"}),
    Answer: Otherwise(
        left_out=frozenset(
            {"party_name", "treaty_name", "is_back", "is_bound_on_effect", "manner"}
        ),
        computed={
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
            "sentence": {**TEXT, "description": "The answer in one English sentence."},
        },
        deprecated=OLD_KEYS,
    ),
    Plan: Otherwise(
        left_out=frozenset({"dispute", "party_name", "treaty_name"}),
        computed={
            "schema": {"const": PLAN_SCHEMA},
            "knowledge": _KNOWLEDGE,
            "sentence": {**TEXT, "description": "The plan in one English sentence."},
        },
    ),
}
"""The classes whose JSON is not just their attributes."""

_BOOK = SchemaBook("#/components/schemas/", plain={PartialDate: TEXT}, otherwise=_OTHERWISE)
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
        "headers": {"ETag": {"schema": TEXT}},
        "content": {"application/json": {"schema": told}},
    }


def components() -> dict[str, Any]:
    """Return every schema that the descriptions refer to, by name."""
    for each in _MADE_BY.values():
        _BOOK.reference(each)
    return {**_BOOK.schemas, "Problem": _PROBLEM}
