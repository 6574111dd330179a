"""What was understood of a question."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import frozen

from withdrawal.datafiles import table_of
from withdrawal.dates import PartialDate
from withdrawal.questions.intents import Intent

__all__ = ["Understood"]


_ALWAYS = frozenset({"intent", "parties", "treaty", "received", "out_by", "as_of"})


@frozen
class Understood:
    """A question, understood.

    Attributes:
        intent: which question it is.
        parties: the States it is about (ISO alpha-3), in the order named; may be empty.
        treaty: the id of the treaty; of the body, where it is about one.
        received: the supposed date of receipt, as EDTF (``2027-08-31``, ``2027-06``); or None.
        out_by: the day to be out by; or None.
        approved: the supposed day of parliament's approval, which starts no clock; or None.
        also_received: another supposed day of receipt that may be meant (02/03/2027), as EDTF.
        until: the last day asked for, where it is a span of which `as_of` is the first; or None.
        start: the first day of the span asked for, or the day that is claimed; None where open.
        end: its last day; None where open.
        pick: which of several is asked for: ``first``, ``last`` or ``again``; None for all.
        left_out: words of the question that nothing reads.
        read_as: dates that were read in one way of several.
        also: what else the question asks, where it is two questions in one.
        is_about_a_body: whether it is about a body without a treaty of its own.
        as_of: the day the question is asked for.
        lang: the language it was asked in.
    """

    intent: Intent
    parties: tuple[str, ...]
    treaty: str
    received: str | None
    out_by: date | None
    as_of: date
    lang: str
    approved: date | None = None
    is_about_a_body: bool = False
    also_received: str | None = None
    until: date | None = None
    start: date | None = None
    end: date | None = None
    pick: str | None = None
    left_out: tuple[str, ...] = ()
    read_as: tuple[PartialDate, ...] = ()
    also: tuple[Understood, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the ``understood`` object of the JSON answer."""
        told = table_of(self, "lang", "read_as", "is_about_a_body")
        told["treaty"] = None if self.is_about_a_body else self.treaty or None
        told["body"] = self.treaty if self.is_about_a_body else None
        return {key: each for key, each in told.items() if key in _ALWAYS or each}
