"""Days told without a verb: rows below a line that says what they are of ("Who is out, and since
when?"), and "for Niger that is 18 June" after the rule, or the effect for another State."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from withdrawal.reading.claims import Found, Value
from withdrawal.reading.finding.clauses import Clause, coordinated, parties_of
from withdrawal.reading.finding.context import Context, Resolved

__all__ = ["Head", "head_of", "likewise_in", "rows_in"]

_OUT = ("out", "takes-effect", "left")
_SAYS_LEAVING = frozenset({"out", "left", "leave", "exit", "notified", "received"})
_MOST_MORE = 2
"""How many words a row has at most beside its States and its day."""


@frozen
class Head:
    """The line above some rows.

    Attributes:
        treaty: the treaty that it names.
        is_firm: whether it can only mean the effect.
    """

    treaty: Resolved
    is_firm: bool


def head_of(whole: Clause, context: Context) -> Head | None:
    """Return what a sentence says of the rows below it: that they are out; None where it names a
    State or a day itself, or says anything else."""
    if whole.of.days or whole.of.states or not whole.says(*_OUT) or whole.says("not", "other"):
        return None
    treaty = context.treaty(whole)
    return Head(treaty, whole.says("out", "takes-effect")) if treaty else None


def rows_in(whole: Clause, head: Head) -> Iterator[Found]:
    """Yield the claim of a row: States and one day with its year, and next to nothing else."""
    of = whole.of
    folded = [each.folded for each in of.sentence.words]
    groups, days = coordinated(of.states, folded), of.days
    if of.cues or len(groups) != 1 or len(days) != 1 or not days[0].has_year:
        return
    told = sum(each.last + 1 - each.first for each in groups[0])
    told += days[0].last + 1 - days[0].first
    if len(folded) - told > _MOST_MORE:
        return
    start, end = whole.span
    yield Found(
        kind="effect", treaty=head.treaty.value[0], parties=parties_of(groups[0]),
        start=start, end=end, value=Value(day=days[0].value), step="effective", day=days[0],
        manner="out" if head.is_firm else "left", doubts=head.treaty.doubts, rule="effect:row",
    )  # fmt: skip


def likewise_in(whole: Clause, last: Found | None, context: Context) -> Iterator[Found]:
    """Yield the effect of "for Niger that is 18 June": pieces with a State that was spoken of, one
    day and nothing but small words, right after a period or another effect.

    Args:
        whole: the sentence.
        last: the last claim in it, or in the sentence before.
        context: what was said so far.
    """
    if last is None or last.kind not in ("effect", "period-starts"):
        return
    piece = _last_piece(whole)
    if piece is None or len(piece.days) != 1 or not _says_no_more(piece):
        return
    groups = coordinated(piece.states, [each.folded for each in piece.of.sentence.words])
    day = piece.days[0]
    if len(groups) != 1 or day.value is None or day.value.day is None:
        return
    leaving = [each for each in context.sentences[: context.at] if each.roles & _SAYS_LEAVING]
    told = {code for each in leaving for state in each.states for code in state.parties}
    if not told.issuperset(parties_of(groups[0])):
        return
    start, end = piece.span
    yield Found(
        kind="effect", treaty=last.treaty, parties=parties_of(groups[0]), start=start, end=end,
        value=Value(day=day.value), step="effective", day=day, manner="out",
        doubts=last.doubts, rule="effect:likewise",
    )  # fmt: skip


def _last_piece(whole: Clause) -> Clause | None:
    """Return the piece that a sentence ends with: the whole, or what stands behind a semicolon."""
    numbers, words = whole.of.sentence.pieces, whole.of.sentence.words
    first = numbers.index(numbers[-1])
    if first and not set(words[first].before) & set(_BREAKS):
        return None
    return Clause(whole.of, first, whole.last)


_BREAKS = ";:\u2014\u2013\uff1b\uff1a\u061b"


def _says_no_more(piece: Clause) -> bool:
    """Return whether a piece has nothing but States, a day and small words."""
    told = {at for each in piece.of.states for at in range(each.first, each.last + 1)}
    told |= {at for each in piece.of.days for at in range(each.first, each.last + 1)}
    words = piece.of.sentence.words
    rest = [at for at in range(piece.first, piece.last + 1) if at not in told]
    saying = {at for cue in piece.of.cues if cue.role not in _SMALL for at in cue.places}
    small = piece.of.common
    return len(rest) <= _MOST_SMALL and all(
        at not in saying and words[at].folded in small for at in rest
    )


_SMALL = frozenset({"votes-for", "that-is", "votes-against", "same-day", "since"})
_MOST_SMALL = 5
