"""The life and the official numbers of a treaty, as lines for people and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from withdrawal.datafiles import picked, plain
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.letters import spelt_out

__all__ = [
    "LINKED_DATA",
    "called",
    "life_json",
    "life_lines",
    "linked_data",
    "number_lines",
    "numbers_text",
    "whose",
]

LINKED_DATA = "https://schema.org"

_WHO = {
    "mtdsg": "UN Secretary-General",
    "ets": "Council of Europe, ETS",
    "cets": "Council of Europe, CETS",
    "ilo": "ILO",
    "unts": "UN registration",
    "sr": "Swiss collection, SR",
    "bwb": "Dutch collection",
    "hcch": "Hague Conference",
    "wipo": "WIPO",
    "celex": "EUR-Lex",
    "wikidata": "Wikidata",
}


def life_lines(treaty: Treaty, *, entry: bool = True) -> list[str]:
    """Return what is on record of a treaty's life, a line each.

    Args:
        treaty: the treaty.
        entry: whether its entry into force is told too, or stands elsewhere already.
    """
    replaced_by = filter(None, (*treaty.replaced_by, treaty.successor))
    facts = {
        "Kind": None if treaty.kind == "treaty" else spelt_out(treaty.kind),
        "Closed": "no other State may join" if treaty.closed else None,
        "In force": "not yet" if treaty.not_in_force else treaty.in_force if entry else None,
        "Applied provisionally since": treaty.provisionally_applied,
        "Ended": _ending(treaty),
        "Replaced by": ", ".join(map(called, replaced_by)),
        "Still binds": treaty.binds_still,
        "Suspended since": treaty.suspended_since,
        "Its term ends": treaty.term_ends,
        "Status": treaty.status,
    }
    return [f"{name}: {value}" for name, value in facts.items() if value]


def called(treaty: str) -> str:
    """Return a treaty's usual name with its id, which is what one types."""
    name = catalogue().name_of(treaty)
    return treaty if name == treaty else f"{name} ({treaty})"


def _ending(treaty: Treaty) -> str | None:
    """Return when and how a treaty ended, in words."""
    if treaty.ended is None:
        return None
    when = str(treaty.ended)
    if treaty.ended_range is not None:
        when = f"between {treaty.ended_range.start} and {treaty.ended_range.end}"
    return ", ".join(filter(None, (when, treaty.ending_in_words)))


def life_json(treaty: Treaty) -> dict[str, Any]:
    """Return a treaty's life, ready for JSON; a key that says nothing is null."""
    return picked(treaty, _LIFE)


_LIFE = (
    *("kind", "closed", "ended", "ended_range", "ended_how", "replaced_by", "successor"),
    *("not_in_force", "provisionally_applied", "suspended_since", "term_ends", "binds_still"),
    *("life_source", "life_confidence"),
)


def whose(kind: str) -> str:
    """Return who gives a kind of official number."""
    return _WHO[kind]


def number_lines(numbers: Mapping[str, list[str]]) -> list[str]:
    """Return official numbers in words, a line for each who gives them."""
    return [f"{_WHO[kind]} {', '.join(each)}" for kind, each in numbers.items()]


def numbers_text(treaty: Treaty) -> str:
    """Return a treaty's official numbers in one line; an empty text where there are none."""
    return "; ".join(number_lines(treaty.identifiers.to_json()))


def linked_data(treaty: Treaty) -> dict[str, Any]:
    """Return a treaty as JSON-LD, with the pages that are certainly about it."""
    told = {
        "@context": LINKED_DATA,
        "@type": "Legislation",
        "name": treaty.title,
        "alternateName": [each for each in treaty.short_names if each != treaty.title],
        "identifier": [number for _, number in treaty.identifiers],
        "legislationDate": plain(treaty.adopted),
        "sameAs": list(treaty.identifiers.addresses()),
    }
    return {key: value for key, value in told.items() if value}
