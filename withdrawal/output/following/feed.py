"""Atom feeds (RFC 4287) of withdrawals and of what changed, whose entries keep their identity."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # nosec B405: written, never read

from withdrawal.letters import counted
from withdrawal.output.following.followed import (
    Addressed,
    Followed,
    known_since,
    name_of,
    query_of,
    told,
)
from withdrawal.output.following.ics import notice_keys
from withdrawal.output.tables.changes import CHANGES
from withdrawal.output.tables.definitions import names_of
from withdrawal.record.changes import Change, Changes
from withdrawal.record.knowledge import known_as_of
from withdrawal.values import frozen
from withdrawal.version import __version__

_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ATOM = "http://www.w3.org/2005/Atom"


@frozen
class Item:
    """One entry of a feed: its key for ever, and the day on which its newest fact became known."""

    key: str
    title: str
    updated: date
    told: str
    href: str | None = None
    term: str | None = None


def feed(followed: Followed) -> bytes:
    """Return a list as an Atom feed in UTF-8, what became known last first.

    An entry's ``updated`` is the day on which the newest fact of its row became known, the feed's
    the newest of them: where nothing is new, the same bytes.
    """
    keyed = zip(followed.rows, notice_keys(followed.rows), strict=True)
    days = [(known_since(row, followed.as_of), key, row) for row, key in keyed]
    days.sort(key=lambda each: each[:2], reverse=True)
    items = [
        Item(
            f"{key}/entry",
            f"{name_of(row)}, {row.kind.in_words}, {row.status}",
            day,
            told(row, followed.as_of),
            followed.address_of(row),
            row.status,
        )
        for day, key, row in days
    ]
    updated = items[0].updated if items else followed.as_of
    return atom(f"feed{followed.path}{followed.query}", updated, items, followed)


def atom(key: str, updated: date, items: Iterable[Item], of: Addressed) -> bytes:
    """Return a feed in UTF-8, under a key for ever and as new as its newest fact; as `Item`."""
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    SubElement(root, "id").text = _identity(key)
    SubElement(root, "title").text = _allowed(of.title)
    SubElement(root, "updated").text = _moment(updated)
    SubElement(SubElement(root, "author"), "name").text = "withdrawal"
    SubElement(root, "generator", {"version": __version__}).text = "withdrawal"
    if of.path:
        SubElement(root, "link", {"rel": "self", "href": of.address(".atom")})
        SubElement(root, "link", {"rel": "alternate", "href": of.address()})
    for item in items:
        _entry(root, item)
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(root: Element, item: Item) -> None:
    entry = SubElement(root, "entry")
    SubElement(entry, "id").text = _identity(item.key)
    SubElement(entry, "title").text = _allowed(item.title)
    SubElement(entry, "updated").text = _moment(item.updated)
    if item.href:
        SubElement(entry, "link", {"rel": "alternate", "href": item.href})
    if item.term:
        SubElement(entry, "category", {"term": item.term})
    SubElement(entry, "content", {"type": "text"}).text = _allowed(item.told)


def _allowed(text: str) -> str:
    """Return a text without the characters that XML may not hold."""
    return _FORBIDDEN.sub("", text)


def _identity(key: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'withdrawal/{key}')}"


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


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
        count = counted(len(rows), "changed fact")
        yield Item(
            f"changes/{found.since}/{treaty or party}",
            f"{names['treaty_name'] if treaty else names['party_name']}: {count}",
            known_as_of(),
            "\n".join([*lines, *more]),
            f"{of.site}{of.path}{query_of(**given)}" if of.path else None,
            rows[0].kind,
        )
