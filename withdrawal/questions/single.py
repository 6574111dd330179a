"""Answers about one State and one treaty beside the day: notice, depositary, undoing, how."""

from __future__ import annotations

from datetime import date
from typing import Any

from withdrawal.case.answer import Answer
from withdrawal.dates import PartialDate
from withdrawal.languages.folder import labels
from withdrawal.languages.lines import line_in, stage_in
from withdrawal.languages.wording import Wording
from withdrawal.law.circumstances import Setting
from withdrawal.law.clause.gates import LockIn, Windows
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.letters import upper_first
from withdrawal.questions.intents import Understood
from withdrawal.questions.reply import Beside, Said, clause_facts
from withdrawal.questions.saying import (
    say_bound,
    say_may_leave,
    say_period,
    say_received,
    say_recipients,
    say_status,
)
from withdrawal.record.history import Withdrawal


def _treaty(understood: Understood) -> Treaty:
    from withdrawal.law.treaties.catalogue import resolve_treaty

    return resolve_treaty(understood.treaty)


def _notices(understood: Understood, party: str) -> list[Withdrawal]:
    from withdrawal.record.history import history

    known = (each.as_known_on(understood.as_of) for each in history(understood.treaty, party))
    return [each for each in known if each is not None and each.kind.ends_bond]


def _answer(understood: Understood, party: str) -> Answer:
    from withdrawal.case.answering.when import when

    return when(party, understood.treaty, as_of=understood.as_of)


def recorded(treaty: str, party: str, day: PartialDate | None, as_of: date) -> str | None:
    """Return the day of the one notice on record that was received then; None without one."""
    from withdrawal.record.history import history

    if day is None or day.latest is None or day.latest > as_of:
        return None
    known = {each.given for each in history(treaty, party) if each.given}
    meant = [each for each in known if day.contains(each)]
    return meant[0].isoformat() if len(meant) == 1 else None


def depositary_of(understood: Understood, words: Wording) -> tuple[Said, ...]:
    """Say who keeps the treaty, by name."""
    treaty = _treaty(understood)
    names = words.recipients(treaty.depositaries) or labels(words.language).labels["not_known"]
    label = labels(words.language).labels["depositary"]
    text = words.marks.told_of(label, words.treaty(treaty.id), names)
    return (Said(Beside(treaty.id, None, {"depositaries": list(treaty.depositaries)}), text),)


def notice_given(understood: Understood, words: Wording) -> tuple[Said, ...]:
    """Say whether notice was given, and when each was received; then what became of it."""
    said = []
    for party in understood.parties:
        rows, answer = _notices(understood, party), _answer(understood, party)
        if understood.start is not None:
            span = (understood.start, understood.end or date.min)
            rows = [each for each in rows if (on := each.known_given) and on.is_within(*span)]
        received = words.marks.joined(filter(None, (_received(each, words) for each in rows)))
        days = [each.given.isoformat() for each in rows if each.given]
        # A gap in the record of a State of which nothing else is known says nothing.
        says = "yes" if rows else "no" if answer.is_membership_known else None
        facts = {"says": says, "received": days, "status": answer.status}
        facts |= {"day": days[-1]} if days else {}
        text = words.marks.prose((words.marks.closed(received), say_status(answer, words)))
        is_a_day = understood.pick == "when" and bool(received)
        text = upper_first(text) if is_a_day else _opened(says, party, text, words)
        said.append(Said(Beside(understood.treaty, party, facts), text))
    return tuple(said)


def _opened(says: str | None, party: str, text: str, words: Wording) -> str:
    """Return what is said after yes or no, which a capital follows only in a name's own right."""
    if says is None:
        return text
    names = (words.party(party), words.of_party(party))
    begins = next((each for each in names if text.startswith(upper_first(each))), "")
    said = begins + text[len(begins) :] if begins else words.in_sentence(text)
    return words.marks.named(words.word(says), said)


def _received(row: Withdrawal, words: Wording) -> str:
    known = row.known_given
    if known is None:
        return ""
    how = labels(words.language).labels["worked_back"] if row.received_is_computed else ""
    return words.marks.beside(say_received(known, words), how)


