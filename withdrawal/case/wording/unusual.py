"""Sentences for what is out of the ordinary: model clauses, ends for all, rights not open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from withdrawal.case.wording.additions import is_told_by_a_list_alone
from withdrawal.dates import long_date
from withdrawal.record.kinds import RecordKind

if TYPE_CHECKING:
    from withdrawal.case.findings import Findings

__all__ = ["again", "unusual_sentence"]


def unusual_sentence(answer: Findings, party: str, treaty: str) -> str | None:
    """Return the sentence of an answer that the usual one for its status would not fit.

    Args:
        answer: the answer.
        party: the State, as it stands in a sentence.
        treaty: the treaty, as it stands in a sentence.

    Returns:
        None where the usual sentence fits.
    """
    manner = answer.manner
    if answer.status == "not-open":
        return _not_open(answer, party, treaty)
    is_by_kind = answer.kind in _NO_WITHDRAWAL and not manner.is_deemed
    if is_by_kind and answer.status in ("effective", "pending"):
        return _by_kind(answer, party, treaty)
    if manner.kind in _UNDER and answer.status in _OF_A_NOTICE:
        return _under_a_clause(answer, party, treaty)
    if answer.status == "no-exit" and manner.is_barred:
        return f"{treaty} does not let {party} leave by a notice of its own."
    if manner.ended_by is not None and answer.effect is not None:
        return _ended_by(answer, party, treaty, long_date(answer.effect))
    if manner.is_deemed and answer.effect is not None:
        return _deemed(answer, party, treaty, long_date(answer.effect))
    if manner.ends_for is not None and answer.effect is not None:
        return _for_all(answer, party, treaty, long_date(answer.effect))
    if manner.consent_of is not None and answer.status == "conditional":
        return _request(answer, party, treaty)
    if is_told_by_a_list_alone(answer):
        return _left(answer, party, treaty)
    return None


def _left(answer: Findings, party: str, treaty: str) -> str:
    """Return the sentence of an end that only a list of parties tells, not how it came about."""
    when = "on a day that is not known"
    if answer.effect is not None:
        when = f"on {long_date(answer.effect)}"
    elif answer.earliest and answer.latest:
        when = f"between {long_date(answer.earliest)} and {long_date(answer.latest)}"
    return f"{party} ceased to be a party to {treaty} {when}{again(answer)}."


def _by_kind(answer: Findings, party: str, treaty: str) -> str:
    """Return the sentence of an exit that was no withdrawal of the State's own."""
    assert answer.kind is not None
    before, after = _NO_WITHDRAWAL[answer.kind]
    verb = before[0] if answer.status == "effective" else before[1]
    on = f"on {long_date(answer.effect)}" if answer.effect else "on a day that is not known"
    return f"{party} {verb} {treaty} {on}{after}{again(answer)}."


def again(answer: Findings) -> str:
    """Return that the State came back, and since when where that is known; empty if it did not."""
    if answer.rejoined is None:
        return "; it is a party again" if answer.is_back else ""
    return f"; it has been a party again since {long_date(answer.rejoined)}"


_CEASES = ("ceased to be a party to", "ceases to be a party to")
_NO_WITHDRAWAL: dict[RecordKind, tuple[tuple[str, str], str]] = {
    RecordKind.BY_OPERATION_OF_TREATY: (_CEASES, ", by operation of the treaty"),
    RecordKind.END_OF_MEMBERSHIP: (_CEASES, ", when its membership ended"),
    RecordKind.MEMBERSHIP_PASSED_TO_EU: (
        _CEASES,
        ", when its membership passed to the European Union",
    ),
    RecordKind.OVERTAKEN: (_CEASES, ", otherwise than by its own notice"),
    RecordKind.WITHDRAWAL_OF_RATIFICATION: (
        ("took back its ratification of", "takes back its ratification of"),
        "",
    ),
}
"""How an end is told that needed no notice, or came otherwise than by it."""


def _not_open(answer: Findings, party: str, treaty: str) -> str:
    start = f"{treaty} allows leaving only if {answer.manner.only_if}"
    if answer.manner.closed_on is not None:
        last = long_date(answer.manner.closed_on)
        return f"{start}, and the time for it was over after {last}."
    return (
        f"{start}; that has not happened, as far as is known here, so no notice by {party} would "
        "have a date of effect."
    )


_UNDER = {"model-clause": "clause", "treaty-article": "article"}
_OF_A_NOTICE = frozenset(
    {"effective", "pending", "conditional", "not-notified", "no-effect", "not-a-party"}
)


def _under_a_clause(answer: Findings, party: str, treaty: str) -> str:
    day = answer.received or answer.as_of
    start = f"Under this {_UNDER[answer.manner.kind]}, {treaty}, a notice by {party} of "
    start += long_date(day)
    if answer.effect is not None:
        on = long_date(answer.effect)
        takes = "have taken effect" if answer.status == "effective" else "take effect"
        if answer.manner.kind == "model-clause":
            return f"{start} would {takes} on {on}."
        return f"{start} could {takes} on {on} at the earliest."
    if answer.status == "no-effect":
        return f"{start} would have no effect."
    if answer.earliest is not None:
        return f"{start} would take effect on {long_date(answer.earliest)} at the earliest."
    return f"{start} would have no date of effect yet."


def _ended_by(answer: Findings, party: str, treaty: str, day: str) -> str:
    verb = "ended" if answer.status == "effective" else "ends"
    by = answer.manner.ended_by
    whom = answer.manner.ends_for
    return f"{treaty} {verb} for {whom}, {party} too, on {day}, by the notice of {by}."


def _deemed(answer: Findings, party: str, treaty: str, day: str) -> str:
    verb = "ceased" if answer.status == "effective" else "ceases"
    told = f"{party} {verb} to be a party to {treaty} on {day}, without a notice of its own"
    unknown = "" if answer.is_membership_known else "; whether it was one is not known here"
    return f"{told}{unknown}."


def _for_all(answer: Findings, party: str, treaty: str, day: str) -> str:
    whom = answer.manner.ends_for
    if answer.basis == "given":
        verb = "would have ended" if answer.status == "effective" else "would end"
        return f"A notice by {party} {verb} {treaty} for {whom} on {day}."
    verb = "ended" if answer.status == "effective" else "ends"
    return f"The notice of {party} {verb} {treaty} for {whom} on {day}."


def _request(answer: Findings, party: str, treaty: str) -> str:
    since = f"; not before {long_date(answer.earliest)}" if answer.earliest else ""
    of = answer.manner.consent_of
    return f"A request by {party} to leave {treaty} takes effect only if {of} consents{since}."
