"""What agents are told of the parties to a treaty."""

from __future__ import annotations

from datetime import date

from withdrawal.case.roll import PartyRow
from withdrawal.case.roll_over_time import PartiesOverTime as Course
from withdrawal.inquiries.parties import Parties, PartiesOverTime
from withdrawal.mcp.shapes import ShortOverTime, ShortParties, shaped

__all__ = ["over_time_told", "parties_told"]


def parties_told(asked: Parties) -> ShortParties:
    """Return who is a party on a day, as an agent is told."""
    found = asked.answer()
    return shaped(
        ShortParties,
        found.to_json(),
        parties=[_since(each) for each in found.of("party")],
        left=[f"{each.party} left {each.left_on or 'on a day not known'}" for each in found.left],
        not_known=[each.party for each in found.of("not-known")],
        differences=[each.text for each in found.differences],
    )


def over_time_told(asked: PartiesOverTime) -> ShortOverTime:
    """Return how many parties there were, year by year, as an agent is told."""
    found = asked.answer()
    exits = [each for each in found.changes if each.change == "left"]
    return shaped(
        ShortOverTime,
        found.to_json(),
        at_the_end_of_each_year=_by_year(found),
        left=[f"{each.party} on {each.day}, {each.count} parties after it" for each in exits],
    )


def _by_year(found: Course) -> dict[str, int]:
    """Return how many parties there were when each year ended, and on the last day asked for."""
    if not found.changes:
        return {}
    ends = [date(year, 12, 31) for year in range(found.changes[0].day.year, found.as_of.year)]
    return {day.isoformat(): found.count_on(day) for day in (*ends, found.as_of)}


def _since(row: PartyRow) -> str:
    return f"{row.party} since {row.since}" if row.since else row.party
