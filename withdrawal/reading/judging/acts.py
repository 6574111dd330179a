"""Judging the effect of an exit and the steps before it.

What the record bears out is never contradicted, even where it came later. A day is contradicted
only where the record has another one, no neighbouring step falls on it, and nothing in the words
makes it doubtful.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from attrs import evolve

from withdrawal.dates import PartialDate
from withdrawal.errors import WithdrawalError
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.reading.claims import Found, Value, Verdict
from withdrawal.reading.facts import RELIED_ON, SAME, Fact, fits, off_by_one, slips, worked_back
from withdrawal.reading.judging.bonds import by_the_list
from withdrawal.reading.judging.exits import (
    and_taken_back,
    another_act,
    effects_of,
    is_disputed,
    is_notice,
    other_acts,
    taken_back,
)
from withdrawal.reading.judging.ruling import Matter, Ruling
from withdrawal.record.history import Withdrawal

ANNOUNCED_OR_NOTIFIED = "announced-or-notified"
_JUST_GONE = timedelta(days=45)
_NEIGHBOURS = frozenset(
    {
        *("announced", "recommended", "decided", "approved-by-government"),
        *("approved-by-parliament", "signed-into-law", "notified", "received"),
    }
)
_NOTICES = ("notified", "received")
_BEGUN = _NEIGHBOURS | {"submitted-to-parliament", "committee", "first-reading"}
_BEFORE_A_VOTE = ("first-reading", "committee", "submitted-to-parliament")


def step_ruling(of: Matter) -> Ruling:
    """Return the verdict on a step that a State is said to have taken."""
    if of.claim.step == ANNOUNCED_OR_NOTIFIED:
        return _announced_or_notified(of)
    step, said = of.claim.step or "", of.claim.said
    facts = [each for each in of.facts if each.step in SAME.get(step, {step})]
    if not said:
        known = next((each for each in facts if each.is_known_by(of.on)), None)
        return _on_record(known) if known else _no_step("It is not on record.")
    if hit := _hit(said, facts):
        return _on_record(*hit)
    if near := _hit_nearly(said, facts):
        return _loose_day(*near, "a day off")
    if other := _hit(said, _neighbours(of)):
        fact = other[0]
        why = f"That is the day on which it {_in_words(fact.step)}, a neighbouring step."
        return Ruling("loose", why, "step:neighbour", _right(facts), source=fact.source)
    if of.claim.step in _NOTICES and (counted := worked_back(of.party, of.treaty.id)):
        return _worked_back(said, counted)
    return _no_such_step(of, facts)


def _announced_or_notified(of: Matter) -> Ruling:
    """Return the verdict on a word for both: the record says which of the two it was."""
    ways = (evolve(of, claim=evolve(of.claim, step=step)) for step in ("notified", "announced"))
    told, said = map(step_ruling, ways)
    if told.verdict == "supported" or (told.is_slip and said.verdict != "supported"):
        return evolve(told, step="notified")
    return evolve(said, step="announced")


def _on_record(fact: Fact, said: PartialDate | None = None) -> Ruling:
    why = f"On record: {_in_words(fact.step)} on {fact.day}."
    return Ruling("supported", why, "step:on-record", said=said, source=fact.source)


def _no_step(why: str, rule: str = "not-on-record") -> Ruling:
    return Ruling("unjudgeable", why, f"step:{rule}")


def _is_told_well(of: Matter, facts: list[Fact]) -> bool:
    """Return whether the record follows a parliament stage by stage, so that it would hold another
    vote on the exit too."""
    if of.claim.step != "approved-by-parliament" or of.is_open:
        return False
    steps = {each.step for each in of.facts}
    return len({each.day for each in facts}) == 1 and not steps.isdisjoint(_BEFORE_A_VOTE)


def _no_such_step(of: Matter, facts: list[Fact]) -> Ruling:
    known = [each for each in facts if each.is_known_by(of.on) and each.confidence in RELIED_ON]
    slip = _slip(of, known)
    if not known or not (slip or of.claim.step in _NOTICES or _is_told_well(of, known)):
        return _no_step("No such step is on record.")
    if of.is_open and not _is_behind(of):
        return _no_step("It is still to come.", "ahead")
    if of.on and not any(each.earliest and each.earliest <= of.on for each in of.claim.said):
        return _no_step("It is said of a day after the document's.", "ahead")
    if not all(each.day for each in of.claim.said):
        return _no_step("It is said of no single day.", "no-single-day")
    fact = slip or known[-1]
    why = f"On record it {_in_words(fact.step)} on {fact.day}."
    return Ruling(
        "contradicted", why, "step:other-day", Value(day=fact.day), source=fact.source,
        is_slip=slip is not None,
    )  # fmt: skip


def _slip(of: Matter, facts: list[Fact]) -> Fact | None:
    """Return the fact of which a day that is said is the day misdated; None where none is, or where
    the record has any other step on that day."""
    day, said = of.claim.day, of.claim.said
    if day is None or day.is_relative or _hit(said, _all_known(of)):
        return None
    return next((fact for fact in facts if any(slips(day, fact.day) for day in said)), None)


def _all_known(of: Matter) -> list[Fact]:
    return [*of.facts, *worked_back(of.party, of.treaty.id)]


def _worked_back(said: tuple[PartialDate, ...], counted: list[Fact]) -> Ruling:
    """Return the verdict on a notice of which only the effect is on record: where it follows from
    the day that is said, they agree; another day is not wrong by a day that nobody recorded."""
    hit = _hit(said, counted)
    fact = hit[0] if hit else counted[-1]
    why, rule = f"The effect on record leads back to a receipt on {fact.day}.", "step:worked-back"
    if hit is None:
        return Ruling("unjudgeable", why, rule)
    return Ruling("supported", why, rule, said=hit[1], source=fact.source)


def _is_behind(of: Matter) -> bool:
    """Return whether a day that is said with its year had passed on the document's."""
    day, on = of.claim.day, of.on
    if day is None or on is None or not day.has_year:
        return False
    return all(each.latest is not None and each.latest < on for each in day.values)


