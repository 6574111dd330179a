"""Questions read from the address of a page, and days written into one."""

from __future__ import annotations

from datetime import date

from starlette.datastructures import QueryParams

from withdrawal.inquiries.inquiry import Asked
from withdrawal.inquiries.reading import asked, names_of

__all__ = ["read", "unless_today"]


def read(
    cls: type[Asked], query: QueryParams, *, also: tuple[str, ...] = (), **in_path: str
) -> Asked:
    """Return the question in an address; a field that a form sends empty is not given.

    Args:
        cls: the question's class.
        query: the query.
        also: names that are read elsewhere, besides ``lang``, the page's language.
        in_path: what the path says.

    Raises:
        WithdrawalError: a name is unknown or missing, or a value of the wrong form.
    """
    beside, known = {"lang", *also}, names_of(cls)
    given = (
        (name, value)
        for name, value in query.multi_items()
        if name not in beside and (value or name not in known)
    )
    return asked(cls, given, **in_path)


def unless_today(day: date) -> str | None:
    """Return a day for an address; None for today, which an address need not say."""
    return None if day == date.today() else day.isoformat()
