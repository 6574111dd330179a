"""The sections of a treaty's data file for the rarer shapes of a clause, and what they become."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from withdrawal.dates import Period
from withdrawal.law.clause.landings import MonthDay
from withdrawal.law.clause.openings import FirstAct, Mode, OnlyIf

if TYPE_CHECKING:
    from withdrawal.law.clause.operators import Operator

__all__ = [
    "ConsentSection",
    "DeemedSection",
    "EndsForAllSection",
    "FirstActSection",
    "FollowersSection",
    "LapseSection",
    "OnlyIfSection",
    "ToldSection",
    "openings",
]


@frozen(eq=False, repr=False)
class OnlyIfSection:
    """The right exists only if something has happened."""

    text: str
    article: str | None = None
    happened_on: date | None = None
    closes_after: Period | None = None


@frozen(eq=False, repr=False)
class FollowersSection:
    """Others may follow a first leaver, for the same day."""

    within: Period
    until: MonthDay | None = None
    article: str | None = None


@frozen(eq=False, repr=False)
class FirstActSection:
    """The first of two acts, and the time between them."""

    text: str
    gap: Period
    mode: Mode = "at-least"
    article: str | None = None


@frozen(eq=False, repr=False)
class ConsentSection:
    """The notice is a request that somebody has to grant."""

    of: str
    article: str | None = None


@frozen(eq=False, repr=False)
class EndsForAllSection:
    """A notice ends the treaty for all its parties."""

    article: str | None = None
    below: int | None = None
    text: str | None = None
    both: bool = False


@frozen(eq=False, repr=False)
class ToldSection:
    """A rule in words, for all parties or only for some."""

    text: str
    article: str | None = None
    parties: tuple[str, ...] = ()


@frozen(eq=False, repr=False)
class DeemedSection:
    """An end that needs no notice."""

    text: str
    article: str | None = None
    of: str | None = None
    after: Period | None = None
    unless: str | None = None


@frozen(eq=False, repr=False)
class LapseSection:
    """The treaty lapses below a number of parties."""

    below: int
    article: str | None = None
    text: str | None = None


def openings(only_if: OnlyIfSection | None, first_act: FirstActSection | None) -> list[Operator]:
    """Return the gates that an event and a first act are."""
    gates: list[Operator] = []
    if only_if is not None:
        gates.append(
            OnlyIf(only_if.text, only_if.happened_on, only_if.closes_after, article=only_if.article)
        )
    if first_act is not None:
        gates.append(
            FirstAct(first_act.text, first_act.gap, first_act.mode, article=first_act.article)
        )
    return gates
