"""The States and treaties that a question names, with what is doubtful about them."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import lru_cache

from attrs import evolve

from withdrawal.languages.lexicon import (
    EUROPEAN_UNION,
    NOT_A_QUESTION,
    NOT_A_TREATY,
    Lexicon,
    lexicon,
)
from withdrawal.languages.numbers import numbers_of
from withdrawal.languages.phrases import Match, Strength
from withdrawal.languages.words import Word, words_of
from withdrawal.law.groups import group_of, groups
from withdrawal.law.names import core_words
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.values import frozen

PARTY, GROUP, TREATY, BODY = "party", "group", "treaty", "body"
AMONG, EXCEPT, KEPT = "among", "except", "kept"
NOTHING, FOREIGN = "nothing", "foreign"
_OTHER_KINDS = {NOT_A_TREATY: NOTHING, NOT_A_QUESTION: FOREIGN}
SHORTEST_FOREIGN = 5
_DAYS = frozenset(f"{day:{width}}" for day in range(1, 32) for width in ("", "02"))


@frozen
class Named:
    """A name found in a question.

    Attributes:
        kind: ``party``, ``group``, ``treaty``, ``body``, or ``among``: a group whose members alone
            a list keeps ("African States", "NATO members"); or ``except``: what it leaves aside;
            or ``kept``: whose treaties alone it keeps ("ILO conventions").
        values: what it may mean; more than one is ambiguous.
        places: the indices of its words.
        strength: how much it says by itself.
    """

    kind: str
    values: tuple[object, ...]
    places: tuple[int, ...]
    strength: Strength


@frozen(eq=False)
class _Candidate:
    """A match with the kind of thing it names; matches of the asker's own language go first."""

    kind: str
    match: Match
    is_own: bool

    @property
    def rank(self) -> tuple[int, int, int, bool]:
        """Longest first; a treaty before a body, that before a State; one's own language first."""
        places, letters, _ = self.match.rank
        is_treaty = self.kind == TREATY and self.match.value not in _OTHER_KINDS
        weight = 3 if is_treaty else 2 if self.kind == BODY else int(self.kind == TREATY)
        return (places, letters, weight, self.is_own)


def names_of(words: Sequence[Word], lex: Lexicon) -> list[Named]:
    """Return the names in ``words``, longest match first, none overlapping another."""
    found = _without_fallbacks(_without_keepers(_met(words, lex), words, lex), words, lex)
    return _codes(words, lex, _without_capitals(found))


def _met(words: Sequence[Word], lex: Lexicon) -> list[Named]:
    """Return the names in ``words`` as they stand, whatever stands beside them."""
    candidates = sorted(_candidates(words, lex), key=lambda each: each.rank, reverse=True)
    found = [
        Named(TREATY, keys, at, Strength.FULL)
        for keys, at in numbers_of(words)
        if not _ends_in_a_day(at, words, lex)
    ]
    numbered = len(found)
    taken = {place: number for number, each in enumerate(found) for place in each.places}
    for candidate in candidates:
        match = candidate.match
        if taken.keys().isdisjoint(match.places):
            taken.update(dict.fromkeys(match.places, len(found)))
            kind = _OTHER_KINDS.get(match.value, candidate.kind)
            named = Named(kind, (match.value,), match.places, match.phrase.strength)
            found.append(named)
            continue
        index = taken.get(match.places[0], -1)
        if index >= numbered and _rivals(found[index], candidate, candidates):
            found[index] = _widened(found[index], match)
    found = kept_to(found, words, lex)
    return [_with_longer_names(each, words, taken) for each in found]


def kept_to(
    found: Sequence[Named], words: Sequence[Word], lex: Lexicon, *, alone: bool = False
) -> list[Named]:
    """Return the names, with those of groups that a list is to be kept to.

    A continent names one beside a word for States alone ("African countries"), and so does an
    organisation where another treaty is named ("NATO members"); else a continent names nothing.

    Args:
        found: the names.
        words: the words they stand in.
        lex: their language.
        alone: whether an organisation names its members where no other treaty is named, too.
    """
    treaties = [each for each in found if each.kind == TREATY]
    kept = []
    for each in found:
        value = str(each.values[0])
        if each.kind in (GROUP, BODY) and value in groups() and not groups()[value].together:
            kept += [evolve(each, kind=AMONG)] if members_beside(each, words, lex) else []
            continue
        made = group_of(value) if each.kind == TREATY and len(each.values) == 1 else None
        if made and (alone or len(treaties) > 1) and members_beside(each, words, lex):
            treaties.remove(each)
            kept.append(evolve(each, kind=AMONG, values=(made,)))
        else:
            kept.append(each)
    return kept


