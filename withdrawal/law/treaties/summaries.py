"""What is kept of treaties beside their files: a line of each for lists, and official numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from withdrawal.datafiles import picked
from withdrawal.law.clause.operators import kind_of
from withdrawal.law.treaties.numbers import Numbered, forms_in_names, numbered
from withdrawal.law.treaties.treaty import Treaty

_HANGING = ("protocol", "amended")


def summary(each: Treaty, file: str) -> dict[str, Any]:
    """Return what a list of treaties shows of one, and where it is read from."""
    period = each.clause.period
    return {
        "file": file,
        **picked(each, ("name", "title", "depositaries", "category", "term")),
        "exit": each.clause.exit,
        "period": str(period) if period else None,
        "shape": [kind_of(op) for op in each.clause.operators],
        **picked(each, ("in_force", "kind", "closed", "ended", "ended_how", "replaced_by")),
        **picked(each, ("not_in_force", "status", "untc_chapter")),
        "parent": each.parent.treaty if each.parent and each.parent.exit_carries else None,
        "confidence": each.confidence,
    }


def numbers_of(treaties: Iterable[Treaty]) -> dict[str, Numbered]:
    """Return the treaties of each official number."""
    keys: dict[str, list[str]] = defaultdict(list)
    parents: dict[str, str] = {}
    plain: set[str] = set()
    for each in treaties:
        named = forms_in_names((each.id, *each.short_names))
        for number in dict.fromkeys((*each.identifiers.forms(), *named)):
            keys[number].append(each.id)
        if each.parent is not None:
            parents[each.id] = each.parent.treaty
        if _is_plain(each):
            plain.add(each.id)
    return {number: numbered(ids, parents, plain) for number, ids in keys.items()}


def _is_plain(each: Treaty) -> bool:
    """Return whether a treaty stands by itself: no article, protocol or amended text of another."""
    title = each.title.casefold()
    return each.kind == "treaty" and not any(word in title for word in _HANGING)


def numbers_data(found: Mapping[str, Numbered]) -> dict[str, Any]:
    """Return the official numbers in the form they are kept in."""
    return {
        key: each.answers[0] if each == Numbered(each.answers[:1]) else [each.answers, each.others]
        for key, each in sorted(found.items())
    }