def effect_ruling(of: Matter) -> Ruling:
    """Return the verdict on the day from which a State is said to be out."""
    if of.claim.supposed_notice is not None:
        return _by_the_clause(of.claim, of.claim.supposed_notice, of.treaty)
    if any(map(is_disputed, of.rows)):
        why = "Whether and when it left is disputed; the record holds both sides."
        return Ruling("unjudgeable", why, "effect:disputed")
    said = of.claim.said
    is_begun = of.claim.manner == "left" and said and _hit(said, _neighbours(of))
    if not is_begun and (ruling := taken_back(of)):
        return ruling
    ruling = _said_day(of) if said else _by_now(of)
    return evolve(ruling, article=of.treaty.clause.article or of.treaty.article)


def _effect_of(treaty: Treaty, notice: date) -> date | None:
    """Return the day of effect of a notice of a day; None where the clause gives none."""
    try:
        return treaty.clause.effect(notice, treaty.facts())
    except WithdrawalError:
        return None


def _by_the_clause(claim: Found, notice: PartialDate, treaty: Treaty) -> Ruling:
    """Return the verdict on a condition: by the clause alone."""
    first, last = (
        _effect_of(treaty, day) if day else None for day in (notice.earliest, notice.latest)
    )
    if first is None or last is None:
        return Ruling("unjudgeable", "The clause gives no day.", "effect:supposed")
    day = PartialDate.parse(f"{first}/{last}") if first < last else PartialDate.of(first)
    why = f"A notice of {notice} would take effect on {day}."
    article = treaty.clause.article or treaty.article
    hit = next((each for each in claim.said if fits(each, day)), None)
    if hit is not None:
        return Ruling("supported", why, "effect:supposed", said=hit, article=article)
    is_near = any(off_by_one(each, day) for each in claim.said)
    verdict: Verdict = "loose" if is_near else "contradicted"
    return Ruling(verdict, why, "effect:supposed", Value(day=day), article=article)


def _said_day(of: Matter) -> Ruling:
    effects, others = effects_of(of), other_acts(of)
    said, day = _likely(of, effects), of.claim.day
    if hit := _hit(said, effects):
        fact, meant = hit
        why = f"On record: in effect on {fact.day}."
        return Ruling("supported", why, "effect:on-record", said=meant, source=fact.source)
    if other := _hit(said, others) or _hit_nearly(said, others):
        return evolve(another_act(of, other[0]), said=other[1])
    if near := _hit_nearly(said, effects):
        return _loose_day(*near, "a day off by how the period is counted")
    is_sure = of.claim.manner == "left" or (day is not None and day.has_year)
    other = _hit(said, _neighbours(of))
    if other is not None and (is_sure or any(map(is_notice, _known(of)))):
        return _on_a_neighbour(of, *other, effects)
    return _no_such_effect(of, effects)


