"""From a plain text to claims: sentence by sentence, with what the last one spoke of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import evolve

from withdrawal.dates import PartialDate
from withdrawal.reading.claims import Found
from withdrawal.reading.days import Day
from withdrawal.reading.finding.acts import acts_in
from withdrawal.reading.finding.bonds import bonds_in
from withdrawal.reading.finding.clauses import NOT_SAID, Clause, clauses_of, whole_of
from withdrawal.reading.finding.context import NEAR, Context
from withdrawal.reading.finding.guesses import guessed_in
from withdrawal.reading.finding.pairs import with_pairs
from withdrawal.reading.finding.rows import Head, head_of, likewise_in, rows_in
from withdrawal.reading.finding.terms import terms_in
from withdrawal.reading.finding.told import told_in
from withdrawal.reading.lexicon import STEPS, Language
from withdrawal.reading.mentions import Mentions, State, mentions_of
from withdrawal.reading.sentences import sentences_of
from withdrawal.record.parties import roll

_ASKING = ("?", "\uff1f", "\u061f")
"""What a question ends with: it claims nothing."""
_CLOSING = " \n\"'\u201d\u00bb\u201c\u2019)]"
_SAYS_LEAVING = frozenset({*STEPS, "out", "left", "excluded", "leave", "exit", "takes-effect"})


Unread = tuple[int, int, str]
"""Where a sentence that speaks of leaving, and of which nothing was taken, begins and ends in the
plain text, and what is missing."""


def found_in(
    plain: str,
    language: Language,
    on: date | None,
    *,
    treaty: str | None = None,
    party: str | None = None,
    unheard: tuple[int, int] = (0, 0),
) -> tuple[list[Found], list[Unread]]:
    """Return the claims of a plain text, in order, and the sentences that are not read.

    Args:
        plain: the text.
        language: the words of its language.
        on: the document's day; None where it is not known to the day.
        treaty: the treaty that the text is about, where the asker says so.
        party: the State that it is about, where the asker says so.
        unheard: where its dateline begins and ends: the day there is of nothing that happened.
    """
    sentences: list[Mentions] = []
    named: PartialDate | None = None
    for each in sentences_of(plain, language.months, language.conjunctions):
        sentences.append(_without(mentions_of(each, language, on, named), *unheard))
        named = next((day.value for day in sentences[-1].days[-1:]), named)
    sentences = list(with_pairs(sentences))
    context = Context(sentences, treaty, party)
    found: list[Found] = []
    unread: list[Unread] = []
    head: Head | None = None
    begins: list[int] = []
    for number, mentions in enumerate(sentences):
        context.at = number
        before, day = len(found), context.day
        whole, sentence = whole_of(mentions), mentions.sentence
        asks = plain[sentence.start : sentence.end].rstrip(_CLOSING).endswith(_ASKING)
        for clause in () if asks else clauses_of(mentions) or [whole]:
            found += _claims(clause, context)
        rows = list(rows_in(whole, head)) if head else []
        begins.append(before)
        told = found[begins[max(0, number - NEAR)] :]
        likewise = likewise_in(whole, told, context)
        rows += _new(likewise, found[before:])
        found[before:] = [each for each in found[before:] if not _is_counted_in(each, rows)]
        found[before:] = [evolve(each, sentence=number) for each in [*found[before:], *rows]]
        head = head if rows else head_of(whole, context)
        if context.day is day and mentions.days and mentions.days[-1].has_year:
            context.day = mentions.days[-1].value
        if any(NOT_SAID.isdisjoint(each.doubts) for each in found[before:]):
            context.told.add(number)
        if len(found) == before and (why := _why_not(mentions, context)):
            unread.append((sentence.start, sentence.end, why))
    return found, unread


def _without(mentions: Mentions, start: int, end: int) -> Mentions:
    """Return mentions without the days and places between two places of the plain text."""
    if start == end:
        return mentions
    sentence = mentions.sentence

    def is_kept(each: Day | State) -> bool:
        return not start <= sentence.start + sentence.words[each.first].start < end

    return evolve(
        mentions,
        days=tuple(filter(is_kept, mentions.days)),
        states=tuple(each for each in mentions.states if is_kept(each) or not each.is_place),
    )


def _claims(clause: Clause, context: Context) -> Iterator[Found]:
    for finder in (acts_in, guessed_in, terms_in, told_in, bonds_in):
        for claim in finder(clause, context):
            if any(_is_of_others(claim.treaty, party) for party in claim.parties):
                continue
            if claim.kind in ("effect", "step"):
                context.parties, context.parties_at = claim.parties, context.at
                context.claimed.setdefault(claim.treaty, set()).add(claim.parties)
                context.day = claim.value.day
            if claim.kind == "effect" and claim.value.day is not None:
                context.effects[claim.treaty, claim.parties] = claim.value.day
            yield claim


def _new(more: Iterable[Found], found: Sequence[Found]) -> Iterator[Found]:
    """Yield the claims that are not told already."""
    known = {(each.kind, each.parties, each.value.day) for each in found}
    yield from (each for each in more if (each.kind, each.parties, each.value.day) not in known)


def _is_counted_in(claim: Found, rows: Sequence[Found]) -> bool:
    """Return whether a period is only what a day was counted by: "and Brazil two years later"."""
    is_open = claim.kind == "period-starts" and claim.value.starts == "unstated"
    return is_open and any(claim.start < row.end and row.start < claim.end for row in rows)


def _is_of_others(treaty: str, party: str) -> bool:
    """Return whether a treaty is between two other States: "the friendship treaty" is another."""
    known = roll(treaty, party)
    is_of_two = known.list is not None and known.list.is_complete and known.list.count == 2
    return is_of_two and not known.bonds and not known.notices


def _why_not(mentions: Mentions, context: Context) -> str | None:
    """Return why nothing was taken from a sentence; None where it does not speak of leaving."""
    if not mentions.roles & _SAYS_LEAVING:
        return None
    clause = whole_of(mentions)
    treaty = context.treaty(clause)
    if treaty is None:
        return "no treaty that the sentence speaks of" if context.all_treaties else None
    if context.states(clause, treaty.value[0]) is None:
        return "no State that the sentence speaks of"
    reasons: Sequence[tuple[str, str]] = (
        ("other", "it may speak of something else than the treaty"),
        ("plan", "it speaks of a wish or a plan"),
        ("fear", "it speaks of a fear"),
        ("if", "it is a condition"),
        ("not", "it is a negation"),
    )
    said = next((why for role, why in reasons if role in mentions.roles), None)
    return said or "no day that goes with one step"
