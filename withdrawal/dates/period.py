"""ISO 8601 durations of whole days: ``P6M``, ``P1Y``, ``P90D``, ``P2W``.

A period keeps years, months and days apart, because a month is not a number of days. Hours and
fractions are refused: no treaty clause counts them.
"""

from __future__ import annotations

import re
from typing import Any

from attrs import Attribute, field, frozen

from withdrawal.errors import PeriodFormatError

_FORM = re.compile(r"P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?", re.ASCII)
_MOST_DAYS = 999_999


def _is_length(_: Any, attribute: Attribute[int], value: object) -> None:
    """Refuse what is no number of whole units: half a month is no length of time."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise PeriodFormatError(
            f"{value!r} {attribute.name} is not a period: expected a whole number from 0 up."
        )


@frozen(order=False)
class Period:
    """A length of time in calendar units; reads and prints as ISO 8601.

    Attributes:
        years: whole years, not negative.
        months: whole months, not negative.
        days: whole days, not negative (a week is seven).
    """

    years: int = field(default=0, validator=_is_length)
    months: int = field(default=0, validator=_is_length)
    days: int = field(default=0, validator=_is_length)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Return the period an ISO 8601 text stands for.

        Args:
            text: for example ``"P6M"``, ``"P1Y6M"``, ``"P90D"`` or ``"P2W"``.

        Raises:
            PeriodFormatError: the text has another form, a sign, a fraction or a time part.
        """
        match = _FORM.fullmatch(text) if isinstance(text, str) else None
        years, months, weeks, days = (int(n or 0) for n in match.groups()) if match else (0,) * 4
        if match is None or 7 * weeks + days > _MOST_DAYS:
            raise PeriodFormatError(
                f"{text!r} is not a period: expected ISO 8601 in years, months, weeks and days.",
                suggestions=("P6M", "P1Y", "P90D"),
            )
        return cls(years, months, 7 * weeks + days)

    @property
    def is_calendar(self) -> bool:
        """Whether months or years are involved, so that month ends can matter."""
        return bool(self.years or self.months)

    @property
    def whole_months(self) -> int:
        """The years and months, in months; the days are left out."""
        return 12 * self.years + self.months

    @property
    def is_zero(self) -> bool:
        """Whether the period is no time at all."""
        return not (self.years or self.months or self.days)

    def in_words(self) -> str:
        """Return the period as English words: ``"6 months"``, ``"1 year and 90 days"``."""
        parts = [
            f"{number} {unit}" + ("" if number == 1 else "s")
            for number, unit in ((self.years, "year"), (self.months, "month"), (self.days, "day"))
            if number
        ]
        return " and ".join(parts) or "no time"

    def __str__(self) -> str:
        text = "".join(
            f"{number}{unit}"
            for number, unit in ((self.years, "Y"), (self.months, "M"), (self.days, "D"))
            if number
        )
        return f"P{text or '0D'}"

    def __repr__(self) -> str:
        return f"Period.parse({str(self)!r})"
