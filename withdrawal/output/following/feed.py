"""Atom feeds (RFC 4287): one entry a withdrawal, known by an identity that never changes."""

from __future__ import annotations

import re
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # nosec B405: written, never read

from withdrawal.output.following.followed import Followed, known_since, name_of, told
from withdrawal.output.ics import notice_keys
from withdrawal.record.history import Withdrawal
from withdrawal.version import __version__

__all__ = ["MEDIA_TYPE", "feed"]

MEDIA_TYPE = "application/atom+xml; charset=utf-8"

_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ATOM = "http://www.w3.org/2005/Atom"


def feed(followed: Followed) -> bytes:
    """Return a list as an Atom feed in UTF-8, what became known last first.

    An entry's ``updated`` is the day on which the newest fact of its row became known, the feed's
    the newest of them: where nothing is new, the same bytes.
    """
    keyed = zip(followed.rows, notice_keys(followed.rows), strict=True)
    days = [(known_since(row, followed.as_of), key, row) for row, key in keyed]
    days.sort(key=lambda each: each[:2], reverse=True)
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    SubElement(root, "id").text = _identity(f"feed{followed.path}{followed.query}")
    SubElement(root, "title").text = _allowed(followed.title)
    SubElement(root, "updated").text = _moment(days[0][0] if days else followed.as_of)
    SubElement(SubElement(root, "author"), "name").text = "withdrawal"
    SubElement(root, "generator", {"version": __version__}).text = "withdrawal"
    if followed.path:
        SubElement(root, "link", {"rel": "self", "href": followed.address(".atom")})
        SubElement(root, "link", {"rel": "alternate", "href": followed.address()})
    for day, key, row in days:
        entry = SubElement(root, "entry")
        SubElement(entry, "id").text = _identity(f"{key}/entry")
        SubElement(entry, "title").text = _allowed(_title(row))
        SubElement(entry, "updated").text = _moment(day)
        if followed.path:
            SubElement(entry, "link", {"rel": "alternate", "href": followed.address_of(row)})
        SubElement(entry, "category", {"term": row.status})
        SubElement(entry, "content", {"type": "text"}).text = _allowed(told(row, followed.as_of))
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _title(row: Withdrawal) -> str:
    return f"{name_of(row)}, {row.kind.in_words}, {row.status}"


def _allowed(text: str) -> str:
    """Return a text without the characters that XML may not hold."""
    return _FORBIDDEN.sub("", text)


def _identity(key: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'withdrawal/{key}')}"


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
