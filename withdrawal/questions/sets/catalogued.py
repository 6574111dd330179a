"""Lists out of the catalogue: what a State could leave by a day, treaties by their clause."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from withdrawal import overlay
from withdrawal.datafiles import read_toml
from withdrawal.dates import Period
from withdrawal.languages.folder import FOLDERS, labels
from withdrawal.languages.phrases import Phrasebook, parse_phrases
from withdrawal.languages.wording import Wording
from withdrawal.questions.intents import Understood
from withdrawal.questions.reply import Row
from withdrawal.questions.sets.kept import is_kept
from withdrawal.questions.taking_apart import Reading

NO_EXIT = "no-exit"
_UNITS = {"days": "D", "weeks": "W", "months_unit": "M", "years": "Y"}


def leavable(understood: Understood, pending: Iterable[Row]) -> list[Row]:
    """Return what the States named could leave by a day, or are leaving already."""
    assert understood.end is not None
    today, end = understood.as_of, understood.end
    running = {(each.party, each.treaty): each for each in pending}
    rows = [
        running.get((party, treaty)) or Row(party, treaty, day, status="not-notified")
        for party in understood.parties
        for treaty, day in _earliest_exits(party, today, overlay.stamp())
    ]
    rows = [each for each in rows if is_kept(understood, each.treaty)]
    kept = [each for each in rows if each.effect and each.effect <= end]
    return sorted(kept, key=lambda row: (row.effect or date.max, row.treaty))


def _binds(treaty: str, party: str, today: date) -> bool:
    """Return whether a treaty binds a State; looked up only where a list or the record names it."""
    from withdrawal.case.roll import EVERY_STATE
    from withdrawal.record.bound.lists import states_of
    from withdrawal.record.history import history
    from withdrawal.record.parties import membership

    is_named = not {party, EVERY_STATE}.isdisjoint(states_of(treaty)) or history(treaty, party)
    return bool(is_named) and membership(treaty, party, today).value == "party"


@lru_cache(maxsize=64)
def _earliest_exits(party: str, today: date, _: overlay.Stamp) -> tuple[tuple[str, date], ...]:
    """Return the treaties that bind a State, with the day of effect of a notice given today."""
    from withdrawal.law.treaties.catalogue import catalogue

    found = []
    with overlay.steady():
        for key, summary in catalogue().summaries.items():
            if summary["exit"] != "allowed" or summary["ended"] or summary["not_in_force"]:
                continue
            if not _binds(key, party, today):
                continue
            treaty = catalogue().treaty(key)
            reached = treaty.clause.earliest_effect(today, treaty.facts())
            if reached is not None:
                found.append((key, reached[1]))
    return tuple(found)


def by_clause(understood: Understood) -> list[Row]:
    """Return the treaties with one period of notice, or without a clause on leaving.

    Of a State those that bind it. What is over, or not in force, is left out.
    """
    from withdrawal.law.treaties.catalogue import catalogue

    alive = {
        key: each
        for key, each in catalogue().summaries.items()
        if not (each["ended"] or each["not_in_force"] or each["kind"] != "treaty")
    }
    if understood.pick == NO_EXIT:
        found = [key for key, each in alive.items() if each["exit"] in ("silent", "barred")]
    else:
        length = _length(understood.pick)
        found = [key for key, each in alive.items() if each["exit"] == "allowed"]
        found = [key for key in found if _length(alive[key]["period"]) == length]
    status, today = NO_EXIT if understood.pick == NO_EXIT else "not-notified", understood.as_of
    kept = [each for each in found if is_kept(understood, each)]
    if not understood.parties:
        return [Row("", each, status=status) for each in kept]
    asked = ((party, each) for party in understood.parties for each in kept)
    return [Row(party, each, status=status) for party, each in asked if _binds(each, party, today)]


def what_of_a_clause(understood: Understood, words: Wording) -> str:
    """Return what treaties by their clause have in common, in words."""
    if understood.pick == NO_EXIT:
        return words.status(NO_EXIT)
    named = labels(words.language).labels["period"]
    return words.marks.named(named, words.period(Period.parse(str(understood.pick))))


def clause_asked(reading: Reading) -> tuple[str | None, set[int]]:
    """Return which clause treaties are asked for by, and where a length of time says so."""
    if "no_clause" in reading.cues or ("no" in reading.turns and reading.cues >= {"may", "leave"}):
        return NO_EXIT, set()
    found = _lengths(reading)
    lengths = {_length(each): each for each, _ in found}
    places = {at for _, each in found for at in each}
    return (lengths.popitem()[1] if len(lengths) == 1 else None), places


def _lengths(reading: Reading) -> list[tuple[str, tuple[int, ...]]]:
    """Return the lengths of time in a question, the longest words for one first."""
    folded, lex = [each.folded for each in reading.words], reading.lex
    met = [(str(each.value), each.places) for each in _spoken(lex.language).matches(folded)]
    units = [
        (each, letter) for u, letter in _UNITS.items() for each in lex.dates[u].matches(folded)
    ]
    for unit, letter in units:
        at = unit.places[0] - 1
        number = lex.dates["numbers"].match_of(folded[at]) if at >= 0 else None
        count = folded[at] if at >= 0 and folded[at].isdecimal() else number and number.value
        met += [(f"P{count}{letter}", (at, *unit.places))] if count else []
    met = met or [("P1Y", unit.places) for unit, letter in units if letter == "Y"][:1]
    kept: list[tuple[str, tuple[int, ...]]] = []
    for each in sorted(met, key=lambda one: -len(one[1])):
        if not any({*each[1]} & {*one[1]} for one in kept):
            kept.append(each)
    return kept


@lru_cache
def _spoken(language: str) -> Phrasebook:
    """Return the words of a language for whole periods: "half a year"."""
    rows = read_toml(FOLDERS / language / "reading.toml").get("periods", {})
    return Phrasebook(tuple(p for key, text in rows.items() for p in parse_phrases(text, key)))


def _length(period: str | None) -> tuple[int, int] | None:
    """Return a period in months and days, so that twelve months are a year."""
    length = Period.parse(period) if period else None
    return (length.whole_months, length.days) if length else None
