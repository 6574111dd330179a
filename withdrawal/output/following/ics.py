"""Calendar files: RFC 5545, all-day events, an alarm thirty days before effect.

The identity of an event is that of the notice: what the same notice is found to lead to later
moves its event, another notice of the State has its own, and what is only supposed never takes
the place of what is on record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from withdrawal.case.wording.additions import is_if_a_party
from withdrawal.errors import CircumstanceError
from withdrawal.languages.told import english_stage
from withdrawal.output.pictures.timeline import recorded_steps
from withdrawal.output.planning import plan_report
from withdrawal.output.telling import answer_report
from withdrawal.output.words import ENGLISH
from withdrawal.record.chronology import chronology
from withdrawal.record.events import known_by
from withdrawal.record.history import history
from withdrawal.values import frozen

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.planning.planned import Plan
    from withdrawal.case.proceedings.case import Case
    from withdrawal.output.report import Report
    from withdrawal.record.events import Event
    from withdrawal.record.history import Withdrawal

_DAY = timedelta(days=1)
_ALARM = "-P30D"
_WIDTH = 75
_CHANGES = ("agreed_date", "revoked_on", "rejoined_on")
"""What moves or ends a notice that has been given, beside the extensions of its period."""


@frozen
class Entry:
    """One all-day event; its key is its identity.

    It lasts to a last day where it is known only to lie between two, and is certain where the day
    can move no more.
    """

    key: str
    day: date
    summary: str
    description: str
    last: date | None = None
    is_certain: bool = True
    sequence: int = 0
    has_alarm: bool = False
    is_cancelled: bool = False
    address: str | None = None

    @property
    def status(self) -> str:
        """Its status, in the calendar's word."""
        if self.is_cancelled:
            return "CANCELLED"
        return "CONFIRMED" if self.is_certain else "TENTATIVE"


def answer_calendar(answer: Answer, *, stages: bool = False) -> str:
    """Return an answer as the text of a calendar file, with CRLF line ends.

    Where no date of effect is settled, the earliest possible one is tentative. With stages it has
    the receipt, the recorded steps before it and the end of surviving obligations too.

    Raises:
        CircumstanceError: the answer has no date at all, so there is nothing to enter.
    """
    case = _Case.of(answer)
    if not stages:
        return calendar_text([_effect(case, ())], answer.as_of)
    return calendar_text(_with_steps(case, chronology(answer.party, answer.treaty)), answer.as_of)


def case_calendar(case: Case, answer: Answer) -> str:
    """Return a case of one's own as a calendar: what happened, and the effect that follows.

    Raises:
        CircumstanceError: there is no date of effect, not even an earliest one.
    """
    told = _Case(answer, f"case/{case.party}/{case.treaty.id}", "notice")
    return calendar_text(_with_steps(told, case.history), answer.as_of)


def plan_calendar(plan: Plan) -> str:
    """Return a plan as a calendar: the latest day for each step, all of them tentative.

    Raises:
        CircumstanceError: nothing is to be done, or nothing can be.
    """
    ahead = [(ENGLISH.stage(x.stage).text, x) for x in plan.stages if not x.is_done]
    days = [(name, each.by_law) for name, each in ahead]
    days += [
        (f"{name}, at the usual pace", each.usual)
        for name, each in ahead
        if each.usual not in (None, each.by_law)
    ]
    # The day of receipt that is safe on every reading, else ours, else the first one.
    receipt = plan.safe_receipt or plan.first_receipt
    days += [("receipt of the notice", receipt)] if receipt else []
    if plan.is_settled or not days:
        raise CircumstanceError(
            f"There is no date to put in a calendar: {plan.sentence} "
            "Expected a plan with something left to do."
        )
    title = f"{plan.party_name}: {plan.treaty_name}, {'first' if plan.begin else 'latest'} day for"
    key = f"{plan.party}/{plan.treaty}/plan/{plan.out_by or f'from-{plan.begin}'}"
    told = _description(plan_report(plan))
    entries = (
        Entry(f"{key}/{n}", day, f"{title} {name}", told, is_certain=False, has_alarm=True)
        for n, (name, day) in enumerate(days)
    )
    return calendar_text(entries, plan.as_of)


