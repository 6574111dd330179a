"""Answers as calendar files: RFC 5545, all-day events, an alarm thirty days before.

The identity of an event depends on the State, the treaty and the step alone. A calendar that
already holds the event therefore moves it when a later file gives another date.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from attrs import frozen

from withdrawal.case.wording.additions import is_if_a_party
from withdrawal.errors import CircumstanceError
from withdrawal.output.telling import knowledge_line, reported_line
from withdrawal.output.timeline import recorded_steps

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer

__all__ = ["MEDIA_TYPE", "answer_calendar"]

MEDIA_TYPE = "text/calendar; charset=utf-8"

_DAY = timedelta(days=1)
_EPOCH = date(2000, 1, 1)
_ALARM = "-P30D"
_WIDTH = 75


@frozen
class _Entry:
    """One all-day event.

    Attributes:
        key: what of the case it is; part of the event's identity.
        day: its day.
        summary: the line a calendar shows.
        description: the rest.
        is_certain: whether the day is settled (confirmed) or can still move (tentative).
        has_alarm: whether to remind thirty days before.
    """

    key: str
    day: date
    summary: str
    description: str
    is_certain: bool = True
    has_alarm: bool = False


def answer_calendar(answer: Answer, *, stages: bool = False) -> str:
    """Return an answer as the text of a calendar file, with CRLF line ends.

    Args:
        answer: the answer. Where no date of effect is settled, the earliest possible one is
            entered as tentative.
        stages: whether to enter the receipt of the notice, the recorded steps before it and the
            end of surviving obligations too.

    Raises:
        CircumstanceError: the answer has no date at all, so there is nothing to enter.
    """
    entries = [_effect(answer)]
    if stages:
        entries += _stages(answer)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//withdrawal//treaty calendar//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *(line for entry in entries for line in _event(entry, answer)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _effect(answer: Answer) -> _Entry:
    day = answer.effect or answer.earliest
    if day is None:
        raise CircumstanceError(
            f"There is no date to put in a calendar: {answer.sentence} "
            "Expected an answer with a date of effect, or an earliest one."
        )
    title = f"{answer.party_name}: {answer.treaty_name}"
    words, is_certain = _outcome(answer)
    return _Entry("effect", day, f"{title}, {words}", _reasons(answer), is_certain, True)


def _outcome(answer: Answer) -> tuple[str, bool]:
    """Return what the day is, and whether it is settled.

    It is not where the notice is only supposed, or where it is not known whether the State is a
    party at all.
    """
    unknown = ", if a party (not known)" if is_if_a_party(answer) else ""
    if answer.effect is None:
        return f"earliest effect{unknown}", False
    if answer.is_supposed:
        return f"exit would take effect (supposed){unknown}", False
    return f"exit takes effect{unknown}", answer.is_membership_known


def _reasons(answer: Answer) -> str:
    steps = (f"{number}. {each.text}" for number, each in enumerate(answer.because, 1))
    granted = (f"Taken for granted: {each}" for each in answer.assumptions)
    told = filter(None, (answer.sentence, reported_line(answer)))
    return "\n".join((*told, *steps, *granted, f"As of {answer.as_of}.", knowledge_line()))


def _stages(answer: Answer) -> Iterator[_Entry]:
    title = f"{answer.party_name}: {answer.treaty_name}"
    if answer.received is not None:
        is_read = answer.basis == "recorded"
        how = "" if is_read else f" ({'supposed' if answer.is_supposed else 'worked back'})"
        words = f"{title}, notice received{how}"
        yield _Entry("receipt", answer.received, words, answer.sentence, is_read)
    seen: Counter[str] = Counter()
    for event in recorded_steps(answer):
        day = event.when.day
        if day is None:
            continue
        seen[event.step] += 1
        words = event.step.replace("-", " ")
        sources = "\n".join(source.address for source in event.sources)
        detail = "\n".join(part for part in (event.detail, sources) if part)
        yield _Entry(f"{event.step}/{seen[event.step]}", day, f"{title}, {words}", detail)
    if answer.protected_until is not None:
        summary = f"{title}, surviving obligations end"
        yield _Entry("protected-until", answer.protected_until, summary, answer.sentence)


def _event(entry: _Entry, answer: Answer) -> Iterator[str]:
    identity = uuid5(NAMESPACE_URL, f"withdrawal/{answer.party}/{answer.treaty}/{entry.key}")
    yield "BEGIN:VEVENT"
    yield f"UID:{identity}"
    # The day the question is asked for is the revision: the same question asked for a later day
    # replaces the event, and the same answer always makes the same file.
    yield f"DTSTAMP:{_digits(answer.as_of)}T000000Z"
    yield f"SEQUENCE:{max((answer.as_of - _EPOCH).days, 0)}"
    yield f"DTSTART;VALUE=DATE:{_digits(entry.day)}"
    if entry.day < date.max:
        yield f"DTEND;VALUE=DATE:{_digits(entry.day + _DAY)}"
    yield f"SUMMARY:{_escaped(entry.summary)}"
    if entry.description:
        yield f"DESCRIPTION:{_escaped(entry.description)}"
    yield f"STATUS:{'CONFIRMED' if entry.is_certain else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    if entry.has_alarm:
        yield from _alarm(entry)
    yield "END:VEVENT"


def _alarm(entry: _Entry) -> Iterable[str]:
    return (
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_escaped(entry.summary)}",
        f"TRIGGER:{_ALARM}",
        "END:VALARM",
    )


def _digits(day: date) -> str:
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Yield a content line in parts of at most 75 octets, never within a character."""
    part, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _WIDTH:
            yield part
            part, size = " ", 1
        part += character
        size += width
    yield part
