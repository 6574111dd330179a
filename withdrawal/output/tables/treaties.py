"""Treaties as a list, one in full as a report, and both as data; their lives and numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import starmap
from operator import itemgetter
from typing import Any

from attrs import evolve

from withdrawal.datafiles import picked
from withdrawal.dates import Period
from withdrawal.languages.told import Told
from withdrawal.law.clause.operators import Runs, kind_of
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.law.treaties.numbers import address_of
from withdrawal.law.treaties.summaries import summary
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.letters import counted, spelt_out
from withdrawal.output.citing import Cited
from withdrawal.output.report import Cell, Fact, Item, Report, Section, plain, told_item
from withdrawal.output.tables.clauses import (
    clause_in_words,
    clause_lines,
    operator_in_words,
    text_of,
)
from withdrawal.output.tables.definitions import treaty_row
from withdrawal.output.tables.record import RECORD
from withdrawal.output.tables.table import Column, Table, treaty_cell
from withdrawal.output.words import ENGLISH, Words, english
from withdrawal.record.bound.lists import party_list
from withdrawal.record.bound.membership import list_in_words, told_of_disputed
from withdrawal.record.history import history
from withdrawal.record.parties import Bond, Membership, memberships


def _name(row: Mapping[str, Any], words: Words) -> Cell:
    """Return a treaty's name, with what tells that it binds nobody."""
    ended = f"ended {row['ended']}" if row["ended"] else ""
    told = ended or ("not in force" if row["not_in_force"] else "")
    return treaty_cell(row["id"], row["name"], words, beside=told)


def _period(row: Mapping[str, Any], words: Words) -> Told:
    """Return the period of notice as people say it; without one, whether one may leave."""
    period = row["period"]
    return words.line(Period.parse(period).in_words() if period else str(row["exit"]))


def _length(row: Mapping[str, Any], _: Words) -> int | None:
    """Return about how many days a period has."""
    found = Period.parse(row["period"]) if row["period"] else None
    return None if found is None else found.months * 30 + found.days


TREATIES: Table[Mapping[str, Any]] = Table(
    "treaties",
    (
        Column("name", "treaty", _name),
        Column("period", cell=_period, key=_length),
        Column("depositary"),
    ),
    key=itemgetter("id"),
    ids=True,
)


def treaties_report(rows: Iterable[Mapping[str, Any]]) -> Report:
    """Return a list of treaties, and how many there are."""
    section = TREATIES.section(rows)
    sentence = f"{counted(len(section.items), 'treaty', 'treaties')}."
    return Report(title="", sentence=sentence, sections=(section,))


def row_of(treaty: Treaty) -> dict[str, Any]:
    """Return a treaty as its row of the list."""
    return treaty_row(treaty.id, summary(treaty, ""))


def treaty_report(treaty: Treaty, words: Words = ENGLISH) -> Report:
    """Return one treaty in full: names, clause, counting, practice, parties, sources."""
    names = [each for each in treaty.short_names if each != treaty.title]
    called = treaty.id + (f": {', '.join(names)}" if names else "")
    leave = f"To leave: {treaty.term}" if words.code == "en" else words["clause"]
    sure = words.marks.beside(words["sources"], words[f"sure_{treaty.confidence}"])
    practice = RECORD.section(history(treaty.id), words, words["withdrawals"], without=("treaty",))
    return Report(
        title=words.title(treaty).text,
        sentence=f"{called}.",
        facts=_facts(treaty, words),
        sections=(
            Section("clause", leave, _clause(treaty, words)),
            plain("counting", words["counting"], _counting(treaty), words=words),
            practice,
            plain("parties", words["parties"], _parties(treaty.id), words=words),
            plain("notes", words["notes"], treaty.notes, words=words),
            plain("sources", sure, treaty.sources, words=words),
        ),
        foot=words.knowledge,
        language=words.code,
    )


def _clause(treaty: Treaty, words: Words) -> Iterator[Item]:
    """Yield what the clause says, and the whole in our own words."""
    for text, article in clause_lines(treaty.clause):
        yield told_item(words.line(text), article=article)
    if treaty.paraphrase:
        lead = "" if words.code == "en" else words["in_short"]
        yield told_item(evolve(words.line(treaty.paraphrase), lead=lead))


def _facts(treaty: Treaty, words: Words) -> Iterator[Fact]:
    """Yield what is known of a treaty beside its clause; where it leads, with the address."""
    found: dict[str, Any] = {
        "depositary": treaty.depositary,
        "adopted": treaty.adopted,
        **_life(treaty),
        "parent": called(treaty.parent.treaty) if treaty.parent else None,
        "numbers": numbers_text(treaty),
        "article": f"art. {treaty.article}" if treaty.article else None,
    }
    text = text_of(treaty)
    numbers = (
        (f"{english('collections')[kind]} {x}", address_of(kind, x))
        for kind, x in treaty.identifiers
    )
    where = {
        "numbers": starmap(Cited, numbers),
        "article": [Cited(f"art. {treaty.article}", text.href)] if text else (),
    }
    for label, value in found.items():
        if value:
            language = "en" if isinstance(value, str) else ""
            sources = where.get(label, ())
            yield Fact(words[label], str(value), language=language, sources=sources)


def _counting(treaty: Treaty) -> list[str]:
    periods = (each.period for each in treaty.clause.operators if isinstance(each, Runs))
    if not any(each.is_calendar for each in periods):
        return []
    if treaty.counting_evidence:
        return [treaty.counting_evidence]
    if not treaty.clause.is_counting_settled:
        return [
            "No record settles whether a period ends on the corresponding day or the day after."
        ]
    return []


