"""Many notices at once: an array of days in, an array of days of effect out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Unpack

from attrs import evolve

from withdrawal.case.asking.given import Given, circumstances
from withdrawal.case.asking.question import refuse_unknown_way_out
from withdrawal.dates import DayTable, parse_day
from withdrawal.dates.table import EPOCH, require_numpy
from withdrawal.errors import DateFormatError, DateRangeError
from withdrawal.law.circumstances import Circumstances
from withdrawal.law.clause.clause import Clause
from withdrawal.law.treaties.catalogue import Catalogue, resolve_treaty
from withdrawal.law.treaties.catalogue import catalogue as packaged
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.renamed import renamed_arguments

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray


@renamed_arguments(route="way_out", source="catalogue")
def effects(
    treaty: str | Treaty,
    days: ArrayLike,
    *,
    catalogue: Catalogue | None = None,
    **given: Unpack[Given],
) -> NDArray[np.datetime64]:
    """Return the day of effect of a notice on each of ``days``.

    The clause is compiled to a table over the years the days lie in, once, and kept; applying it
    is one look-up. Equal to `withdrawal.when` on every element, for a State that is a party then:
    whether one is, no treaty tells.

    Args:
        treaty: an id, a name or a `Treaty`.
        days: days that start the clock, any shape: datetime64[D] or finer, dates, or texts
            like 2025-06-27, each by the day that it shows; NaT and None stay NaT.
        catalogue: another catalogue than the packaged one.
        given: circumstances, as for `withdrawal.when`; here nothing is taken from the record.

    Returns:
        datetime64[D] of the same shape; NaT where a notice has no effect or no date yet, and
        where `withdrawal.when` refuses it because it contradicts a circumstance: it came before
        the treaty was in force for the State, or after the day of effect given.

    Raises:
        WithdrawalError: the treaty or a circumstance makes no sense.
        MissingExtraError: numpy is not installed.

    Example:
        >>> import numpy as np
        >>> effects("ottawa-1997", np.array(["2027-08-31", "NaT"], dtype="datetime64[D]"))
        array(['2028-02-29',        'NaT'], dtype='datetime64[D]')
    """
    np = require_numpy()
    law = resolve_treaty(treaty, catalogue)
    array = _days(days)
    own, _ = circumstances(given, law.id)
    refuse_unknown_way_out(own.way_out, law)
    if law.clause.exit == "with-parent" and law.parent is not None:
        law = (catalogue or packaged()).treaty(law.parent.treaty)
        own = evolve(own, way_out=None)
    facts = law.facts(own)
    span = _span(array) if law.clause.is_open(facts) else None
    if span is None:
        nothing: NDArray[Any] = np.full(array.shape, "NaT", dtype="datetime64[D]")
        return nothing
    return _without_refused(array, own, _table(law.clause, facts, *span).apply(array))


def _without_refused(
    days: NDArray[np.datetime64], given: Circumstances, found: NDArray[np.datetime64]
) -> NDArray[np.datetime64]:
    """Return the effects, NaT for notices that contradict the circumstances: `when` refuses them.

    Such a notice comes before the treaty was in force for the State, or after the day of effect
    that it names or that was agreed.
    """
    np = require_numpy()
    since = given.in_force_for_party
    ends = (given.named_date, given.agreed_date, given.extended_to)
    last = min((day for day in ends if day is not None), default=None)
    if since is not None:
        found[days < np.datetime64(since)] = "NaT"
    if last is not None:
        found[days > np.datetime64(last)] = "NaT"
    return found


def _days(days: ArrayLike) -> NDArray[np.datetime64]:
    """Return whole days as datetime64[D], each by the day that it shows.

    Numpy alone would read 5 as 6 January 1970 and 2027 as its first day.
    """
    np = require_numpy()
    if np.ma.is_masked(days):
        raise DateFormatError("Some days are masked: expected NaT for a day that is missing.")
    found = np.asarray(days) if hasattr(days, "dtype") else np.asarray(days, dtype=object)
    if found.dtype.kind == "M":
        return _whole(found)
    each: NDArray[Any] = np.array([_day(e) for e in found.ravel().tolist()], "datetime64[D]")
    return each.reshape(found.shape)


def _whole(days: NDArray[np.datetime64]) -> NDArray[np.datetime64]:
    """Return days of numpy's as datetime64[D]; weeks, months and years are no days."""
    np = require_numpy()
    if np.datetime_data(days.dtype)[0] in ("Y", "M", "W"):
        raise DateFormatError(f"{days.dtype} {_EXPECTED}.")
    found: NDArray[Any] = days.astype("datetime64[D]")
    return found


def _day(value: Any) -> Any:
    if hasattr(value, "dtype"):
        return _days(value)[()]
    if value is None or (isinstance(value, date) and value != value):  # pandas' own NaT
        return None
    try:
        return parse_day(value)
    except DateFormatError:
        raise DateFormatError(f"{value!r} {_EXPECTED}.") from None


_EXPECTED = "is not a day: expected datetime64[D], or texts of the form 2025-06-27"


def _span(days: NDArray[np.datetime64]) -> tuple[date, date] | None:
    """Return the first and the last of the days; None where there is none."""
    np = require_numpy()
    numbers = days.view(np.int64)
    missing = np.iinfo(np.int64).min
    if numbers.size and int(numbers.min()) == missing:
        numbers = numbers[numbers != missing]
    if numbers.size == 0:
        return None
    low, high = int(numbers.min()) + EPOCH, int(numbers.max()) + EPOCH
    if low < date.min.toordinal() or high > date.max.toordinal():
        raise DateRangeError("A day lies outside the calendar: expected the years 1 to 9999.")
    return date.fromordinal(low), date.fromordinal(high)


def _table(clause: Clause, facts: Circumstances, first: date, last: date) -> DayTable:
    """Return the clause compiled over the years of the days, so that few tables are made."""
    try:
        return clause.table(date(first.year, 1, 1), date(last.year, 12, 31), facts)
    except DateRangeError:
        return clause.table(first, last, facts)  # The last year of the calendar, not in full.
