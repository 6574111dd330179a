"""What a route may depend on: a closed vocabulary, kept as data.

A case states such a fact; some hold by themselves where the treaty is of a certain category.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Protocol

from withdrawal.datafiles import read_toml, structure
from withdrawal.errors import CircumstanceError, DataFileError, near_misses
from withdrawal.law.names import several
from withdrawal.values import frozen

_FILE = Path(__file__).parents[1] / "data" / "procedures" / "_facts.toml"


class TreatyLike(Protocol):
    """What a route may look at in a treaty."""

    @property
    def id(self) -> str:
        """Its id in the catalogue."""
        ...

    @property
    def category(self) -> str | None:
        """Its category in the catalogue; None where it has none."""
        ...


@frozen
class Fact:
    """Something that may call for a route.

    Attributes:
        categories: the categories of treaties for which it holds by itself.
        treaties: the ids of treaties for which it holds by itself.
    """

    words: str
    categories: tuple[str, ...] = ()
    treaties: tuple[str, ...] = ()


@cache
def facts() -> dict[str, Fact]:
    """Return the facts on which routes may depend, by the words that state them."""
    return structure(read_toml(_FILE), dict[str, Fact], source=_FILE.name)


def facts_of(treaty: TreatyLike | None) -> frozenset[str]:
    """Return the facts that hold by themselves for a treaty."""
    if treaty is None:
        return frozenset()
    return frozenset(
        word
        for word, each in facts().items()
        if treaty.category in each.categories or treaty.id in each.treaties
    )


def check_facts(words: Iterable[str]) -> None:
    """Raise DataFileError where a word is not in the vocabulary."""
    if unknown := [each for each in words if each not in facts()]:
        raise DataFileError(
            f"{unknown[0]!r} is no fact a route depends on: expected some of {', '.join(facts())}."
        )


def stated_facts(given: Iterable[str]) -> tuple[str, ...]:
    """Return the facts that a case states, once each is seen to be one; one text is one fact.

    Raises:
        CircumstanceError: a word is not in the vocabulary.
    """
    known = tuple(facts())
    words = several(given, "facts")
    for each in words:
        if each not in known:
            raise CircumstanceError(
                f"{each!r} is not a fact that a route depends on: expected one of "
                f"{', '.join(known)}.",
                suggestions=near_misses(str(each), known),
            )
    return words
