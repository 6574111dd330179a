"""What to say when a question is not understood: politely, in its language, with a way on.

Every complaint asks for the one thing that is missing, lists what a doubtful name may mean, or
shows two questions that would be understood, built from what was recognised.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from withdrawal.errors import QuestionError
from withdrawal.languages.wording import Wording, wording

if TYPE_CHECKING:
    from withdrawal.record.history import Withdrawal

__all__ = ["complaint"]

_CODES = {
    "not_understood": "not-understood",
    "not_read": "not-understood",
    "no_treaty": "no-treaty",
    "no_party": "no-party",
    "no_date": "no-date",
    "ambiguous_treaty": "ambiguous",
    "ambiguous_party": "ambiguous",
    "several_treaties": "ambiguous",
    "several_dates": "ambiguous",
    "impossible_date": "impossible-date",
}
USUAL_PARTIES = ("LTU", "SWE")
USUAL_TREATIES = ("ottawa-1997", "ccm-2008", "paris-2015", "rome-statute-1998", "unesco-1945")
EXAMPLE_DAY = date(2028, 1, 1)
MOST_SUGGESTED = 5
MOST_TOLD = 11
"""How many kinds of questions a refusal tells; the page on questions has them all."""


def complaint(
    kind: str,
    language: str,
    *,
    parties: Iterable[str] = (),
    treaty: str | None = None,
    options: Iterable[str] = (),
    text: str = "",
) -> QuestionError:
    """Return the error for a question that cannot be answered.

    Args:
        kind: what is wrong, a key of the sentences' section ``errors``.
        language: the language to say it in.
        parties: the States that were recognised.
        treaty: the treaty that was recognised.
        options: what a name may mean (codes or ids), or dates that do exist.
        text: what was said, where that helps.
    """
    words = wording(language)
    asked = "; ".join(list(words.texts.intents.values())[:MOST_TOLD])
    message = words.texts.errors[kind].format_map({"list": asked, "text": text})
    suggestions = _suggestions(kind, words, tuple(parties), treaty, tuple(options))
    return QuestionError(message, code=_CODES[kind], suggestions=suggestions)


def _suggestions(
    kind: str,
    words: Wording,
    parties: tuple[str, ...],
    treaty: str | None,
    options: tuple[str, ...],
) -> list[str]:
    if kind == "impossible_date":
        return list(options)
    if kind in ("ambiguous_treaty", "several_treaties"):
        return [words.treaty(each) for each in options]
    if kind == "ambiguous_party":
        return [words.party(each) for each in options]
    if kind == "no_party":
        return [words.party(each) for each in _parties_on_record(treaty)]
    if kind == "no_treaty":
        return [words.treaty(each) for each in _treaties_on_record(parties)]
    return _examples(words, parties, treaty)


def _parties_on_record(treaty: str | None) -> list[str]:
    rows = _record(treaty, None) if treaty else ()
    return _some([each.party for each in rows], USUAL_PARTIES)


def _treaties_on_record(parties: tuple[str, ...]) -> list[str]:
    rows = [row for party in parties for row in _record(None, party)]
    return _some([each.treaty for each in rows], USUAL_TREATIES)


def _record(treaty: str | None, party: str | None) -> tuple[Withdrawal, ...]:
    from withdrawal.record.history import history

    return history(treaty, party)


def _some(found: list[str], usual: tuple[str, ...]) -> list[str]:
    """Return the first few of those found, the latest first, or the usual ones."""
    return list(dict.fromkeys([*reversed(found), *usual]))[:MOST_SUGGESTED]


def _examples(words: Wording, parties: tuple[str, ...], treaty: str | None) -> list[str]:
    """Return two questions that would be understood, with the names that were recognised."""
    party = parties[0] if parties else USUAL_PARTIES[0]
    wanted = treaty or USUAL_TREATIES[0]
    blanks = {
        "of": words.of_party(party),
        "left": words.left(wanted),
        "from": words.from_treaty(wanted),
        "on": words.on(EXAMPLE_DAY),
    }
    return [str(each).format_map(blanks) for each in words.texts.examples.values()]
