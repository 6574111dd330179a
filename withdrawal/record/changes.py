"""What changed in the data since a version: treaties, the record, lists of parties, procedures.

``data/changes/VERSION.jsonl.gz`` holds one changed fact a line. It is made by comparing the data
row by row with those of that version: ``tools/write_changes.py``.
"""

from __future__ import annotations

import gzip
import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from attrs import asdict, field, fields

from withdrawal.errors import CircumstanceError
from withdrawal.law.countries import resolve_country
from withdrawal.law.treaties.catalogue import resolve_treaty
from withdrawal.record.knowledge import known_as_of
from withdrawal.values import frozen

DIRECTORY = Path(__file__).parent / "data" / "changes"

ChangeKind = Literal["treaty", "record", "list", "party", "procedure"]


@frozen
class Change:
    """One changed fact.

    Attributes:
        kind: what it is about: a treaty, a row of the record, a list of parties, a line of a list,
            a State's procedure.
        treaty: the treaty's id; None for a procedure.
        party: the State's code; None for a treaty and a list.
        what: ``added``, ``removed``, or the key that changed, with dots between its parts.
        before: what it was; None where it was not there.
        after: what it is; None where it is there no more.
    """

    kind: ChangeKind
    treaty: str | None
    party: str | None
    what: str
    before: str | None
    after: str | None


COLUMNS = tuple(each.name for each in fields(Change))


@frozen
class Changes:
    """What changed since a version.

    Attributes:
        rows: the changed facts, by kind, treaty and State.
    """

    since: str
    rows: tuple[Change, ...] = field(repr=False)

    def to_json(self) -> dict[str, Any]:
        """Return them as JSON-ready data, schema ``withdrawal/changes/1``."""
        return {
            "schema": "withdrawal/changes/1",
            "since": self.since,
            "as_of": known_as_of().isoformat(),
            "rows": [asdict(each) for each in self.rows],
        }


def changes(
    since: str | None = None,
    *,
    kind: ChangeKind | None = None,
    treaty: str | None = None,
    party: str | None = None,
) -> Changes:
    """Return what changed in the package's data since a version of it.

    Args:
        since: the version; default the latest of which they are kept.
        kind: only what is about treaties, the record, lists, their lines, or procedures.
        treaty: only what is about this one: an id, a name or an official number. One that is no
            more in the catalogue is found by its id.
        party: only what is about this State: a name or an ISO code.

    Raises:
        CircumstanceError: nothing is kept of that version.
        UnknownTreatyError, UnknownCountryError: a name fits nothing.
    """
    versions = kept()
    since = versions[-1] if since is None else since
    if since not in versions:
        raise CircumstanceError(
            f"What changed since {since!r:.80} is not kept: expected {', '.join(versions)}.",
            suggestions=versions,
        )
    every = _read(since)
    is_gone = treaty is not None and any(
        (row.treaty, row.what) == (treaty, "removed") for row in every
    )
    law = treaty if treaty is None or is_gone else resolve_treaty(treaty).id
    state = None if party is None else resolve_country(party).id
    found = (
        row
        for row in every
        if kind in (None, row.kind) and law in (None, row.treaty) and state in (None, row.party)
    )
    return Changes(since, tuple(found))


def kept() -> tuple[str, ...]:
    """Return the versions since which the changes are kept, the latest last."""
    names = (path.name.removesuffix(".jsonl.gz") for path in DIRECTORY.iterdir())
    return tuple(sorted(names, key=lambda name: [*map(int, name.split("."))]))


@lru_cache(maxsize=2)
def _read(version: str) -> tuple[Change, ...]:
    text = gzip.decompress((DIRECTORY / f"{version}.jsonl.gz").read_bytes()).decode()
    return tuple(Change(*json.loads(line)) for line in text.splitlines())
