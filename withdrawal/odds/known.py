"""A case as it is known on a day: what is on record, what settles it, and when its steps were.

Only what happened under the bond that counts on the day belongs to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import takewhile
from typing import Any

from attrs import evolve

from withdrawal.case.answer import Answer
from withdrawal.case.answering.when import answer
from withdrawal.case.asking.dossier import dossier_of
from withdrawal.case.proceedings.case import Case
from withdrawal.case.proceedings.course import Course, Entry
from withdrawal.case.standing import Standing
from withdrawal.dates import PartialDate
from withdrawal.dates.table import number_of
from withdrawal.law.procedures.file import kinds
from withdrawal.law.procedures.stages import Phase, Stage
from withdrawal.law.treaties.catalogue import Catalogue
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.odds.engine.mass import Mass
from withdrawal.odds.evidence import past_cases
from withdrawal.record.chronology import chronology
from withdrawal.record.events import Event, Source
from withdrawal.record.history import history
from withdrawal.values import frozen

KINDS = {
    "executive": "no approval of parliament needed",
    "pending": "parliament still to approve",
    "done": "every approval of parliament given",
}
"""What a case may wait for, and what is said of it."""


def kind_of_wait(stages: Iterable[Stage], over: Iterable[str]) -> str:
    """Return what a case waits for, one of `KINDS`, by the ids of what is done or passed over."""
    approvals = [each.id for each in stages if each.is_act_of_parliament]
    if not approvals:
        return "executive"
    return "pending" if set(approvals) - set(over) else "done"


def is_talk(step: str, stage: Stage | None) -> bool:
    """Return whether a recorded step, and the stage it may complete, is only advice."""
    is_advice = stage is not None and stage.kind.phase is Phase.RECOMMENDED
    return is_advice or step in _talk()


@cache
def _talk() -> frozenset[str]:
    said = [kind for kind in kinds().values() if kind.phase is Phase.RECOMMENDED]
    return frozenset(name for kind in said for name in (kind.id, *kind.aliases))


def recorded_case(
    party: str,
    treaty: str | Treaty,
    *,
    route: str | None = None,
    facts: Iterable[str] = (),
    catalogue: Catalogue | None = None,
    events: Iterable[Event] | None = None,
    as_of: date | None = None,
    **circumstances: Any,
) -> Case:
    """Return a case with everything on record about it (or the events given).

    Where the State had left and come back by a day, what went before is left out.
    """
    case = Case(party, treaty, route=route, facts=facts, catalogue=catalogue, **circumstances)
    if events is None:
        events = _of_this_bond(case, as_of)
    return case.replay(event for event in events if event.step not in _FOLLOWS)


def _of_this_bond(case: Case, as_of: date | None) -> Iterable[Event]:
    """Return the events on record under the bond that counts on a day."""
    events = events_of(case.party, case.treaty.id, by=as_of)
    if as_of is None:
        return events
    events = _made_public(events, case, as_of)
    left = dossier_of(evolve(case.question, as_of=as_of)).returned_after(as_of)
    return [each for each in events if left is None or (each.when.latest or date.max) > left]


def _made_public(events: Iterable[Event], case: Case, as_of: date) -> tuple[Event, ...]:
    """Return events up to a notice that had been given by a day but was not known of yet."""
    rows = [row for row in history(case.treaty.id, case.party) if row.as_known_on(as_of) is None]
    secret = {row.given for row in rows if row.given is not None and row.given <= as_of}
    known = takewhile(
        lambda each: each.step != "notice-received" or each.when.day not in secret, events
    )
    return tuple(known)


def settled_on_record(case: Case, as_of: date) -> Answer | None:
    """Return what `withdrawal.when` says of a case on record, where that leaves nothing open.

    None where a notice may still come or take effect. The record knows what the events of a case
    do not tell: that an exit is disputed, was taken back, or came about in another way.
    """
    question = evolve(case.question, as_of=as_of)
    found = answer(question, dossier_of(question))
    is_out = found.status == "effective" and not found.is_back
    return found if is_out or found.status in OVER else None


OVER = frozenset(
    {"not-a-party", "no-exit", "not-open", "ended", "not-in-force", "revoked", "no-effect",
     "disputed"}
)  # fmt: skip
"""The statuses of an answer in which nothing is left that could take effect."""

NOTHING_GIVEN = frozenset({"not-notified", "announced", "suspended"})
"""The statuses of an answer in which a notice may still be given."""

_FOLLOWS = ("effect", "after-effect")
"""What the treaty does by itself: computed, not recorded."""


@frozen(eq=False)
class Dated:
    """How far a case has come, and when: each stage that is done, and the latest of all.

    It is talk where the last thing only said what shall be done.
    """

    standing: Standing
    dates: Mapping[str, Mass]
    latest: Mass | None
    talk: bool = False

    @property
    def kind(self) -> str:
        """What the case waits for: one of `KINDS`."""
        return kind_of_wait(self.standing.order.stages.values(), self.standing.over)


def dated(course: Course, as_of: date) -> Dated:
    """Return when a case came to where it stands; ``as_of`` bounds dates that are open.

    While all is talk (recommendations, councils) a further such step counts anew: it shows that
    the matter was taken up again. An announcement that completes no stage is talk, too.
    """
    stages = course.standing.order.stages
    talk = {name for name, stage in stages.items() if stage.phase is Phase.RECOMMENDED}
    dates: dict[str, Mass] = {}
    latest: Mass | None = None
    is_mere_talk = False
    over: set[str] = set()
    for entry in course.entries:
        done = _done(entry)
        is_said = not entry.moves and over <= talk and entry.event.by is None
        if is_said:
            done = {name for name in over if stages[name].answers_to(entry.event.step)}
        elif not entry.moves:
            continue
        elif entry.transition is not None:
            over |= {*entry.transition.skipped, *done}
        if done or _is_domestic(entry) or (is_said and _is_talk(entry)):
            latest, is_mere_talk = _days(entry.event.when, latest, as_of), _is_talk(entry)
            dates.update(dict.fromkeys(done, latest))
    return Dated(course.standing, dates, latest, is_mere_talk)


def _done(entry: Entry) -> set[str]:
    """Return the stage that an entry completes, if it does."""
    made = entry.transition
    if made is None or made.stage is None or made.kind in ("return", "reject", "note"):
        return set()
    return set() if made.is_claim else {made.stage.id}


def _is_talk(entry: Entry) -> bool:
    return is_talk(entry.event.step, entry.transition.stage if entry.transition else None)


def _is_domestic(entry: Entry) -> bool:
    return entry.transition is not None and entry.transition.kind not in _TREATY_SIDE


_TREATY_SIDE = ("effect", "wait", "revoke", "note")


def _days(when: PartialDate, latest: Mass | None, as_of: date) -> Mass:
    """Return the days an event can have happened on, none before the last nor after ``as_of``."""
    last = min(number_of(when.latest or as_of), number_of(as_of))
    first = number_of(when.earliest) if when.earliest is not None else last
    if latest is not None:
        first = max(first, latest.first)
    return Mass.spread(min(first, last), last)


def events_of(party: str, treaty: str, *, by: date | None = None) -> tuple[Event, ...]:
    """Return every dated step on record of one State's way out of one treaty.

    Of several attempts the last one begun by a day counts, by default the last of all.
    """
    told = chronology(party, treaty)
    if not told:
        own = [case for case in past_cases() if (case.party, case.treaty) == (party, treaty)]
        begun = [case for case in own if by is None or (case.first_day or date.max) <= by]
        latest = max(begun or own, key=lambda case: case.first_day or date.min, default=None)
        told = () if latest is None else latest.events
    return (*told, *_notice_after(told, party, treaty, by))


def _notice_after(
    told: tuple[Event, ...], party: str, treaty: str, by: date | None
) -> Iterator[Event]:
    """Yield the last notice on record by a day, where it came after all that is told."""
    days = (each.when.latest or each.when.earliest or date.min for each in told)
    last = max(days, default=date.min)
    rows = [
        row
        for row in history(treaty, party)
        if row.kind.is_notice and last < (row.given or date.min) <= (by or date.max)
    ]
    for row in rows[-1:]:
        if row.given is not None and row.status in ("pending", "effective"):
            source = (Source.of(row.source),) if row.source else ()
            yield Event("notice-received", PartialDate.of(row.given), sources=source)
