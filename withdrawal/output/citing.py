"""Sources as a reader can use them: each part with its own address, and none named twice in a row.

What rests on general knowledge is no source that could be opened, so it is never made a link,
and the address of something else that stands beside it is not lent to it.
"""

from __future__ import annotations

import re

from withdrawal.record.knowledge import is_unread
from withdrawal.values import frozen

SAME = "the same source"
"""What is said instead of a source that has just been named."""

_ADDRESS = re.compile(r"https?://[^\s()<>\"']+")
_ADDRESSES = re.compile(r"(https?://[^\s()<>\"']*[^\s()<>\"'.,;:])")
_BARE = re.compile(r"[\s;,]*(https?://[^\s()<>\"']+)[\s;,]*")
_BETWEEN = re.compile(r";\s+")


@frozen
class Cited:
    """One source, with its own address; None where it has none, or nobody has read it."""

    name: str
    href: str | None = None

    @property
    def title(self) -> str:
        """What it is called, with the site instead of the whole address."""
        if self.href is None:
            return self.name
        site = self.href.partition("://")[2].partition("/")[0].removeprefix("www.")
        rest = _ADDRESS.sub("", self.name).replace("()", "").strip(" ;,:")
        return f"{rest} ({site})" if rest and site not in rest else rest or site


def address_in(source: str | None) -> str | None:
    """Return the first web address in the words of a source, if it is one that was read."""
    return next((each.href for each in cited(source) if each.href), None)


def cited(source: str | None) -> tuple[Cited, ...]:
    """Return the sources that one line names, each with its own address only."""
    found: list[Cited] = []
    for part in _BETWEEN.split(source or ""):
        if not part.strip():
            continue
        if _BARE.fullmatch(part) and found and _takes_address(found[-1].name):
            before = found.pop()
            found.append(Cited(f"{before.name}; {part}", before.href or _address(part)))
        else:
            found.append(Cited(part.strip(), None if is_unread(part) else _address(part)))
    return tuple(found)


def between_addresses(text: str) -> list[str]:
    """Return a text in parts, every second of which is a web address."""
    return _ADDRESSES.split(text)


def _takes_address(name: str) -> bool:
    """Return whether an address that follows is that of the source before it."""
    return not is_unread(name) and not _BARE.fullmatch(name)


def _address(text: str) -> str | None:
    match = _ADDRESS.search(text)
    return match[0].rstrip(".,;") if match else None
