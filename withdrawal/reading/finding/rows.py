"""Days told without a verb: rows below a line that says what they are of ("Who is out, and since
when?"), and "for Niger that is 18 June" after the rule, or the effect for another State; and what
is told of others in the same words: "Finland left in 1974, Sweden a year later and Norway too"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from withdrawal.dates import PartialDate
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
from withdrawal.reading.lexicon import STEPS
from withdrawal.reading.mentions import State
from withdrawal.reading.relative import moved

_OUT = ("out", "takes-effect", "left")
_SAYS_LEAVING = frozenset({"out", "left", "leave", "exit", "notified", "received"})


Head = tuple[Resolved, Manner]
"""What a line above some rows says of them: the treaty, and whether it can only mean the effect."""


_Unit = tuple[Clause, list[State], Day]
"""States and their day, in their stretch with small words: "and Poland on 20 February"."""


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
    units = _listed(whole, None)
    if units and units[0][0].first == whole.first and units[0][2].has_year:
        yield from (_effect(each, *head, "row") for each in units)


def likewise_in(whole: Clause, told: Sequence[Found], context: Context) -> Iterator[Found]:
    """Yield what is said of other States too, with their day or the same one, to the end of the
    sentence: "for Niger that is 18 June", "Poland on 20 February", "Sweden did so in 1964".

    Args:
        whole: the sentence.
        told: the claims of it and of the two sentences before.
        context: what was said so far.
    """
    acts = [each for each in told if each.kind in _ECHOED and each.step not in _IN_BETWEEN]
    last = acts[-1] if acts else next(reversed(told), None)
    if last is None or last.kind not in (*_ECHOED, "period-starts"):
        return
    is_said = whole.says("likewise")
    is_list = last.kind in _ECHOED and last.start >= whole.span[0]
    units = _listed(whole, last.value.day if is_said or is_list else None)
    leaving = context.sentences[: context.at] if units else ()
    known = all_named([each for each in leaving if each.roles & _SAYS_LEAVING])
    for each in units:
        clause, group, day = each
        parties, (start, end) = parties_of(group), clause.span
        if last.kind in _ECHOED and (is_list or is_said) and parties != last.parties:
            yield evolve(
                last, parties=parties, day=day, value=Value(day=day.value), start=start, end=end,
                is_guessed=False, is_plain=False, rule=f"{last.kind}:likewise",
                doubts=(*last.doubts, *(() if day.has_year else ("its day is not said",))),
            )  # fmt: skip
        elif last.kind in ("effect", "period-starts") and known.issuperset(parties):
            yield _effect(each, Resolved((last.treaty,), last.doubts), "out", "likewise")


_ECHOED = ("effect", "step", "joined")
_IN_BETWEEN = frozenset(STEPS) - {"notified", "received", "announced"}
"""Steps that States do each by themselves: "did so too" is not of them."""


def _effect(unit: _Unit, treaty: Resolved, manner: Manner, rule: str) -> Found:
    """Return the claim that the States of a unit are out on its day."""
    clause, group, day = unit
    states, value = Resolved(parties_of(group)), Value(day=day.value)
    about = (clause, treaty, states, "effect", f"effect:{rule}")
    return claim_of(*about, value=value, step="effective", day=day, manner=manner)


def _listed(whole: Clause, last: PartialDate | None) -> list[_Unit]:
    """Return the States with their days that a sentence ends with, from the first piece behind
    which there is nothing else but such pairs and small words; "too" and "a year later" are of the
    last day claimed, where one is given."""
    pieces = whole.of.sentence.pieces if whole.of.states else ()
    starts = [at for at in range(len(pieces)) if at == 0 or pieces[at] != pieces[at - 1]]
    return next((units for at in starts if (units := _units(whole, at, last))), [])


def _units(whole: Clause, start: int, last: PartialDate | None) -> list[_Unit]:
    """Return the pairs of States and days that all words from a place on are; none otherwise."""
    of, small = whole.of, whole.of.common
    words = of.sentence.folded
    light = _SMALL | _ECHOING if last else _SMALL
    saying = {at for cue in of.cues if cue.role not in light for at in cue.places}
    passed = {at for cue in of.cues if cue.role in _ECHOING for at in cue.places} if last else set()
    groups = {each[0].first: each for each in coordinated(of.states, words)}
    days = {each.first: each for each in of.days if each.value and (last or each.value.day)}
    days |= {each.first: each for each in _counted(whole, start, last)} if last else {}
    found: list[_Unit] = []
    at, first, group, more = start, start, None, 0
    while at < len(words):
        if at in groups and group is None:
            group, at = groups[at], groups[at][-1].last + 1
        elif at in days and group is not None:
            found.append((Clause(of, first, days[at].last), group, days[at]))
            last = days[at].value if last else None
            at, group, more = days[at].last + 1, None, 0
            first = at
        elif at in passed:
            at += 1
        elif at in saying or words[at] not in small or more == _MOST_SMALL:
            return []
        else:
            at, more = at + 1, more + 1
    if group is not None and last and whole.says("likewise"):
        day = Day(first, group[-1].last, (last,), False, as_read=f"the same day -> {last}")
        return [*found, (Clause(of, first, len(words) - 1), group, day)]
    return found if group is None else []


def _counted(whole: Clause, start: int, last: PartialDate) -> Iterator[Day]:
    """Yield the days that "on the same day" and "a year later" are from a place on."""
    for cue in whole.cues("same-day"):
        if cue.first >= start:
            yield Day(cue.first, cue.last, (last,), as_read=f"the same day -> {last}")
    for span in whole.spans:
        if span.first >= start and span.period.is_calendar:
            days = [each.value for each in whole.days if each.last < span.first and each.value]
            known = days[-1] if days else last
            months = span.period.whole_months * (-1 if whole.beside(span, "earlier") else 1)
            near = [each for step in (0, -1, 1) if (each := moved(known, months + step))]
            if len(near) < _EITHER_SIDE:
                continue  # Beyond the calendar.
            value, *rest = near
            wide = rest if months % 12 else [PartialDate.parse(str(value)[:4])]
            read = f"counted from {known} -> {value}"
            yield Day(span.first, span.last, (value, *wide), as_read=read)


_EITHER_SIDE = 3
"""A month and the two beside it."""
_SMALL = frozenset({"votes-for", "that-is", "votes-against", "same-day", "since"})
_ECHOING = frozenset({"likewise", "earlier", "after-that", "same-day", "period"})
_MOST_SMALL = 5
