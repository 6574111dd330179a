"""Judging who is bound, since when, how many, and how they voted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from withdrawal.case.roll import parties
from withdrawal.dates import PartialDate
from withdrawal.errors import WithdrawalError
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.overlay import remembered
from withdrawal.reading.claims import Found, Value
from withdrawal.reading.facts import RELIED_ON, fits, off_by_one, slips
from withdrawal.reading.judging.exits import taken_back
from withdrawal.reading.judging.ruling import Matter, Ruling
from withdrawal.record.bound.membership import Membership
from withdrawal.record.chronology import chronology
from withdrawal.record.events import Votes
from withdrawal.record.parties import bound_since, membership, roll

_A_MONTH = len("2026-07")
_NEAR_COUNT = 3
_ABOUT_COUNT = 10
_YEARS_OFF = 2
"""How many years a joining is told off the record at least that is wrong."""


def votes_ruling(of: Matter) -> Ruling:
    """Return the verdict on a count of votes, by the votes on record: another count is wrong only
    where the day, or the number in favour, tells which vote is meant."""
    said = of.claim.value.votes
    assert said is not None
    known = [
        (vote, event)
        for event in chronology(of.party, of.treaty.id)
        if event.votes is not None
        for vote in (event.votes, *(each.votes for each in event.rivals))
        if vote is not None
    ]
    for vote, event in known:
        if _agrees(said, vote):
            source = event.sources[0].address if event.sources else None
            why = f"On record: {vote} on {event.when}."
            return Ruling("supported", why, "votes:on-record", source=source)
    days = [each for each in of.claim.said if each.day]
    for vote, event in known:
        is_meant = vote.for_ == said.for_ or any(fits(each, event.when) for each in days)
        if is_meant and event.confidence.value in RELIED_ON:
            why = f"On record: {vote} on {event.when}."
            return Ruling("contradicted", why, "votes:other", Value(votes=vote))
    return Ruling("unjudgeable", "No such vote is on record.", "votes:not-on-record")


def _agrees(said: Votes, known: Votes) -> bool:
    pairs = ((said.against, known.against), (said.abstain, known.abstain))
    return said.for_ == known.for_ and all(
        one is None or other is None or one == other for one, other in pairs
    )


def joined_ruling(of: Matter) -> Ruling:
    """Return the verdict on the day a State joined, or the treaty came into force for it."""
    known: list[PartialDate | None] = []
    for bond in roll(of.treaty, of.party).bonds:
        days = [bond.consent_date, bond.in_force_for_party, bound_since(bond, of.treaty)[0]]
        known += [*(PartialDate.of(day) for day in days if day is not None), bond.joined_within]
    known += [row.known("rejoined_on") for row in of.rows]
    found = _one_of(of.claim.said, known, "joined", "No such joining is on record.")
    each_known = [each for each in known if each is not None]
    if found.verdict != "unjudgeable" or not (each_known and _is_sure(of)):
        return found
    said = of.claim.said
    if slip := next(
        (each for each in each_known if any(_misdates(one, each) for one in said)), None
    ):
        why, value = f"On record: {slip}.", Value(day=slip)
        return Ruling("contradicted", why, "joined:other-day", value, is_slip=True)
    if not _is_years_off(of, each_known):
        return found
    right = each_known[0]
    return Ruling("contradicted", f"On record: {right}.", "joined:other-year", Value(day=right))


def _is_sure(of: Matter) -> bool:
    """Return whether a joining is told with its year, and a complete list has the State's."""
    told = membership(of.treaty, of.party, of.on or date.today())
    listed = roll(of.treaty, of.party).list
    is_sure = listed is not None and listed.is_complete and told.confidence in RELIED_ON
    has_year = of.claim.day is not None and of.claim.day.has_year and not of.is_open
    return of.claim.kind == "joined" and is_sure and has_year


def _misdates(said: PartialDate, known: PartialDate) -> bool:
    """Return whether a day is a known one misdated, or a month the known one's in another year."""
    one, two = str(said), str(known)
    return slips(said, known) or (len(one) == _A_MONTH and one[4:] == two[4:_A_MONTH])


def _is_years_off(of: Matter, known: Iterable[PartialDate]) -> bool:
    """Return whether a year is told that is far from every joining on a complete list, and from
    when the treaty could be signed: a State's own act may be of the year before."""
    signed = of.treaty.opened or of.treaty.adopted
    years = {each.earliest.year for each in known if each.earliest}
    said = {each.latest.year for each in of.claim.said if each.latest}
    if not (years and said):
        return False
    years |= {signed.year} if signed else set()
    return all(abs(one - two) >= _YEARS_OFF for one in said for two in years)


def in_force_ruling(claim: Found, treaty: Treaty) -> Ruling:
    """Return the verdict on the day the treaty itself came into force."""
    said = claim.said
    known, *others = (
        PartialDate.of(day) if day else None
        for day in (treaty.in_force, treaty.adopted, treaty.opened)
    )
    found = _one_of(said, [known], "in-force", "Its entry into force is not on record.")
    is_sure = treaty.confidence in ("verified", "known") and claim.day and claim.day.has_year
    if found.verdict != "unjudgeable" or known is None or not is_sure:
        return found
    if any(fits(day, each) for day in said for each in others if each):
        return found
    return Ruling(
        "contradicted", f"In force since {known}.", "in-force:other-day", Value(day=known)
    )


