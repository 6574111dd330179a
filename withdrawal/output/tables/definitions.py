"""The tables there are: their columns, defined once, and single rows of them.

What a door gives as CSV, Parquet or a data frame has the columns that are named here, in this
order; the codebook is written from the same definitions.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from attrs import fields

from withdrawal.datafiles import read_toml
from withdrawal.law.countries import name_of_state
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.record.history import PARTIAL_DAYS, Withdrawal
from withdrawal.reflected import attribute_texts

Row = Mapping[str, Any]

_DAYS = ("date", "date | None")


@cache
def described() -> Mapping[str, Mapping[str, tuple[str, str, str]]]:
    """Return, for each table, each column with its type, its meaning and what null means."""
    told = read_toml(Path(__file__).with_name("tables.toml"))
    return {name: {key: tuple(e) for key, e in table.items()} for name, table in told.items()}


@cache
def meanings(table: str) -> Mapping[str, tuple[str, str, str]]:
    """Return each column of a table, in order, with its type, its meaning and what null means."""
    own = described()[table]
    texts = dict(attribute_texts(Withdrawal)) if table == "history" else {}
    told = {"partial date": "partial date", "day": "day", "flag": "true or false", "text": "text"}
    found = {}
    for name, kind in columns(table).items():
        meaning = re.sub(r"; None [^;]*$", "", texts.get(name, "")).rstrip(".").replace("``", "`")
        known = told["partial date" if name in PARTIAL_DAYS else kind] if texts else kind
        found[name] = own.get(name) or (known, meaning or name, "not on record")
    return found


@cache
def columns(table: str) -> Mapping[str, str]:
    """Return the columns of a table, each with its type: text, day, number or flag."""
    own = {name: _kind(kind) for name, (kind, *_) in described()[table].items()}
    if table != "history":
        return MappingProxyType(own)
    keys = {e.name: _kind_of(e.type) for e in fields(Withdrawal) if e.name != "partial"}
    codes = {name: keys.pop(name) for name in ("treaty", "party")}
    return MappingProxyType({**codes, **own, **keys})


def _kind(told: str) -> str:
    words = {"day": "day", "true or false": "flag", "yes or no": "flag", "whole number": "number"}
    return next((kind for start, kind in words.items() if told.startswith(start)), "text")


def _kind_of(hint: object) -> str:
    return "day" if str(hint) in _DAYS else "flag" if str(hint) == "bool" else "text"


def history_row(row: Withdrawal) -> dict[str, Any]:
    """Return a line of the record as a row, with the names of State and treaty."""
    told = {**row.to_json(), "read": ", ".join(row.read), "is_own": row.is_own}
    return {**told, **names_of(row.party, row.treaty)}


def names_of(party: str, treaty: str) -> dict[str, str]:
    """Return the names that stand beside the codes of a State and a treaty."""
    return {"party_name": name_of_state(party), "treaty_name": catalogue().name_of(treaty)}


def event_row(event: Any) -> dict[str, Any]:
    """Return an event as a row."""
    return {
        **dict.fromkeys(columns("case")),
        **event.to_json(),
        "sources": " ".join(source.address for source in event.sources),
        "rivals": "; ".join(str(rival) for rival in event.rivals),
    }


def treaty_row(key: str, summary: Mapping[str, Any]) -> dict[str, Any]:
    """Return one line of the index of treaties as a row with the columns of treaties."""
    joined = {
        "depositary": " and ".join(summary["depositaries"]),
        "replaced_by": " ".join(summary["replaced_by"]) or None,
    }
    row = {**summary, "id": key, **joined}
    return {column: row[column] for column in columns("treaties")}


_SIGNS = ("=", "+", "-", "@", "\t")


def csv_text(
    columns: Iterable[str], rows: Iterable[Mapping[str, Any]], *, ending: str = "\n"
) -> str:
    """Return rows as CSV with a header; keys that are no columns are left out.

    A text that a spreadsheet would take for a formula, one that begins with ``=``, ``+``, ``-``,
    ``@`` or a tab, gets an apostrophe in front.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, [*columns], lineterminator=ending, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(map(_harmless, rows))
    return out.getvalue()


def _harmless(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: f"'{value}" if isinstance(value, str) and value.startswith(_SIGNS) else value
        for name, value in row.items()
    }
