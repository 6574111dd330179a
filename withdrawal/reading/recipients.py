"""Who is told of an exit: whom the treaty names, in a form that compares."""

from __future__ import annotations

import re
from functools import lru_cache

from withdrawal.errors import WithdrawalError
from withdrawal.law.countries import resolve_country
from withdrawal.law.treaties.treaty import Treaty


def told_by(treaty: Treaty) -> frozenset[str]:
    """Return whom a treaty's clause names as told, the depositary also by its own name, in their
    plain form."""
    named = treaty.clause.recipients
    keepers = treaty.depositaries if any("depositar" in each for each in named) else ()
    return frozenset(map(plainly, (*named, *keepers)))


_OF_A_STATE = re.compile(
    r" government$|^government of |^ministry of foreign affairs of (the )?| federal council$|^the "
)
_SAME_PEOPLE = (
    ("other", "part"),
    ("other", "state"),
    ("other", "side"),
    ("security council",),
    ("secretary general", "council of europe"),
    ("director", "general"),
    ("secreta", "oas"),
)


@lru_cache(maxsize=1024)
def plainly(name: str) -> str:
    """Return a recipient in a form that compares: a State by its code, the rest by a few words."""
    low = _OF_A_STATE.sub("", name.lower().replace("-", " "))
    for words in _SAME_PEOPLE:
        if all(each in low for each in words):
            return words[0]
    try:
        return resolve_country(low).id
    except WithdrawalError:
        return low
