"""What a clause needs to know besides the day of the notice, and how its days are counted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from attrs import field

from withdrawal.dates import Counting, Interval, Rounding
from withdrawal.renamed import OldName
from withdrawal.values import frozen

CONSENT = "consent-of-party"
"""The anchor: when the State consented to be bound."""

IN_FORCE_FOR_PARTY = "in-force-for-party"
"""The anchor: when the treaty came into force for the State."""

_NO_ANCHORS: Mapping[str, date] = MappingProxyType({})


@frozen
class Circumstances:
    """Facts other than events that a clause may need; None or empty where not known.

    Attributes:
        anchors: the days from which lock-ins, windows and terms run, by name: for example
            ``treaty-in-force``, ``in-force-for-party``, ``parent-in-force``.
        conflicts: spans during which the State is engaged in an armed conflict.
        named_date: the day of effect named in the notice itself.
        agreed_date: a day of effect set by agreement.
        extended_to: the end of a period prolonged by agreement.
        way_out: the id of an alternative way out of the clause, where that one is used.
        event: the day on which what opens the right to leave happened.
        first_act: the day of the first act, where leaving takes two.
        leader: the day of the notice that this one follows, where others may follow one.
        leader_effect: its day of effect, where that is on record: it may itself have followed.
        repatriated: the day on which release, repatriation and the other operations were over
            for which the clause waits besides the end of a conflict.
    """

    anchors: Mapping[str, date] = field(default=_NO_ANCHORS, hash=False)
    conflicts: tuple[Interval, ...] = ()
    named_date: date | None = None
    agreed_date: date | None = None
    extended_to: date | None = None
    way_out: str | None = None
    event: date | None = None
    first_act: date | None = None
    leader: date | None = None
    leader_effect: date | None = None
    repatriated: date | None = None

    route = OldName("way_out")

    @property
    def in_force_for_party(self) -> date | None:
        """When the treaty came into force for the State, where that is known."""
        return self.anchors.get(IN_FORCE_FOR_PARTY)

    def anchor(self, name: str) -> date | None:
        """Return the day an anchor stands for: a known fact, or an ISO date written out."""
        known = self.anchors.get(name)
        if known is None and name[:1].isdigit():
            return date.fromisoformat(name)
        return known


@frozen
class Conventions:
    """The choices that two careful readers may make differently.

    Attributes:
        rounding: what a missing day of the month becomes.
        counting: which day ends a period of months or years; None for the clause's own.
    """

    rounding: Rounding = Rounding.DOWN
    counting: Counting | None = None


@frozen
class Setting:
    """All that an operator may look at besides the day it is given.

    Attributes:
        notice: the day of the event that starts the clause (for example, of receipt).
    """

    notice: date
    facts: Circumstances = Circumstances()
    conventions: Conventions = Conventions()
