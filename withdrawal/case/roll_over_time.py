"""How many parties a treaty had, day by day: who joined and who left, in the order of days.

Each step is a day on which a treaty begins or ceases to bind a State, as far as is known, so that
the count of any day is that of the parties that `withdrawal.case.roll.parties` tells as bound. Of a
treaty that is not in force, which binds nobody, those that have consented are counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from withdrawal.case.asking.given import Day
from withdrawal.case.roll import is_bound, rolls_of
from withdrawal.datafiles import picked, table_of
from withdrawal.dates import long_date, parse_day
from withdrawal.law.countries import name_of_state
from withdrawal.law.treaties.catalogue import Catalogue, resolve_treaty
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.letters import counted
from withdrawal.overlay import steady
from withdrawal.record.bound.lists import PartyList, party_list
from withdrawal.record.bound.membership import told_of_disputed
from withdrawal.record.parties import Bond, Roll
from withdrawal.values import frozen

SCHEMA = "withdrawal/parties-over-time/1"

Kind = Literal["joined", "left", "ended"]

COLUMNS = ("day", "party", "name", "change", "count")
"""The columns of the table, at every door."""


@frozen
class Change:
    """A day on which a State became a party, or ceased to be one.

    Attributes:
        change: ``joined``, ``left``; ``ended`` where the treaty or the State itself did.
        count: how many parties there are after all changes of that day.
    """

    day: date
    party: str
    name: str
    change: Kind
    count: int

    def to_json(self) -> dict[str, Any]:
        """Return it with its keys in the order of `COLUMNS`."""
        return picked(self, COLUMNS)


@frozen
class PartiesOverTime:
    """How many parties a treaty had, up to a day.

    Attributes:
        treaty: the treaty's id.
        treaty_name: its usual name.
        as_of: the last day that is told.
        list_as_of: the day the list of parties is good for; None without a list.
        complete: whether the list names every party.
        undated: the States of which it is not on record since when they were parties: each
            counts from the first day that shows it bound, which may be years too late.
        is_by_consent: whether consent is counted: the treaty is not in force.
        changes: who joined and who left, in the order of days.
        disputed: the States counted as parties on the last day of which it is disputed whether
            they have left.
    """

    treaty: str
    treaty_name: str
    as_of: date
    list_as_of: date | None
    complete: bool
    undated: tuple[str, ...]
    changes: tuple[Change, ...]
    disputed: tuple[str, ...] = ()
    is_by_consent: bool = False

    @property
    def points(self) -> tuple[tuple[date, int], ...]:
        """Each day on which the number changed, with the number from that day on."""
        return tuple({each.day: each.count for each in self.changes}.items())

    def count_on(self, day: date) -> int:
        """Return how many parties there were on a day."""
        before = [count for changed, count in self.points if changed <= day]
        return before[-1] if before else self._at_first

    @property
    def _at_first(self) -> int:
        """The number before any change: of those told as parties whatever the day."""
        if not self.changes:
            return 0
        first = [each for each in self.changes if each.day == self.changes[0].day]
        return first[0].count - sum(1 if each.change == "joined" else -1 for each in first)

    @property
    def sentence(self) -> str:
        """The rise and fall in one English sentence."""
        if not self.changes:
            return f"No day on which a State joined or left {self.treaty_name} is on record."
        (first, begun), (last, now) = self.points[0], self.points[-1]
        peak, most = max(self.points, key=lambda point: point[1])
        parts = [f"{begun} on {long_date(first)}"]
        parts += [f"{most} at most, on {long_date(peak)}"] if peak not in (first, last) else []
        parts += [f"{now} since {long_date(last)}"] if last != first else []
        left = sum(each.change == "left" for each in self.changes)
        exits = f"; {counted(left, 'exit')} on the way" if left else ""
        whose = "Consents" if self.is_by_consent else "Parties"
        told = f"{whose} to {self.treaty_name}: {', '.join(parts)}{exits}."
        disputed = (f"{each}." for each in told_of_disputed(len(self.disputed)))
        return " ".join((told, *self.cautions, *disputed))

    @property
    def cautions(self) -> tuple[str, ...]:
        """What to know of the numbers, in sentences."""
        told = []
        if self.is_by_consent:
            told.append("The treaty is not in force and binds nobody: those who consented count.")
        if not self.complete:
            told.append("Not every party is on record here.")
        if self.undated:
            is_one = len(self.undated) == 1
            are, them = ("State is", "it") if is_one else ("States are", "them")
            first = f"only from the first day that shows {them} bound."
            told.append(f"{len(self.undated)} {are} counted {first}")
        return tuple(told)

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON-ready data, schema ``withdrawal/parties-over-time/1``."""
        return {"schema": SCHEMA, **table_of(self, "treaty_name"), "sentence": self.sentence}

    def __str__(self) -> str:
        return self.sentence


