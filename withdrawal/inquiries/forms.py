"""How a value is written: what the doors that take text check before anybody reads it.

What a value means is decided by the library, which names it and says what was expected.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Annotated

from withdrawal.errors import UnknownNameError
from withdrawal.values import frozen

DAY = "^(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}$"
PART = "^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])$"
YEAR = "^(?!0000)[0-9]{4}$"
DAYS = f"{DAY[:-1]}/{DAY[1:]}"
PERIOD = "^P(?=[0-9])([0-9]{1,4}Y)?([0-9]{1,4}M)?([0-9]{1,4}W)?([0-9]{1,4}D)?$"
SPAN = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}/([0-9]{4}-[0-9]{2}-[0-9]{2}|\.\.)$"
TEXT = "^[\\s\\S]*$"
WORDS = r"^[^\x00-\x1f]*$"

_FEW = 24


@frozen
class Form:
    """The form of a field's text.

    Attributes:
        pattern: what it looks like.
        kind: the format of JSON Schema that has a name.
        shortest, longest: how many characters it has.
        least, most: the numbers between which it lies, where it is one.
        alias: what it is called in an address of the API, where shorter.
        was: its name in version 1, which is still read.
    """

    pattern: str = WORDS
    kind: str | None = None
    shortest: int = 0
    longest: int = 160
    least: int | None = None
    most: int | None = None
    alias: str | None = None
    was: str | None = None


Name = Annotated[str, Form(shortest=1)]
Text = Annotated[str | None, Form()]
Day = Annotated[str | None, Form(DAY, "date")]
YearOrDay = Annotated[str | None, Form(f"{DAY}|{YEAR}")]
PartialDay = Annotated[str | None, Form(f"{DAY}|{PART}|{YEAR}")]
Duration = Annotated[str | None, Form(PERIOD)]
Spans = Annotated[tuple[str, ...], Form(SPAN)]


def known_word(given: str | None, known: Iterable[str], what: str) -> None:
    """Refuse a word to filter by, for a ``status`` say, that nothing could ever fit.

    Raises:
        UnknownNameError: it is none of them, with the nearest as suggestions.
    """
    words = {word.casefold(): word for word in sorted(set(known))}
    if given is None or given in words.values():
        return
    near = [words[each] for each in get_close_matches(given.casefold(), words, n=3, cutoff=0.4)]
    listed = list(words.values()) if len(words) <= _FEW else near
    expected = f": expected one of {', '.join(listed)}" if listed else ""
    hint = f"; did you mean {near[0]}?" if near else "."
    raise UnknownNameError(
        f"{given[:80]!r} is no {what} known here{expected}{hint}", suggestions=near
    )
