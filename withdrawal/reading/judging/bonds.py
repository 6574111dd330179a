"""Judging who is bound, since when, how many, and how they voted."""

from __future__ import annotations

from datetime import date

from withdrawal.case.roll import parties
from withdrawal.dates import PartialDate
from withdrawal.errors import WithdrawalError
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.overlay import remembered
from withdrawal.reading.claims import Found, Value
from withdrawal.reading.facts import (
    RELIED_ON,
    fits,
    off_by_one,
    rows_of,
)
from withdrawal.reading.judging.ruling import Ruling
from withdrawal.record.bound.membership import Membership
from withdrawal.record.chronology import chronology
from withdrawal.record.events import Votes
from withdrawal.record.history import Withdrawal
from withdrawal.record.parties import membership, roll

__all__ = [
    "by_the_list",
    "count_ruling",
    "in_force_ruling",
    "joined_ruling",
    "standing_ruling",
    "taken_back",
    "votes_ruling",
]

_NEAR_COUNT = 3
_ABOUT_COUNT = 10


def votes_ruling(claim: Found, party: str, treaty: Treaty) -> Ruling:
    """Return the verdict on a count of votes, by the votes on record: another count is wrong only
    where the day, or the number in favour, tells which vote is meant."""
    said = claim.value.votes
    assert said is not None
    events = [each for each in chronology(party, treaty.id) if each.votes is not None]
    known = [(vote, each) for each in events for vote in (each.votes, *_rivals(each)) if vote]
    for vote, event in known:
        if _agrees(said, vote):
            source = event.sources[0].address if event.sources else None
            why = f"On record: {vote} on {event.when}."
            return Ruling(verdict="supported", why=why, rule="votes:on-record", source=source)
    days = claim.day.values if claim.day else ()
    for vote, event in known:
        is_meant = vote.for_ == said.for_ or any(
            fits(each, event.when) for each in days if each.day
        )
        if is_meant and event.confidence.value in RELIED_ON:
            return Ruling(
                verdict="contradicted", why=f"On record: {vote} on {event.when}.",
                rule="votes:other", right=Value(votes=vote),
            )  # fmt: skip
    return Ruling(
        verdict="unjudgeable", why="No such vote is on record.", rule="votes:not-on-record"
    )


def _rivals(event: object) -> list[Votes]:
    return [each.votes for each in getattr(event, "rivals", ()) if each.votes is not None]


def _agrees(said: Votes, known: Votes) -> bool:
    pairs = ((said.against, known.against), (said.abstain, known.abstain))
    return said.for_ == known.for_ and all(
        one is None or other is None or one == other for one, other in pairs
    )


def joined_ruling(claim: Found, party: str, treaty: Treaty) -> Ruling:
    """Return the verdict on the day a State joined, or the treaty came into force for it."""
    said = claim.day.values if claim.day else ()
    known: list[PartialDate] = []
    for bond in roll(treaty, party).bonds:
        days = [bond.consent_date, bond.in_force_for_party]
        if bond.consent_date is not None:
            days.append(treaty.in_force_for(bond.consent_date))
        known += [PartialDate.of(day) for day in days if day is not None]
        known += [bond.joined_within] if bond.joined_within else []
    known += [each for row in rows_of(party, treaty.id) if (each := row.known("rejoined_on"))]
    return _one_of(said, known, "joined", "No such joining is on record.")


def in_force_ruling(claim: Found, treaty: Treaty) -> Ruling:
    """Return the verdict on the day the treaty itself came into force."""
    said = claim.day.values if claim.day else ()
    known = [PartialDate.of(treaty.in_force)] if treaty.in_force else []
    found = _one_of(said, known, "in-force", "Its entry into force is not on record.")
    is_sure = treaty.confidence in ("verified", "known") and claim.day and claim.day.has_year
    others = [PartialDate.of(day) for day in (treaty.adopted, treaty.opened) if day]
    if found.verdict != "unjudgeable" or not known or not is_sure or claim.parties:
        return found
    if any(fits(day, each) for day in said for each in others):
        return found
    return Ruling(
        verdict="contradicted", why=f"In force since {known[0]}.", rule="in-force:other-day",
        right=Value(day=known[0]),
    )  # fmt: skip


def _one_of(
    said: tuple[PartialDate, ...], known: list[PartialDate], rule: str, otherwise: str
) -> Ruling:
    for day in said:
        for each in known:
            if fits(day, each):
                why = f"On record: {each}."
                return Ruling(verdict="supported", why=why, rule=f"{rule}:on-record", said=day)
    near = next((each for each in known if any(off_by_one(day, each) for day in said)), None)
    if near is not None:
        return Ruling(
            verdict="loose",
            why=f"On record: {near}.",
            rule=f"{rule}:off-by-one",
            right=Value(day=near),
        )
    return Ruling(verdict="unjudgeable", why=otherwise, rule=f"{rule}:not-on-record")


