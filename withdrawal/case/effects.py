"""Many notices at once: an array of days in, an array of days of effect out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Unpack

from attrs import evolve

from withdrawal.case.asking.given import Given, circumstances
from withdrawal.case.asking.question import refuse_unknown_way_out
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

    from withdrawal.dates import DayTable

__all__ = ["effects"]


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
        days: days that start the clock: datetime64[D], or anything numpy reads as such, any
            shape; NaT stays NaT.
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
    law = resolve_treaty(treaty) if catalogue is None else catalogue.resolve(treaty)
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
    np = require_numpy()
    try:
        found: NDArray[Any] = np.asarray(days, dtype="datetime64[D]")
    except (TypeError, ValueError) as error:
        raise DateFormatError(
            f"The days cannot be read as days ({error}): expected an array of datetime64[D], or "
            "texts of the form 2025-06-27."
        ) from None
    return found


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
