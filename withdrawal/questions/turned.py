"""What one word makes of a question: at once, expelled, suspended; and a treaty's own end."""

from __future__ import annotations

from datetime import date

from withdrawal.languages.words import typed
from withdrawal.questions.intents import Cues, Intent
from withdrawal.questions.taking_apart import Reading

AT_ONCE, TIMES = "at_once", "times"
_NO_EXITS = ("expelled",)
"""Words for what ends a bond and is kept apart on no record: lists of exits do not answer them."""
_SUSPENDED = "again"
_OF_EXITS = frozenset({Intent.LEAVING, Intent.PENDING, Intent.TAKES_EFFECT_IN})
_NOT_OF_TIMES = frozenset({"if", "may", "must", "when", "chance", "back", "undo", "notify", "join"})
_OF_AN_END = frozenset({Intent.EFFECT, Intent.BOUND})


def turned(intent: Intent | None, reading: Reading, cues: Cues) -> Intent | None:
    """Return the intent; where leaving at once is asked about, the first day, or the period.

    How often a State left, or whether it did twice, is answered by its exits.
    """
    is_of_one = cues.parties == 1 and cues.has_treaty and not cues.has_date
    if is_of_one and cues.all(TIMES, "leave") and not cues.any(*_NOT_OF_TIMES):
        return Intent.FIRST_OR_AGAIN
    if intent is not Intent.MAY_LEAVE or not is_at_once(reading):
        return intent
    return Intent.EARLIEST if cues.has_party else Intent.PERIOD


def is_at_once(reading: Reading) -> bool:
    """Return whether a word for at once stands in a question, read as today's date or not."""
    return any(each == AT_ONCE for each, _ in _met(reading))


def of_no_exit(intent: Intent, reading: Reading) -> str | None:
    """Return the word that asks a list of exits for what is none: expulsions, suspensions."""
    is_back = not reading.cues.isdisjoint({"undo", "back"})
    if intent in _OF_EXITS and _SUSPENDED in reading.cues and not is_back:
        return next(text for each, text in _met(reading) if each == _SUSPENDED)
    if not (intent.is_about_a_set or intent is Intent.LEAVING):
        return None
    return next((text for each, text in _met(reading) if each in _NO_EXITS), None)


def _met(reading: Reading) -> list[tuple[str, str]]:
    """Return the cues in the words as they stand, names and dates with them, each with its text."""
    words = reading.words
    met = reading.lex.cues.matches([each.folded for each in words])
    return [(each.value, typed([words[at] for at in each.places]).strip()) for each in met]


def is_over(treaty: str, intent: Intent, as_of: date) -> bool:
    """Return whether a treaty is over, so that its end is told where no State is named."""
    from withdrawal.law.treaties.catalogue import resolve_treaty

    found = resolve_treaty(treaty)
    return intent in _OF_AN_END and found.is_over_by(as_of) and found.ended_range is None


def ender_of(treaty: str, intent: Intent, as_of: date) -> tuple[str, ...]:
    """Return the one State whose exit ended a treaty for all, of which its end is then told."""
    from withdrawal.law.treaties.catalogue import resolve_treaty
    from withdrawal.record.history import history

    if not is_over(treaty, intent, as_of):
        return ()
    ended = resolve_treaty(treaty).ended
    out = tuple(each.party for each in history(treaty) if each.is_out and each.effect == ended)
    return out if len(out) == 1 else ()