def standing_ruling(claim: Found, party: str, treaty: Treaty, on: date | None) -> Ruling:
    """Return the verdict on whether a State is a party on the document's day."""
    day = on or date.today()
    known = membership(treaty, party, day)
    rows = rows_of(party, treaty.id)
    wants = "party" if claim.kind == "is-party" else "not-a-party"
    if any(row.status == "disputed" or row.confidence == "disputed" for row in rows):
        return Ruling(verdict="unjudgeable", why="It is disputed.", rule="party:disputed")
    if known.value == "not-known":
        return Ruling(verdict="unjudgeable", why="It is not on record.", rule="party:not-known")
    told = "a party" if known.value == "party" else "no party"
    why = f"It is {told} on {day}, as far as is known."
    if known.value == wants:
        return Ruling(verdict="supported", why=why, rule="party:on-record", source=known.source)
    pending = [
        row for row in rows if row.given and row.given <= day and row.effect and row.effect > day
    ]
    if pending and wants == "not-a-party":
        why = f"Notice was given; the effect is on {pending[-1].effect}."
        right = Value(day=pending[-1].known("effect"))
        sure = pending[-1].confidence in RELIED_ON
        return Ruling(
            verdict="contradicted" if sure else "unjudgeable", why=why, rule="party:still-bound",
            right=right if sure else None, source=pending[-1].source,
        )  # fmt: skip
    gone = [row for row in rows if row.is_out and row.effect and row.effect <= day]
    if gone and wants == "party" and gone[-1].confidence in RELIED_ON:
        right = Value(day=gone[-1].known("effect"))
        return Ruling(
            verdict="contradicted", why=f"Out since {gone[-1].effect}.", rule="party:left",
            right=right, source=gone[-1].source,
        )  # fmt: skip
    if claim.is_plain and known.value == "party" and _is_by_a_later_list(known, day) and on:
        why = f"It is still a party by the complete list of {known.list_as_of}."
        return Ruling(
            verdict="contradicted", why=why, rule="party:still-listed", source=known.source
        )
    return Ruling(verdict="unjudgeable", why=why, rule="party:not-sure", source=known.source)


def _is_by_a_later_list(known: Membership, day: date) -> bool:
    """Return whether a complete list of a later day tells who was a party on a day."""
    later = known.list_as_of is not None and known.list_as_of >= day
    return later and known.complete and known.basis == "list" and known.confidence in RELIED_ON


def by_the_list(claim: Found, party: str, treaty: Treaty, day: date) -> Ruling | None:
    """Return the verdict where a complete list of a later day has a State still, or where none has
    it and nothing of an exit is on record; None where that is not so."""
    known = membership(treaty, party, day)
    is_meant = claim.is_plain and not (claim.is_supposed or claim.is_ahead)
    if (
        not is_meant
        or not _is_by_a_later_list(known, day)
        or (known.value != "party" and known.bonds)
    ):
        return None
    if known.value != "party" and rows_of(party, treaty.id):
        return None
    told = "still" if known.value == "party" else "never"
    why = f"It is {told} a party by the complete list of {known.list_as_of}."
    return Ruling(
        verdict="contradicted", why=why, rule=f"effect:{told}-a-party", source=known.source
    )


def taken_back(claim: Found, rows: tuple[Withdrawal, ...], on: date) -> Ruling | None:
    """Return the verdict on an effect of which every notice was taken back by a day."""
    given = [row for row in rows if row.given and row.given <= on]
    back = [row for row in given if row.revoked_on is not None and row.revoked_on <= on]
    if not back or len(back) < len(given) or claim.is_supposed or claim.is_ahead:
        return None
    why, rule = f"The notice was taken back on {back[-1].revoked_on}.", "effect:taken-back"
    return Ruling(verdict="contradicted", why=why, rule=rule, source=back[-1].source)


def count_ruling(claim: Found, treaty: Treaty, on: date | None) -> Ruling:
    """Return the verdict on a number of parties; never a contradiction, for lists lag behind."""
    said = claim.value.count
    assert said is not None
    if on is None:
        why = "The document has no day, and counts change."
        return Ruling(verdict="unjudgeable", why=why, rule="party-count:no-day")
    number = _counted(treaty.id, on)
    why = f"Parties known on {on}: {number}."
    right = Value(count=number)
    if not number or abs(said - number) > _ABOUT_COUNT:
        return Ruling(verdict="unjudgeable", why=why, rule="party-count:unsure")
    if claim.rule.endswith(":signed"):
        why += " Who signed is not who is a party."
        return Ruling(verdict="loose", why=why, rule="party-count:signed", right=right)
    if (claim.is_rounded and 0 <= number - said <= _ABOUT_COUNT) or said == number:
        return Ruling(verdict="supported", why=why, rule="party-count:right")
    if abs(said - number) <= _NEAR_COUNT:
        return Ruling(verdict="loose", why=why, rule="party-count:near", right=right)
    return Ruling(verdict="unjudgeable", why=why, rule="party-count:unsure")


@remembered
def _counted(treaty: str, on: date) -> int:
    """Return how many parties a treaty has, as far as is known; 0 where nobody has counted."""
    try:
        return len(parties(catalogue().treaty(treaty), on=on).of("party"))
    except WithdrawalError:
        return 0
