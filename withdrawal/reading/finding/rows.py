"""Days told without a verb: rows below a line that says what they are of ("Who is out, and since
when?"), and "for Niger that is 18 June" after the rule, or the effect for another State."""

from __future__ import annotations

from collections.abc import Iterator

from withdrawal.reading.claims import Found, Manner, Value
from withdrawal.reading.days import Day
from withdrawal.reading.finding.clauses import (
    Clause,
    Resolved,
    all_named,
    claim_of,
    coordinated,
    parties_of,
)
from withdrawal.reading.finding.context import Context
from withdrawal.reading.mentions import State

__all__ = ["Head", "head_of", "likewise_in", "rows_in"]

_OUT = ("out", "takes-effect", "left")
_SAYS_LEAVING = frozenset({"out", "left", "leave", "exit", "notified", "received"})


Head = tuple[Resolved, Manner]
"""What a line above some rows says of them: the treaty, and whether it can only mean the effect."""


def head_of(whole: Clause, context: Context) -> Head | None:
    """Return what a sentence says of the rows below it: that they are out; None where it names a
    State or a day itself, or says anything else."""
    if whole.of.days or whole.of.states or not whole.says(*_OUT) or whole.says("not", "other"):
        return None
    treaty = context.treaty(whole)
    return (treaty, "out" if whole.says("out", "takes-effect") else "left") if treaty else None


def rows_in(whole: Clause, head: Head) -> Iterator[Found]:
    """Yield the claims of a row: States, each with a day, and next to nothing else; the first day
    has its year."""
    units = _listed(whole)
    if units and units[0][0].first == whole.first and units[0][2].has_year:
        yield from (_effect(each, *head, "row") for each in units)


def likewise_in(
    whole: Clause, last: Found | None, context: Context, *, is_here: bool
) -> Iterator[Found]:
    """Yield the effects of "for Niger that is 18 June" and of "Finland went on 10 January, Poland
    on 20 February": States, each with a day, and small words, to the end of the sentence.

    Args:
        whole: the sentence.
        last: the last claim in it, or in the sentence before.
        context: what was said so far.
        is_here: whether the last claim is of this sentence.
    """
    if last is None or last.kind not in ("effect", "period-starts"):
        return
    units = _listed(whole)
    leaving = context.sentences[: context.at] if units else ()
    told = all_named([each for each in leaving if each.roles & _SAYS_LEAVING])
    for each in units:
        is_list = is_here and last.kind == "effect" and last.start < whole.span[1]
        if is_list or told.issuperset(parties_of(each[1])):
            yield _effect(each, Resolved((last.treaty,), last.doubts), "out", "likewise")


_Unit = tuple[Clause, list[State], Day]
"""States and their day, in their stretch with small words: "and Poland on 20 February"."""


def _effect(unit: _Unit, treaty: Resolved, manner: Manner, rule: str) -> Found:
    """Return the claim that the States of a unit are out on its day."""
    clause, group, day = unit
    states, value = Resolved(parties_of(group)), Value(day=day.value)
    about = (clause, treaty, states, "effect", f"effect:{rule}")
    return claim_of(*about, value=value, step="effective", day=day, manner=manner)


def _listed(whole: Clause) -> list[_Unit]:
    """Return the States with their days that a sentence ends with, from the first piece behind
    which there is nothing else but such pairs and small words."""
    pieces = whole.of.sentence.pieces if whole.of.states and whole.of.days else ()
    starts = [at for at in range(len(pieces)) if at == 0 or pieces[at] != pieces[at - 1]]
    return next((units for at in starts if (units := _units(whole, at))), [])


def _units(whole: Clause, start: int) -> list[_Unit]:
    """Return the pairs of States and days that all words from a place on are; none otherwise."""
    of, small = whole.of, whole.of.common
    words = of.sentence.folded
    saying = {at for cue in of.cues if cue.role not in _SMALL for at in cue.places}
    groups = {each[0].first: each for each in coordinated(of.states, words)}
    days = {each.first: each for each in of.days if each.value and each.value.day}
    found: list[_Unit] = []
    at, first, group, more = start, start, None, 0
    while at < len(words):
        if at in groups and group is None:
            group, at = groups[at], groups[at][-1].last + 1
        elif at in days and group is not None:
            found.append((Clause(of, first, days[at].last), group, days[at]))
            at, group, more = days[at].last + 1, None, 0
            first = at
        elif at in saying or words[at] not in small or more == _MOST_SMALL:
            return []
        else:
            at, more = at + 1, more + 1
    return found if group is None else []


_SMALL = frozenset({"votes-for", "that-is", "votes-against", "same-day", "since"})
_MOST_SMALL = 5