def _one_of(
    said: tuple[PartialDate, ...], days: Iterable[PartialDate | None], rule: str, otherwise: str
) -> Ruling:
    """Return the verdict on days that are said, by those on record; never a contradiction."""
    known = [each for each in days if each is not None]
    for day in said:
        for each in known:
            if fits(day, each):
                return Ruling("supported", f"On record: {each}.", f"{rule}:on-record", said=day)
    near = next((each for each in known if any(off_by_one(day, each) for day in said)), None)
    if near is not None:
        return Ruling("loose", f"On record: {near}.", f"{rule}:off-by-one", Value(day=near))
    return Ruling("unjudgeable", otherwise, f"{rule}:not-on-record")


def standing_ruling(of: Matter) -> Ruling:
    """Return the verdict on whether a State is a party on the document's day."""
    day = of.day
    known = membership(of.treaty, of.party, day)
    wants = "party" if of.claim.kind == "is-party" else "not-a-party"
    if any("disputed" in (row.status, row.confidence) for row in of.rows):
        return Ruling("unjudgeable", "It is disputed.", "party:disputed")
    if known.value == "not-known":
        return Ruling("unjudgeable", "It is not on record.", "party:not-known")
    told = "a party" if known.value == "party" else "no party"
    why = f"It is {told} on {day}, as far as is known."
    if known.value == wants:
        return Ruling("supported", why, "party:on-record", source=known.source)
    if wants == "not-a-party" and (ruling := taken_back(of)):
        return ruling
    noticed = [row for row in of.rows if row.given and row.given <= day]
    pending = [row for row in noticed if row.effect and row.effect > day]
    if pending and wants == "not-a-party":
        row, rule = pending[-1], "party:still-bound"
        why = f"Notice was given; the effect is on {row.effect}."
        if row.confidence not in RELIED_ON:
            return Ruling("unjudgeable", why, rule, source=row.source)
        return Ruling("contradicted", why, rule, Value(day=row.known("effect")), source=row.source)
    gone = [row for row in of.rows if row.is_out and row.effect and row.effect <= day]
    if gone and wants == "party" and gone[-1].confidence in RELIED_ON:
        row, why = gone[-1], f"Out since {gone[-1].effect}."
        right = Value(day=row.known("effect"))
        return Ruling("contradicted", why, "party:left", right, source=row.source)
    if of.claim.is_plain and known.value == "party" and _is_by_a_later_list(known, day) and of.on:
        return _still_listed(of, known, day, "party:still-listed")
    return Ruling("unjudgeable", why, "party:not-sure", source=known.source)


def _is_by_a_later_list(known: Membership, day: date) -> bool:
    """Return whether a complete list of a later day tells who was a party on a day."""
    later = known.list_as_of is not None and known.list_as_of >= day
    return later and known.complete and known.basis == "list" and known.confidence in RELIED_ON


def by_the_list(of: Matter, day: date) -> Ruling | None:
    """Return the verdict where a complete list of a later day has a State still, or where none has
    it and nothing of an exit is on record; None where that is not so."""
    known = membership(of.treaty, of.party, day)
    if not of.claim.is_plain or of.is_open or not _is_by_a_later_list(known, day):
        return None
    if known.value == "party":
        return _still_listed(of, known, day, "effect:still-a-party")
    if known.bonds or of.rows:
        return None
    why = f"It never was a party by the complete list of {known.list_as_of}."
    return Ruling("contradicted", why, "effect:never-a-party", source=known.source)


def _still_listed(of: Matter, known: Membership, day: date, rule: str) -> Ruling:
    """Return the verdict that a State was bound on a day by a list of a later one: until it left
    between the two, or still."""
    ends = (row for row in of.rows if row.is_out and row.effect and row.effect > day)
    gone = next((row for row in ends if row.confidence in RELIED_ON), None)
    if gone is not None:
        right, why = Value(day=gone.known("effect")), f"It was a party until {gone.effect}."
        return Ruling("contradicted", why, rule, right, source=gone.source)
    why = f"It was still a party on {day} by the complete list of {known.list_as_of}."
    return Ruling("contradicted", why, rule, source=known.source)


def count_ruling(claim: Found, treaty: Treaty, on: date | None) -> Ruling:
    """Return the verdict on a number of parties; never a contradiction, for lists lag behind."""
    said = claim.value.count
    assert said is not None
    if on is None:
        why = "The document has no day, and counts change."
        return Ruling("unjudgeable", why, "party-count:no-day")
    number = _counted(treaty.id, on)
    why = f"Parties known on {on}: {number}."
    right = Value(count=number)
    if number and abs(said - number) <= _ABOUT_COUNT:
        if claim.rule.endswith(":signed"):
            why += " Who signed is not who is a party."
            return Ruling("loose", why, "party-count:signed", right)
        if said == number or (claim.is_rounded and said < number):
            return Ruling("supported", why, "party-count:right")
        if abs(said - number) <= _NEAR_COUNT:
            return Ruling("loose", why, "party-count:near", right)
    return Ruling("unjudgeable", why, "party-count:unsure")


@remembered
def _counted(treaty: str, on: date) -> int:
    """Return how many parties a treaty has, as far as is known; 0 where nobody has counted."""
    try:
        return len(parties(catalogue().treaty(treaty), on=on).of("party"))
    except WithdrawalError:
        return 0
