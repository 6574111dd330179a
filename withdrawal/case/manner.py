"""How an answer's sentence has to speak, beyond its status: for all, under a model, only if ..."""

from __future__ import annotations

from datetime import date

from attrs import frozen

__all__ = ["Manner"]


@frozen
class Manner:
    """What is out of the ordinary in an answer, for its sentence.

    Attributes:
        kind: what the treaty is: a treaty, or a model clause, an article ...
        term: the treaty's own word for leaving it.
        is_barred: whether the treaty lets nobody leave, rather than being silent.
        only_if: what must happen before anybody may leave.
        closed_on: the last day on which that right was open, where it is over.
        ends_for: for whom the notice ends the treaty, in words, where not for one party alone.
        ended_by: the State whose notice ends the treaty for all, where it is another.
        is_deemed: whether the State leaves without a notice of its own.
        consent_of: who must consent, where the notice is a request.
        provisional: since when a treaty that is not in force is applied provisionally.
        parent: the treaty together with which alone this one can be left, by name.
        missing: the day from which the clause counts and which is not on record here, in words.
    """

    kind: str = "treaty"
    term: str = "withdrawal"
    is_barred: bool = False
    only_if: str | None = None
    closed_on: date | None = None
    ends_for: str | None = None
    ended_by: str | None = None
    is_deemed: bool = False
    consent_of: str | None = None
    provisional: date | None = None
    parent: str | None = None
    missing: str | None = None
