"""The reasons that every answer gives: since when a party, who is told, the clause's steps.

And what else is on record of a State and a treaty, told for what it is.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from withdrawal.case.findings import Ambiguity, Reason
from withdrawal.case.wording.sentence import state_with_article
from withdrawal.letters import upper_first
from withdrawal.record.kinds import RecordKind

if TYPE_CHECKING:
    from withdrawal.case.asking.dossier import Dossier
    from withdrawal.case.asking.matter import Matter
    from withdrawal.dates import PartialDate
    from withdrawal.law.circumstances import Circumstances
    from withdrawal.law.clause.clause import Clause
    from withdrawal.law.clause.reckoning import Reckoning
    from withdrawal.record.history import Withdrawal
    from withdrawal.record.parties import Bond

__all__ = [
    "article_at",
    "doubt",
    "exit_of",
    "in_words",
    "name_of",
    "notice_reason",
    "party_reason",
    "readings",
    "reasons",
    "source_of",
    "told_besides",
    "told_of",
]


def name_of(matter: Matter) -> str:
    """Return the State's name as it begins a sentence."""
    name = state_with_article(matter.question.party.name)
    return upper_first(name)


def source_of(row: Withdrawal) -> str | None:
    """Return where a step on record stands."""
    return row.reference or row.source


def party_reason(matter: Matter) -> tuple[Reason, ...]:
    """Return the reason that says since when the State is a party, where known."""
    bond, since, name = matter.bond, matter.since, name_of(matter)
    if not matter.dossier.roll.bonds or since is None:
        return ()
    how = f" ({bond.kind} {bond.consent_date})" if bond.kind and bond.consent_date else ""
    bound = f"has been a party since {since}"
    if bond.is_over_by(matter.as_of):
        bound = f"was a party from {since}"
    text = f"{name} {bound}{how}."
    if since > matter.moment:
        text = f"{name} has consented to be bound; the treaty binds it from {since}."
    return (Reason("party", None, bond.consent_date, since, text, bond.source),)


def exit_of(matter: Matter, bond: Bond) -> Withdrawal | None:
    """Return the record of the end of a bond; None where no record tells of it."""
    left = bond.last_left
    rows = (*matter.dossier.records, *matter.dossier.notices)
    known = (row for row in rows if row.is_out)
    return next((row for row in known if row.latest("effect") == left), None)


def notice_reason(matter: Matter, day: date) -> tuple[Reason, ...]:
    """Return the reason that says who is told, where the clause says so."""
    clause = matter.clause
    if not clause.recipients:
        return ()
    full = ", with a full statement of reasons" if clause.needs_reasons else ""
    text = f"Notice goes to: {', '.join(clause.recipients)}{full}."
    source = matter.source if matter.notice is None else source_of(matter.notice) or matter.source
    return (Reason("notice", clause.article, day, day, text, source),)


def reasons(matter: Matter, reckoning: Reckoning) -> tuple[Reason, ...]:
    """Return the clause's steps as reasons, after the way out that they follow."""
    way, article, source = matter.way, matter.clause.article, matter.source
    taken: tuple[Reason, ...] = ()
    if way is not None:
        article = way.article
        taken = (Reason("way-out", article, None, None, f"{way.text.rstrip('.')}.", source),)
    return taken + tuple(
        Reason(each.rule, each.article or article, each.start, each.end, each.text, source)
        for each in reckoning.steps
    )


def article_at(matter: Matter, index: int) -> str | None:
    """Return the article of the operator at a place in the pipeline."""
    pipeline = matter.clause.pipeline(matter.facts)
    own = pipeline[index].article if index < len(pipeline) else None
    return own or matter.clause.article if index < len(pipeline) else None


def readings(clause: Clause, facts: Circumstances, day: date) -> tuple[Ambiguity, ...]:
    """Return the other defensible readings for a notice of ``day``."""
    found = (*clause.readings(day, facts), *clause.rivals(day, facts))
    return tuple(Ambiguity(each.name, each.effect, each.text) for each in found)


def doubt(received: PartialDate) -> tuple[str, ...]:
    """Return that the day of receipt is itself in doubt, where it is given so."""
    if not received.is_uncertain:
        return ()
    return (f"That the day of receipt, {received}, is right; it is given as doubtful.",)


_SAID = {
    RecordKind.SUSPENSION: "suspension of the treaty, which leaves the State a party",
    RecordKind.END_OF_SUSPENSION: "end of a suspension",
    RecordKind.END_OF_PROVISIONAL_APPLICATION: (
        "end of provisional application, which is no withdrawal from the treaty"
    ),
    RecordKind.WITHDRAWAL_OF_RATIFICATION: "withdrawal of the ratification",
    RecordKind.WITHDRAWAL_OF_SIGNATURE: "withdrawal of the signature, by a State that is no party",
    RecordKind.ANNOUNCED: "announcement of a withdrawal",
    RecordKind.INTENTION: "stated intention, which is no notice",
    RecordKind.PARTIAL_TERMINATION: "end of a part of the treaty, which leaves the State a party",
    RecordKind.CESSATION_OF_APPLICATION: (
        "the State stopped applying the treaty, which is no withdrawal from it"
    ),
    RecordKind.DECLARATION: "declaration, which is no withdrawal",
    RecordKind.BY_OPERATION_OF_TREATY: "exit by operation of the treaty, without a notice",
    RecordKind.END_OF_MEMBERSHIP: "end of the membership, without a notice",
    RecordKind.MEMBERSHIP_PASSED_TO_EU: "membership passed to the European Union",
}


def in_words(kind: RecordKind) -> str:
    """Return what a step on record was and means."""
    return _SAID.get(kind, kind.in_words)


def told_besides(dossier: Dossier, row: Withdrawal | None) -> tuple[Reason, ...]:
    """Return the other steps on record, with what they mean, and the note of the one told of."""
    others = (told_of(each) for each in dossier.records if each is not row)
    return (*_note(row), *others)


_PLAIN = (
    RecordKind.WITHDRAWAL,
    RecordKind.DENUNCIATION,
    RecordKind.TERMINATION,
    RecordKind.AUTOMATIC_DENUNCIATION,
)
"""The kinds of which there is nothing more to tell, where nothing about them is in doubt."""


def _note(row: Withdrawal | None) -> tuple[Reason, ...]:
    if row is None or not row.note or row.status in ("disputed", "no-effect"):
        return ()
    if row.kind in _PLAIN and row.confidence not in ("disputed", "uncertain"):
        return ()
    text = f"On record: {row.note.rstrip('.')}."
    return (Reason("recorded", None, None, None, text, source_of(row)),)


def told_of(row: Withdrawal) -> Reason:
    """Return a step on record beside the one that is answered, with what it means."""
    start = row.known("received") or row.known("notified") or row.known("announced")
    effect = row.known("effect")
    days = [f"with effect {effect.placed}"] if effect else []
    if row.status == "revoked":
        taken_back = row.known("revoked_on")
        days.append(f"taken back {taken_back.placed}" if taken_back else "taken back since")
    note = f" ({row.note.rstrip('.')})" if row.note else ""
    on = f", of {start}" if start else ""
    text = f"Also on record{on}: {', '.join([in_words(row.kind), *days])}{note}."
    first = start.day if start else None
    last = effect.day if effect else None
    return Reason("recorded", None, first, last, text, source_of(row))
