"""What changed in the data since a version, as a feed: one entry a treaty or a State."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from withdrawal.output.following.feed import Item, atom
from withdrawal.output.following.followed import Addressed, query_of
from withdrawal.output.tables.changes import CHANGES
from withdrawal.output.tables.definitions import names_of
from withdrawal.record.changes import Change, Changes
from withdrawal.record.knowledge import known_as_of

__all__ = ["changes_feed"]

_MOST = 25


def changes_feed(found: Changes, of: Addressed) -> bytes:
    """Return the changed facts as an Atom feed in UTF-8, as new as the data."""
    return atom(f"changes{of.query}", known_as_of(), _items(found, of), of)


def _items(found: Changes, of: Addressed) -> Iterator[Item]:
    about: dict[tuple[str | None, str | None], list[Change]] = defaultdict(list)
    for row in found.rows:
        about[row.treaty, None if row.treaty else row.party].append(row)
    for (treaty, party), rows in about.items():
        given = {"since": found.since, "treaty": treaty, "party": party}
        names = names_of(party or "", treaty or "")
        lines = [each.text for each in CHANGES.section(rows[:_MOST]).items]
        more = [f"And {len(rows) - _MOST} more."] if len(rows) > _MOST else []
        count = "1 changed fact" if len(rows) == 1 else f"{len(rows)} changed facts"
        yield Item(
            f"changes/{found.since}/{treaty or party}",
            f"{names['treaty_name'] if treaty else names['party_name']}: {count}",
            known_as_of(),
            "\n".join([*lines, *more]),
            f"{of.site}{of.path}{query_of(**given)}" if of.path else None,
            rows[0].kind,
        )
