"""A timeline: the marks and spans of an answer, before anything is drawn.

Every picture of a case (on the page, in a file, in a notebook) is drawn from this one
description, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Literal

from withdrawal.case.proceedings.course import conflicts_of
from withdrawal.case.wording.additions import is_if_a_party
from withdrawal.dates import Interval, PartialDate
from withdrawal.languages.told import english_stage
from withdrawal.letters import upper_first
from withdrawal.record.chronology import chronology
from withdrawal.record.conflicts import conflicts as recorded_conflicts
from withdrawal.record.events import known_by
from withdrawal.record.history import history
from withdrawal.record.kinds import RecordKind
from withdrawal.record.parties import came_back
from withdrawal.values import frozen

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.planning.planned import Plan
    from withdrawal.case.proceedings.case import Case
    from withdrawal.record.events import Event

MarkKind = Literal["step", "notice", "effect", "earliest", "rejoined", "reading", "claim", "today"]
SpanKind = Literal["deciding", "period", "waiting", "conflict", "survival"]

_NOTICE_OR_EFFECT = frozenset({"effect", "after-effect", "notice-received", "notice-deposited"})
_TODAY_WITHIN = 0.25
_STRETCHES = ("deciding", "period", "waiting")


@frozen
class Mark:
    """Something on a day, or between two bounds, or at the latest; without a source computed."""

    kind: MarkKind
    earliest: date
    latest: date
    label: str
    detail: str = ""
    source: str | None = None
    is_at_latest: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether the day is known."""
        return self.earliest == self.latest


@frozen
class Span:
    """Something that lasts."""

    kind: SpanKind
    start: date
    end: date | None
    label: str

    @classmethod
    def period(cls, start: date, end: date) -> Span:
        """Return the period from a notice to its effect, with its length."""
        return cls("period", start, end, f"{(end - start).days} days")


@frozen
class Timeline:
    """What a picture of a case shows."""

    title: str
    as_of: date
    marks: tuple[Mark, ...]
    spans: tuple[Span, ...]

    @property
    def bounds(self) -> tuple[date, date]:
        """The first and last day to show; conflicts and what survives do not stretch it."""
        days = [day for mark in self.marks for day in (mark.earliest, mark.latest)]
        days += [span.start for span in self.spans if span.kind in _STRETCHES]
        days += [span.end for span in self.spans if span.end and span.kind in _STRETCHES]
        if not days:
            return self.as_of, self.as_of
        return min(days), max(days)

    @property
    def summary(self) -> str:
        """What the picture shows, as one line of text for those who do not see it."""
        told = (f"{_when(mark)} {mark.label}" for mark in self.marks)
        return f"{self.title}: {'; '.join(told)}."


def _when(mark: Mark) -> str:
    if mark.is_exact:
        return f"by {mark.latest}" if mark.is_at_latest else mark.latest.isoformat()
    return f"between {mark.earliest} and {mark.latest}"


def timeline(
    answer: Answer,
    *,
    conflicts: Iterable[Interval] | None = None,
    events: Iterable[Event] | None = None,
) -> Timeline:
    """Return the timeline of an answer: the recorded steps, the notice, the period, effect.

    Conflicts are those that the question supposed, events those of a case of one's own; by default
    those on record.
    """
    marks = [
        *(event_mark(event) for event in recorded_steps(answer, events)),
        *_notice(answer),
        *_outcome(answer),
        *_return(answer),
        *_rivals(answer),
    ]
    marks += _announcement(answer, marks)
    if any(mark.kind == "effect" and mark.label == _UNDONE for mark in marks):
        marks = [mark for mark in marks if mark.kind != "step" or mark.label != _UNDONE]
    spans = (*_spans(answer, marks), *_conflict_spans(answer, conflicts))
    title = f"{answer.party_name}, {answer.treaty_name}"
    marks += _today(answer, marks)
    return Timeline(title, answer.as_of, tuple(sorted(marks, key=_order)), spans)


def case_timeline(case: Case, answer: Answer) -> Timeline:
    """Return the timeline of a case from its own events, as known on the day of an answer."""
    return timeline(answer, conflicts=conflicts_of(case.course), events=case.history)


def recorded_steps(answer: Answer, given: Iterable[Event] | None = None) -> tuple[Event, ...]:
    """Return the steps that belong to an answer, apart from notice and effect.

    For a notice that the question supposes, nothing that happened after it is shown.
    """
    every = chronology(answer.party, answer.treaty) if given is None else given
    events = known_by(every, answer.as_of)
    end = answer.received if answer.basis == "given" else None
    return tuple(
        event
        for event in events
        if event.step not in _NOTICE_OR_EFFECT
        and event.when.latest is not None
        and (end is None or event.when.latest <= end)
    )


def event_mark(event: Event) -> Mark:
    """Return the mark of a step on record."""
    latest = event.when.latest
    assert latest is not None
    earliest = event.when.earliest or latest
    label = upper_first(english_stage(event.step).text)
    votes = f" {event.votes}".replace("-", "–").replace("–?", "") if event.votes else ""
    source = event.sources[0].address if event.sources else None
    is_open = event.when.earliest is None
    return Mark("step", earliest, latest, f"{label}{votes}", event.actor or "", source, is_open)


def _notice(answer: Answer) -> list[Mark]:
    within = answer.received_within
    first, last = (within.earliest, within.latest) if within else (answer.received,) * 2
    if first is None or last is None:
        return []
    words = f"Notice received{_HOW.get(answer.basis or 'recorded', '')}"
    return [Mark("notice", first, last, words)]


_HOW = {"given": " (supposed)", "worked-back": " (worked back)"}


