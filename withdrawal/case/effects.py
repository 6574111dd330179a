"""Many notices at once: an array of days in, an array of days of effect out."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from withdrawal.case.question import Day, Spans, make_circumstances
from withdrawal.dates.table import require_numpy
from withdrawal.law.catalogue import Catalogue, resolve_treaty
from withdrawal.law.treaty import Treaty

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from withdrawal.dates import DayTable
    from withdrawal.law.circumstances import Circumstances

__all__ = ["effects"]


def effects(
    treaty: str | Treaty,
    days: ArrayLike,
    *,
    conflict: Spans | None = None,
    named_date: Day | None = None,
    agreed_date: Day | None = None,
    extended_to: Day | None = None,
    in_force_for_party: Day | None = None,
    route: str | None = None,
    source: Catalogue | None = None,
) -> NDArray[np.datetime64]:
    """Return the day of effect of a notice on each of ``days``.

    The clause is compiled to a table over the years the days lie in, once, and kept; applying it
    is one look-up. Equal to `withdrawal.when` on every element.

    Args:
        treaty: an id, a name or a `Treaty`.
        days: days that start the clock: datetime64[D], or anything numpy reads as such, any
            shape; NaT stays NaT.
        conflict, named_date, agreed_date, extended_to, in_force_for_party, route: circumstances,
            as for `withdrawal.when`; here nothing is taken from the record.
        source: another catalogue than the packaged one.

    Returns:
        datetime64[D] of the same shape; NaT where a notice has no effect or no date yet.

    Raises:
        WithdrawalError: the treaty or a circumstance makes no sense.
        MissingExtraError: numpy is not installed.

    Example:
        >>> import numpy as np
        >>> effects("ottawa-1997", np.array(["2027-08-31", "NaT"], dtype="datetime64[D]"))
        array(['2028-02-29',        'NaT'], dtype='datetime64[D]')
    """
    np = require_numpy()
    law = treaty if isinstance(treaty, Treaty) else _find(treaty, source)
    array = np.asarray(days, dtype="datetime64[D]")
    facts = law.facts(
        make_circumstances(
            conflict=conflict,
            named_date=named_date,
            agreed_date=agreed_date,
            extended_to=extended_to,
            in_force_for_party=in_force_for_party,
            route=route,
        )
    )
    known = array[~np.isnat(array)]
    if known.size == 0 or law.clause.exit != "allowed":
        return np.full(array.shape, "NaT", dtype="datetime64[D]")
    first, last = known.min().item(), known.max().item()
    return _table(law, facts, first.year, last.year).apply(array)


def _find(name: str, source: Catalogue | None) -> Treaty:
    return resolve_treaty(name) if source is None else source.resolve(name)


def _table(law: Treaty, facts: Circumstances, first_year: int, last_year: int) -> DayTable:
    """Return the clause compiled over whole years, from the cache where it is there."""
    return _compiled(_Key(law, facts), first_year, last_year)


class _Key:
    """A treaty and circumstances as a key of the cache: the clause and facts, by value."""

    __slots__ = ("facts", "law", "text")

    def __init__(self, law: Treaty, facts: Circumstances) -> None:
        self.law, self.facts = law, facts
        self.text = f"{law.clause!r} {facts!r}"

    def __hash__(self) -> int:
        return hash(self.text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.text == other.text


@lru_cache(maxsize=64)
def _compiled(key: _Key, first_year: int, last_year: int) -> DayTable:
    first, last = date(first_year, 1, 1), date(last_year, 12, 31)
    return key.law.clause.table(first, last, key.facts)