@frozen
class _Case:
    """Whose events they are, of which notice (``supposed`` and ``open`` are none on record)."""

    answer: Answer
    key: str
    notice: str
    row: Withdrawal | None = None

    @classmethod
    def of(cls, answer: Answer) -> _Case:
        """Return the identity of what an answer tells: the notice on record, or what it is."""
        row = None if answer.is_supposed else _row(answer)
        notice = "supposed" if answer.is_supposed else _notice_of(row)
        return cls(answer, f"{answer.party}/{answer.treaty}", notice, row)

    @property
    def title(self) -> str:
        return f"{self.answer.party_name}: {self.answer.treaty_name}"

    @property
    def changes(self) -> int:
        """How many changes of the notice are on record."""
        return 0 if self.row is None else changes_of(self.row, self.answer.as_of)

    @property
    def is_settled(self) -> bool:
        """Whether the day of effect is: of a notice on record, that no reading has elsewhere."""
        answer = self.answer
        is_recorded = self.row is not None or answer.basis in ("recorded", "worked-back")
        is_read = answer.status == "effective" or all(
            each.effect in (None, answer.effect) for each in answer.ambiguities
        )
        is_due = answer.effect is not None and answer.status in ("effective", "pending")
        return is_recorded and is_read and is_due and answer.is_membership_known

    def entry(self, key: str, day: date, words: str, told: str, **more: Any) -> Entry:
        """Return an event of the notice."""
        key, summary = f"{self.key}/{self.notice}/{key}", f"{self.title}, {words}"
        return Entry(key, day, summary, told, sequence=self.changes, **more)


def changes_of(row: Withdrawal, as_of: date) -> int:
    """Return how many changes of a notice are on record: what moved its day, or ended it."""
    events = known_by(chronology(row.party, row.treaty), as_of)
    extended = max(sum(e.until is not None for e in events), row.extended_to is not None)
    return extended + sum(row.latest(each) is not None for each in _CHANGES)


def notice_keys(rows: Iterable[Withdrawal]) -> list[str]:
    """Return the identity of the notice of each row, no two of them the same."""
    seen: Counter[str] = Counter()
    keys = []
    for row in rows:
        key = f"{row.party}/{row.treaty}/{_notice_of(row)}"
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key}/{seen[key]}")
    return keys


def _notice_of(row: Withdrawal | None) -> str:
    """Return which of the State's notices a row is; ``open`` is none on record."""
    day = None if row is None else row.given or row.latest("effect") or row.announced
    return "open" if day is None else str(day.year)


def _row(answer: Answer) -> Withdrawal | None:
    """Return the line of the record that an answer rests on, as it was known."""
    known = (each.as_known_on(answer.as_of) for each in history(answer.treaty, answer.party))
    rows = [each for each in known if each is not None]
    by_day = (each for each in rows if answer.received and each.given == answer.received)
    by_effect = (each for each in rows if answer.effect and each.effect == answer.effect)
    return next(by_day, None) or next(by_effect, None)


def _with_steps(case: _Case, events: Sequence[Event]) -> Iterator[Entry]:
    answer = case.answer
    # The last day of these is not on record, so that they have no place in a calendar.
    undated = [each for each in events if each.when.latest is None]
    yield _effect(case, undated)
    if answer.received is not None:
        is_read = answer.basis == "recorded"
        how = "" if is_read else f" ({'supposed' if answer.is_supposed else 'worked back'})"
        words = f"notice received{how}"
        yield case.entry("receipt", answer.received, words, answer.sentence, is_certain=is_read)
    if (end := answer.protected_until) is not None:
        words, is_certain = "surviving obligations end", case.is_settled
        yield case.entry("protected-until", end, words, answer.sentence, is_certain=is_certain)
    yield from _steps(case, recorded_steps(answer, events))


