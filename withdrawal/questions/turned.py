"""What one word makes of a question: at once, expelled, suspended; and a treaty's own end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from withdrawal.languages.words import typed, words_of
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
    """Return what a question asks by such a word; what it asked without, where there is none.

    That a treaty has no clause on leaving is read where it is asked about, and nowhere else.
    """
    found = _turned(intent, reading, cues)
    return None if cues.any("no_clause") and found not in _OF_A_CLAUSE else found


_OF_A_CLAUSE = frozenset({Intent.BY_CLAUSE, Intent.MAY_LEAVE, Intent.ARTICLE})


def idle_cues(intent: Intent, reading: Reading) -> list[str]:
    """Return words for what the answer is not about: an article, a reason."""
    read = {"article": Intent.ARTICLE, "reasons": Intent.REASONS}
    met = (each for each in _met(reading) if read.get(each[0], intent) is not intent)
    return [text for _, text in met]


def _turned(intent: Intent | None, reading: Reading, cues: Cues) -> Intent | None:
    """Where leaving at once is asked about it is the first day, or the period; how often a State
    left, or whether it did twice, is answered by its exits."""
    matter = next((each for each, applies in _MATTERS if applies(cues)), None)
    is_other = matter is Intent.BY_CLAUSE and intent in _LISTS
    is_other = is_other or (matter is Intent.ANNOUNCED and not _is_denied(reading))
    is_other = is_other or (matter is Intent.ARTICLE and _names_its_number(reading))
    if matter is not None and not is_other:
        return matter
    if intent is not Intent.IN_CONFLICT and _asks_what_is_left(reading, cues):
        return Intent.SURVIVES
    if _asks_when_open(intent, cues):
        return Intent.LOCK_IN
    is_of_one = cues.parties == 1 and cues.has_treaty and not cues.has_date
    if is_of_one and cues.all(TIMES, "leave") and not cues.any(*_NOT_OF_TIMES):
        return Intent.FIRST_OR_AGAIN
    if intent is not Intent.MAY_LEAVE or not is_at_once(reading):
        return intent
    return Intent.EARLIEST if cues.has_party else Intent.PERIOD


def _by_clause(cues: Cues) -> bool:
    """Return whether treaties are asked for by their clause: by the period of it, without one."""
    asked = cues.of_treaties and not (cues.has_treaty or cues.has_date or cues.has_kept)
    asked = asked and (cues.any("which", "what", "many") or not cues.any("polar", "howlong"))
    is_of_none = cues.any("no_clause") or ("no" in cues.turns and cues.all("may", "leave"))
    is_of_a_length = cues.any("notice_period", "notify") and not cues.has_party
    is_of_a_length = is_of_a_length and cues.any("which", "what", "many", "notice_period")
    asked = asked and not cues.any(*_NOT_OF_A_CLAUSE)
    return asked and (is_of_a_length or (is_of_none and cues.parties <= 1))


_NOT_OF_A_CLAUSE = frozenset({"when", "back", "given", "undo", "recipients", "vote"})
_LISTS = frozenset(each for each in Intent if each.is_about_a_set) - {Intent.LEFT_SINCE}
"""What is asked of notices on record is not asked of clauses."""


def _of_suspensions(cues: Cues) -> bool:
    """Return whether those are asked for who suspended one treaty, or what one State suspended."""
    asked = cues.any("which", "whom", "what") or cues.found <= {"suspend", _SUSPENDED}
    asked = asked and cues.any("suspend") and not cues.turns
    is_of_one = cues.has_treaty != (cues.parties == 1 and cues.of_treaties)
    return asked and is_of_one and not (cues.has_date or cues.any("must", "either", *_OF_A_STEP))


def _of_announcements(cues: Cues) -> bool:
    """Return whether exits are asked for that were announced: and not notified, as is said."""
    asked = cues.all("spoken", "leave") and cues.any("which", "whom", "what", "leaving")
    is_one = cues.parties <= 1 and not (cues.has_treaty and cues.has_party)
    return asked and is_one and not (cues.has_date or cues.any(*_OF_A_STEP))


_OF_A_STEP = frozenset({"if", "may", "when", "chance", "vote", "undo", "back"})


def _is_denied(reading: Reading) -> bool:
    """Return whether it is said that no notice was given, in an aside or not: but not notified."""
    asides = (words_of(each.text) for each in reading.unknown if is_aside(each.text))
    said = [each.folded for words in (reading.words, *asides) for each in words]
    return any(each.value in ("no", "without", "only") for each in reading.lex.turns.matches(said))


def is_aside(text: str) -> bool:
    """Return whether words that nothing reads stand for a whole aside."""
    return len(words_of(text)) > 1


def _of_an_article(cues: Cues) -> bool:
    return cues.any("article") and cues.has_treaty and not (cues.has_date or cues.any("vote"))


def _names_its_number(reading: Reading) -> bool:
    """Return whether an article is named by its number, so that it is not asked for."""
    met = reading.lex.cues.matches([each.folded for each in reading.words])
    heads = (each.places[-1] + 1 for each in met if each.value == "article")
    return any(reading.words[at].text[0].isdigit() for at in heads if at < len(reading.words))


def _of_reasons(cues: Cues) -> bool:
    """Return whether it is asked if a notice must state reasons."""
    asked = cues.any("reasons") and cues.any("must", "may", "polar", "without") and cues.has_treaty
    return asked and not (cues.has_date or cues.any("given"))


_MATTERS: tuple[tuple[Intent, Callable[[Cues], bool]], ...] = (
    (Intent.BY_CLAUSE, _by_clause),
    (Intent.SUSPENDED, _of_suspensions),
    (Intent.ANNOUNCED, _of_announcements),
    (Intent.ARTICLE, _of_an_article),
    (Intent.REASONS, _of_reasons),
)


def _asks_when_open(intent: Intent | None, cues: Cues) -> bool:
    """Return whether it is asked when a treaty can be left, by anyone."""
    is_next = intent in (Intent.EFFECT, Intent.NEXT) and cues.all("when", "may", "leave")
    is_of_anyone = cues.has_treaty and not (cues.has_party or cues.has_date)
    return is_of_anyone and (is_next or intent is Intent.EARLIEST)


def _asks_what_is_left(reading: Reading, cues: Cues) -> bool:
    """Return whether it is asked how long a treaty binds that goes on doing so after an exit."""
    is_after = ("after" in cues.turns or cues.any("still")) and cues.any("leave", "out")
    is_after = is_after and cues.any("bound")
    asked = (is_after or cues.any("survive")) and cues.any("howlong", "latest")
    asked = asked or cues.all("survive", "when")
    is_other = cues.any("after_notice", "undo", "notice_period", "back")
    is_other = is_other or cues.has_date or "no" in cues.turns
    if not asked or is_other or reading.certain_treaty is None:
        return False
    from withdrawal.law.treaties.catalogue import catalogue

    clause = catalogue().treaty(reading.certain_treaty).clause
    return clause.survival is not None


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