def _likely(of: Matter, effects: list[Fact]) -> tuple[PartialDate, ...]:
    """Return the days that an effect is said to be of: without a year, those after a notice that
    runs, and of "has left" the one gone by on which it began rather than one to come."""
    said, on = of.claim.said, of.on
    if on is None or of.claim.day is None or of.claim.day.has_year:
        return said
    running = [row for row in _known(of) if is_notice(row) and row.effect and row.effect > on]
    given = running[-1].given or on if running else date.min
    said = tuple(each for each in said if each.latest and each.latest >= given)
    past = [each for each in said if each.earliest and each.earliest <= on]
    is_past = of.claim.manner == "left" and not of.is_open
    is_open = not (is_past and past) or _hit(past, effects) or _hit_nearly(past, effects)
    begun = None if is_open else _hit(past, _neighbours(of))
    return (begun[1],) if begun else said


def _neighbours(of: Matter) -> list[Fact]:
    return [each for each in of.facts if each.step in _NEIGHBOURS]


def _known(of: Matter) -> list[Withdrawal]:
    """Return the exits on record, as they were known on the document's day."""
    return [each for row in of.rows if (each := row.as_known_on(of.on)) is not None]


def _on_a_neighbour(of: Matter, fact: Fact, day: PartialDate, effects: list[Fact]) -> Ruling:
    """Return the verdict on a day that is the day of another step."""
    what = _in_words(fact.step)
    why = f"That is the day on which it {what}, not of the effect{and_taken_back(of)}."
    is_loose = of.claim.manner == "left" or day.day is None or not effects
    verdict: Verdict = "loose" if is_loose else "contradicted"
    source = (effects or [fact])[-1].source
    return Ruling(verdict, why, "effect:neighbour", _right(effects), said=day, source=source)


def _no_such_effect(of: Matter, effects: list[Fact]) -> Ruling:
    rows = [row for row in of.rows if row.as_known_on(of.on) is not None]
    given = list(filter(is_notice, rows))
    if not given:
        return _before_any_notice(of)
    relied = [row for row in given if row.confidence in RELIED_ON and row.effect]
    if not relied:
        return Ruling("unjudgeable", "The record is not sure.", "effect:unsure")
    row = relied[-1]
    slip = _slip(of, [each for each in effects if each.confidence in RELIED_ON])
    if slip is None and of.claim.manner == "left" and _is_between(of):
        return _by_row(row, "loose", "Between the first step and the effect on", "between")
    if row.effect and of.on and row.effect <= of.on and _is_now(of):
        return _by_row(row, "loose", "It is out now; in effect on", "by-now")
    if all(each.rivals for each in effects):
        return Ruling("unjudgeable", "Sources differ.", "effect:rivals")
    return evolve(
        _by_row(row, "contradicted", "In effect on", "other-day"),
        said=_meant(of, row.effect),
        is_slip=slip is not None,
    )


def _by_row(row: Withdrawal, verdict: Verdict, why: str, rule: str) -> Ruling:
    """Return a verdict by the effect of an exit, the reason ending with its day."""
    right = Value(day=row.known("effect"))
    return Ruling(verdict, f"{why} {row.effect}.", f"effect:{rule}", right, source=row.source)


def _is_now(of: Matter) -> bool:
    """Return whether a day is only the document's own: "is now outside" tells not since when."""
    day = of.claim.day
    return day is not None and day.is_relative and any(each.day == of.on for each in day.values)


def _meant(of: Matter, effect: date | None) -> PartialDate | None:
    """Return the year that a day without one is most likely meant in: while a notice runs, the
    next one."""
    claim, on = of.claim, of.on
    if claim.day is None or claim.day.has_year or on is None:
        return None
    is_pending = effect is not None and effect > on
    is_ahead = claim.manner == "still" or claim.is_ahead or is_pending
    return _next(claim.said, on) if is_ahead else None


def _is_between(of: Matter) -> bool:
    """Return whether a day that is said may lie between the first and the last on record."""
    first = min((each.day.earliest for each in of.facts if each.day.earliest), default=None)
    last = max((each.day.latest for each in of.facts if each.day.latest), default=None)
    if first is None or last is None:
        return False
    return any(
        day.latest and day.earliest and first <= day.latest and day.earliest <= last
        for day in of.claim.said
    )