def _effect(case: _Case, undated: Iterable[Event]) -> Entry:
    answer = case.answer
    day = answer.effect or answer.earliest
    if day is None:
        raise CircumstanceError(
            f"There is no date to put in a calendar: {answer.sentence} "
            "Expected an answer with a date of effect, or an earliest one."
        )
    unknown = ", if a party (not known)" if is_if_a_party(answer) else ""
    told = _description(answer_report(answer))
    told = "\n".join((told, *(f"On a day not known: {each}" for each in undated)))
    words = f"{_outcome(case)}{unknown}"
    return case.entry("effect", day, words, told, is_certain=case.is_settled, has_alarm=True)


def _outcome(case: _Case) -> str:
    answer = case.answer
    if answer.effect is None:
        return "earliest effect"
    if answer.is_supposed:
        return "exit would take effect (supposed)"
    return "exit takes effect" if case.is_settled else "exit would take effect"


def _description(report: Report) -> str:
    told = [report.sentence, report.reported, report.marks.prose(report.told)]
    for section in report.sections:
        told.append(f"\n{section.title}")
        for number, item in enumerate(section.items, 1):
            where = "; ".join(part for part in (item.basis, item.source) if part)
            bullet = f"{number}." if section.style == "steps" else "-"
            told.append(f"{bullet} {item.told(report.marks)}{f' [{where}]' if where else ''}")
    return "\n".join(filter(None, (*told, f"\n{report.foot}")))


def _steps(case: _Case, events: Iterable[Event]) -> Iterator[Entry]:
    """Yield what happened; what is known only to lie between two days spans them."""
    seen: Counter[str] = Counter()
    for event in events:
        last = event.when.latest
        assert last is not None  # `recorded_steps` leaves the others out.
        first = event.when.earliest or last
        seen[event.step] += 1
        sources = "\n".join(source.address for source in event.sources)
        told = "\n".join(part for part in (event.detail, sources) if part)
        key = f"{case.key}/{event.step}/{seen[event.step]}"
        words = english_stage(event.step).text
        between = f"between {first} and {last}" if event.when.earliest else f"by {last}"
        summary = f"{case.title}, {words}{'' if event.when.is_exact else f' ({between})'}"
        yield Entry(key, first, summary, told, last, event.when.is_exact, case.changes)


def calendar_text(entries: Iterable[Entry], as_of: date, *, name: str | None = None) -> str:
    """Return events as the text of a calendar file, with CRLF line ends.

    One with a name is to be subscribed to: it is then asked for daily.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//withdrawal//treaty calendar//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *(() if name is None else _named(_escaped(name))),
        *(line for entry in entries for line in _event(entry, as_of)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _named(name: str) -> tuple[str, ...]:
    """Return what a calendar says of itself, in the words of RFC 7986 and those before it."""
    return (
        f"NAME:{name}",
        f"X-WR-CALNAME:{name}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
    )


def _event(entry: Entry, as_of: date) -> Iterator[str]:
    last = entry.last or entry.day
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid5(NAMESPACE_URL, f'withdrawal/{entry.key}')}"
    # Of two with one sequence number the later stamp counts: the day the question is asked for,
    # so that the same answer always makes the same file.
    yield f"DTSTAMP:{_digits(as_of)}T000000Z"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"DTSTART;VALUE=DATE:{_digits(entry.day)}"
    if last < date.max:
        yield f"DTEND;VALUE=DATE:{_digits(last + _DAY)}"
    yield f"SUMMARY:{_escaped(entry.summary)}"
    if entry.description:
        yield f"DESCRIPTION:{_escaped(entry.description)}"
    if entry.address:
        yield f"URL:{entry.address}"
    yield f"STATUS:{entry.status}"
    yield "TRANSP:TRANSPARENT"
    if entry.has_alarm:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_escaped(entry.summary)}")
        yield from (f"TRIGGER:{_ALARM}", "END:VALARM")
    yield "END:VEVENT"


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