def parties_over_time(
    treaty: str | Treaty, *, as_of: Day | None = None, catalogue: Catalogue | None = None
) -> PartiesOverTime:
    """Return how many parties a treaty had over time, with each State that joined or left.

    Args:
        treaty: an id or a name, or a `Treaty`.
        as_of: the last day that is told, by what was known on it; default today.
        catalogue: another catalogue of treaties than the packaged one.

    Raises:
        WithdrawalError: the name or the day makes no sense.

    Example:
        >>> import withdrawal
        >>> found = withdrawal.parties_over_time("Ottawa Convention", as_of="2026-03-01")
        >>> [each.party for each in found.changes if each.change == "left"]
        ['EST', 'LTU', 'LVA', 'FIN', 'POL']
    """
    law = resolve_treaty(treaty, catalogue)
    last = date.today() if as_of is None else parse_day(as_of)
    with steady():
        rolls = rolls_of(law, last)
        undated = tuple(code for code, each in rolls.items() if any(map(_is_undated, each.bonds)))
        steps = sorted(
            (day, code, kind)
            for code, each in rolls.items()
            for day, kind in _steps(law, each, last)
        )
        totals: dict[date, int] = {}
        total = sum(_counts(law, each, date.min) for each in rolls.values())
        for day, _, kind in steps:
            total += 1 if kind == "joined" else -1
            totals[day] = total
        kept = party_list(law.id) or PartyList(law.id)
        return PartiesOverTime(
            treaty=law.id,
            treaty_name=law.name,
            as_of=last,
            list_as_of=kept.as_of,
            complete=kept.is_complete,
            undated=undated,
            changes=tuple(
                Change(day, code, name_of_state(code), kind, totals[day])
                for day, code, kind in steps
            ),
            disputed=tuple(code for code, each in rolls.items() if each.on(last).is_disputed),
            is_by_consent=law.not_in_force,
        )


def _steps(law: Treaty, known: Roll, last: date) -> Iterator[tuple[date, Kind]]:
    """Yield each day on which a State begins or ceases to count.

    Where consent was taken back before it bound there is none.
    """
    if any(each.kind.is_before_a_bond for each in known.notices) and all(
        map(_is_undated, known.bonds)
    ):
        return
    was = _counts(law, known, date.min)
    for day in sorted(day for day in known.turns() if day <= last):
        if _counts(law, known, day) == was:
            continue
        was = not was
        ended = known.on(day).basis in ("treaty", "state")
        yield day, "joined" if was else "ended" if ended else "left"


def _counts(law: Treaty, known: Roll, day: date) -> bool:
    """Return whether a State is told as a party on a day, bound where the treaty binds anybody."""
    if day == date.min and not any(map(_is_undated, known.bonds)):
        return False
    found = known.on(day)
    return found.value == "party" and (law.not_in_force or is_bound(law, found, day))


def _is_undated(bond: Bond) -> bool:
    return bond.joined is None and bond.joined_within is None
