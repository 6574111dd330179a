"""Treaties between two States that a text tells by them: "the tax treaty with Spain", "the treaty
of 1955 between the United States and Iran"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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
    """
    named = all_named(sentences)
    if len(named) < _TWO:
        return sentences
    known = [_settled(each, named) for each in sentences]
    if any(len(one.treaties) == 1 for each in known for one in each.treaties):
        return known
    told = [each for each in _between(named) if _is_told(each, named, known)]
    return [_with_treaty(each, told[0]) for each in known] if len(told) == 1 else known


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
