"""What a sentence adds on the State's membership and on what kind of text the treaty is.

Every language says the same: here it is decided what is to be said, by keys that each language
has a sentence for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer

__all__ = ["Addition", "additions", "is_barred"]

Addition = Literal["party_is", "party_on", "party_unknown", "model", "article", "for_all"]

_TEXTS: dict[str, Addition] = {"model-clause": "model", "treaty-article": "article"}
_ASKS_FIRST = ("no-exit", "not-open")
"""Statuses that leave open whether the State is a party at all."""


def additions(answer: Answer) -> tuple[Addition, ...]:
    """Return what is to be added to an answer's sentence, in order."""
    found: list[Addition] = []
    kind = _TEXTS.get(answer.manner.kind)
    if kind is not None:
        found.append(kind)
    else:
        found += _membership(answer)
    if any(each.rule == "ends-for-all" for each in answer.because):
        found.append("for_all")
    return tuple(found)


def _membership(answer: Answer) -> list[Addition]:
    value = answer.membership.value
    if value == "party" and answer.list_day is not None:
        return ["party_on"]
    if answer.status not in _ASKS_FIRST or value == "not-a-party":
        return []
    return ["party_is" if value == "party" else "party_unknown"]


def is_barred(answer: Answer) -> bool:
    """Return whether the treaty forbids leaving it, where others are silent on it."""
    return answer.status == "no-exit" and answer.manner.is_barred
