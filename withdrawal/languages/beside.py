"""What names mean by what stands beside them: groups that describe, cities that are capitals."""

from __future__ import annotations

from collections.abc import Container, Sequence

from attrs import evolve

from withdrawal.languages.lexicon import Lexicon
from withdrawal.languages.names import (
    AMONG,
    EXCEPT,
    GROUP,
    PARTY,
    Named,
    kept_to,
)
from withdrawal.languages.phrases import Strength
from withdrawal.languages.words import Word
from withdrawal.law.groups import groups

_COMMAS = (",", "،", "、", "，")
_FEW = 3
"""How many words may stand between a State and the group that says what it is."""


def of_groups(
    names: list[Named], words: Sequence[Word], lex: Lexicon, hints: set[str]
) -> list[Named]:
    """Return the names, with the groups that a question keeps a list to: which Baltic States.

    A group that only says what a State is names nobody else: Lithuania, a Baltic State.
    """
    if any(each.kind == PARTY for each in names):
        return [each for each in names if not _describes(each, names, words, lex)]
    if "which" in hints and hints.isdisjoint({"polar", "when", "compare"}):
        return [evolve(each, kind=AMONG) if each.kind == GROUP else each for each in names]
    is_of_all = "what" in hints and not any(each.kind == GROUP for each in names)
    return kept_to(names, words, lex, alone=True) if is_of_all else names


def _describes(group: Named, names: Sequence[Named], words: Sequence[Word], lex: Lexicon) -> bool:
    """Return whether a group stands behind one of its members, set apart by a comma or a "this"."""
    if group.kind != GROUP:
        return False
    members = groups()[str(group.values[0])].members
    first = max((e.places[-1] for e in names if e.places < group.places), default=-1) + 1
    is_member = any(each.values[0] in members and each.places[-1] == first - 1 for each in names)
    between, behind = words[first : group.places[0]], words[group.places[-1] + 1 :][:1]
    is_apart = words[first].before.strip() in _COMMAS if first < len(words) else False
    is_apart = is_apart or {each.folded for each in between} <= lex.stop - lex.glue
    joined = lex.joins.intersection(each.folded for each in (*between, *behind))
    return is_member and is_apart and not joined and len(between) <= _FEW


def members_within(names: Sequence[Named], folded: Sequence[str], lex: Lexicon) -> set[int]:
    """Return where a word for States stands within the name of a group: which Baltic States."""
    grouped = {at for each in names if each.kind == GROUP for at in each.places}
    met = lex.members.matches(folded) if grouped else ()
    return grouped & {at for each in met for at in each.places}


def left_aside(
    names: Sequence[Named], turns: dict[str, tuple[int, ...]], folded: Sequence[str], lex: Lexicon
) -> tuple[list[Named], set[int]]:
    """Return the names, with the States that are left aside as such, and where that is said.

    What says no more than "besides" is taken from what can turn an answer where it names no State.
    """
    kept, said = [*names], set[int]()
    for kind in [each for each in _BESIDES if each in turns]:
        first, last = turns[kind][0], turns[kind][-1]
        aside = _behind(last, names, folded, lex)
        if kind == _BOTH_WAYS and not aside:
            aside = [each for each in names if each.kind == PARTY and each.places[-1] == first - 1]
        kept = [evolve(each, kind=EXCEPT) if each in aside else each for each in kept]
        said |= {*turns[kind]} if aside else set()
    if said.isdisjoint(turns.get(_BOTH_WAYS, ())):
        turns.pop(_BOTH_WAYS, None)
    return kept, said


_BOTH_WAYS = "besides"
_BESIDES = ("unless", "without", _BOTH_WAYS)
"""Kinds of words beside which a State is left aside: besides Mali, without Mali, Malin lisäksi."""


def _behind(at: int, names: Sequence[Named], folded: Sequence[str], lex: Lexicon) -> list[Named]:
    """Return the States named right behind "besides", one by one: besides Mali and Niger."""
    named = (each for each in names if each.strength is not Strength.WEAK)  # no parliament
    starts = {min(each.places): each for each in named if each.kind in (PARTY, GROUP)}
    found: list[Named] = []
    at += 1
    while at in starts or (at < len(folded) and folded[at] in lex.glue | lex.joins):
        found += [starts[at]] if at in starts else []
        at = max(starts[at].places) + 1 if at in starts else at + 1
    return found


def opening_state(words: Sequence[Word], lex: Lexicon) -> str | None:
    """Return the State named by a common word that opens a question: Mali wychodzi z MTK kiedy?"""
    first = words[0]
    is_name = first.folded in lex.common and first.text[0].isupper()
    match = lex.states.match_of(first.folded) if is_name else None
    return str(match.value) if match else None


def exits_of(words: Sequence[Word], lex: Lexicon) -> list[Named]:
    """Return the States whose own exit is named by one word, which names the treaty too."""
    met = lex.exits.matches([each.folded for each in words])
    return [Named(PARTY, (each.value,), each.places, Strength.FULL) for each in met]


def places_of(words: Sequence[Word], lex: Lexicon, taken: Container[int]) -> list[Named]:
    """Return the States for which a capital or an organ stands: Moscow, the Kremlin, the Sejm.

    Beside a word such as "treaty" that is in no name a city names no State, but the treaty that
    was made there.
    """
    folded = [each.folded for each in words]
    found: dict[int, Named] = {}
    for match in sorted(lex.places.matches(folded), key=lambda each: each.rank):
        first, last = match.places[0], match.places[-1]
        near = (*range(max(0, first - 2), first), *range(last + 1, min(last + 2, len(folded))))
        beside = [folded[at] for at in near if at not in taken]
        if first not in taken and not lex.generic.matches(beside):
            found[first] = Named(PARTY, (match.value,), match.places, Strength.WEAK)
    return list(found.values())
