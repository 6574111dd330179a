"""Exits side by side, what is on record of each: on one axis of days, or as a bar each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from withdrawal.dates import days_on
from withdrawal.law.countries import name_of_state
from withdrawal.output.pictures.drawing import Circle, Drawing, Line, Rect, Shape, Text
from withdrawal.output.pictures.timeline import Mark, Span, Timeline, event_mark, return_marks
from withdrawal.output.pictures.timeline_layout import Scale
from withdrawal.output.words import Words
from withdrawal.record.chronology import chronology
from withdrawal.record.events import Event
from withdrawal.record.history import Withdrawal
from withdrawal.record.parties import came_back

_TOLD = frozenset({"effect", "after-effect", "notice-received", "notice-deposited", "revoked"})


def exit_timeline(row: Withdrawal, as_of: date, words: Words) -> Timeline:
    """Return what is on record of one exit as a timeline, nothing worked out."""
    name = words.state(row.party, name_of_state(row.party))
    marks = [event_mark(each) for each in _steps(row)]
    marks += _marks(row, as_of)
    marks.sort(key=lambda each: (each.latest, each.earliest))
    return Timeline(name, as_of, tuple(marks), tuple(_spans(row, marks)))


def _steps(row: Withdrawal) -> Iterable[Event]:
    """Return the steps before the notice, where they belong to it: the State's only one."""
    for each in chronology(row.party, row.treaty):
        latest = each.when.latest
        is_before = latest is not None and (row.given is None or latest <= row.given)
        if is_before and each.step not in _TOLD:
            yield each


def _marks(row: Withdrawal, as_of: date) -> Iterable[Mark]:
    if row.given is not None:
        how = " (worked back)" if row.received_is_computed else ""
        yield Mark("notice", row.given, row.given, f"Notice received{how}")
    if row.effect is not None and row.is_out:
        words = "Took effect" if row.effect <= as_of else "Takes effect"
        yield Mark("effect", row.effect, row.effect, words)
    yield from return_marks(came_back(row))


def _spans(row: Withdrawal, marks: list[Mark]) -> Iterable[Span]:
    first = min((each.earliest for each in marks if each.kind == "step"), default=None)
    if first is not None and row.given is not None and first < row.given:
        yield Span("deciding", first, row.given, "Deciding")
    if row.given is not None and row.effect is not None and row.given < row.effect:
        yield Span.period(row.given, row.effect)


_LENGTH, _HEIGHT = 300.0, 20.0
_BEFORE, _AFTER = 731, 60
_LOOKS = {"effective": ("period", "effect"), "pending": ("period", "earliest")}
"""How the period and the effect of an exit look; what came to nothing is pale."""


def draw_bars(rows: Sequence[Withdrawal], today: date) -> tuple[Drawing, list[Drawing]]:
    """Return a drawing of the years, from two before today, to stand above a bar for each exit."""
    last = max((each.effect for each in rows if each.effect), default=today)
    scale = Scale(days_on(today, -_BEFORE), days_on(max(last, today), _AFTER), 0.0, _LENGTH)
    years = [date(each, 1, 1) for each in range(scale.first.year + 1, scale.last.year + 1)]
    head = (Text("tick", scale(each), 14, str(each.year), "middle") for each in years)
    marked = (*(("grid", each) for each in years), ("today", today))
    lines = [Line(role, scale(day), 0, scale(day), _HEIGHT) for role, day in marked]
    return _strip(head), [_strip((*lines, *_bar(each, scale))) for each in rows]


def _strip(shapes: Iterable[Shape]) -> Drawing:
    return Drawing(_LENGTH, _HEIGHT, tuple(shapes), "", "")


def _bar(row: Withdrawal, scale: Scale) -> Iterator[Shape]:
    span, dot = _LOOKS.get(row.status, ("deciding", "step"))
    if row.given is not None and row.effect is not None:
        start, end = scale(row.given), scale(row.effect)
        yield Rect(span, start, 7, max(end - start, 0.0), 6, 3)
    if row.given is not None and row.given >= scale.first:
        yield Circle("notice", scale(row.given), 10, 4)
    if row.effect is not None:
        yield Circle(dot, scale(row.effect), 10, 6)
