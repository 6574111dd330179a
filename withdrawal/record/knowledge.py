"""How new the knowledge is, and whether folders of the user's own are laid over it."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from withdrawal.dates import long_date
from withdrawal.overlay import roots
from withdrawal.values import frozen

DATA = Path(__file__).parent / "data" / "knowledge.toml"


@frozen
class Knowledge:
    """How new the knowledge is that answers rest on.

    Attributes:
        as_of: the day up to which the package's own facts were gathered.
        folders: the user's own folders that are laid over them.
    """

    as_of: date
    folders: tuple[str, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether a folder of the user's own is in use."""
        return bool(self.folders)

    def in_words(self) -> str:
        """Return for example ``as known on 28 November 2026, with your folder``."""
        return f"as known on {long_date(self.as_of)}{', with your folder' if self.folders else ''}"

    def to_json(self) -> dict[str, Any]:
        """Return ``{"as_of", "own"}``: the day, and whether a folder of one's own is in use."""
        return {"as_of": self.as_of.isoformat(), "own": self.is_own}


def knowledge() -> Knowledge:
    """Return how new the knowledge is, with the folders in use now."""
    return Knowledge(known_as_of(), tuple(str(each) for each in roots()))


def is_unread(source: str) -> bool:
    """Return whether a source says of itself that nobody read the text."""
    return _UNREAD.search(source) is not None


_UNREAD = re.compile(r"general knowledge|not read\b", re.IGNORECASE)


@cache
def known_as_of() -> date:
    """Return the day up to which the package's own facts were gathered."""
    found = tomllib.loads(DATA.read_text(encoding="utf-8"))["as_of"]
    assert isinstance(found, date)
    return found