def claimed_effect(understood: Understood, words: Wording) -> tuple[Said, ...]:
    """Say whether an exit took effect on the day, or in the month or year, that is claimed."""
    said = []
    for party in understood.parties:
        answer = _answer(understood, party)
        effects = {each.effect for each in _notices(understood, party) if each.is_out}
        known = (({answer.effect} if answer.effect else set()) | effects) - {None}
        holds = any(_is_claimed(day, understood) for day in known)
        holds = holds and answer.status not in ("revoked", "not-notified", "disputed")
        # Of a month or a year it may be the notice that is meant: then neither yes nor no.
        given = (each.given for each in _notices(understood, party))
        is_of_notice = understood.start not in (None, understood.end)
        is_of_notice = is_of_notice and any(_is_claimed(day, understood) for day in given)
        is_open = not answer.is_membership_known or is_of_notice
        is_open = is_open or (answer.status == "effective" and answer.effect is None)
        says = "yes" if holds else None if is_open else "no"
        facts = {"says": says, "status": answer.status, "effect": answer.effect}
        text = _opened(says, party, say_status(answer, words), words)
        said.append(Said(Beside(understood.treaty, party, facts), text))
    return tuple(said)


def _is_claimed(day: date | None, understood: Understood) -> bool:
    start, end = understood.start, understood.end
    return day is not None and end is not None and (start or date.min) <= day <= end


def undoing(understood: Understood, words: Wording) -> tuple[Said, ...]:
    """Say what became of a notice, and what rule there is on taking it back."""
    treaty = _treaty(understood)
    own = treaty.clause.revocable
    marks = words.marks
    rule = marks.closed(marks.named(words.treaty(treaty.id), marks.quoted(own))) if own else ""
    rule = rule or words.sentence("undo", treaty=words.treaty(treaty.id))
    lines = (own,) if own else ()
    said = []
    for party in understood.parties:
        answer = _answer(understood, party)
        revoked = [each.revoked_on for each in _notices(understood, party) if each.revoked_on]
        facts = {"status": answer.status, "effect": answer.effect}
        facts |= {"day": revoked[-1]} if revoked else {}
        text = words.marks.prose((say_status(answer, words), rule))
        said.append(Said(Beside(treaty.id, party, facts, lines), text))
    return tuple(said) or (Said(Beside(treaty.id, None, {}, lines), rule),)


def revoked(understood: Understood, words: Wording) -> tuple[Said, ...]:
    """Say whether a notice was taken back, and when."""
    said = []
    for party in understood.parties:
        rows, answer = _notices(understood, party), _answer(understood, party)
        back = [each for each in rows if each.status == "revoked"]
        if understood.start is not None:
            back = [each for each in back if _is_of_the_time(each, understood)]
        says = "yes" if back else "no" if rows or answer.is_membership_known else None
        days = [each.revoked_on for each in back if each.revoked_on]
        facts = {"says": says, "status": answer.status, "effect": answer.effect}
        facts |= {"day": days[-1]} if days else {}
        told = (_taken_back(each, words) for each in back)
        text = words.marks.prose((*told, say_status(answer, words)))
        said.append(
            Said(Beside(understood.treaty, party, facts), _opened(says, party, text, words))
        )
    return tuple(said)


def _is_of_the_time(row: Withdrawal, understood: Understood) -> bool:
    """Return whether a notice was given, or taken back, in the time that is asked about."""
    return any(_is_claimed(day, understood) for day in (row.given, row.revoked_on))


def _taken_back(row: Withdrawal, words: Wording) -> str:
    """Return of one notice when it was received and when it was taken back."""
    day = row.revoked_on
    told = f"{words.status('revoked')}{f' {words.on(day)}' if day else ''}"
    received = _received(row, words)
    return words.marks.closed(words.marks.joined(filter(None, (received, told))))


def returned(understood: Understood, words: Wording) -> tuple[Said, ...]:
    """Say when a State became a party again after its exits; its status where it did not."""
    from withdrawal.record.parties import came_back

    said = []
    for party in understood.parties:
        rows, answer = _notices(understood, party), _answer(understood, party)
        days = [back for each in rows if (back := came_back(each))]
        facts: dict[str, Any] = {"status": answer.status, "days": [*map(str, days)]}
        facts |= {"day": days[-1].day} if days and days[-1].day else {}
        names = words.marks.joined((words.party(party), words.treaty(understood.treaty)))
        what, text = labels(words.language).labels["rejoined"], say_bound(answer, words)
        if days and (answer.rejoined is None or len(days) > 1):
            told = words.marks.joined(words.plainly(each) for each in days)
            text = words.marks.prose((words.marks.told_of(what, names, told), text))
        said.append(Said(Beside(understood.treaty, party, facts), text))
    return tuple(said)


