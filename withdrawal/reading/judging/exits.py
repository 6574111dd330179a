"""Which acts on record are exits, by the document's day: a notice taken back has no effect, and
neither a suspension nor a consent taken back before it bound ends a bond."""

from __future__ import annotations

from withdrawal.reading.claims import Verdict
from withdrawal.reading.facts import Fact
from withdrawal.reading.judging.ruling import Matter, Ruling
from withdrawal.record.history import Withdrawal
from withdrawal.record.kinds import RecordKind


def is_disputed(row: Withdrawal) -> bool:
    """Return whether it is disputed that a line of the record is an exit."""
    return row.kind is RecordKind.DISPUTED or "disputed" in (row.status, row.confidence)


def is_notice(row: Withdrawal) -> bool:
    """Return whether a line of the record is a notice that was given."""
    return row.given is not None and row.kind.is_notice


def _stands(of: Matter, row: Withdrawal | None) -> bool:
    """Return whether a notice stood on the document's day, or the words say what would have been
    without its being taken back."""
    return row is None or of.claim.is_supposed or not row.is_taken_back_on(of.day)


def effects_of(of: Matter) -> list[Fact]:
    """Return the days on record on which the State was, or is to be, out."""
    return [
        each
        for each in of.facts
        if each.step == "effective"
        and (each.row is None or each.row.kind.ends_bond)
        and _stands(of, each.row)
    ]


def other_acts(of: Matter) -> list[Fact]:
    """Return the days on record on which an act took effect that is no exit."""
    rows = ((each, each.row) for each in of.facts if each.step == "effective")
    return [fact for fact, row in rows if row and not row.kind.ends_bond and _stands(of, row)]


def another_act(of: Matter, fact: Fact) -> Ruling:
    """Return the verdict on an exit of which the record has another act: right where the record
    alone says what the words mean, or where being bound no longer may be of a part."""
    assert fact.row is not None
    kind, claim = fact.row.kind, of.claim
    is_of_a_part = kind is RecordKind.PARTIAL_TERMINATION and claim.manner != "left"
    why = f"On record on {fact.day}: {kind.meaning}."
    verdict: Verdict = "supported" if claim.is_guessed or is_of_a_part else "loose"
    return Ruling(verdict, why, "effect:another-act", source=fact.source)


def taken_back(of: Matter) -> Ruling | None:
    """Return the verdict on an exit of which every notice was taken back by the document's day;
    None where that is not so, or the words say what would have been."""
    out = [row for row in of.rows if row.is_out and row.effect and row.effect <= of.day]
    given = [row for row in of.rows if is_notice(row) and row.given and row.given <= of.day]
    back = [row for row in given if row.is_taken_back_on(of.day)]
    if out or not back or len(back) < len(given) or of.claim.is_supposed:
        return None
    row = back[-1]
    why = f"The notice was taken back{_when(row)}."
    is_of_any_day = of.on is None and of.claim.is_ahead
    verdict: Verdict = "loose" if is_of_any_day else "contradicted"
    return Ruling(verdict, why, "effect:taken-back", source=row.source)


def and_taken_back(of: Matter) -> str:
    """Return the words that add that the last notice was taken back; none where it was not."""
    given = [row for row in of.rows if is_notice(row) and row.given and row.given <= of.day]
    is_back = bool(given) and given[-1].is_taken_back_on(of.day)
    return f"; the notice was taken back{_when(given[-1])}" if is_back else ""


def _when(row: Withdrawal) -> str:
    """Return the words for the day on which a notice was taken back."""
    day = row.known("revoked_on")
    if day is None:
        return ""
    return f" {'on' if day.day else 'in'} {day}"
