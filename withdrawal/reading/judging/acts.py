"""Judging the effect of an exit and the steps before it.

What the record bears out is never contradicted, even where it came later. A day is contradicted
only where the record has another one, no neighbouring step falls on it, and nothing in the words
makes it doubtful.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from attrs import evolve

from withdrawal.dates import PartialDate
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.reading.claims import Found, Value
from withdrawal.reading.days import Day
from withdrawal.reading.facts import (
    RELIED_ON,
    SAME,
    Fact,
    facts_of,
    fits,
    off_by_one,
    rows_of,
    worked_back,
)
from withdrawal.reading.judging.bonds import by_the_list, taken_back
from withdrawal.reading.judging.conditions import by_the_clause, effect_of
from withdrawal.reading.judging.ruling import Ruling
from withdrawal.record.history import Withdrawal
from withdrawal.record.kinds import RecordKind

__all__ = ["effect_ruling", "step_ruling"]

ANNOUNCED_OR_NOTIFIED = "announced-or-notified"
_JUST_GONE = timedelta(days=45)
_NEIGHBOURS = frozenset(
    {
        *("announced", "recommended", "decided", "approved-by-government"),
        *("approved-by-parliament", "signed-into-law", "notified", "received"),
    }
)


def step_ruling(claim: Found, party: str, treaty: Treaty, on: date | None) -> Ruling:
    """Return the verdict on a step that a State is said to have taken.

    Args:
        claim: the claim.
        party: the State.
        treaty: the treaty.
        on: the document's last day; None where it has none.
    """
    if claim.step == ANNOUNCED_OR_NOTIFIED:
        return _announced_or_notified(claim, party, treaty, on)
    step, known = claim.step or "", facts_of(party, treaty.id)
    facts = [each for each in known if each.step in SAME.get(step, {step})]
    said = claim.day.values if claim.day else ()
    if not said:
        return _dayless_step(facts, on)
    if hit := _hit(said, facts):
        fact, day = hit
        return Ruling(
            verdict="supported", why=f"On record: {_in_words(fact.step)} on {fact.day}.", said=day,
            rule="step:on-record", source=fact.source,
        )  # fmt: skip
    if near := _hit_nearly(said, facts):
        return _loose_day(*near, "a day off")
    other = _hit(said, [each for each in known if each.step in _NEIGHBOURS])
    if other is not None:
        fact = other[0]
        why = f"That is the day on which it {_in_words(fact.step)}, a neighbouring step."
        return Ruling(
            verdict="loose", why=why, rule="step:neighbour", right=_right(facts), source=fact.source
        )
    return _no_such_step(claim, facts, party, treaty, on)


def _announced_or_notified(claim: Found, party: str, treaty: Treaty, on: date | None) -> Ruling:
    """Return the verdict on a word for both: the record says which of the two it was."""
    ways = (evolve(claim, step=step) for step in ("notified", "announced"))
    told, said = (step_ruling(each, party, treaty, on) for each in ways)
    if told.verdict == "supported":
        return evolve(told, step="notified")
    return evolve(said, step="announced")


def _dayless_step(facts: list[Fact], on: date | None) -> Ruling:
    known = next((each for each in facts if each.is_known_by(on)), None)
    if known is None:
        return Ruling(verdict="unjudgeable", why="It is not on record.", rule="step:not-on-record")
    why = f"On record: {_in_words(known.step)} on {known.day}."
    return Ruling(verdict="supported", why=why, rule="step:on-record", source=known.source)


_BEFORE_A_VOTE = ("first-reading", "committee", "submitted-to-parliament")


def _is_told_well(claim: Found, facts: list[Fact], party: str, treaty: Treaty) -> bool:
    """Return whether the record follows a parliament stage by stage, so that it would hold another
    vote on the exit too."""
    if claim.step != "approved-by-parliament" or claim.is_supposed or claim.is_ahead:
        return False
    steps = {each.step for each in facts_of(party, treaty.id)}
    return len({each.day for each in facts}) == 1 and not steps.isdisjoint(_BEFORE_A_VOTE)


def _no_such_step(
    claim: Found, facts: list[Fact], party: str, treaty: Treaty, on: date | None
) -> Ruling:
    said = claim.day.values if claim.day else ()
    if claim.step in ("notified", "received") and (counted := worked_back(party, treaty.id)):
        return _worked_back(said, counted)
    known = [each for each in facts if each.is_known_by(on) and each.confidence in RELIED_ON]
    if not known or not (
        claim.step in ("notified", "received") or _is_told_well(claim, known, party, treaty)
    ):
        return Ruling(
            verdict="unjudgeable", why="No such step is on record.", rule="step:not-on-record"
        )
    if (claim.is_supposed or claim.is_ahead) and not (on and _are_behind(claim.day, on)):
        return Ruling(verdict="unjudgeable", why="It is still to come.", rule="step:ahead")
    if not all(each.day for each in said):
        why = "It is said of no single day."
        return Ruling(verdict="unjudgeable", why=why, rule="step:no-single-day")
    fact = known[-1]
    why = f"On record it {_in_words(fact.step)} on {fact.day}."
    return Ruling(
        verdict="contradicted", why=why, rule="step:other-day", right=Value(day=fact.day),
        source=fact.source,
    )  # fmt: skip


def _worked_back(said: tuple[PartialDate, ...], counted: list[Fact]) -> Ruling:
    """Return the verdict on a notice of which only the effect is on record: where it follows from
    the day that is said, they agree; another day is not wrong by a day that nobody recorded."""
    hit = _hit(said, counted)
    fact = hit[0] if hit else counted[-1]
    why = f"The effect on record leads back to a receipt on {fact.day}."
    return Ruling(
        verdict="supported" if hit else "unjudgeable", why=why, rule="step:worked-back",
        said=hit[1] if hit else None, source=fact.source if hit else None,
    )  # fmt: skip


def _are_behind(day: Day | None, on: date) -> bool:
    """Return whether a day that is said with its year had passed on another."""
    return (
        day is not None
        and day.has_year
        and all(each.latest is not None and each.latest < on for each in day.values)
    )


def effect_ruling(claim: Found, party: str, treaty: Treaty, on: date | None) -> Ruling:
    """Return the verdict on the day from which a State is said to be out; arguments as above."""
    if claim.supposed_notice is not None:
        return by_the_clause(claim, claim.supposed_notice, party, treaty)
    rows = rows_of(party, treaty.id)
    if any(_is_disputed(row) for row in rows):
        why = "Whether and when it left is disputed; the record holds both sides."
        return Ruling(verdict="unjudgeable", why=why, rule="effect:disputed")
    said = claim.day.values if claim.day else ()
    if on and claim.manner == "out" and said and (ruling := taken_back(claim, rows, on)):
        return ruling
    judge = _said_day if said else _by_now
    ruling = judge(claim, said, party, treaty, on)
    return evolve(ruling, article=ruling.article or treaty.clause.article or treaty.article)


def _said_day(
    claim: Found, said: tuple[PartialDate, ...], party: str, treaty: Treaty, on: date | None
) -> Ruling:
    facts = facts_of(party, treaty.id)
    effects = [each for each in facts if each.step == "effective"]
    hit = _hit(said, effects)
    if hit is not None:
        fact, day = hit
        why = f"On record: in effect on {fact.day}."
        return Ruling(
            verdict="supported", why=why, rule="effect:on-record", said=day, source=fact.source
        )
    if near := _hit_nearly(said, effects):
        return _loose_day(*near, "a day off by how the period is counted")
    is_sure = claim.manner == "left" or (claim.day is not None and claim.day.has_year)
    other = _hit(said, [each for each in facts if each.step in _NEIGHBOURS])
    if other is not None and (is_sure or _is_given(party, treaty, on)):
        return _on_a_neighbour(claim, *other, effects)
    return _no_such_effect(claim, said, party, treaty, on)


def _is_given(party: str, treaty: Treaty, on: date | None) -> bool:
    """Return whether a notice was known on a day."""
    known = (row.as_known_on(on) for row in rows_of(party, treaty.id))
    return any(row.given and row.kind.is_notice for row in known if row is not None)


def _on_a_neighbour(claim: Found, fact: Fact, day: PartialDate, effects: list[Fact]) -> Ruling:
    """Return the verdict on a day that is the day of another step."""
    why = f"That is the day on which it {_in_words(fact.step)}, not of the effect."
    is_loose = claim.manner == "left" or day.day is None or not effects
    verdict: Any = "loose" if is_loose else "contradicted"
    return Ruling(
        verdict=verdict, why=why, rule="effect:neighbour", right=_right(effects), said=day,
        source=(effects or [fact])[-1].source,
    )  # fmt: skip


def _no_such_effect(
    claim: Found, said: tuple[PartialDate, ...], party: str, treaty: Treaty, on: date | None
) -> Ruling:
    rows = [row for row in rows_of(party, treaty.id) if row.as_known_on(on) is not None]
    given = [row for row in rows if row.given and row.kind.is_notice]
    effects = [each for each in facts_of(party, treaty.id) if each.step == "effective"]
    if not given:
        return _before_any_notice(claim, said, party, treaty, on)
    relied = [row for row in given if row.confidence in RELIED_ON and row.effect]
    if not relied:
        return Ruling(verdict="unjudgeable", why="The record is not sure.", rule="effect:unsure")
    row = relied[-1]
    if claim.manner == "left" and _is_between(said, party, treaty):
        why = f"Between the first step and the effect on {row.effect}."
        return Ruling(
            verdict="loose", why=why, rule="effect:between", right=Value(day=row.known("effect")),
            source=row.source,
        )  # fmt: skip
    if row.effect and on and row.effect <= on and _is_now(claim, on):
        why = f"It is out now; in effect on {row.effect}."
        right = Value(day=row.known("effect"))
        return Ruling(
            verdict="loose", why=why, rule="effect:by-now", right=right, source=row.source
        )
    if all(each.rivals for each in effects):
        return Ruling(verdict="unjudgeable", why="Sources differ.", rule="effect:rivals")
    return Ruling(
        verdict="contradicted", why=f"In effect on {row.effect}.", rule="effect:other-day",
        said=_meant(claim, said, row, on),
        right=Value(day=row.known("effect")), source=row.source,
    )  # fmt: skip


def _is_now(claim: Found, on: date) -> bool:
    """Return whether a day is only the document's own: "is now outside" tells not since when."""
    day = claim.day
    return day is not None and day.is_relative and any(each.day == on for each in day.values)


