"""Claims that contradict an answer, and readings that a silent treaty leaves open."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from withdrawal.case.asking.dossier import Dossier
from withdrawal.case.asking.matter import Matter
from withdrawal.case.asking.question import Question
from withdrawal.case.findings import Ambiguity, Disagreement, Reason
from withdrawal.dates import Period, Rounding, add, is_rounded
from withdrawal.errors import DateRangeError
from withdrawal.law.procedures.words import words_of
from withdrawal.record.events import Event
from withdrawal.record.starting import starting_claims

_TWELVE_MONTHS = Period(months=12)
_VCLT = "Vienna Convention on the Law of Treaties, 1969"


def approval(question: Question, dossier: Dossier) -> date | None:
    """Return the day of parliament's approval: the one given, else the one on record.

    A vote on suspending the treaty approves no withdrawal.
    """
    if question.approved is not None:
        return question.approved
    if not dossier.events or suspension_claim(dossier) is not None:
        return None
    words = words_of("final-vote")
    votes = [each for each in dossier.events if each.step in words]
    return votes[-1].when.day if votes else None


def contradicting_claims(matter: Matter, effect: date | None) -> tuple[Disagreement, ...]:
    """Return the claims on record that start the clock elsewhere than the treaty does.

    Args:
        effect: the day of effect by the treaty; None where there is none yet.
    """
    question = matter.question
    claims = starting_claims(question.treaty.id)
    voted = approval(question, matter.dossier) if claims else None
    if voted is None:
        return ()
    found, clause = [], question.treaty.clause
    articles = (op.article for op in clause.operators if op.rule in ("starts", "runs"))
    article = next((each for each in articles if each), clause.article or "on withdrawal")
    for claim in claims:
        if claim.starts != "parliamentary-approval" or not claim.is_about(question.party.id):
            continue
        claimed = add(voted, claim.period, rounding=Rounding.DOWN)
        if claimed == effect:
            continue
        found.append(
            Disagreement(
                claim=claim.says,
                source=claim.source,
                effect=claimed,
                text=f"Counted from parliament's approval on {voted} it would be {claimed}, but "
                f"only the notice starts the clock ({question.treaty.name}, art. {article}).",
            )
        )
    return tuple(found)


def silent_readings(matter: Matter, given: date | None) -> tuple[Ambiguity, ...]:
    """Return the reading of a silent treaty under Vienna Convention art. 56, and who is against.

    Twelve months' notice is what art. 56(2) asks for where the parties meant to allow an exit,
    or the nature of the treaty implies one. Counted from the day of the question where no notice
    is ``given``.
    """
    clause, question = matter.clause, matter.question
    if clause.exit != "silent":
        return ()
    start = question.received.earliest if question.received else given or question.as_of
    against = f" {' '.join(clause.authorities)}" if clause.authorities else ""
    readings = []
    with suppress(DateRangeError):  # Beyond the calendar no day can be told.
        readings.append(_after_twelve_months(start, Rounding.DOWN, against))
        if start is not None and is_rounded(start, _TWELVE_MONTHS):
            readings.append(_after_twelve_months(start, Rounding.UP, against))
    return tuple(readings)


def _after_twelve_months(start: date | None, rounding: Rounding, against: str) -> Ambiguity:
    effect = add(start, _TWELVE_MONTHS, rounding=rounding) if start else None
    is_up = rounding is Rounding.UP
    read = ", read to the next day where the month lacks one" if is_up else ""
    return Ambiguity(
        reading="vienna-convention-art-56" + ("+month-end-rounded-up" if is_up else ""),
        effect=effect,
        text=f"If the parties intended to allow an exit, or the nature of the treaty implies "
        f"a right to leave, {_VCLT}, art. 56(2), asks for twelve months' notice{read}: a notice of "
        f"{start} would take effect on {effect}.{against}",
    )


def suspension_claim(dossier: Dossier) -> Event | None:
    """Return the State's declaration that it suspends the treaty, where one is on record."""
    steps = ("suspension-notice", "suspension-claimed")
    return next((each for each in dossier.events if each.step in steps), None)


_REACTIONS = ("objection-to-suspension", "objection", "states-parties-conclusion")


def objections(dossier: Dossier) -> tuple[Reason, ...]:
    """Return what other parties and their meeting said against a step, as reasons."""
    return tuple(
        Reason(
            rule="objection" if each.step != "states-parties-conclusion" else "conclusion",
            article=None,
            start=each.when.day,
            end=None,
            text=f"{each.actor or each.by or 'Another party'} ({each.when}): "
            f"{each.detail or each.step}.",
            source=each.address,
        )
        for each in dossier.events
        if each.step in _REACTIONS
    )
