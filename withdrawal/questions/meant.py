"""Which States and which treaty are meant by the names in a question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import evolve

from withdrawal.languages.days.moments import Moment
from withdrawal.languages.lexicon import Lexicon
from withdrawal.languages.names import (
    EXCEPT,
    GROUP,
    PARTY,
    TREATY,
    Named,
    receivers_of,
)
from withdrawal.languages.phrases import Strength
from withdrawal.languages.words import Word
from withdrawal.law.groups import groups
from withdrawal.questions.complaints import complaint
from withdrawal.questions.intents import Cues, Intent, Understood
from withdrawal.questions.taking_apart import PAST, Reading
from withdrawal.questions.turned import AT_ONCE, is_at_once
from withdrawal.record.history import Withdrawal

__all__ = [
    *(
        "has_left",
        "idle_turns",
        "is_of_a_revoked",
        "is_of_the_exit",
        "left_aside",
    ),
    *(
        "of_the_record",
        "one_each",
        "only_exit",
        "parties_of",
        "picked",
        "receiver_of",
        "treaty_of",
    ),
]

_A_PAIR, _MOST_AT_ONCE = 2, 4
_COMMAS = (",", "،", "、", "，")


def treaty_of(reading: Reading, cues: Cues, intent: Intent) -> str:
    """Return the treaty that is meant.

    Raises:
        QuestionError: none is, or several are.
    """
    in_doubt = bool(reading.unknown) and not reading.is_about_treaties
    spoken = reading.is_about_treaties or cues.is_bare or (cues.is_about_leaving and not in_doubt)
    named = {
        each.values: each.places
        for each in reading.names
        if each.kind == TREATY and (spoken or each.strength is not Strength.WEAK)
    }
    options = _without_receivers(_settled(set(named)), reading)
    if _goes_on(reading) or _is_of_another(reading) or not options:
        raise reading.refusal("no_treaty", intent=intent)
    language = reading.lex.language
    if len(options) > 1:
        every = sorted({str(value) for values in options for value in values})
        raise complaint("several_treaties", language, reading.kept(intent), options=every)
    (values,) = options
    if len(values) > 1:
        meant = _by_pair(values, reading) or _by_record(values, reading)
        if meant is not None:
            return meant
        kept = reading.kept(intent, named[values])
        raise complaint("ambiguous_treaty", language, kept, options=map(str, values))
    return str(values[0])


def one_each(reading: Reading) -> list[Reading]:
    """Return a question about treaties named side by side once for each of them; else nothing.

    Which of them a State left first is asked as when it left each.
    """
    named = _in_order(reading, TREATY)
    values = {each.values for each in named}
    is_certain = all(len(each) == 1 for each in values) and len(values) == len(named)
    is_together = all(_are_joined(*pair, reading) for pair in pairwise(named))
    if not (is_certain and is_together and 1 < len(named) <= _MOST_AT_ONCE):
        return []
    cues, passed = reading.cues, {"only"} if "either" in reading.cues else set[str]()
    is_choice = len(reading.certain_parties) == 1 and cues >= {"leave", "past"}
    if is_choice and ("compare" in cues or "first" in reading.turns):
        cues, passed = cues - {"compare", "which", "either"} | {"when"}, passed | {"first"}
    turns = {kind: said for kind, said in reading.turns.items() if kind not in passed}
    others = tuple(each for each in reading.names if each.kind != TREATY)
    asked = evolve(reading, cues=cues, turns=turns, is_about_treaties=True)
    return [evolve(asked, names=(*others, one)) for one in named]


def _in_order(reading: Reading, *kinds: str) -> list[Named]:
    """Return the names of some kinds, in the order in which they stand."""
    found = (each for each in reading.names if each.kind in kinds)
    return sorted(found, key=lambda each: each.places)


def _are_joined(first: Named, second: Named, reading: Reading) -> bool:
    """Return whether no more stands between two names than joins them: A or only B."""
    lex = reading.lex
    between = reading.words[first.places[-1] + 1 : second.places[0]]
    last = reading.words[second.places[0]]
    onto = tuple(lex.joins.intersection(lex.particles)) or ("\0",)  # an "and" written onto a word
    joins = [each for each in between if each.folded in lex.joins or _is("either", each, lex)]
    small = lex.glue | lex.stop | {each.folded for each in joins}
    is_joined = joins or any(each.text.startswith(onto) for each in (*between, last))
    return bool(is_joined or last.before.strip() in _COMMAS) and all(
        each.folded in small
        or _is_generic(each, onto, lex)
        or _is("only", each, lex)
        or lex.cues.match_of(each.folded)
        for each in between
    )


def _is_generic(word: Word, onto: tuple[str, ...], lex: Lexicon) -> bool:
    """Return whether a word says treaty or the like, "and" written onto it or not."""
    bare = word.folded[1:] if word.folded.startswith(onto) else word.folded
    return any(map(lex.generic.match_of, (word.folded, bare)))


def _is(kind: str, word: Word, lex: Lexicon) -> bool:
    """Return whether a word by itself is of a kind: either, only."""
    met = lex.cues.match_of(word.folded) or lex.turns.match_of(word.folded)
    return met is not None and met.value == kind


def _without_receivers(
    options: set[tuple[object, ...]], reading: Reading
) -> set[tuple[object, ...]]:
    """Drop an organisation that another treaty's notices go to: tell UNESCO about Ramsar."""
    if len(options) != _A_PAIR or reading.cues.isdisjoint({"told", "notify"}):
        return options
    told = {
        str(each) for values in options if len(values) == 1 for each in receivers_of(str(values[0]))
    }
    return {each for each in options if each[0] not in told} or options