def _meant(
    claim: Found, said: tuple[PartialDate, ...], row: Withdrawal, on: date | None
) -> PartialDate | None:
    """Return the year that a day without one is most likely meant in: while a notice runs, the
    next one."""
    if claim.day is None or claim.day.has_year or on is None:
        return None
    is_pending = row.effect is not None and row.effect > on
    is_ahead = claim.manner == "still" or claim.is_ahead or is_pending
    return _next(said, on) if is_ahead else None


def _is_between(said: tuple[PartialDate, ...], party: str, treaty: Treaty) -> bool:
    facts = facts_of(party, treaty.id)
    first = min((each.day.earliest for each in facts if each.day.earliest), default=None)
    last = max((each.day.latest for each in facts if each.day.latest), default=None)
    return any(
        first
        and last
        and day.latest
        and day.earliest
        and first <= day.latest
        and day.earliest <= last
        for day in said
    )


def _before_any_notice(
    claim: Found, said: tuple[PartialDate, ...], party: str, treaty: Treaty, on: date | None
) -> Ruling:
    """Return the verdict where no notice was known: no effect comes before one from today."""
    silent = Ruling(verdict="unjudgeable", why="No notice is on record.", rule="effect:no-notice")
    last = max((each.latest for each in said if each.latest), default=None)
    if last is not None and (ruling := by_the_list(claim, party, treaty, last)):
        return ruling
    if on is None or treaty.confidence == "uncertain" or treaty.clause.alternatives:
        return silent
    if claim.manner == "left" and (claim.is_ahead or all(_is_after(each, on) for each in said)):
        return silent
    earliest = effect_of(treaty, on)
    day = said[0] if claim.day is None or claim.day.has_year else _next(said, on)
    latest = day.latest
    if earliest is None or latest is None or latest >= earliest:
        return silent
    if latest < on and not rows_of(party, treaty.id):
        return silent
    later = [row for row in rows_of(party, treaty.id) if row.effect and row.effect > on]
    why = f"No notice was known on {on}, so no effect could come before {earliest}."
    told = f"received {later[-1].given}; effect {later[-1].effect}" if later else None
    right = Value(day=PartialDate.parse(f"{earliest}/.."))
    return Ruling(
        verdict="contradicted", why=why, rule="effect:too-early", right=right, later=told, said=day
    )  # fmt: skip


