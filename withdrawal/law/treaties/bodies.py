"""Bodies that no treaty of their own binds to: what they are, and whether a State can leave them.

People ask when a State leaves the climate panel as they ask when it leaves a treaty. There is no
clause to compute; there is a plain answer.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from attrs import field

from withdrawal.datafiles import read_line, structure, table_of
from withdrawal.errors import DataFileError, NoTreatyError
from withdrawal.law.names import NameIndex
from withdrawal.law.treaties.life import Confidence
from withdrawal.values import frozen

BODIES = Path(__file__).parents[1] / "data" / "bodies.jsonl"


@frozen
class BodyCase:
    """A State that left such a body, or said so.

    Attributes:
        said: the day it said so.
    """

    party: str
    said: date
    effect: date | None = None
    note: str | None = None


@frozen
class Body:
    """A body without a treaty of its own.

    Attributes:
        short_names: abbreviations and usual names, the most usual first.
        names: its name in other languages, by code.
        see: the ids of treaties that may be meant.
    """

    id: str
    name: str
    what_it_is: str
    established_by: str
    can_one_leave: str
    source: str
    confidence: Confidence
    short_names: tuple[str, ...] = ()
    names: dict[str, str] = field(factory=dict)
    see: tuple[str, ...] = ()
    cases: tuple[BodyCase, ...] = ()

    @property
    def usual_name(self) -> str:
        """The most usual name."""
        return self.short_names[0] if self.short_names else self.name

    @property
    def answer(self) -> str:
        """The plain answer to whether and when a State can leave it."""
        called = self.name if self.usual_name == self.name else f"{self.usual_name} ({self.name})"
        return (
            f"{called} has no treaty of its own to leave: {self.what_it_is}. {self.can_one_leave}"
        )

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON-ready data, schema ``withdrawal/body/1``."""
        return {"schema": "withdrawal/body/1", **table_of(self), "answer": self.answer}


def read_bodies(path: Path) -> dict[str, Body]:
    """Return the bodies of a data file by id; DataFileError for a bad line or an id twice."""
    found: dict[str, Body] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path.name}:{number}"
        body = structure(read_line(line, source=where), Body, source=where)
        if body.id in found:
            raise DataFileError(f"{where}: the id {body.id!r} stands there twice.")
        found[body.id] = body
    return found


@cache
def bodies() -> dict[str, Body]:
    """Return the bodies known, by id."""
    return read_bodies(BODIES)


def body_called(name: str) -> Body | None:
    """Return the body of a name, in any language; None where there is none, or more than one."""
    found = _index().find(name)
    first, bracket, rest = name.rstrip().removesuffix(")").partition(" (")
    if not found and bracket:  # "UNAIDS (Joint United Nations Programme on HIV/AIDS)"
        found = tuple(key for key in _index().find(first) if key in _index().find(rest))
    return bodies()[found[0]] if len(found) == 1 else None


def no_treaty(body: Body) -> NoTreatyError:
    """Return the error whose message is the plain answer about a body."""
    return NoTreatyError(body.answer, body=body, suggestions=body.see)


@cache
def _index() -> NameIndex:
    names = {
        key: (each.name, *each.short_names, *each.names.values()) for key, each in bodies().items()
    }
    return NameIndex.of(names, lambda key: bodies()[key].usual_name)