def carried(understood: Understood, words: Wording) -> tuple[Said, ...]:
    """Say which treaties a State also leaves by leaving this one."""
    from withdrawal.law.treaties.catalogue import catalogue

    found = catalogue().carried_along(understood.treaty)
    told = labels(words.language).labels
    names = words.listed(words.treaty(each) for each in found) or told["none"]
    text = words.marks.told_of(told["carries"], words.treaty(understood.treaty), names)
    return (Said(Beside(understood.treaty, None, {"carries": list(found)}), text),)


def how_long_it_took(understood: Understood, words: Wording) -> tuple[Said, ...]:
    """Say the days of the notice and of the effect, and how many days lie between."""
    said = []
    for party in understood.parties:
        done = [each for each in _notices(understood, party) if each.is_out]
        took = [(each.given, each.effect) for each in done if each.given and each.effect]
        text = words.marks.joined(_span(given, effect, words) for given, effect in took)
        name = f"{words.party(party)}, {words.treaty(understood.treaty)}"
        text = words.marks.closed(words.marks.named(name, text)) if took else ""
        answer = _answer(understood, party)
        facts = {
            "received": [str(given) for given, _ in took],
            "effects": [str(effect) for _, effect in took],
            "days": [(effect - given).days for given, effect in took],
            "status": answer.status,
        }
        text = text or say_status(answer, words)
        said.append(Said(Beside(understood.treaty, party, facts), text))
    return tuple(said)


def _span(given: date, effect: date, words: Wording) -> str:
    days = words.days((effect - given).days)
    return words.marks.beside(f"{words.plain_day(given)} → {words.plain_day(effect)}", days)


def survivals(understood: Understood, words: Wording) -> tuple[Said, ...]:
    """Say what goes on after the exit, and for how long; of a State that left, until when."""
    treaty = _treaty(understood)
    clause = treaty.clause
    length = words.period(clause.survival) if clause.survival else ""
    told = words.marks.joined(filter(None, (length, clause.survival_text or "")))
    what = words.texts.intents["survives"]
    known = told or labels(words.language).labels["none"]
    what = upper_first(what)
    text = words.marks.told_of(what, words.treaty(treaty.id), known)
    facts = {"survival": str(clause.survival) if clause.survival else None}
    lines = (clause.survival_text,) if clause.survival_text else ()
    said = []
    for party in understood.parties:
        answer, until = _answer(understood, party), ""
        if answer.protected_until is not None:
            names = words.marks.joined((words.party(party), words.treaty(treaty.id)))
            day = words.plain_day(answer.protected_until)
            until = words.marks.told_of(labels(words.language).labels["protected"], names, day)
        of_one = facts | {"status": answer.status, "day": answer.protected_until}
        told = words.marks.prose((until, text, say_status(answer, words)))
        said.append(Said(Beside(treaty.id, party, of_one, lines), told))
    return tuple(said) or (Said(Beside(treaty.id, None, facts, lines), text),)


def in_conflict(understood: Understood, words: Wording) -> tuple[Said, ...]:
    """Say what an armed conflict changes for a State that leaves, as the clause has it."""
    treaty, what = _treaty(understood), upper_first(words.texts.intents["in-conflict"])
    proviso = treaty.clause.proviso()
    tested, also = (proviso.tested, proviso.also) if proviso else (None, ())
    keys = (_CONFLICTS[tested], *(["conflict_also"] if also else []))
    told = words.marks.joined(map(words.word, keys))
    text = words.marks.told_of(what, words.treaty(treaty.id), told)
    lines = (treaty.paraphrase,) if also and treaty.paraphrase else ()
    facts = {"tested": tested, "also": list(also)}
    return (Said(Beside(treaty.id, None, facts, lines), text),)


_CONFLICTS = {
    "at-expiry": "conflict_at_end",
    "at-notice": "conflict_at_notice",
    None: "rule_unsaid",
}