def _is_after(said: PartialDate, day: date) -> bool:
    return said.earliest is not None and said.earliest > day


def _next(said: tuple[PartialDate, ...], on: date) -> PartialDate:
    """Return what a day without a year means before any effect: one just gone, else one ahead."""
    ahead = [each for each in said if each.latest and on - each.latest <= _JUST_GONE]
    return min(ahead, key=lambda each: each.latest or on, default=said[0])


def _by_now(
    claim: Found, _said: tuple[PartialDate, ...], party: str, treaty: Treaty, on: date | None
) -> Ruling:
    """Return the verdict on "has left" without a day: by the document's day."""
    rows, day = rows_of(party, treaty.id), on or date.today()
    known = [each for row in rows if (each := row.as_known_on(day)) is not None]
    out = [row for row in known if row.is_out or row.kind is RecordKind.END_OF_MEMBERSHIP]
    done = [row for row in out if row.effect and row.effect <= day]
    if done:
        why = f"In effect on {done[-1].effect}."
        return Ruling(verdict="supported", why=why, rule="effect:by-now", source=done[-1].source)
    if out:
        row = out[-1]
        why = f"Notice was given; the effect is on {row.effect}."
        right = Value(day=row.known("effect"))
        return Ruling(
            verdict="loose", why=why, rule="effect:between", right=right, source=row.source
        )
    begun = [each for each in facts_of(party, treaty.id) if each.is_known_by(day)]
    if begun:
        why = f"Only {_in_words(begun[-1].step)} by then; no notice was known."
        return Ruling(verdict="loose", why=why, rule="effect:begun", source=begun[-1].source)
    later = [row for row in rows if row.is_out and row.effect and row.confidence in RELIED_ON]
    if later:
        why = f"No notice was known on {day}."
        return Ruling(
            verdict="contradicted", why=why, rule="effect:before-notice", source=later[-1].source,
            later=f"effect {later[-1].effect}",
        )  # fmt: skip
    silent = Ruling(verdict="unjudgeable", why="No exit is on record.", rule="effect:not-on-record")
    return (by_the_list(claim, party, treaty, day) if on else None) or silent