def _before_any_notice(of: Matter) -> Ruling:
    """Return the verdict where no notice was known: no effect comes before one from today."""
    claim, treaty, on, said = of.claim, of.treaty, of.on, of.claim.said
    silent = Ruling("unjudgeable", "No notice is on record.", "effect:no-notice")
    last = max((each.latest for each in said if each.latest), default=None)
    if last is not None and (ruling := by_the_list(of, last)):
        return ruling
    if on is None or treaty.confidence == "uncertain" or treaty.clause.alternatives:
        return silent
    is_after = all(each.earliest is not None and each.earliest > on for each in said)
    if claim.manner == "left" and (claim.is_ahead or is_after):
        return silent
    earliest = _effect_of(treaty, on)
    day = said[0] if claim.day is None or claim.day.has_year else _next(said, on)
    latest = day.latest
    if earliest is None or latest is None or latest >= earliest:
        return silent
    if latest < on and not of.rows:
        return silent
    later = [row for row in of.rows if row.is_out and row.effect and row.effect > on]
    return Ruling(
        "contradicted",
        f"No notice was known on {on}, so no effect could come before {earliest}.",
        "effect:too-early",
        Value(day=PartialDate.parse(f"{earliest}/..")),
        later=f"received {later[-1].given}; effect {later[-1].effect}" if later else None,
        said=day,
    )


def _next(said: tuple[PartialDate, ...], on: date) -> PartialDate:
    """Return what a day without a year means before any effect: one just gone, else one ahead."""
    ahead = [each for each in said if each.latest and on - each.latest <= _JUST_GONE]
    return min(ahead, key=lambda each: each.latest or on, default=said[0])


def _by_now(of: Matter) -> Ruling:
    """Return the verdict on "has left" without a day: by the document's day."""
    day = of.day
    known = _known(evolve(of, on=day))
    out = [row for row in known if row.is_out and row.kind.ends_bond]
    done = [row for row in out if row.effect and row.effect <= day]
    if done:
        return evolve(_by_row(done[-1], "supported", "In effect on", "by-now"), right=None)
    if out:
        return _by_row(out[-1], "loose", "Notice was given; the effect is on", "between")
    if others := [each for each in other_acts(of) if each.is_known_by(day)]:
        return another_act(of, others[-1])
    begun = [each for each in of.facts if each.is_known_by(day) and each.step in _BEGUN]
    if begun:
        return _only(begun)
    relied = [row for row in of.rows if row.is_out and row.effect and row.confidence in RELIED_ON]
    later = [row for row in relied if row.given and row.given > day]  # else it may run by then
    if later:
        why, told = f"No notice was known on {day}.", f"effect {later[-1].effect}"
        source = later[-1].source
        return Ruling("contradicted", why, "effect:before-notice", source=source, later=told)
    silent = Ruling("unjudgeable", "No exit is on record.", "effect:not-on-record")
    proposed = [each for each in of.facts if each.is_known_by(day) and each.step == "proposed"]
    if of.on and (ruling := by_the_list(of, day)):
        return ruling
    return _only(proposed) if proposed else silent


def _only(facts: list[Fact]) -> Ruling:
    """Return the verdict on "has left" by steps that no effect followed."""
    notices = [each for each in facts if each.step in _NOTICES]
    fact = (notices or facts)[-1]
    why = f"By then it {_in_words(fact.step)} only; no notice was known."
    if notices:
        why = f"Notice was given on {fact.day}; no effect of it is on record."
    return Ruling("loose", why, "effect:begun", source=fact.source)


def _hit(said: Iterable[PartialDate], facts: list[Fact]) -> tuple[Fact, PartialDate] | None:
    """Return the fact on a day that is said, and that day; the likeliest reading first."""
    pairs = ((fact, day) for day in said for fact in facts)
    return next((pair for pair in pairs if any(fits(pair[1], each) for each in pair[0].days)), None)


def _hit_nearly(said: Iterable[PartialDate], facts: list[Fact]) -> tuple[Fact, PartialDate] | None:
    """Return the fact a day beside one that is said, and the day said."""
    pairs = ((fact, day) for fact in facts for day in said)
    return next((pair for pair in pairs if off_by_one(pair[1], pair[0].day)), None)


def _loose_day(fact: Fact, said: PartialDate, what: str) -> Ruling:
    why, right = f"On record {fact.day}: {what}.", Value(day=fact.day)
    return Ruling("loose", why, "day:off-by-one", right, said=said, source=fact.source)


def _right(facts: list[Fact]) -> Value | None:
    return Value(day=facts[-1].day) if facts else None


def _in_words(step: str) -> str:
    known = {"effective": "took effect", "received": "was received", "revoked": "was revoked"}
    return known.get(step, f"was {step.replace('-', ' ')}")
