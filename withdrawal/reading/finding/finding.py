"""From a plain text to claims: sentence by sentence, with what the last one spoke of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from attrs import evolve, frozen

from withdrawal.reading.claims import Found
from withdrawal.reading.days import Day
from withdrawal.reading.finding.acts import acts_in
from withdrawal.reading.finding.bonds import bonds_in
from withdrawal.reading.finding.clauses import NOT_SAID, Clause, clauses_of, whole_of
from withdrawal.reading.finding.context import Context
from withdrawal.reading.finding.rows import Head, head_of, rows_in
from withdrawal.reading.finding.terms import terms_in
from withdrawal.reading.lexicon import STEPS, Language
from withdrawal.reading.mentions import Mentions, State, mentions_of
from withdrawal.reading.sentences import sentences_of

__all__ = ["Unread", "found_in"]

_SAYS_LEAVING = frozenset({*STEPS, "out", "left", "excluded", "leave", "exit", "takes-effect"})


@frozen
class Unread:
    """A sentence that speaks of leaving and of which nothing was taken.

    Attributes:
        start: where it begins in the plain text.
        end: where it ends.
        why: what is missing.
    """

    start: int
    end: int
    why: str


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
    sentences = [
        _without(mentions_of(each, language, on), *unheard)
        for each in sentences_of(plain, language.months, language.conjunctions)
    ]
    context = Context(sentences, treaty, party)
    found: list[Found] = []
    unread: list[Unread] = []
    head: Head | None = None
    for number, mentions in enumerate(sentences):
        context.at = number
        before, day = len(found), context.day
        for clause in clauses_of(mentions):
            found += _claims(clause, context)
        whole = whole_of(mentions)
        rows = list(rows_in(whole, head)) if head else []
        found += rows
        head = head if rows else head_of(whole, context)
        if context.day is day and mentions.days and mentions.days[-1].has_year:
            context.day = mentions.days[-1].value
        if any(NOT_SAID.isdisjoint(each.doubts) for each in found[before:]):
            context.told.add(number)
        if len(found) == before and (why := _why_not(mentions, context)):
            unread.append(Unread(mentions.sentence.start, mentions.sentence.end, why))
    return found, unread


def _without(mentions: Mentions, start: int, end: int) -> Mentions:
    """Return mentions without the days and places between two places of the plain text."""
    sentence = mentions.sentence
    if not (sentence.start < end and start < sentence.end):
        return mentions

    def is_kept(each: Day | State) -> bool:
        return not start <= sentence.start + sentence.words[each.first].start < end

    return evolve(
        mentions,
        days=tuple(filter(is_kept, mentions.days)),
        states=tuple(each for each in mentions.states if is_kept(each) or not each.is_place),
    )


def _claims(clause: Clause, context: Context) -> Iterator[Found]:
    for finder in (acts_in, terms_in, bonds_in):
        for claim in finder(clause, context):
            if claim.kind in ("effect", "step"):
                context.parties, context.parties_at = claim.parties, context.at
                context.claimed.setdefault(claim.treaty, set()).add(claim.parties)
                context.day = claim.value.day
            if claim.kind == "effect" and claim.value.day is not None:
                context.effects[claim.treaty, claim.parties] = claim.value.day
            yield claim


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