def _announcement(answer: Answer, steps: list[Mark]) -> list[Mark]:
    """Return a mark for what the State announced, unless a step on record is that already."""
    day = answer.announced
    if day is None or any(mark.kind == "step" and mark.latest == day for mark in steps):
        return []
    return [Mark("step", day, day, "Announced")]


def _outcome(answer: Answer) -> list[Mark]:
    if answer.ended_on is not None and answer.status == "ended":
        return [Mark("effect", answer.ended_on, answer.ended_on, "Treaty ended")]
    if answer.effect is not None:
        return [Mark("effect", answer.effect, answer.effect, _effect_words(answer))]
    if answer.earliest is None:
        return []
    words = f"Earliest effect{', if a party' if is_if_a_party(answer) else ''}"
    return [Mark("earliest", answer.earliest, answer.latest or answer.earliest, words)]


def _effect_words(answer: Answer) -> str:
    is_past = answer.effect is not None and answer.effect <= answer.as_of
    if answer.kind and RecordKind(answer.kind).undoes_consent:
        return _UNDONE
    if answer.is_supposed:
        return "Would have taken effect" if is_past else "Would take effect"
    return "Took effect" if is_past else "Takes effect"


_UNDONE = upper_first(english_stage("ratification-withdrawn").text)
"""What took effect where a State took back its consent before it bound: no withdrawal."""


def _return(answer: Answer) -> list[Mark]:
    """Return a mark for the day on which the State first became a party again, where it did."""
    left = answer.effect or answer.latest
    if left is None or answer.status != "effective" or answer.is_supposed:
        return []
    rows = (row.as_known_on(answer.as_of) for row in history(answer.treaty, answer.party))
    back = (came_back(row) for row in rows if row is not None)
    days = [PartialDate.of(answer.rejoined)] if answer.rejoined else []
    days += [day for day in back if day is not None]
    later = (mark for day in days for mark in return_marks(day) if mark.latest >= left)
    return [*min(((mark,) for mark in later), key=lambda each: each[0].latest, default=())]


def return_marks(back: PartialDate | None) -> Iterator[Mark]:
    """Yield the mark of the day on which a State was a party again, or of its bounds."""
    if back is not None and back.earliest is not None and back.latest is not None:
        yield Mark("rejoined", back.earliest, back.latest, "Party again")


def _rivals(answer: Answer) -> list[Mark]:
    found = {each.effect: Mark("reading", each.effect, each.effect, "Other reading")
             for each in answer.ambiguities if each.effect is not None}  # fmt: skip
    for each in answer.disagreements:
        if each.effect not in (None, answer.effect) and each.effect not in found:
            assert each.effect is not None
            found[each.effect] = Mark("claim", each.effect, each.effect, "Claimed", each.source)
    return list(found.values())


def _today(answer: Answer, marks: list[Mark]) -> list[Mark]:
    """Return a mark for the day of the question, unless it would squeeze all the others."""
    days = [day for mark in marks for day in (mark.earliest, mark.latest)]
    first, last = min(days, default=answer.as_of), max(days, default=answer.as_of)
    slack = int((last - first).days * _TODAY_WITHIN)
    today = answer.as_of.toordinal()
    if first.toordinal() - slack <= today <= last.toordinal() + slack:
        return [Mark("today", answer.as_of, answer.as_of, "As of")]
    return []


def _spans(answer: Answer, marks: list[Mark]) -> list[Span]:
    steps = [mark for mark in marks if mark.kind == "step"]
    first = min((mark.earliest for mark in steps), default=None)
    start, end = answer.received, answer.effect or answer.earliest
    found = []
    if first is not None and first < (start or answer.as_of):
        last = start or max(mark.latest for mark in steps)
        found.append(Span("deciding", first, last, "Deciding"))
    if start is not None and end is not None and start < end:
        found.append(Span.period(start, end))
    if answer.status == "conditional" and end is not None:
        found.append(Span("waiting", end, None, "Waiting"))
    if answer.effect is not None and answer.protected_until is not None:
        found.append(Span("survival", answer.effect, answer.protected_until, "Obligations survive"))
    return found


def _conflict_spans(answer: Answer, given: Iterable[Interval] | None) -> Iterable[Span]:
    """Return the armed conflicts, where the clause asks about them at all."""
    if not any(each.rule in ("waits-for", "obstacle") for each in answer.because):
        return
    if given is None:
        given = (each.span for each in recorded_conflicts(answer.party, as_of=answer.as_of))
    for each in given:
        yield Span("conflict", each.start, each.end, "Armed conflict")


def plan_timeline(plan: Plan) -> Timeline:
    """Return the timeline of a plan: the day by law of each step, receipt and effect."""
    ahead = [(each, english_stage(each.stage).text) for each in plan.stages if not each.is_done]
    marks = [Mark("step", x.by_law, x.by_law, upper_first(name), x.actor) for x, name in ahead]
    spans: list[Span] = []
    day, effect = plan.first_receipt, plan.effect_then
    if day is not None and effect is not None:
        words = "Notice received" if plan.is_settled else "Notice at the latest"
        words = "Notice at the earliest" if plan.outlook else words
        takes = "Takes effect" if plan.is_settled else "Would take effect"
        marks += [Mark("notice", day, day, words), Mark("effect", effect, effect, takes)]
        spans.append(Span.period(day, effect))
    goal = f"out by {plan.out_by}" if plan.out_by else f"begun on {plan.begin}"
    title = f"{plan.party_name}, {plan.treaty_name}, {goal}"
    return Timeline(title, plan.as_of, tuple(sorted(marks, key=_order)), tuple(spans))


def _order(mark: Mark) -> tuple[date, date, bool]:
    return mark.latest, mark.earliest, mark.kind != "step"
