"""The description of the API in OpenAPI 3.1, made from its endpoints and the answers' classes."""

from __future__ import annotations

from functools import cache
from typing import Any

import attrs

from withdrawal import __version__
from withdrawal.web.api import ENDPOINTS, ROOT, Endpoint
from withdrawal.web.problems import MEDIA_TYPE
from withdrawal.web.schema import SchemaBook

__all__ = ["description"]

_PROBLEMS = {
    "400": "The request is malformed.",
    "404": "A name fits nothing known.",
    "413": "The body is too large.",
    "414": "The address is too long.",
    "422": "The question is well-formed and makes no sense.",
    "503": "Too much is asked at once: ask again after the seconds in Retry-After.",
}


@cache
def description() -> dict[str, Any]:
    """Return the OpenAPI document."""
    book = SchemaBook()
    paths: dict[str, dict[str, Any]] = {}
    for each in ENDPOINTS:
        paths.setdefault(f"{ROOT}{each.path}", {})[each.method.lower()] = _operation(each, book)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "withdrawal",
            "version": __version__,
            "description": "When does a State's withdrawal from a treaty take effect?",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {"schemas": {**book.schemas, "Problem": _PROBLEM}},
    }


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


def _operation(endpoint: Endpoint, book: SchemaBook) -> dict[str, Any]:
    made: dict[str, Any] = {
        "operationId": _identity(endpoint),
        "summary": endpoint.summary,
        "parameters": [*_path_parameters(endpoint), *_query_parameters(endpoint)],
        "responses": {
            "200": {
                "description": endpoint.summary,
                "headers": {"ETag": {"schema": {"type": "string"}}},
                "content": {"application/json": {"schema": _answer(endpoint, book)}},
            },
            **{status: _problem(text) for status, text in _PROBLEMS.items()},
        },
    }
    if endpoint.body_type is not None:
        content = {"example": endpoint.example}
        made["requestBody"] = {"content": {endpoint.body_type: content}}
    return made


def _identity(endpoint: Endpoint) -> str:
    named = endpoint.path.strip("/").replace("/{id}", "-one").replace("/", "-")
    words = named or "root"
    return f"{endpoint.method.lower()}-{words}"


def _answer(endpoint: Endpoint, book: SchemaBook) -> dict[str, Any]:
    if endpoint.made_by is not None:
        return book.reference(endpoint.made_by)
    return {
        "type": "object",
        "properties": {"schema": {"const": endpoint.schema}},
        "required": ["schema"],
    }


def _path_parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    if "{id}" not in endpoint.path:
        return []
    schema = {"type": "string", "minLength": 1, "maxLength": 160}
    return [{"name": "id", "in": "path", "required": True, "schema": schema}]


def _query_parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    found = []
    for field in attrs.fields(endpoint.parameters):
        schema = _parameter_schema(field.metadata["schema"])
        if field.metadata["several"]:
            schema = {"type": "array", "items": schema}
        told = {
            "name": field.name,
            "in": "query",
            "required": field.default is attrs.NOTHING,
            "description": field.metadata["text"],
            "schema": schema,
        }
        found.append(told)
        if field.metadata["was"]:
            old = f"Its name in version 1; read as ``{field.name}``."
            found.append(
                {**told, "name": field.metadata["was"], "deprecated": True, "description": old}
            )
    return found


def _parameter_schema(schema: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in schema:
        return {"anyOf": [{"type": "string", **each} for each in schema["anyOf"]]}
    return {"type": "string", **schema}


def _problem(text: str) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": text, "content": content}