def own_law(understood: Understood, words: Wording) -> tuple[Said, ...]:
    """Say which steps a State's own law asks for before the notice; the treaty asks for none."""
    said = []
    for party in understood.parties:
        facts, text, lines = _law_of(party, understood, words)
        said.append(Said(Beside(understood.treaty, party, facts, lines), text))
    return tuple(said)


def _law_of(
    party: str, understood: Understood, words: Wording
) -> tuple[dict[str, Any], str, tuple[str, ...]]:
    from withdrawal.law.procedures.library import procedure

    law = procedure(party)
    if law.is_default:
        unknown = labels(words.language).labels["not_known"].lower()
        text = words.sentence("own_law", of=words.of_party(party), list=unknown)
        return {"approval": None, "stages": []}, text, ()
    route = law.route(treaty=_treaty(understood), on=understood.as_of)
    stages = law.stages_of(route)
    steps = [_step(each.id, each.actor, words) for each in stages]
    text = words.sentence("own_law", of=words.of_party(party), list=words.marks.joined(steps))
    lines = tuple(f"{each.provision}: {each.says}" for each in law.legal_basis)
    return {"approval": law.approval, "stages": [each.id for each in stages]}, text, lines


def _step(stage: str, actor: str, words: Wording) -> str:
    """Return a step by its name, with who takes it where that can be told in the language."""
    told = stage_in(words.language, stage)
    return words.marks.beside(told.text, actor) if told.language == "en" else told.text


def how_to_leave(understood: Understood, words: Wording) -> tuple[Said, ...]:
    """Say how a treaty is left: who is told, from when, the period, what a State's law asks."""
    facts = clause_facts(understood.treaty)
    laws = [_law_of(party, understood, words)[1] for party in understood.parties]
    waits = openings(understood, words)
    clause = (say_recipients(facts, words), *waits, say_period(facts, words))
    return (Said(facts, words.marks.prose((*clause, *laws))),)


def openings(understood: Understood, words: Wording) -> tuple[str, ...]:
    """Return from when on a notice may be given: after how long, or in the window of which days."""
    treaty, day = _treaty(understood), understood.as_of
    setting = Setting(day, treaty.facts())
    gates = (each for each in treaty.clause.operators if isinstance(each, LockIn | Windows))
    told = (
        each.explain(day, day, setting)
        if isinstance(each, Windows) and each.window(day, setting)
        else f"{each.in_words}."
        for each in gates
    )
    return tuple(line_in(words.language, each).text for each in told)


def may_be_left(understood: Understood, words: Wording) -> str:
    """Say whether a treaty may be left, and from when on a notice may be given."""
    facts = clause_facts(understood.treaty)
    return words.marks.prose((say_may_leave(facts, words), *openings(understood, words)))


def article_of(understood: Understood, words: Wording) -> tuple[Said, ...]:
    """Say which article is on leaving; that there is none, where the treaty says nothing."""
    facts = clause_facts(understood.treaty)
    what, name = labels(words.language).labels["article"], words.treaty(understood.treaty)
    named = words.marks.told_of(what, name, facts.article) if facts.article else ""
    return (Said(facts, words.marks.prose((named, may_be_left(understood, words)))),)


def reasons_for(understood: Understood, words: Wording) -> tuple[Said, ...]:
    """Say whether a notice must state reasons, as the clause has it."""
    facts = clause_facts(understood.treaty)
    what, name = words.texts.intents["reasons"], words.treaty(understood.treaty)
    told = words.word("yes") if facts.needs_reasons else words.word("rule_unsaid")
    text = words.marks.told_of(upper_first(what), name, told)
    return (Said(facts, text if facts.exit == "allowed" else say_may_leave(facts, words)),)


def locked_in(understood: Understood, words: Wording) -> tuple[Said, ...]:
    """Say from when on a notice may be given, as the clause has it."""
    treaty, facts = _treaty(understood), clause_facts(understood.treaty)
    what, none = upper_first(words.texts.intents["lock-in"]), words.word("rule_unsaid")
    unsaid = words.marks.told_of(what, words.treaty(treaty.id), none)
    told = openings(understood, words) or (unsaid,)
    return (Said(facts, words.marks.prose((*told, say_period(facts, words)))),)