def is_of_a_revoked(understood: Understood, moment: Moment) -> bool:
    """Return whether a claim is about the time of a notice that was taken back."""
    first, last = moment.value.earliest, moment.value.latest
    if understood.intent is not Intent.TOOK_EFFECT_ON or not first or not last or first == last:
        return False
    back = [each.given for each in rows_of(understood) if each.revoked_on and each.given]
    return any(first <= each <= last for each in back)


def has_left(understood: Understood) -> bool:
    """Return whether a State that is meant has left at any time, by the record."""
    return any(each.is_out for each in rows_of(understood))


_OF_ONE_EXIT = frozenset({Intent.EFFECT, Intent.NOTICE, Intent.HOW_LONG, Intent.TOOK_EFFECT_ON})
_WHICH_TIME = frozenset({"before", "after", "again", "first", "last", "nth", "only"})


def idle_turns(reading: Reading, intent: Intent) -> list[str]:
    """Return the kinds of words that are named and passed over, though they can turn an answer.

    When a State left "before it came back" cannot be another day where the record has one exit.
    That there was a war changes no day that is on record.
    """
    beside = (
        ["conflict"] if "conflict" in reading.turns and intent is not Intent.IN_CONFLICT else []
    )
    return [*beside, *_of_one_exit(reading, intent)]


def _of_one_exit(reading: Reading, intent: Intent) -> list[str]:
    is_claimed = intent is Intent.TOOK_EFFECT_ON
    times = _WHICH_TIME - {"before", "after"} if is_claimed else _WHICH_TIME
    met = [kind for kind in reading.turns if kind in times]
    if not met or intent not in _OF_ONE_EXIT or PAST not in reading.cues or "if" in reading.cues:
        return []
    from withdrawal.record.history import history

    treaty, parties = reading.certain_treaty, reading.certain_parties
    if treaty is None or len({*parties}) != 1 or _only(history(treaty, parties[0])) is None:
        return []
    return met


def only_exit(understood: Understood) -> Withdrawal | None:
    """Return the one exit on record of the States meant; None where there are other notices."""
    return _only([*rows_of(understood)])


def _only(rows: Sequence[Withdrawal]) -> Withdrawal | None:
    return rows[0] if len(rows) == 1 and rows[0].is_out else None


def rows_of(understood: Understood) -> Iterator[Withdrawal]:
    from withdrawal.record.history import history

    for party in understood.parties:
        yield from history(understood.treaty, party)


def _by_pair(treaties: tuple[object, ...], reading: Reading) -> str | None:
    """Return the one treaty of several between the two States that are named."""
    from withdrawal.record.parties import pair_of

    named = {*reading.certain_parties}
    fit = [each for each in map(str, treaties) if {*pair_of(each)} == named]
    return fit[0] if len(fit) == 1 else None


def _by_record(treaties: tuple[object, ...], reading: Reading) -> str | None:
    """Return which is meant of an old text and the one of the same name that replaced it.

    It is the one that a State named has left, or any State where none is named and it is over;
    else the new one, where nothing is over.
    """
    from withdrawal.law.treaties.catalogue import catalogue
    from withdrawal.record.history import history

    named, ids = reading.certain_parties, {*map(str, treaties)}
    new = {each for one in ids for each in catalogue().treaty(one).replaced_by} & ids
    if len(new) != 1 or len(ids) != _A_PAIR:
        return None
    is_over = PAST in reading.cues
    anyone = [None] if is_over and not named else []
    left = [each for each in ids if any(history(each, party) for party in named or anyone)]
    if len(left) == 1 and "if" not in reading.cues:
        return left[0]
    return None if is_over else new.pop()