def _parties(treaty: str) -> list[str]:
    listed, kept = memberships(treaty), party_list(treaty)
    bound = [code for code, each in listed.items() if each.value == "party"]
    names = " ".join("all States" if code == "*" else code for code in bound)
    none = [] if kept else ["No list of parties is kept here."]
    if not bound and not kept:
        return none
    count = counted(len(bound), "party", "parties") if bound else "No party"
    by = "on record"
    if kept:
        by = f"by {list_in_words(kept.treaty, kept.as_of, is_complete=kept.is_complete)}"
    sources = Counter(each.source for each in listed.values() if each.source)
    source = [f"Source: {_named(sources)}."] if bound and sources else []
    disputed = [code for code, each in listed.items() if each.is_disputed]
    more = [f"{each}: {' '.join(disputed)}." for each in told_of_disputed(len(disputed))]
    return [*none, f"{count} {by}: {names}" if bound else f"{count} {by}.", *more, *source]


def _named(sources: Counter[str]) -> str:
    """Return the source of most lines, and how many lines rest on others."""
    ((most, count),) = sources.most_common(1)
    others = sources.total() - count
    return f"{most}; {others} of {sources.total()} lines on other sources" if others else most


def treaty_json(treaty: Treaty) -> dict[str, Any]:
    """Return one treaty in full, ready for JSON."""
    clause = treaty.clause
    ways = [
        {"id": each.id, "text": each.text, "is_computed": bool(each.operators)}
        for each in clause.alternatives
    ]
    operators = (
        {
            **picked(each, ("rule", "article")),
            "kind": kind_of(each),
            "text": operator_in_words(each),
        }
        for each in clause.operators
    )
    return {
        **picked(treaty, ("id", "name", "title", "short_names", "category", "depositaries")),
        **picked(treaty, ("adopted", "opened", "in_force")),
        **life_json(treaty),
        "identifiers": treaty.identifiers.to_json(),
        "same_as": list(treaty.identifiers.addresses()),
        **picked(treaty, ("untc_chapter", "status", "term", "article")),
        "exit": clause.exit,
        "clause": clause_in_words(clause),
        "operators": list(operators),
        "ways_out": ways,
        "routes": ways,  # the key's name in version 1
        "counting_evidence": treaty.counting_evidence,
        "is_counting_settled": clause.is_counting_settled,
        "parent": treaty.parent.treaty if treaty.parent else None,
        "exit_carries": bool(treaty.parent and treaty.parent.exit_carries),
        "paraphrase": treaty.paraphrase,
        "practice": [each.to_json() for each in history(treaty.id)],
        "parties": {code: _bond(each) for code, each in memberships(treaty.id).items()},
        **picked(treaty, ("notes", "sources", "confidence")),
    }


def _bond(each: Membership) -> dict[str, Any]:
    return {
        "status": each.value,
        "is_disputed": each.is_disputed,
        **_days_of(each.latest),
        "before": [_days_of(bond) for bond in each.bonds[:-1]],
        "source": each.source,
        "confidence": each.confidence,
    }


def _days_of(bond: Bond) -> dict[str, Any]:
    return picked(bond, ("consent_date", "in_force_for_party", "left_on"))


LINKED_DATA = "https://schema.org"


def _life(treaty: Treaty) -> dict[str, Any]:
    """Return what is on record of a treaty's life, by the labels of what it is."""
    replaced_by = filter(None, (*treaty.replaced_by, treaty.successor))
    return {
        "what_it_is": None if treaty.kind == "treaty" else spelt_out(treaty.kind),
        "closed": "no other State may join" if treaty.closed else None,
        "in_force": "not yet" if treaty.not_in_force else treaty.in_force,
        "provisional": treaty.provisionally_applied,
        "ended": _ending(treaty),
        "replaced_by": ", ".join(map(called, replaced_by)),
        "binds_still": treaty.binds_still,
        "suspended_since": treaty.suspended_since,
        "term_ends": treaty.term_ends,
        "status_word": treaty.status,
    }


def called(treaty: str) -> str:
    """Return a treaty's usual name with its id, which is what one types."""
    name = catalogue().name_of(treaty)
    return treaty if name == treaty else f"{name} ({treaty})"


def _ending(treaty: Treaty) -> str | None:
    """Return when and how a treaty ended, in words."""
    if treaty.ended is None:
        return None
    when = str(treaty.ended)
    if treaty.ended_range is not None:
        when = f"between {treaty.ended_range.start} and {treaty.ended_range.end}"
    return ", ".join(filter(None, (when, treaty.ending_in_words)))


def life_json(treaty: Treaty) -> dict[str, Any]:
    """Return a treaty's life, ready for JSON; a key that says nothing is null."""
    return picked(treaty, _LIFE)


_LIFE = (
    *("kind", "closed", "ended", "ended_range", "ended_how", "replaced_by", "successor"),
    *("not_in_force", "provisionally_applied", "suspended_since", "term_ends", "binds_still"),
    *("life_source", "life_confidence"),
)


def numbers_text(treaty: Treaty) -> str:
    """Return a treaty's official numbers in one line; an empty text where there are none."""
    numbers = treaty.identifiers.to_json()
    whose = english("collections")
    return "; ".join(f"{whose[kind]} {', '.join(each)}" for kind, each in numbers.items())


def linked_data(treaty: Treaty) -> dict[str, Any]:
    """Return a treaty as JSON-LD, with the pages that are certainly about it."""
    told = {
        "@context": LINKED_DATA,
        "@type": "Legislation",
        "name": treaty.title,
        "alternateName": [each for each in treaty.short_names if each != treaty.title],
        "identifier": [number for _, number in treaty.identifiers],
        "legislationDate": str(treaty.adopted or ""),
        "sameAs": list(treaty.identifiers.addresses()),
    }
    return {key: value for key, value in told.items() if value}