def beyond(folded: Sequence[str], at: int, small: Container[str], *, step: int = 1) -> int:
    """Return the place of the next word that is not one of the small ones, forwards or back."""
    while 0 <= at < len(folded) and folded[at] in small:
        at += step
    return at


def members_beside(named: Named, words: Sequence[Word], lex: Lexicon) -> range:
    """Return where a word for States stands beside a name, small words between passed over."""
    small = lex.glue - lex.joins
    after, before = max(named.places) + 1, min(named.places) - 1
    while after < len(words) and words[after].folded in small and "," not in words[after].before:
        after += 1
    folded = [each.folded for each in words]
    before = beyond(folded, before, small, step=-1)
    met = lex.members.matches(folded)
    ends = {each.places[0]: each.places[-1] for each in met}
    if after in ends and "," not in words[after].before:
        return range(after, ends[after] + 1)
    starts = {each.places[-1]: each.places[0] for each in met}
    return range(starts[before], before + 1) if before in starts else range(0)


def _with_longer_names(named: Named, words: Sequence[Word], taken: Container[int]) -> Named:
    """Add the treaties whose names hold the words and one more beside them in the question.

    "WHO Framework Convention" is no name of the Constitution of the WHO, though "WHO" is. A word
    that belongs to another name, or to a name of the same treaty too, does not count.
    """
    if named.kind != TREATY:
        return named
    first, last = min(named.places), max(named.places)
    rows = [range(first, last + 2)] if last + 1 < len(words) and last + 1 not in taken else []
    rows += [range(first - 1, last + 1)] if first > 0 and first - 1 not in taken else []
    index, own = catalogue().index, set(named.values)
    values = list(named.values)
    for row in rows:
        beside = row[-1] if row[-1] > last else row[0]
        if not core_words(words[beside].text):
            continue
        held = index.holding_in_a_row(core_words(" ".join(words[at].text for at in row)))
        values += [] if own & set(held) else [each for each in held if each not in values]
    return Named(named.kind, tuple(values), named.places, named.strength)


def _candidates(words: Sequence[Word], lex: Lexicon) -> list[_Candidate]:
    folded = [each.folded for each in words]
    shouting = sum(each.is_shouted for each in words) > len(words) / 2 and len(words) > 3

    def in_capitals(place: int) -> bool:
        is_word = shouting and (folded[place] in lex.stop or lex.cues.match_of(folded[place]))
        return words[place].is_shouted and not is_word

    found = []
    for book_lex in (lex, lexicon("en")) if lex.language != "en" else (lex,):
        own = book_lex is lex
        books = (
            *((PARTY, book_lex.states), (GROUP, book_lex.groups)),
            *((TREATY, book_lex.treaties), (BODY, book_lex.bodies)),
        )
        for kind, book in books:
            for match in book.matches(folded, in_capitals=in_capitals):
                if _is_common(match, words, lex) or _ends_in_a_day(match.places, words, lex):
                    continue
                if own or kind in (TREATY, BODY) or match.letters >= SHORTEST_FOREIGN:
                    found.append(_Candidate(kind, match, own))
    return found


def _is_common(match: Match, words: Sequence[Word], lex: Lexicon) -> bool:
    """Return whether a match is no more than a common word of the language: того is not Того."""
    first = words[match.places[0]]
    is_word = first.folded in lex.common
    is_common = is_word or (first.folded in lex.stop and first.folded not in lex.treaties.skipped)
    is_small = (
        first.text.islower()
        or (is_word and first.has_article)
        or (match.places[0] == 0 and len(words) > 1 and first.text.istitle())
    )
    return len(match.places) == 1 and is_common and is_small


def _ends_in_a_day(places: Sequence[int], words: Sequence[Word], lex: Lexicon) -> bool:
    """Return whether the number behind a body's short name is that of a day: "ILO on 27 May"."""
    last = places[-1]
    number, behind = words[last].folded, words[last + 1 : last + 3]
    if len(places) != len(("ILO", "27")) or number not in _DAYS or not behind:
        return False
    is_in_figures = behind[0].before == "." and behind[0].folded in _DAYS
    return is_in_figures or any(lex.dates["months"].match_of(each.folded) for each in behind)


def _rivals(named: Named, candidate: _Candidate, candidates: list[_Candidate]) -> bool:
    """Return whether ``candidate`` says with the same right that the name means something else."""
    match = candidate.match
    same_words = named.kind == candidate.kind and named.places == match.places
    if not same_words or match.value in named.values:
        return False
    best = max(
        each.rank
        for each in candidates
        if each.match.value == named.values[0] and each.match.places == named.places
    )
    return candidate.rank[:2] == best[:2] and (candidate.is_own or not best[3])


