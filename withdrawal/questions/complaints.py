"""What to say when a question is not understood: politely, in its language, with a way on.

Every complaint names what is missing or was not read, keeps the rest, and offers whole questions
that would be understood: the asker's own about each thing a doubtful name may mean, or one built
from what was recognised.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import evolve

from withdrawal.errors import QuestionError
from withdrawal.languages.wording import Wording, wording
from withdrawal.languages.words import Word, typed
from withdrawal.record.history import Withdrawal
from withdrawal.values import frozen

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
_OF_A_CASE = ("effect", "latest-notice")
_OF_A_TREATY = ("may-leave", "leaving")


@frozen
class Kept:
    """What was understood of a question that cannot be answered.

    Attributes:
        words: the question; empty where it is no prose.
        intent: what it asks, as one of the examples is called; None where that is not known.
        parties: the States that were recognised.
        treaty: the treaty that was recognised.
        days: the days that were read, each whole.
        is_undated: whether it names no date at all.
        unread: words that nothing reads.
        doubtful: the places of the words that may mean several things.
    """

    words: tuple[Word, ...] = ()
    intent: str | None = None
    parties: tuple[str, ...] = ()
    treaty: str | None = None
    days: tuple[date, ...] = ()
    is_undated: bool = True
    unread: tuple[str, ...] = ()
    doubtful: tuple[int, ...] = ()


def complaint(
    kind: str,
    language: str,
    kept: Kept | None = None,
    *,
    options: Iterable[str] = (),
    text: str = "",
    message: str = "",
) -> QuestionError:
    """Return the error for a question that cannot be answered.

    Args:
        kind: what is wrong, a key of the sentences' section ``errors``.
        language: the language to say it in.
        kept: what was understood.
        options: what a name may mean (codes or ids), or dates that do exist.
        text: what was said, where that helps.
        message: what to say instead, where that is no sentence of the language.
    """
    words, kept = wording(language), kept or Kept()
    asked = words.marks.joined(list(words.texts.intents.values())[:MOST_TOLD])
    message = message or words.texts.errors[kind].format_map({"list": asked, "text": text})
    if kind == "not_understood" and kept.words:
        message = " ".join((message, *_what_became_of(kept, words)))
    offered = dict.fromkeys(_offered(kind, words, kept, tuple(options)))
    return QuestionError(message, code=_CODES[kind], suggestions=list(offered)[:MOST_SUGGESTED])


def respoken(words: Sequence[Word], places: Sequence[int], said: str) -> str:
    """Return a question with the words from one place to another replaced."""
    first, last = min(places), max(places)
    before, after = typed(words[:first]), typed(words[last + 1 :])
    return f"{before}{words[first].before}{said}{after}?".strip()


def _what_became_of(kept: Kept, words: Wording) -> list[str]:
    """Return which words were not read, and which names were."""
    names = [*map(words.party, kept.parties), *([words.treaty(kept.treaty)] if kept.treaty else [])]
    said = {
        "left_out": words.listed(map(words.marks.quoted, kept.unread)),
        "taken_as": words.marks.closed(words.marks.joined(names)),
    }
    return [words.word(key, list=text) for key, text in said.items() if text]


def _offered(kind: str, words: Wording, kept: Kept, options: tuple[str, ...]) -> list[str]:
    """Return the questions that are offered, the likeliest first."""
    if kind == "impossible_date":
        days = (date.fromisoformat(each) for each in options)
        return [respoken(kept.words, kept.doubtful, words.on(each)) for each in days]
    if kind == "ambiguous_party":
        return [respoken(kept.words, kept.doubtful, words.party(each)) for each in options]
    if kind == "ambiguous_treaty":
        return [respoken(kept.words, kept.doubtful, words.treaty(each)) for each in options]
    if kind == "several_treaties":
        return [_asked(words, evolve(kept, treaty=each)) for each in options]
    if kind == "several_dates":
        return [_asked(words, evolve(kept, days=(each,))) for each in kept.days]
    if kind == "no_party":
        found = _some(_parties_on_record(kept.treaty), USUAL_PARTIES)
        return [_asked(words, evolve(kept, parties=(each,)), words.party(each)) for each in found]
    if kind == "no_treaty":
        found = _some(_treaties_on_record(kept.parties), USUAL_TREATIES)
        return [_asked(words, evolve(kept, treaty=each), words.treaty(each)) for each in found]
    usual = _OF_A_TREATY if kept.treaty and not kept.parties else _OF_A_CASE
    known = [kept.intent] if kept.intent in words.texts.examples else []
    return [_example(each, words, kept) for each in (*known, *usual)]


def _asked(words: Wording, kept: Kept, name: str = "") -> str:
    """Return the question that was asked, with what it lacked.

    In the language's own sentence for it where that says all that was said; else in the asker's
    words, with the name behind them.
    """
    template = words.texts.examples.get(kept.intent or "")
    if template is not None and (kept.is_undated or (kept.days and "{on}" in template)):
        return _example(kept.intent or "", words, kept)
    if not name:
        return _example(_OF_A_CASE[0], words, kept)
    return f"{typed(kept.words).strip()} ({name})?"


def _example(intent: str, words: Wording, kept: Kept) -> str:
    """Return a question that would be understood, with the names that were recognised."""
    party = kept.parties[0] if kept.parties else USUAL_PARTIES[0]
    treaty = kept.treaty or USUAL_TREATIES[0]
    day = kept.days[0] if kept.days else EXAMPLE_DAY
    return words.texts.examples[intent].format_map(
        {**words.case_blanks(party, treaty), **words.day_blanks(on=day)}
    )


def _parties_on_record(treaty: str | None) -> list[str]:
    return [each.party for each in (_record(treaty, None) if treaty else ())]


def _treaties_on_record(parties: tuple[str, ...]) -> list[str]:
    return [row.treaty for party in parties for row in _record(None, party)]


def _record(treaty: str | None, party: str | None) -> tuple[Withdrawal, ...]:
    from withdrawal.record.history import history

    return history(treaty, party)


def _some(found: list[str], usual: tuple[str, ...]) -> list[str]:
    """Return the first few of those found, the latest first, or the usual ones."""
    return list(dict.fromkeys([*reversed(found), *usual]))[:MOST_SUGGESTED]
