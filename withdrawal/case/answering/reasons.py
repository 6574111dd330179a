"""The reasons that every answer gives: since when a party, who is told, the clause's steps.

And what else is on record of a State and a treaty, told for what it is; what a clause tells beside
the date, and what is out of the ordinary for the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from withdrawal.case.asking.dossier import Dossier
from withdrawal.case.asking.matter import Matter
from withdrawal.case.findings import Ambiguity, Manner, Reason, Status
from withdrawal.case.statuses import STATUS
from withdrawal.case.wording.sentence import state_with_article
from withdrawal.dates import PartialDate, Rounding, add, long_date
from withdrawal.law.circumstances import Circumstances, Setting
from withdrawal.law.clause.clause import Clause
from withdrawal.law.clause.moves import Consent
from withdrawal.law.clause.openings import OnlyIf
from withdrawal.law.clause.reckoning import Reckoning
from withdrawal.law.clause.shapes import Deemed, Shapes, Split
from withdrawal.letters import upper_first
from withdrawal.record.history import Withdrawal, history
from withdrawal.record.kinds import RecordKind
from withdrawal.record.parties import Bond, memberships


def name_of(matter: Matter) -> str:
    """Return the State's name as it begins a sentence."""
    return upper_first(state_with_article(matter.question.party.name))


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
    text = clause.recipients_in_words
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
    start = row.known_given or row.known("announced")
    effect = row.known("effect")
    days = [f"with effect {effect.placed}"] if effect else []
    if row.status == "revoked":
        taken_back = row.known("revoked_on")
        days.append(f"taken back {taken_back.placed}" if taken_back else "taken back since")
    note = f" ({row.note.rstrip('.')})" if row.note else ""
    on = f", of {start}" if start else ""
    text = f"Also on record{on}: {', '.join([row.kind.meaning, *days])}{note}."
    first = start.day if start else None
    last = effect.day if effect else None
    return Reason("recorded", None, first, last, text, source_of(row))


def manner_of(matter: Matter, status: Status) -> Manner:
    """Return how the sentence has to speak."""
    rule, treaty = matter.clause.shapes.ends_for_all, matter.treaty
    condition = matter.clause.rule(OnlyIf, matter.facts)
    consent = matter.clause.rule(Consent, matter.facts)
    is_for_all = rule is not None and rule.below is None and matter.way is None
    return Manner(
        kind=treaty.kind,
        term=treaty.term,
        provisional=treaty.provisionally_applied if treaty.not_in_force else None,
        is_barred=matter.clause.exit == "barred",
        only_if=condition.text if condition else None,
        ends_for=rule.whom if rule and is_for_all and STATUS[status].ends_for_all else None,
        consent_of=consent.of if consent else None,
    )


def beside(
    matter: Matter, status: Status, effect: date | None, received: date | None
) -> tuple[Reason, ...]:
    """Return what the clause says beside the date, as reasons: first what depends on the day."""
    shapes, party = matter.clause.shapes, matter.party
    if not STATUS[status].tells_beside or shapes == Shapes():
        return ()
    owed = (each for each in shapes.subject_to if not each.parties or party in each.parties)
    reasons = [_told(matter, "subject-to", each.article, each.text) for each in owed]
    reasons += [_split(matter, each, effect, received) for each in shapes.splits]
    reasons += list(_for_all(matter))
    for each in shapes.deemed:
        day, _ = deemed_on(matter, each)
        if day is not None and day == effect and received is None:
            continue
        unless = f", unless {each.unless}" if each.unless else ""
        text = f"Without a notice: {each.text.rstrip('.')}{unless}"
        reasons.append(_told(matter, "deemed", each.article, text, end=day))
    reasons += [_told(matter, "partial", each.article, each.text) for each in shapes.partial]
    return (*reasons, *_lapse(matter))


def _told(
    matter: Matter, rule: str, article: str | None, text: str, *, end: date | None = None
) -> Reason:
    words = f"{upper_first(text.rstrip('.'))}."
    return Reason(rule, article or matter.clause.article, None, end, words, matter.source)


def _split(matter: Matter, rule: Split, effect: date | None, received: date | None) -> Reason:
    """Return the duties that end on another day, with the day where there is one."""
    day = received if rule.is_from_notice else effect
    setting = Setting(received or day or date.min, matter.facts)
    for operator in rule.operators:
        day = operator.apply(day, setting) if day is not None else None
    day = day if rule.operators else None
    on = f", {long_date(day)}" if day else ""
    return _told(matter, "splits", rule.article, f"On another day{on}: {rule.text}", end=day)


def _for_all(matter: Matter) -> Iterator[Reason]:
    rule = matter.clause.shapes.ends_for_all
    if rule is None:
        return
    kind = "ends-for-all" if rule.below is None else "lapse"
    yield _told(matter, kind, rule.article, rule.in_words)


def _lapse(matter: Matter) -> Iterator[Reason]:
    rule = matter.clause.shapes.lapse
    if rule is None:
        return
    treaty, day = matter.treaty, matter.as_of
    known = memberships(treaty, day, as_of=day).values()
    parties = sum(each.value == "party" for each in known)
    counted = f"; as far as is known here there are {parties}" if parties else ""
    text = rule.text or f"The treaty lapses once fewer than {rule.below} parties are left"
    yield _told(matter, "lapse", rule.article, f"{text.rstrip('.')}{counted}")


def exits(treaty: str, party: str | None, as_of: date) -> Iterator[Withdrawal]:
    """Yield the exits on record from a treaty as they were known on a day, the last one first."""
    for row in reversed(history(treaty, party)):
        known = row.as_known_on(as_of)
        if known is not None and known.is_out:
            yield known


def deemed_on(matter: Matter, rule: Deemed) -> tuple[date | None, Withdrawal | None]:
    """Return the day of a deemed end, and the exit on record that brings it about."""
    since = matter.since
    for row in exits(rule.of, matter.party, matter.as_of) if rule.of else ():
        day = row.effect
        if day is not None and row.rejoined_on is None and (since is None or since <= day):
            return (add(day, rule.after, rounding=Rounding.DOWN) if rule.after else day), row
    return None, None
