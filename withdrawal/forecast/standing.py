"""Where a case stands in its procedure: what is over and since when, and what must be retaken.

It follows the moves of the machine, which `withdrawal.case.answering.progress` has not: that reads
the record as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from attrs import define, field

from withdrawal.dates.table import EPOCH
from withdrawal.forecast.mass import Mass
from withdrawal.law.procedures.stages import Phase

if TYPE_CHECKING:
    from withdrawal.case.proceedings.case import Case, Entry
    from withdrawal.law.procedures.graph import Transition
    from withdrawal.law.procedures.stages import Return, Stage

__all__ = ["Standing", "number", "standing_of"]


@define
class Standing:
    """How far a case has come.

    Attributes:
        dates: for each stage done, when; more than one day where only part is known.
        over: the ids of the stages done or passed over.
        latest: when the last thing happened; None where nothing has.
        retaking: the stages to be taken again before the case goes on, in order.
        returned_by: the stage that sent it back, where it has to pass that stage again.
        afterwards: the return that is being followed, where one is.
        returns: how often each stage has sent the case back.
        is_rejected: whether it was refused.
        is_claimed: whether a suspension was claimed instead.
    """

    dates: dict[str, Mass] = field(factory=dict)
    over: set[str] = field(factory=set)
    latest: Mass | None = None
    retaking: list[str] = field(factory=list)
    returned_by: Stage | None = None
    afterwards: Return | None = None
    returns: dict[str, int] = field(factory=dict)
    is_rejected: bool = False
    is_claimed: bool = False

    def take(self, entry: Entry, as_of: date) -> None:
        """Take an event into account that moved the case."""
        transition = entry.transition
        assert transition is not None
        mass = self._when(entry, as_of)
        if transition.kind in _DOMESTIC:
            self.latest = mass
        self.over.update(transition.skipped)
        if transition.kind == "reject":
            self.is_rejected = True
        elif transition.is_claim:
            self.is_claimed = True
        elif transition.kind == "return":
            self._send_back(transition)
        elif transition.stage is not None and transition.kind in _DOMESTIC:
            self._finish(transition.stage, mass)

    def renew(self, entry: Entry, talk: Iterable[Stage], as_of: date) -> None:
        """Take into account that a step that is over was taken once more."""
        step = entry.event.step
        for stage in talk:
            if stage.id in self.over and stage.answers_to(step) and entry.event.by is None:
                self.dates[stage.id] = self.latest = self._when(entry, as_of)

    def _finish(self, stage: Stage, mass: Mass) -> None:
        self.dates[stage.id] = mass
        if self.retaking and self.retaking[0] == stage.id:
            self.retaking.pop(0)
            if not self.retaking and self.returned_by is None:
                self.afterwards = None
            return
        self.over.add(stage.id)
        if self.returned_by is not None and self.returned_by.id == stage.id:
            self.returned_by, self.afterwards = None, None

    def _send_back(self, transition: Transition) -> None:
        stage = transition.stage
        assert stage is not None
        back = stage.returns[0]
        self.returns[stage.id] = self.returns.get(stage.id, 0) + 1
        self.retaking = list(back.to)
        self.afterwards = back
        if back.goes_on:
            self.over.add(stage.id)
            self.returned_by = None
        else:
            self.returned_by = stage

    def _when(self, entry: Entry, as_of: date) -> Mass:
        """Return the days an event can have happened on, none after ``as_of``."""
        when = entry.event.when
        last = min(number(when.latest or as_of), number(as_of))
        first = number(when.earliest) if when.earliest is not None else last
        if self.latest is not None:
            first = max(first, self.latest.first)
        return Mass.spread(min(first, last), last)


_DOMESTIC = ("advance", "skip", "imply", "return", "notice", "reject", "claim", "irregular")


def number(day: date) -> int:
    """Return a day as days since 1970-01-01."""
    return day.toordinal() - EPOCH


def standing_of(case: Case, as_of: date) -> Standing:
    """Return where a case stands; ``as_of`` bounds dates that are open.

    While all is talk (recommendations, councils) a further such step counts anew: it shows that
    the matter was taken up again.
    """
    standing = Standing()
    talk = {
        stage.id: stage
        for stage in case.procedure.stages_of(case.route)
        if stage.phase is Phase.RECOMMENDED
    }
    for entry in case.entries:
        if entry.moves:
            standing.take(entry, as_of)
        elif standing.over and standing.over <= talk.keys():
            standing.renew(entry, talk.values(), as_of)
    return standing
