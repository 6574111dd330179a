"""What a sentence adds on the State's membership and on what kind of text the treaty is.

Every language says the same: here it is decided what is to be said, by keys that each language
has a sentence for.
"""

from __future__ import annotations

from typing import Literal

from withdrawal.case.findings import Findings
from withdrawal.case.statuses import STATUS
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.record.bound.lists import is_list_read
from withdrawal.record.kinds import RecordKind

Addition = Literal[
    "party_is", "party_on", "party_known", "party_unknown", "model", "article", "for_all",
    "with_parent",
]  # fmt: skip

TEXTS: dict[str, Addition] = {"model-clause": "model", "treaty-article": "article"}
"""The kinds of text that nobody is a party to, and what is said of each."""


def additions(answer: Findings) -> tuple[Addition, ...]:
    """Return what is to be added to an answer's sentence, in order."""
    kind = TEXTS.get(answer.manner.kind)
    found = [kind] if kind is not None else _membership(answer)
    if answer.manner.ends_for is not None:
        found.append("for_all")
    if answer.manner.parent is not None:
        found.append("with_parent")
    return tuple(found)


def by_list(treaty: str, read: str, unread: str) -> str:
    """Return the key of what the list of a treaty tells, by whether anybody read it."""
    return read if is_list_read(treaty) else unread


def text_kind(treaty: str) -> Addition | None:
    """Return what is said of a text that nobody is a party to; None for a treaty."""
    return TEXTS.get(str(catalogue().summaries.get(treaty, {}).get("kind")))


def is_if_a_party(answer: Findings) -> bool:
    """Return whether an answer holds only if the State is a party, which is not known."""
    is_text = answer.manner.kind in TEXTS
    is_asked = STATUS[answer.status].binds
    return is_asked and not (answer.is_membership_known or is_text)


def ended_without_notice(answer: Findings) -> bool:
    """Return whether the State's bond ends otherwise than by a notice of withdrawal."""
    if answer.manner.is_deemed:
        return True
    if answer.kind is None or answer.status not in ("effective", "pending"):
        return False
    kind = RecordKind(answer.kind)
    is_without = (kind.ends_bond or kind.undoes_consent) and not kind.is_notice
    return is_without or kind is RecordKind.OVERTAKEN


def is_told_by_a_list_alone(answer: Findings) -> bool:
    """Return whether only a list tells that a State is out, and nothing how that came about."""
    return answer.status == "effective" and answer.kind is None and answer.basis is None


def _membership(answer: Findings) -> list[Addition]:
    value = answer.membership.value
    if value == "party" and answer.list_day is not None:
        return ["party_on" if is_list_read(answer.treaty) else "party_known"]
    row = STATUS[answer.status]
    if row.has_way or not row.binds or value == "not-a-party":
        return []
    return ["party_is" if value == "party" else "party_unknown"]