def _hit(said: tuple[PartialDate, ...], facts: list[Fact]) -> tuple[Fact, PartialDate] | None:
    """Return the fact on a day that is said, and that day; the likeliest reading first."""
    return next(
        (
            (fact, day)
            for day in said
            for fact in facts
            if any(fits(day, each) for each in fact.days)
        ),
        None,
    )


def _hit_nearly(
    said: tuple[PartialDate, ...], facts: list[Fact]
) -> tuple[Fact, PartialDate] | None:
    """Return the fact a day beside one that is said, and the day said."""
    pairs = ((fact, day) for fact in facts for day in said if off_by_one(day, fact.day))
    return next(pairs, None)


def _loose_day(fact: Fact, said: PartialDate, what: str) -> Ruling:
    why = f"On record {fact.day}: {what}."
    return Ruling(
        verdict="loose",
        why=why,
        rule="day:off-by-one",
        said=said,
        right=Value(day=fact.day),
        source=fact.source,
    )


def _right(facts: list[Fact]) -> Value | None:
    return Value(day=facts[-1].day) if facts else None


def _is_disputed(row: Withdrawal) -> bool:
    return (
        row.status == "disputed" or row.kind is RecordKind.DISPUTED or row.confidence == "disputed"
    )


def _in_words(step: str) -> str:
    return {
        "effective": "took effect",
        "received": "was received",
        "revoked": "was revoked",
    }.get(step, f"was {step.replace('-', ' ')}")
