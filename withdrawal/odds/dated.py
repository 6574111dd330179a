"""When the steps of a case may have been taken: its standing, with a mass of days for each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from withdrawal.dates.table import EPOCH
from withdrawal.law.procedures.stages import Phase
from withdrawal.odds.mass import Mass

if TYPE_CHECKING:
    from withdrawal.case.proceedings.course import Course, Entry
    from withdrawal.case.standing import Standing
    from withdrawal.dates import PartialDate

__all__ = ["Dated", "dated", "number"]


@frozen(eq=False)
class Dated:
    """How far a case has come, and when.

    Attributes:
        standing: what is over, what is being taken again, what is ahead.
        dates: for each stage done, when; more than one day where only part is known.
        latest: when the last thing happened; None where nothing has.
    """

    standing: Standing
    dates: Mapping[str, Mass]
    latest: Mass | None


def number(day: date) -> int:
    """Return a day as days since 1970-01-01."""
    return day.toordinal() - EPOCH


def dated(course: Course, as_of: date) -> Dated:
    """Return when a case came to where it stands; ``as_of`` bounds dates that are open.

    While all is talk (recommendations, councils) a further such step counts anew: it shows that
    the matter was taken up again.
    """
    stages = course.standing.order.stages
    talk = {name for name, stage in stages.items() if stage.phase is Phase.RECOMMENDED}
    dates: dict[str, Mass] = {}
    latest: Mass | None = None
    over: set[str] = set()
    for entry in course.entries:
        done = _done(entry)
        if not entry.moves and over and over <= talk and entry.event.by is None:
            done = {name for name in over if stages[name].answers_to(entry.event.step)}
        elif not entry.moves:
            continue
        elif entry.transition is not None:
            over |= {*entry.transition.skipped, *done}
        if done or _is_domestic(entry):
            latest = _days(entry.event.when, latest, as_of)
            dates.update(dict.fromkeys(done, latest))
    return Dated(course.standing, dates, latest)


def _done(entry: Entry) -> set[str]:
    """Return the stage that an entry completes, if it does."""
    made = entry.transition
    if made is None or made.stage is None or made.kind in ("return", "reject", "note"):
        return set()
    return set() if made.is_claim else {made.stage.id}


def _is_domestic(entry: Entry) -> bool:
    return entry.transition is not None and entry.transition.kind not in _TREATY_SIDE


_TREATY_SIDE = ("effect", "wait", "revoke", "note")


def _days(when: PartialDate, latest: Mass | None, as_of: date) -> Mass:
    """Return the days an event can have happened on, none before the last nor after ``as_of``."""
    last = min(number(when.latest or as_of), number(as_of))
    first = number(when.earliest) if when.earliest is not None else last
    if latest is not None:
        first = max(first, latest.first)
    return Mass.spread(min(first, last), last)
