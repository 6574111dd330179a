"""What a clause tells beside the date, and what is out of the ordinary for the sentence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from withdrawal.case.findings import Manner, Reason, Status
from withdrawal.case.statuses import STATUS
from withdrawal.dates import Rounding, add, long_date
from withdrawal.law.circumstances import Setting
from withdrawal.law.clause.moves import Consent
from withdrawal.law.clause.openings import OnlyIf
from withdrawal.law.clause.shapes import Shapes
from withdrawal.record.history import history
from withdrawal.record.parties import memberships

if TYPE_CHECKING:
    from collections.abc import Iterator

    from withdrawal.case.asking.matter import Matter
    from withdrawal.law.clause.shapes import Deemed, Split
    from withdrawal.record.history import Withdrawal

__all__ = ["beside", "deemed_on", "exits", "manner_of"]


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
    words = f"{text[:1].upper()}{text[1:].rstrip('.')}."
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
    text = rule.text or f"A notice ends the treaty for {rule.whom}"
    if rule.below is None:
        yield _told(matter, "ends-for-all", rule.article, text)
        return
    fewer = f"Once fewer than {rule.below} parties are left, the treaty ends for all"
    yield _told(matter, "lapse", rule.article, rule.text or fewer)


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
