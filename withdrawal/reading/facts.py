"""What is on record of one State's way out of one treaty: every dated step, with its source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from withdrawal.dates import PartialDate
from withdrawal.overlay import remembered
from withdrawal.record.chronology import chronology
from withdrawal.record.events import Confidence, Event
from withdrawal.record.history import Withdrawal, history
from withdrawal.values import frozen

RELIED_ON = ("verified", "known", "reported")
"""The words of confidence by which a claim may be contradicted."""

_DAY = timedelta(days=1)

_STEP_OF = {
    "announcement": "announced",
    "head-of-government-announcement": "announced",
    "joint-recommendation": "recommended",
    "ministry-proposal": "proposed",
    "military-assessment": "considered",
    "military-advice": "considered",
    "government-decision": "decided",
    "executive-decision": "decided",
    "president-decision": "decided",
    "president-decree": "decided",
    "government-approval": "approved-by-government",
    "submitted-to-parliament": "submitted-to-parliament",
    "president-submission": "submitted-to-parliament",
    "committee": "committee",
    "first-reading": "first-reading",
    "final-vote": "approved-by-parliament",
    "lower-house-vote": "approved-by-parliament",
    "upper-house-vote": "approved-by-parliament",
    "earlier-bill-rejected": "rejected-by-parliament",
    "returned": "returned-to-parliament",
    "promulgated": "signed-into-law",
    "president-signature": "signed-into-law",
    "president-denunciation-act": "signed-into-law",
    "royal-assent": "signed-into-law",
    "notice-deposited": "notified",
    "notice-received": "received",
    "notice-to-other-parties": "notified",
    "notice-to-un-security-council": "notified",
    "revoked": "revoked",
    "effect": "effective",
    "second-look-postponed": "postponed",
}
"""The step of a claim that a step of the record is."""

_INTENT = frozenset({"announced", "recommended", "proposed", "decided", "approved-by-government"})
SAME: dict[str, frozenset[str]] = {
    "notified": frozenset({"notified", "received"}),
    "received": frozenset({"notified", "received"}),
    **dict.fromkeys(_INTENT, _INTENT),
    "signed-into-law": frozenset({"signed-into-law", "decided"}),
}
"""Steps that one and the same word is used for."""


@frozen
class Fact:
    """A dated step on record.

    Attributes:
        step: as claims name it.
        day: the day, as far as it is known.
        source: where it is recorded.
        confidence: how sure it is.
        rivals: other days that sources give for it.
        row: the line of the record that has it; None where only a chronology tells of it.
    """

    step: str
    day: PartialDate
    source: str | None
    confidence: str
    rivals: tuple[PartialDate, ...] = ()
    row: Withdrawal | None = None

    @property
    def days(self) -> tuple[PartialDate, ...]:
        """Its day and those that others give."""
        return (self.day, *self.rivals)

    def is_known_by(self, day: date | None) -> bool:
        """Return whether it had happened by a day, as far as is known."""
        return day is None or (self.day.earliest is not None and self.day.earliest <= day)


def rows_of(party: str, treaty: str) -> tuple[Withdrawal, ...]:
    """Return the exits on record of a State from a treaty."""
    return tuple(history(treaty, party))


@remembered
def facts_of(party: str, treaty: str) -> tuple[Fact, ...]:
    """Return every dated step on record of a State's way out of a treaty."""
    found = [fact for row in rows_of(party, treaty) for fact in _of_row(row)]
    found += [fact for event in chronology(party, treaty) if (fact := _of_event(event))]
    days = [(each.step, each.day) for each in found if each.day.day]
    return tuple(fact for fact in found if fact.day.day or not _is_known_better(fact, days))


def _is_known_better(fact: Fact, days: list[tuple[str, PartialDate]]) -> bool:
    """Return whether the day of a step that is known in part is known in full from elsewhere."""
    steps = SAME["notified"] if fact.step in SAME["notified"] else {fact.step}
    return any(step in steps and fits(day, fact.day) for step, day in days)


def worked_back(party: str, treaty: str) -> list[Fact]:
    """Return the receipts that were worked back from effects on record: nobody recorded them."""
    rows = (row for row in rows_of(party, treaty) if row.received_is_computed)
    days = ((row, row.known("received")) for row in rows)
    return [Fact("received", day, row.source, row.confidence) for row, day in days if day]


def _of_row(row: Withdrawal) -> Iterator[Fact]:
    steps = {
        "announced": "announced",
        "approved": "approved-by-parliament",
        "notified": "notified",
        "received": "received",
        "effect": "effective",
        "revoked_on": "revoked",
    }
    for key, step in steps.items():
        if key == "received" and row.received_is_computed:
            continue
        day = row.known(key)
        if day is not None:
            yield Fact(step, day, row.source, row.confidence, row=row)


def _of_event(event: Event) -> Fact | None:
    step = _STEP_OF.get(event.step)
    if step is None:
        return None
    source = event.sources[0].address if event.sources else None
    rivals = tuple(each.when for each in event.rivals if each.when != event.when)
    doubted = event.confidence is Confidence.UNCERTAIN
    return Fact(
        step, event.when, source, "uncertain" if doubted else event.confidence.value, rivals
    )


def fits(said: PartialDate, known: PartialDate) -> bool:
    """Return whether a day that is said and one that is known can be the same."""
    first, last = said.earliest or date.min, said.latest or date.max
    begins, ends = known.earliest or date.min, known.latest or date.max
    return first <= ends and begins <= last


def off_by_one(said: PartialDate, known: PartialDate) -> bool:
    """Return whether an exact day is the one before or after an exact one that is known."""
    one, two = said.day, known.day
    return one is not None and two is not None and abs(one - two) == _DAY


def slips(said: PartialDate, known: PartialDate) -> bool:
    """Return whether a day is one that is known but for its month, its year, or a digit of its
    number, lost, added or out of place: "13 May" for 3 May, "21" for "12". That is the same event
    misdated, hardly another one."""
    one, two = said.day, known.day
    if one is None or two is None or one == two:
        return False
    if one.day == two.day:
        return one.month == two.month or one.year == two.year
    first, second = f"{one.day:02}", f"{two.day:02}"
    is_near = first[1] == second[1] or first == second[::-1]
    return is_near and (one.month, one.year) == (two.month, two.year)
