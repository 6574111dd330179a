"""Treaties that a text tells by States, years and days: "the tax treaty with Spain", "the treaty
of 1955 between the United States and Iran", "the convention of 1953", left on a day on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date

from attrs import evolve

from withdrawal.languages.phrases import Strength
from withdrawal.reading.facts import facts_of
from withdrawal.reading.finding.clauses import all_named, parties_of
from withdrawal.reading.mentions import Mentions, TreatyNamed
from withdrawal.record.history import history
from withdrawal.record.parties import pair_of

__all__ = ["with_pairs"]

_TWO = 2


def with_pairs(sentences: Sequence[Mentions]) -> Sequence[Mentions]:
    """Return sentences with the treaties that their States settle.

    A name of several treaties is that of the only one whose two parties the text names, or that a
    State of the text has left. Where it names no treaty, "the treaty" is the only one between two
    of its States whose year it tells, or of which the record has something on one of its days.
    Else it is the only one of which the record has something of one of its States on a day, and
    whose year the text tells, or on two days.
    """
    named = all_named(sentences)
    if len(named) < _TWO:
        return _with_told(sentences, named)
    known = [_settled(each, named) for each in sentences]
    if any(len(one.treaties) == 1 for each in known for one in each.treaties):
        return _with_told(known, named)
    told = [each for each in _between(named) if _is_told(each, named, known)]
    if len(told) == 1:
        return [_with_treaty(each, told[0]) for each in known]
    return _with_told(known, named)


def _with_told(sentences: Sequence[Mentions], named: frozenset[str]) -> Sequence[Mentions]:
    """Return sentences with the first word for a treaty as the only one that some States have left
    on days of the text, where it tells the year of it, or two such days and names no treaty."""
    found = {at: places for at, each in enumerate(sentences) if (places := list(_generic(each)))}
    if not found or not named:
        return sentences
    days = {one.day for each in sentences for day in each.days for one in day.values if one.day}
    known = {one for each in sentences for name in each.treaties for one in name.treaties}
    is_named = any(name.strength is Strength.FULL for each in sentences for name in each.treaties)
    told: dict[str, int] = {}
    for treaty, hits in _on_record(named, days).items():
        year = treaty.rpartition("-")[2]
        at = next((at for at in found if year in sentences[at].sentence.folded), None)
        if at is not None and treaty not in known:
            told[treaty] = at
        elif len(hits) >= _TWO and not is_named:
            told[treaty] = min(found)
    if len(told) != 1:
        return sentences
    [(treaty, at)] = told.items()
    made = _as_named(_without_years(sentences[at], [treaty]), treaty, found[at])
    return [*sentences[:at], made, *sentences[at + 1 :]]


def _on_record(named: frozenset[str], days: Set[date]) -> dict[str, set[date]]:
    """Return of each treaty the days among some on which the record has steps of some States."""
    found: dict[str, set[date]] = {}
    for party in named:
        for treaty in {row.treaty for row in history(None, party)}:
            met = {fact.day.day for fact in facts_of(party, treaty) if fact.day.day in days}
            if met:
                found.setdefault(treaty, set()).update(filter(None, met))
    return found


def _as_named(mentions: Mentions, treaty: str, places: Sequence[tuple[int, int]]) -> Mentions:
    """Return a sentence with the first of some words for a treaty, nearest before its year, as the
    name of one."""
    year = treaty.rpartition("-")[2]
    words = mentions.sentence.folded
    last = words.index(year) if year in words else len(words)
    place = max((each for each in places if each[0] < last), default=places[0])
    made = TreatyNamed((treaty,), *place, Strength.FULL)
    return evolve(
        mentions, treaties=tuple(sorted([*mentions.treaties, made], key=lambda each: each.first))
    )


def _settled(mentions: Mentions, named: frozenset[str]) -> Mentions:
    """Return a sentence with the names of several treaties as that of one, where one fits."""
    found = []
    for each in mentions.treaties:
        fit = [one for one in each.treaties if (pair := pair_of(one)) and named.issuperset(pair)]
        fit = fit or [one for one in each.treaties if any(history(one, party) for party in named)]
        found.append(evolve(each, treaties=tuple(fit)) if len(fit) == 1 else each)
    pairs = [one for each in found if len(each.treaties) == 1 for one in each.treaties]
    return _without_years(evolve(mentions, treaties=tuple(found)), filter(pair_of, pairs))


def _between(named: frozenset[str]) -> list[str]:
    """Return the treaties between two of some States that one of them has left."""
    rows = (row.treaty for party in sorted(named) for row in history(None, party))
    pairs = ((each, pair_of(each)) for each in dict.fromkeys(rows))
    return [each for each, pair in pairs if pair and named.issuperset(pair)]


def _is_told(treaty: str, named: frozenset[str], sentences: Sequence[Mentions]) -> bool:
    """Return whether a text tells the year of a treaty, or a day on which something was done."""
    year = treaty.rpartition("-")[2]
    if any(word.folded == year for each in sentences for word in each.sentence.words):
        return True
    days = {day.value for each in sentences for day in each.days if day.value and day.value.day}
    return any(fact.day in days for party in named for fact in facts_of(party, treaty))


def _generic(mentions: Mentions) -> Iterator[tuple[int, int]]:
    """Yield where words for a treaty stand, without a name."""
    yield from ((cue.first, cue.last) for cue in mentions.cues if cue.role == "treaty")
    yield from ((at, at) for at in mentions.compounds)


def _with_treaty(mentions: Mentions, treaty: str) -> Mentions:
    """Return a sentence that names one of two parties with "the treaty" as that between them."""
    mentions = _without_years(mentions, [treaty])
    if not set(pair_of(treaty)) & set(parties_of(mentions.states)):
        return mentions
    places = list(_generic(mentions))
    made = [TreatyNamed((treaty,), *at, Strength.FULL) for at in places[:1]]
    return evolve(mentions, treaties=(*mentions.treaties, *made))


def _without_years(mentions: Mentions, treaties: Iterable[str]) -> Mentions:
    """Return a sentence without the years of some treaties: those are no days of an exit."""
    years = {each.rpartition("-")[2] for each in treaties}
    days = tuple(each for each in mentions.days if str(each.value) not in years)
    return evolve(mentions, days=days)
