"""Clauses told from general knowledge: that their text was not read, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from withdrawal.record.knowledge import is_unread

if TYPE_CHECKING:
    from withdrawal.law.treaties.treaty import Treaty

__all__ = ["unread"]


def unread(treaty: Treaty, source: str | None) -> tuple[str, ...]:
    """Return that the text of a clause was not read, and where to read it, if so.

    Args:
        treaty: the treaty.
        source: where its clause stands, as it is cited.
    """
    if source is None or not is_unread(source):
        return ()
    told = "The text of the clause was not read here: it is told from general knowledge."
    where = next(iter(treaty.identifiers.addresses()), None) or treaty.depositary
    return (f"{told} To be read at: {where}." if where else told,)
