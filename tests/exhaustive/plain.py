"""Adding months in whole numbers on arrays: a second opinion that shares no code."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int64]
"""Days since 1970-01-01."""


def plus(days: Days, months: int, more_days: int) -> tuple[Days, Days]:
    """Return days plus months plus days, a missing day read as the last one, or as the next.

    Args:
        days: shape (n,).
        months: how many months.
        more_days: how many days after that.

    Returns:
        both readings, each of shape (n,); they differ by a day where the month is too short.
    """
    stamps = days.astype("datetime64[D]")
    month = stamps.astype("datetime64[M]")
    number = (stamps - month.astype("datetime64[D]")).astype(np.int64)
    target = month + np.timedelta64(months, "M")
    first = target.astype("datetime64[D]").astype(np.int64)
    length = (target + np.timedelta64(1, "M")).astype("datetime64[D]").astype(np.int64) - first
    is_short = number >= length
    down = first + np.where(is_short, length - 1, number) + more_days
    return down, down + is_short
