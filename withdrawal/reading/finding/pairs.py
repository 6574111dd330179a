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

_TWO = 2
_OF_LEAVING = frozenset({"exit", "leave", "left", "out", "notice", "notified"})


def with_pairs(sentences: Sequence[Mentions]) -> Sequence[Mentions]:
    """Return sentences with the treaties that their States, years and days settle.

    A name of several treaties is that of the only one whose two parties the text names, or that a
    State of the text has left. Where it names no treaty, "the treaty" is the only one between two
    of its States whose year it tells, or of which the record has something on one of its days; or
    the only one of which the record has something on two of them. A treaty of which the text tells
    the year is the only one of which the record has something on a day.
    """
    named = all_named(sentences)
    known = [_settled(each, named) for each in sentences] if len(named) >= _TWO else sentences
    found = [at for at, each in enumerate(known) if next(_generic(each), None)]
    if not (named and found):
        return known
    days = {one.day for each in known for day in each.days for one in day.values if one.day}
    names = [one for each in known for one in each.treaties]
    is_of_it = any(each.roles & _OF_LEAVING for each in known)
    told: dict[str, list[int]] = {}
    for treaty, hits in _on_record(named, days).items():
        year, pair = treaty.rpartition("-")[2], pair_of(treaty)
        dated = [at for at in found if year in known[at].sentence.folded]
        if pair and named.issuperset(pair) and not any(len(one.treaties) == 1 for one in names):
            is_told = hits or any(year in each.sentence.folded for each in known)
            acting = [at for at in found if set(pair) & set(parties_of(known[at].states))]
            told |= {treaty: acting or found[:1]} if is_told else {}
        elif any(treaty in one.treaties for one in names) or not is_of_it:
            continue
        elif dated and hits:
            told[treaty] = dated[:1]
        elif len(hits) >= _TWO and not any(one.strength is Strength.FULL for one in names):
            told[treaty] = found[:1]
    for treaty, places in told.items() if len(told) == 1 else ():
        return [_with_treaty(each, treaty, at in places) for at, each in enumerate(known)]
    return known


def _on_record(named: frozenset[str], days: Set[date]) -> dict[str, set[date | None]]:
    """Return of each treaty that one of some States has left the days among some on which the
    record has steps of theirs."""
    found: dict[str, set[date | None]] = {}
    for party in sorted(named):
        for row in history(None, party):
            met = {fact.day.day for fact in facts_of(party, row.treaty)} & days
            found.setdefault(row.treaty, set()).update(met)
    return found


def _settled(mentions: Mentions, named: frozenset[str]) -> Mentions:
    """Return a sentence with the names of several treaties as that of one, where one fits."""
    if not mentions.treaties:
        return mentions
    found = []
    for each in mentions.treaties:
        fit = [one for one in each.treaties if (pair := pair_of(one)) and named.issuperset(pair)]
        fit = fit or [one for one in each.treaties if any(history(one, party) for party in named)]
        found.append(evolve(each, treaties=tuple(fit)) if len(fit) == 1 else each)
    pairs = [one for each in found if len(each.treaties) == 1 for one in each.treaties]
    return _without_years(evolve(mentions, treaties=tuple(found)), filter(pair_of, pairs))


def _generic(mentions: Mentions) -> Iterator[tuple[int, int]]:
    """Yield where words for a treaty stand, without a name."""
    yield from ((cue.first, cue.last) for cue in mentions.cues if cue.role == "treaty")
    yield from ((at, at) for at in mentions.compounds)


def _with_treaty(mentions: Mentions, treaty: str, is_named: bool) -> Mentions:
    """Return a sentence without the year of a treaty as a day, and with the word for a treaty just
    before that year, else the first one, as its name where it stands there."""
    places, words = list(_generic(mentions)), mentions.sentence.folded
    year = treaty.rpartition("-")[2]
    mentions = _without_years(mentions, [treaty])
    if not is_named:
        return mentions
    last = words.index(year) if year in words else -1
    place = max((each for each in places if each[1] < last), default=places[0])
    made = TreatyNamed((treaty,), *place, Strength.FULL)
    return evolve(
        mentions, treaties=tuple(sorted([*mentions.treaties, made], key=lambda each: each.first))
    )


def _without_years(mentions: Mentions, treaties: Iterable[str]) -> Mentions:
    """Return a sentence without the years of some treaties: those are no days of an exit."""
    years = {each.rpartition("-")[2] for each in treaties}
    days = tuple(each for each in mentions.days if str(each.value) not in years)
    return evolve(mentions, days=days)
