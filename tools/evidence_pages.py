"""What the pages of evidence share: the day and the version they were written with.

Each page says both in one sentence, by which the index of the evidence finds them.
"""

from __future__ import annotations

import platform
import re
from datetime import UTC, datetime

import withdrawal

__all__ = ["STAMP", "stamp", "stamped", "without_stamp"]

STAMP = re.compile(
    r"(?:Written|Run|Measured|Runs|Tried)\s+(?:on|of)\s+"
    r"(?P<dates>\d{4}-\d\d-\d\d(?: and \d{4}-\d\d-\d\d)*),"
    r"\s+version\s+(?P<versions>\d+(?:\.\d+)*(?: and \d+(?:\.\d+)*)*)"
)
"""The sentence of a page that says when and with what it was made."""


def stamp() -> str:
    """Return the sentence for a page written now."""
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    return (
        f"Written on {today}, version {withdrawal.__version__}, Python {platform.python_version()}."
    )


def stamped(text: str) -> str:
    """Return a page with the sentence below its first paragraph."""
    title, first, rest = text.split("\n\n", 2)
    return f"{title}\n\n{first}\n\n{stamp()}\n\n{rest}"


def without_stamp(text: str) -> str:
    """Return a page without the sentence, to compare what it says."""
    return re.sub(r"^Written on .*\n\n", "", text, flags=re.M)
