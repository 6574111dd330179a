"""What describes an export: a codebook for people and a Frictionless data package for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from withdrawal.output.exporting.formats import MEDIA_TYPES
from withdrawal.output.tables.definitions import columns, meanings
from withdrawal.record.history import PARTIAL_DAYS
from withdrawal.record.knowledge import known_as_of
from withdrawal.version import __version__

_TITLE = "Withdrawals from treaties"
_LICENCE = {
    "name": "Apache-2.0",
    "title": "Apache License 2.0",
    "path": "https://www.apache.org/licenses/LICENSE-2.0",
}
_KINDS = {"day": "date", "number": "integer", "flag": "boolean", "text": "string"}


def codebook(files: Mapping[str, str], form: str) -> str:
    """Return what each column of each table means, as Markdown."""
    parts = [_HEAD.format(title=_TITLE, version=__version__, day=known_as_of(), form=form)]
    for name, table in files.items():
        parts.append(f"\n## {name}\n")
        parts.append("| Column | Meaning | Type | Where there is none |\n| --- | --- | --- | --- |")
        for column, (kind, meaning, null) in meanings(table).items():
            parts.append(f"| `{column}` | {meaning} | {kind} | {null} |")
    return "\n".join(parts) + "\n"


_HEAD = """# {title}: codebook

Version {version}, with facts gathered up to {day}. Licence: Apache-2.0
(https://www.apache.org/licenses/LICENSE-2.0). Files are {form}, in UTF-8.

Days are ISO 8601. A day known only in part (`1994`, `1994-05`, `1994-05/1994-08`) stands so in
CSV and JSON Lines; in Parquet and Stata's format, which have only whole days, it is missing in
columns of days. In CSV a text that a spreadsheet would take for a formula has an apostrophe in
front, and what is missing is empty; in Stata's format yes is 1 and a missing text is empty.
States are ISO 3166-1 alpha-3 codes; former States have codes of their own. *Not known* is not
*no*: see the column's own words. What is computed, reported or disputed says so in its row."""


def data_package(files: Mapping[str, str], contents: Mapping[str, bytes], form: str) -> bytes:
    """Return the description of the files as a Frictionless data package, version 1."""
    told = {
        "profile": "tabular-data-package" if form == "csv" else "data-package",
        "name": "withdrawal",
        "title": _TITLE,
        "version": __version__,
        "description": f"Facts gathered up to {known_as_of()}. The columns: codebook.md.",
        "licenses": [_LICENCE],
        "resources": [_resource(*each, contents, form) for each in files.items()],
    }
    return (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode()


def _resource(name: str, table: str, contents: Mapping[str, bytes], form: str) -> dict[str, Any]:
    data = contents[name]
    told: dict[str, Any] = {
        "name": name.partition(".")[0],
        "path": name,
        "format": form,
        "mediatype": MEDIA_TYPES[form],
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "schema": {"fields": _fields(table), "missingValues": [""]},
    }
    if form == "csv":
        told |= {"profile": "tabular-data-resource", "encoding": "utf-8"}
    return told


def _fields(table: str) -> list[dict[str, Any]]:
    told, partial = meanings(table), PARTIAL_DAYS if table == "history" else ()
    return [
        {
            "name": name,
            "type": "string" if name in partial else _KINDS[kind],
            "description": told[name][1],
        }
        for name, kind in columns(table).items()
    ]
