"""Which treaties a list is kept to by who keeps them: the conventions of the ILO, those in Bern."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from attrs import evolve

from withdrawal.languages.beside import of_groups
from withdrawal.languages.lexicon import Lexicon
from withdrawal.languages.names import (
    KEPT,
    NOTHING,
    PARTY,
    TREATY,
    Named,
    beyond,
    values_in,
)
from withdrawal.languages.words import Word
from withdrawal.law.treaties.catalogue import catalogue

UNITED_NATIONS = "UN Secretary-General"
"""The one depositary whose name is no name of a State, of a treaty or of its body."""
UNION = "teu-art-50"
_ASKING = frozenset({"what", "which", "many"})
_TELLING_WHO = frozenset({"depositary", "recipients", "notify", "told", "announce", "given"})
_NEAR = 4
"""How many words may stand between a depositary and the word that says it keeps treaties."""
_APART = frozenset("(,;")


def with_keeper(
    names: list[Named], words: Sequence[Word], lex: Lexicon, hints: set[str]
) -> tuple[list[Named], set[str]]:
    """Return the names and the cues of a question, with the group or the keeper of its list."""
    met = _keeper(names, words, lex) if hints & _ASKING else None
    if met is None:
        return of_groups(names, words, lex, hints), hints - {"kept"}
    keeper, places = met
    value = UNITED_NATIONS if keeper.kind == NOTHING else str(keeper.values[0])
    others = [each for each in names if not {*each.places} <= {*places}]
    made = evolve(keeper, kind=KEPT, values=(value,), places=places)
    return [*of_groups(others, words, lex, hints), made], hints - _TELLING_WHO - {"kept"}


@cache
def treaties_kept(keeper: str) -> frozenset[str]:
    """Return the treaties that an organisation, a State or the United Nations keeps."""
    summaries = catalogue().summaries.items()
    return frozenset(
        key
        for key, each in summaries
        if key != keeper
        and any(keeper == name or keeper in _values(name) for name in each["depositaries"])
    )


@cache
def _values(depositary: str) -> frozenset[object]:
    return values_in(depositary)


def _keeper(
    names: Sequence[Named], words: Sequence[Word], lex: Lexicon
) -> tuple[Named, tuple[int, ...]] | None:
    """Return whose treaties are asked for, with its places, where none is named by itself."""
    treaties = [each for each in names if each.kind == TREATY]
    folded = [each.folded for each in words]
    generic = {at for each in lex.generic.matches(folded) for at in each.places}
    if len(treaties) == 1 and _is_kept(treaties[0]):
        beside = _of_its_own(treaties[0], folded, generic, lex)
        is_apart = any(not _APART.isdisjoint(words[at].before) for at in beside[1:])
        if beside and not is_apart and _is_asked_for(beside, treaties[0], folded, lex):
            return treaties[0], beside
    cues = lex.cues.matches(folded)
    near = {at for each in cues if each.value == "kept" for at in each.places}
    told = [each for each in names if each.kind == NOTHING or _is_kept(each)]
    told = [each for each in told if near and _distance(each, near) <= _NEAR and generic]
    if treaties and treaties[0] not in told:  # the Secretary-General of the UN
        told = [each for each in told if each.kind == NOTHING]
    elif treaties:
        told = treaties
    if not told or len(treaties) > 1:
        return None
    nearest = min(told, key=lambda each: (each.kind != NOTHING, _distance(each, near)))
    if not treaties or nearest in treaties:
        return nearest, nearest.places
    whole = {*nearest.places, *treaties[0].places}
    between = (folded[at] for at in range(min(whole), max(whole)) if at not in whole)
    return (nearest, tuple(sorted(whole))) if lex.glue.issuperset(between) else None


def _is_asked_for(beside: Sequence[int], named: Named, folded: Sequence[str], lex: Lexicon) -> bool:
    """Return whether "which" stands right before the treaties of an organisation."""
    left = [at for at in range(len(folded)) if at not in named.places]
    cues = lex.cues.matches([folded[at] for at in left])
    asked = {left[at] for each in cues if each.value in _ASKING for at in each.places}
    first = beyond(folded, beside[0] - 1, lex.glue, step=-1)
    return bool({*beside} & asked) or first in asked


def _is_kept(named: Named) -> bool:
    is_one = named.kind in (PARTY, TREATY) and len(named.values) == 1
    is_one = is_one and named.values[0] != UNION  # the EU treaties are those that make the Union
    return is_one and bool(treaties_kept(str(named.values[0])))


def _of_its_own(
    named: Named, folded: Sequence[str], generic: set[int], lex: Lexicon
) -> tuple[int, ...]:
    """Return where an organisation stands with a word for treaties right beside it."""
    small = lex.glue - lex.joins
    after = beyond(folded, max(named.places) + 1, small)
    before = beyond(folded, min(named.places) - 1, small, step=-1)
    met = next((each for each in (after, before) if each in generic), None)
    if met is None:
        return ()
    return tuple(range(min(met, *named.places), max(met, *named.places) + 1))


def _distance(named: Named, places: set[int]) -> int:
    return min(abs(at - one) for at in places for one in named.places)