def _settled(options: set[tuple[object, ...]]) -> set[tuple[object, ...]]:
    """Let a name with one meaning settle another that may mean the same."""
    certain = {each for each in options if len(each) == 1}
    return certain | {each for each in options if not any(one[0] in each for one in certain)}


def parties_of(reading: Reading, intent: Intent) -> tuple[str, ...]:
    """Return the States that are meant, in the order named.

    Raises:
        QuestionError: a name means several.
    """
    found, receiver = _states(reading, intent, PARTY, GROUP), receiver_of(reading)
    return tuple(each for each in found if receiver is None or each not in receiver.values)


def receiver_of(reading: Reading) -> Named | None:
    """Return the one of two States told apart that keeps the treaty: it receives the notice."""
    found = _in_order(reading, PARTY)
    treaty = reading.certain_treaty
    if len(found) != _A_PAIR or treaty is None or reading.cues.isdisjoint({"told", "notify"}):
        return None
    between = reading.words[found[0].places[-1] + 1 : found[1].places[0]]
    if {each.folded for each in between} <= reading.lex.glue | reading.lex.joins:
        return None  # both are said to have done it
    receivers = receivers_of(treaty)
    met = [each for each in found if each.values[0] in receivers]
    return met[0] if len(met) == 1 else None


def left_aside(reading: Reading, intent: Intent) -> tuple[str, ...]:
    """Return the States that a list leaves aside.

    Raises:
        QuestionError: a name means several; or no list is asked for.
    """
    found = _states(reading, intent, EXCEPT)
    if found and not (intent.is_about_a_set or intent is Intent.LEAVING):
        raise reading.refusal("not_understood", intent=intent)
    return found


def picked(intent: Intent, reading: Reading) -> str | None:
    """Return which exits are meant: those of who came back, or has not; those still to come.

    Of a notice it is told whether one was given, or ``when``; of the earliest day, whether it was
    asked if that is at once.
    """
    if intent is Intent.EARLIEST:
        is_put = "may" in reading.cues and "when" not in reading.cues
        return AT_ONCE if is_put and is_at_once(reading) else None
    if intent is Intent.NOTICE:
        return "when" if "when" in reading.cues else None
    if intent is Intent.COMPARE and PAST not in reading.cues:
        return "next"
    if intent is not Intent.LEAVING or "back" not in reading.cues:
        return None
    lex = reading.lex
    if not {"no", "without"}.isdisjoint(reading.turns):
        return "gone"
    met = lex.cues.matches([each.folded for each in reading.words])
    asked = sorted(each.places for each in met if each.value in ("which", "whom"))
    is_asked_twice = any(first[-1] < then[0] - 1 for first, then in pairwise(asked))
    # Which have left, and which of them came back: all are told, with what became of each.
    return None if is_asked_twice else "back"


def _states(reading: Reading, intent: Intent, *kinds: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for each in _in_order(reading, *kinds):
        if str(each.values[0]) in groups():
            found.update(dict.fromkeys(groups()[str(each.values[0])].members))
        else:
            if len(each.values) > 1:
                kept, options = reading.kept(intent, each.places), map(str, each.values)
                raise complaint("ambiguous_party", reading.lex.language, kept, options=options)
            found[str(each.values[0])] = None
    return tuple(found)


def _is_of_another(reading: Reading) -> bool:
    """Return whether a word that nothing reads names a treaty with a body: the ...abkommen."""
    named = [each for each in reading.names if each.kind == TREATY]
    is_weak = bool(named) and all(each.strength is Strength.FALLBACK for each in named)
    ends = reading.lex.endings
    return is_weak and any(each.folded.endswith(ends) for each in reading.unknown)


def _goes_on(reading: Reading) -> bool:
    """Return whether a word that nothing reads follows a treaty's one word: the UN plastics ..."""
    unread = {each.start for each in reading.unknown}
    heads = (each.places[-1] + 1 for each in reading.names if _is_one_word(each))
    return any(_next_word(reading, at) in unread for at in heads)


def _next_word(reading: Reading, at: int) -> int:
    """Return where the next word of weight starts, past "treaty", "on", "the"; else -1."""
    lex = reading.lex
    for each in reading.words[at:]:
        is_passed = each.folded in lex.glue or lex.generic.match_of(each.folded)
        if len(each.text) > 1 and not is_passed:
            return each.start
    return -1


def _is_one_word(named: Named) -> bool:
    return named.kind == TREATY and len(named.places) == 1 and named.strength is Strength.FALLBACK
