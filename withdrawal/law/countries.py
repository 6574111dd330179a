"""States by name: English, their own languages, ISO 3166-1 codes, usual variants, former States.

The names came from the Unicode CLDR and are kept by hand; `make data` writes the index of them.
"""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from withdrawal.datafiles import read_json
from withdrawal.errors import AmbiguousNameError, UnknownCountryError
from withdrawal.law.names import NameIndex, calls_a_treaty, normal
from withdrawal.values import frozen

DATA = Path(__file__).parent / "data" / "countries.json"


@frozen
class Country:
    """A State, present or former, or the European Union.

    Attributes:
        id: ISO 3166-1 alpha-3 (``SUN``, ``CSK`` and the like for former States).
        name: the usual English name.
        alpha2: ISO 3166-1 alpha-2; None for former States.
        names: other names: endonyms, official and former names.
        note: what became of a former State, or why few lists of parties name it; None for most.
        ended: the first day without a former State; None for those there are.
        succeeded: the day from which what it succeeded to binds it: of its independence, mostly;
            None for those of which no list says that they succeeded, or where that day is in doubt.
    """

    id: str
    name: str
    alpha2: str | None
    names: tuple[str, ...]
    note: str | None = None
    ended: date | None = None
    succeeded: date | None = None

    def __str__(self) -> str:
        return self.name


@cache
def countries() -> dict[str, Country]:
    """Return every State known, by id."""
    return {
        key: Country(
            key,
            each["name"],
            each["alpha2"],
            tuple(each["names"]),
            note=each.get("note"),
            **{
                turn: date.fromisoformat(each[turn])
                for turn in ("ended", "succeeded")
                if turn in each
            },
        )
        for key, each in read_json(DATA)["states"].items()
    }


@cache
def _index() -> NameIndex:
    exact = {name: frozenset(ids) for name, ids in read_json(DATA)["index"].items()}
    return NameIndex(exact, lambda key: countries()[key].name)


def country(key: str) -> Country:
    """Return the State with an ISO 3166-1 alpha-3 id, or raise UnknownCountryError."""
    try:
        return countries()[key]
    except KeyError:
        raise _unknown(key) from None


def name_of_state(key: str) -> str:
    """Return a State's usual name; the id itself where no State has it."""
    known = countries().get(key)
    return known.name if known else key


def resolve_country(name: str | Country) -> Country:
    """Return the State a name or code stands for.

    Args:
        name: an English name, an endonym, an ISO code or a former name, in any case; a `Country`
            stands for itself.

    Raises:
        UnknownCountryError: it fits none; the suggestions are the nearest names.
        AmbiguousNameError: it fits several; the suggestions list them.
    """
    if isinstance(name, Country):
        return name
    if not isinstance(name, str):
        raise _unknown(name)
    return _resolved(name)


@lru_cache(maxsize=4096)
def _resolved(name: str) -> Country:
    every = countries()
    if name in every:
        return every[name]
    found = () if calls_a_treaty(name) else _index().find(name) or _by_a_part(name)
    if len(found) == 1:
        return every[found[0]]
    if not found:
        raise _unknown(name)
    labels = tuple(every[key].name for key in found)
    raise AmbiguousNameError(
        f"{name!r} fits several States: expected one of {', '.join(labels)}.", suggestions=labels
    )


def _by_a_part(name: str) -> tuple[str, ...]:
    """Return the States one of whose names holds a part of it that is more than such a word."""
    says_nothing = {*read_json(DATA)["no_name"]}.issuperset(normal(name).split())
    return () if says_nothing else _index().holding(name)


def _unknown(name: str) -> UnknownCountryError:
    whole = read_json(DATA)["parts"].get(normal(name)) if isinstance(name, str) else None
    if whole is not None:
        state = countries()[whole].name
        return UnknownCountryError(
            f"{name[:80]!r} is not a State of its own here: expected the State that answers for "
            f"its treaties, {state}.",
            suggestions=(state,),
        )
    nearest = _index().nearest(name, 3) if isinstance(name, str) else ()
    hint = f"; did you mean {nearest[0]}?" if nearest else "."
    return UnknownCountryError(
        f"{str(name)[:80]!r} is not a State known here: expected a name or an ISO 3166 code{hint}",
        suggestions=nearest,
    )