def _widened(named: Named, match: Match) -> Named:
    values = (*named.values, match.value)
    return Named(named.kind, values, named.places, named.strength)


def _without_fallbacks(found: list[Named], words: Sequence[Word], lex: Lexicon) -> list[Named]:
    """Drop treaties that give way where another one is named; the EU is then a party.

    One that is left, and carries the other along, stays: leaving the Council of Europe.
    """
    firm = [
        each for each in found if each.kind == TREATY and each.strength is not Strength.FALLBACK
    ]
    if not firm:
        return found
    kept = []
    for each in found:
        if each.strength is Strength.FALLBACK and each.kind == TREATY:
            if _is_left_with(firm, each, words, lex):
                kept.append(each)
            elif "teu-art-50" in each.values and not _is_named(firm, "teu-art-50"):
                kept.append(Named(PARTY, (EUROPEAN_UNION,), each.places, Strength.FALLBACK))
            continue
        kept.append(each)
    return kept


def _without_capitals(found: list[Named]) -> list[Named]:
    """Let a city before a State that leaves another treaty name none: Ottawa takes Canada out."""
    treaties = [each for each in found if each.kind == TREATY]
    firm = [each.places for each in treaties if each.strength is Strength.FULL]
    states = [each.places for each in found if each.kind == PARTY]
    acting = [
        each
        for each in treaties
        if each.strength is Strength.WEAK
        and any(each.places < state < treaty for state in states for treaty in firm)
    ]
    return [evolve(each, kind=NOTHING) if each in acting else each for each in found]


def _is_left_with(firm: Sequence[Named], named: Named, words: Sequence[Word], lex: Lexicon) -> bool:
    folded = [each.folded for each in words]
    before = beyond(folded, min(named.places) - 1, lex.glue, step=-1)
    beside = [*folded[max(before, 0) : before + 1], *folded[max(named.places) + 1 :][:1]]
    cues = [lex.cues.match_of(each) for each in beside]
    cues += [each for each in lex.cues.matches(folded) if each.places[-1] == before]  # går ut av
    carried = {*catalogue().carried_along(str(named.values[0]))}
    is_of_firm = any(not carried.isdisjoint(map(str, each.values)) for each in firm)
    return is_of_firm and any(each is not None and each.value == "leave" for each in cues)


def _without_keepers(found: list[Named], words: Sequence[Word], lex: Lexicon) -> list[Named]:
    """Let an organisation tell only whose treaty or officer is meant.

    So it is before the name of a treaty that it keeps (the Council of Europe's convention on
    doping) and behind what names no State and no treaty (its Secretary General).
    """
    folded, kept = [each.folded for each in words], []
    for each in found:
        after = beyond(folded, max(each.places) + 1, lex.glue)
        before = beyond(folded, min(each.places) - 1, lex.glue, step=-1)
        others = (one for one in found if one.kind == each.kind == TREATY)
        treaties = [one for one in others if _keeps(each, one)]
        is_first = any(min(one.places) == after for one in treaties)
        is_of = bool(treaties) and any(
            one.kind == NOTHING and max(one.places) == before for one in found
        )
        kept.append(evolve(each, kind=NOTHING) if is_first or is_of else each)
    return kept


def _keeps(named: Named, treaty: Named) -> bool:
    """Return whether the notices of a treaty go to an organisation that is named beside it."""
    is_certain = len(named.values) == len(treaty.values) == 1 and named.values != treaty.values
    return is_certain and named.values[0] in receivers_of(str(treaty.values[0]))


@lru_cache(maxsize=256)
def receivers_of(treaty: str) -> frozenset[object]:
    """Return the States and organisations that a treaty's notices go to."""
    summary = catalogue().summaries.get(treaty)
    if summary is None or not summary["depositaries"]:
        return frozenset()
    return values_in(catalogue().treaty(treaty).depositary or "")


def values_in(name: str) -> frozenset[object]:
    """Return what an English name of a depositary, or of several, names."""
    return frozenset(v for each in _met(words_of(name), lexicon("en")) for v in each.values)


def _is_named(found: Sequence[Named], treaty: str) -> bool:
    return any(treaty in each.values for each in found)


def _codes(words: Sequence[Word], lex: Lexicon, found: list[Named]) -> list[Named]:
    """Add the ISO codes, which count in capitals alone: "ago" is not Angola."""
    taken = {place for each in found for place in each.places}
    for place, word in enumerate(words):
        code = word.folded.upper()
        if (
            place in taken
            or code not in lex.state_names
            or code == EUROPEAN_UNION
            or not word.text.isascii()
        ):
            continue
        if word.is_shouted:
            found.append(Named(PARTY, (code,), (place,), Strength.FULL))
    return found
