"""Words to filter by: one that nothing could ever fit is refused."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from withdrawal.errors import UnknownNameError

__all__ = ["known_word"]

_FEW = 24


def known_word(given: str | None, known: Iterable[str], what: str) -> None:
    """Refuse a word to filter by that nothing could ever fit.

    Args:
        given: the word; None for no filter.
        known: the words that there are.
        what: what they are words for, like ``status``.

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
