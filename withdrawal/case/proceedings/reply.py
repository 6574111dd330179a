"""The answer from a case's own events, with the accounts of them that are not used."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from withdrawal.case.answer import Answer
from withdrawal.case.answering.when import answer
from withdrawal.case.asking.dossier import Dossier, dossier_of
from withdrawal.case.findings import Disagreement
from withdrawal.case.proceedings.admissible import irregularities
from withdrawal.case.proceedings.course import Course, facts_of, notice_of, own_dossier, question_of
from withdrawal.record.events import Event


def reply(course: Course, as_of: date) -> Answer:
    """Return when the exit of a case takes effect, as known by a day; later events are not used."""
    known = course.known_by(as_of)
    dossier = own_dossier(known, as_of)
    question = question_of(known, as_of)
    found = answer(question, dossier)
    said = known.procedure.assumptions(known.route, is_named=known.is_route_named)
    needless = {*known.procedure.assumptions(known.route)} - {*said}
    others = [each for each in found.assumptions if each not in needless]
    others += _left_aside(known, dossier_of(question))
    return evolve(
        found,
        basis="recorded" if found.basis else None,
        assumptions=tuple(dict.fromkeys((*others, *said, *irregularities(known)))),
        disagreements=(*found.disagreements, *_rivals(known, found)),
    )


def _left_aside(course: Course, shared: Dossier) -> tuple[str, ...]:
    """Return what is on record of a notice that the case does not tell, in a sentence, if any."""
    given = [row.given for row in shared.notices if row.given and row.status != "revoked"]
    if notice_of(course) is not None or not given:
        return ()
    text = f"That the notice of {given[-1]} on record is left aside: a case is answered from the "
    return (f"{text}events recorded in it.",)


def _rivals(course: Course, found: Answer) -> tuple[Disagreement, ...]:
    """Return the accounts of the events that are not used, each with the effect it would give."""
    notice = notice_of(course)
    disagreements = []
    for event in course.events:
        for rival in event.rivals:
            same, day = event is not notice, rival.when.day
            effect = found.effect if same else None
            if not same and day:
                effect = course.treaty.clause.effect(day, facts_of(course))
            disagreements.append(
                Disagreement(
                    claim=f"{rival.step}: {_account(rival)} instead of {_account(event)}.",
                    source=rival.address or "no source",
                    effect=effect,
                    text="It does not move the date of effect."
                    if same
                    else "It would start the clock on another day.",
                )
            )
    return tuple(disagreements)


def _account(event: Event) -> str:
    return f"{event.when}, {event.votes}" if event.votes else str(event.when)
