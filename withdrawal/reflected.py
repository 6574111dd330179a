"""What classes tell of themselves: the words of their docstrings, and their schema in JSON."""

from __future__ import annotations

import re
import sys
import types
from collections import ChainMap
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from inspect import cleandoc
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs
from attrs import field

from withdrawal.values import frozen

TEXT: dict[str, Any] = {"type": "string"}
DAY: dict[str, Any] = {"type": "string", "format": "date"}
_PLAIN: dict[Any, dict[str, Any]] = {
    str: TEXT,
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: DAY,
    Any: {},
}


def description_of(cls: type) -> str:
    """Return the first paragraph of a class's docstring, on one line."""
    text = (cls.__doc__ or "").strip().split("\n\n")[0]
    return " ".join(text.split())


def attribute_texts(cls: type) -> Iterator[tuple[str, str]]:
    """Yield what ``Attributes:`` of a docstring says of each attribute, a base class first."""
    for each in reversed(cls.__mro__):
        # From 3.13 on Python takes the margin off a docstring itself.
        _, _, block = cleandoc(each.__doc__ or "").partition("Attributes:")
        for entry in re.finditer(r"^ {4}([\w, ]+): ((?:.|\n {8})+)", block, re.MULTILINE):
            for name in entry[1].split(", "):
                yield name, " ".join(entry[2].split())


@frozen(kw_only=True)
class Otherwise:
    """In what the JSON of a class differs from its attributes.

    Attributes:
        renamed: attributes that JSON calls otherwise.
        left_out: attributes that it does not carry.
        computed: the schemas of what it carries besides.
        deprecated: keys of an earlier version that stand beside the new ones.
    """

    renamed: Mapping[str, str] = field(factory=dict)
    left_out: frozenset[str] = frozenset()
    computed: Mapping[str, dict[str, Any]] = field(factory=dict)
    deprecated: Mapping[str, str] = field(factory=dict)


_USUAL = Otherwise()


@frozen
class SchemaBook:
    """The schemas of some classes and of all classes they hold, each under its name.

    Attributes:
        root: where references point, for example ``#/components/schemas/``.
        plain: the schemas of types that are written as a text or a number.
        otherwise: the classes whose JSON differs from their attributes.
        is_read: whether the JSON is read, so that what has a default may be left out and nothing
            is null; else it is written, whole.
        schemas: the schemas made so far, by class name.
    """

    root: str
    plain: Mapping[Any, dict[str, Any]] = field(factory=dict, kw_only=True)
    otherwise: Mapping[type, Otherwise] = field(factory=dict, kw_only=True)
    is_read: bool = field(default=False, kw_only=True)
    schemas: dict[str, dict[str, Any]] = field(factory=dict, kw_only=True)

    def reference(self, cls: type) -> dict[str, Any]:
        """Return a reference to the schema of an attrs class, making it where it is new."""
        name = cls.__name__.lstrip("_")
        if name not in self.schemas:
            self.schemas[name] = {}
            self.schemas[name] = self.table(cls)
        return {"$ref": f"{self.root}{name}"}

    def table(self, cls: type[Any]) -> dict[str, Any]:
        """Return the schema of an attrs class."""
        hints, texts = get_type_hints(cls, _names(cls)), dict(attribute_texts(cls))
        other = self.otherwise.get(cls, _USUAL)
        properties: dict[str, Any] = dict(other.computed)
        required = [*properties]
        for each in attrs.fields(cls):
            name = other.renamed.get(each.name, each.metadata.get("key", each.name.rstrip("_")))
            if each.name in other.left_out or name is None:
                continue
            schema = self.of(hints[each.name])
            if each.name in texts and "$ref" not in schema:
                said = " ".join(filter(None, (texts[each.name], schema.get("description"))))
                schema = {**schema, "description": said}
            properties[name] = schema
            if each.default is attrs.NOTHING or not self.is_read:
                required.append(name)
        for before, now in other.deprecated.items():
            said = f"Deprecated, and gone in 3.0: read ``{now}``."
            properties[before] = {**properties[now], "deprecated": True, "description": said}
            required.append(before)
        return {
            "description": description_of(cls),
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }

    def of(self, kind: Any) -> dict[str, Any]:
        """Return the schema of a type as JSON carries it.

        Raises:
            TypeError: the type has no form in JSON that is known here.
        """
        for known in (self.plain, _PLAIN):
            if kind in known:
                return dict(known[kind])
        origin, inner = get_origin(kind), get_args(kind)
        if origin is Literal:
            return {"enum": list(inner)}
        if origin in (Union, types.UnionType):
            return self._any_of(inner)
        if origin is tuple:
            return {"type": "array", "items": self.of(inner[0])}
        if origin is dict:
            return {"type": "object", "additionalProperties": self.of(inner[1])}
        if isinstance(kind, type) and issubclass(kind, Enum):
            return {"enum": [each.value for each in kind]}
        if attrs.has(kind):
            return self.reference(kind)
        raise TypeError(f"{kind!r} has no form in JSON that is known here.")

    def _any_of(self, inner: tuple[Any, ...]) -> dict[str, Any]:
        kinds = [self.of(each) for each in inner if each is not type(None)]
        is_optional = len(kinds) < len(inner) and not self.is_read
        if len(kinds) > 1:
            return {"anyOf": [*kinds, *([{"type": "null"}] if is_optional else [])]}
        [kind] = kinds
        if not is_optional:
            return kind
        if "type" in kind:
            return {**kind, "type": [kind["type"], "null"]}
        if "enum" in kind:
            return {"enum": [*kind["enum"], None]}
        return {"anyOf": [kind, {"type": "null"}]}


def _names(cls: type) -> dict[str, Any]:
    """Return what annotations may name: what the modules of a class and its bases do, and days."""
    modules = [vars(sys.modules[each.__module__]) for each in cls.__mro__]
    return {**ChainMap(*modules), "date": date}
