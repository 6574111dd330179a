"""When a depositary's office is closed, so that nothing can be handed over there."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from withdrawal.datafiles import read_toml, structure
from withdrawal.dates import DAY, DayRule
from withdrawal.law.treaties.life import Confidence
from withdrawal.values import frozen

_PATH = Path(__file__).parents[1] / "data" / "offices.toml"


@frozen
class Office:
    """The office of a depositary, and its holidays beside Saturday and Sunday.

    Attributes:
        depositary: whose it is.
        holidays: its holidays.
        source: where they stand.
        confidence: how sure they are.
        place: where it is.
        is_moved: whether a holiday on a Saturday or Sunday is kept on the nearest day from Monday
            to Friday.
        note: what is not on record of them.
    """

    depositary: str
    holidays: tuple[DayRule, ...]
    source: str
    confidence: Confidence
    place: str | None = None
    is_moved: bool = False
    note: str | None = None

    def closed_in(self, year: int) -> tuple[date, ...]:
        """Return the days from Monday to Friday of a year on which it is closed."""
        # A holiday that is moved may come from the year before or after.
        near = range(max(year - 1, date.min.year), min(year + 1, date.max.year) + 1)
        days = {self._kept_on(each.in_year(other)) for each in self.holidays for other in near}
        return tuple(sorted(day for day in days if day.year == year and day.weekday() < 5))

    def _kept_on(self, day: date) -> date:
        if not self.is_moved or day.weekday() < 5:
            return day
        return day - DAY if day.weekday() == 5 else day + DAY

    def is_open(self, day: date) -> bool:
        """Return whether it is open on a day."""
        return day.weekday() < 5 and day not in self.closed_in(day.year)


@cache
def offices() -> dict[str, Office]:
    """Return the offices whose holidays are on record, by depositary."""
    found = structure(read_toml(_PATH)["offices"], list[Office], source=_PATH.name)
    return {each.depositary: each for each in found}
