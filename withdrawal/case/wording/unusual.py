"""Sentences for what is out of the ordinary: model clauses, ends for all, rights not open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from withdrawal.case.wording.additions import TEXTS, is_told_by_a_list_alone
from withdrawal.record.kinds import RecordKind

if TYPE_CHECKING:
    from withdrawal.case.findings import Findings

__all__ = ["UNUSUAL", "unusual_key"]

_CEASES = "{party} {ceases} to be a party to {treaty} {on}"

UNUSUAL = {
    "not-open": (
        "{treaty} allows leaving only if {only_if}; that has not happened, as far as is known "
        "here, so no notice by {party} would have a date of effect."
    ),
    "not-open, closed": (
        "{treaty} allows leaving only if {only_if}, and the time for it was over after {closed}."
    ),
    RecordKind.BY_OPERATION_OF_TREATY: _CEASES + ", by operation of the treaty{again}.",
    RecordKind.END_OF_MEMBERSHIP: _CEASES + ", when its membership ended{again}.",
    RecordKind.MEMBERSHIP_PASSED_TO_EU: (
        _CEASES + ", when its membership passed to the European Union{again}."
    ),
    RecordKind.OVERTAKEN: _CEASES + ", otherwise than by its own notice{again}.",
    RecordKind.WITHDRAWAL_OF_RATIFICATION: (
        "{party} {took} back its ratification of {treaty} {on}{again}."
    ),
    "model-clause": "{under} would {take} {on}.",
    "treaty-article": "{under} could {take} {on} at the earliest.",
    "under, no effect": "{under} would have no effect.",
    "under, earliest": "{under} would take effect on {earliest} at the earliest.",
    "under, open": "{under} would have no date of effect yet.",
    "barred": "{treaty} does not let {party} leave by a notice of its own.",
    "ended by another": (
        "{treaty} {ends} for {ends_for}, {party} too, {on}, by the notice of {ended_by}."
    ),
    "deemed": _CEASES + ", without a notice of its own{was_one}.",
    "for all": "The notice of {party} {ends} {treaty} for {ends_for} {on}.",
    "for all, given": "A notice by {party} {would_end} {treaty} for {ends_for} {on}.",
    "request": (
        "A request by {party} to leave {treaty} takes effect only if {consent_of} "
        "consents{not_before}."
    ),
    "left": "{party} {ceases} to be a party to {treaty} {on}{again}.",
    "left, between": (
        "{party} ceased to be a party to {treaty} between {earliest} and {latest}{again}."
    ),
}
"""The sentences by their keys; of an end that needed no notice of withdrawal, by its kind."""


def unusual_key(answer: Findings) -> str | None:
    """Return the key of the sentence of an answer that the usual one for its status would not fit.

    None where the usual sentence fits.
    """
    manner, status = answer.manner, answer.status
    if status == "not-open":
        return "not-open" if manner.closed_on is None else "not-open, closed"
    is_by_kind = answer.kind in UNUSUAL and not manner.is_deemed
    if is_by_kind and status in ("effective", "pending"):
        return answer.kind
    if manner.kind in TEXTS and status in _OF_A_NOTICE:
        return _under_a_clause(answer)
    if status == "no-exit" and manner.is_barred:
        return "barred"
    if manner.consent_of is not None and status == "conditional":
        return "request"
    return _other_end(answer)


def _other_end(answer: Findings) -> str | None:
    """Return the key for an end that another's notice, a rule, or only a list of parties tells."""
    manner = answer.manner
    if answer.effect is not None:
        if manner.ended_by is not None:
            return "ended by another"
        if manner.is_deemed:
            return "deemed"
        if manner.ends_for is not None:
            return "for all, given" if answer.basis == "given" else "for all"
    if not is_told_by_a_list_alone(answer):
        return None
    is_between = answer.effect is None and answer.earliest and answer.latest
    return "left, between" if is_between else "left"


_OF_A_NOTICE = frozenset(
    {"effective", "pending", "conditional", "not-notified", "no-effect", "not-a-party"}
)


def _under_a_clause(answer: Findings) -> str:
    if answer.effect is not None:
        return answer.manner.kind
    if answer.status == "no-effect":
        return "under, no effect"
    return "under, open" if answer.earliest is None else "under, earliest"
