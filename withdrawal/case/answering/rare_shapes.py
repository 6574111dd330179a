"""Answers of clauses with a rarer shape, and what such a clause tells beside the date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import evolve

from withdrawal.case.answer import Answer
from withdrawal.case.asking.dossier import dossier_of
from withdrawal.case.findings import Reason, StandingSummary, Status
from withdrawal.case.manner import Manner
from withdrawal.case.wording.sentence import long_date, state_with_article, with_article
from withdrawal.dates import Rounding, add
from withdrawal.law.circumstances import Setting
from withdrawal.law.clause.openings import FirstAct, OnlyIf
from withdrawal.law.clause.operators import Operator
from withdrawal.law.clause.others import Consent
from withdrawal.law.countries import country
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.record.history import history

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from withdrawal.case.answering.inquiry import Inquiry
    from withdrawal.case.asking.dossier import Dossier
    from withdrawal.case.asking.question import Question
    from withdrawal.law.circumstances import Circumstances
    from withdrawal.law.clause.shapes import Deemed, Split
    from withdrawal.law.treaties.treaty import Treaty
    from withdrawal.record.history import Withdrawal

__all__ = ["answered", "first_notice", "manner_of", "told", "with_parent"]

_T = TypeVar("_T", bound=Operator)


def answered(inquiry: Inquiry) -> Answer | None:
    """Return the answer that the shape of the clause alone gives; None where none does.

    Where leaving takes two acts and neither is on record, the first is supposed to be done on the
    day asked for, so that the earliest date is one that can still be reached.
    """
    if inquiry.chosen is not None and inquiry.chosen.effect is not None:
        return None
    if inquiry.chosen is None and inquiry.question.received is None:
        found = _ended_by_another(inquiry) or _deemed(inquiry)
        if found is not None:
            return found
        _suppose_first_act(inquiry)
    return _not_open(inquiry)


def _suppose_first_act(inquiry: Inquiry) -> None:
    if inquiry.facts.first_act is None and any(_rules(inquiry, FirstAct)):
        inquiry.facts = evolve(inquiry.facts, first_act=inquiry.question.as_of)


def _not_open(inquiry: Inquiry) -> Answer | None:
    """Return that the right to leave does not exist, where what opens it has not happened."""
    given = inquiry.question.received
    day = (given.latest or given.earliest) if given else inquiry.moment()
    assert day is not None
    obstacle = inquiry.clause.reckon(day, inquiry.facts).obstacle
    if obstacle is None or obstacle.status != "not-open":
        return None
    condition = next(_rules(inquiry, OnlyIf))
    reason = Reason(
        "only-if",
        condition.article or inquiry.clause.article,
        None,
        None,
        obstacle.text,
        inquiry.source,
    )
    received = given.day if given else None
    because = (*inquiry.party_reason(), reason)
    made = inquiry.make("not-open", received=received, because=because)
    closed = condition.closed_on(Setting(day, inquiry.facts))
    return evolve(made, manner=evolve(made.manner, closed_on=closed))


def _rules(inquiry: Inquiry, kind: type[_T]) -> Iterator[_T]:
    """Return the operators of a kind in the pipeline that is used."""
    return (each for each in inquiry.clause.pipeline(inquiry.facts) if isinstance(each, kind))


def _ended_by_another(inquiry: Inquiry) -> Answer | None:
    """Return that another party's notice ends the treaty, where a notice ends it for all."""
    rule = inquiry.clause.shapes.ends_for_all
    if rule is None or rule.below is not None:
        return None
    as_of, treaty = inquiry.question.as_of, inquiry.question.treaty
    for row in _exits(treaty.id, None, as_of):
        if row.given is None:
            continue
        effect = row.effect or inquiry.clause.effect(row.given, treaty.facts())
        if effect is not None and (inquiry.since is None or inquiry.since <= row.given):
            leaver = state_with_article(country(row.party).name)
            told = f"{leaver} gave notice on {row.given}, which ends the treaty for {rule.whom}."
            text = told[0].upper() + told[1:]
            source = row.reference or row.source
            why = Reason("ends-for-all", rule.article, row.given, effect, text, source)
            how = Manner(ended_by=leaver, ends_for=rule.whom)
            return _without_notice(inquiry, effect, row, why, how)
    return None


def _exits(treaty: str, party: str | None, as_of: date) -> Iterator[Withdrawal]:
    """Yield the exits on record from a treaty as they were known on a day, the last one first."""
    for row in reversed(history(treaty, party)):
        known = row.as_known_on(as_of)
        if known is not None and known.is_out:
            yield known


def _deemed(inquiry: Inquiry) -> Answer | None:
    """Return that leaving another treaty ended the State's bond, where the clause says so."""
    for rule in inquiry.clause.shapes.deemed:
        day, row = _deemed_on(inquiry, rule)
        if day is None or row is None or rule.unless is not None:
            continue
        assert rule.of is not None
        other = with_article(catalogue().treaty(rule.of).name)
        text = f"{inquiry.party} left {other} on {row.effect}. {rule.text.rstrip('.')}."
        source = row.reference or row.source
        why = Reason("deemed", rule.article, row.effect, day, text, source)
        return _without_notice(inquiry, day, row, why, Manner(is_deemed=True))
    return None


def _deemed_on(inquiry: Inquiry, rule: Deemed) -> tuple[date | None, Withdrawal | None]:
    """Return the day of a deemed end, and the exit on record that brings it about."""
    as_of, since = inquiry.question.as_of, inquiry.since
    party = inquiry.question.party.id
    for row in _exits(rule.of, party, as_of) if rule.of else ():
        if (
            row.effect is not None
            and row.rejoined_on is None
            and (since is None or since <= row.effect)
        ):
            return (
                add(row.effect, rule.after, rounding=Rounding.DOWN) if rule.after else row.effect
            ), row
    return None, None


def _without_notice(
    inquiry: Inquiry, effect: date, row: Withdrawal, why: Reason, how: Manner
) -> Answer:
    """Return the answer for a State that leaves without a notice of its own."""
    status: Status = "effective" if effect <= inquiry.question.as_of else "pending"
    because = (*inquiry.party_reason(), why)
    made = inquiry.make(status, row=row, effect=effect, because=because)
    kind = inquiry.question.treaty.kind
    standing = StandingSummary(stage=None if status == "pending" else "effective")
    return evolve(made, manner=evolve(how, kind=kind), standing=standing)


def with_parent(inquiry: Inquiry, answer: Callable[[Question, Dossier], Answer]) -> Answer:
    """Return the answer on the parent, for a treaty that can be left only together with it."""
    treaty = inquiry.question.treaty
    assert treaty.parent is not None
    parent = catalogue().treaty(treaty.parent.treaty)
    asked = evolve(inquiry.question, treaty=parent, way_out=None)
    found = answer(asked, dossier_of(asked))
    name = with_article(parent.name)
    text = f"This treaty cannot be left alone, only together with {name}."
    why = Reason("parent", treaty.parent.article, None, None, text, inquiry.source)
    own = told(inquiry, found.status, {"effect": found.effect, "received": found.received})
    return evolve(
        found,
        treaty=treaty.id,
        treaty_name=treaty.name,
        because=(why, *found.because, *own),
        carries=(),
        membership=found.membership if found.status in _OUT else inquiry.membership_told(),
        manner=evolve(found.manner, parent=parent.name),
    )


def manner_of(inquiry: Inquiry, status: Status) -> Manner:
    """Return how the sentence has to speak."""
    rule, treaty = inquiry.clause.shapes.ends_for_all, inquiry.question.treaty
    is_for_all = rule is not None and rule.below is None and inquiry.way is None
    return Manner(
        kind=treaty.kind,
        provisional=treaty.provisionally_applied if treaty.not_in_force else None,
        is_barred=inquiry.clause.exit == "barred",
        only_if=next((each.text for each in _rules(inquiry, OnlyIf)), None),
        ends_for=rule.whom if rule and is_for_all and status in _OF_A_NOTICE else None,
        consent_of=next((each.of for each in _rules(inquiry, Consent)), None),
    )


_OUT = frozenset({"effective", "not-a-party", "ended", "not-in-force"})
_OF_A_NOTICE = frozenset({"effective", "pending", "conditional", "not-notified"})
_TOLD = frozenset({"effective", "pending", "conditional", "not-notified", "no-exit", "not-open"})


def first_notice(treaty: Treaty, facts: Circumstances, as_of: date, day: date) -> date:
    """Return the first day for a notice: from ``day``, and once a first act could be done.

    Args:
        treaty: the treaty.
        facts: the circumstances.
        as_of: the day on which a first act can be done at the earliest.
        day: the first day that the State's own law allows.
    """
    acts = (each for each in treaty.clause.pipeline(facts) if isinstance(each, FirstAct))
    act = next(acts, None)
    return day if act is None or facts.first_act is not None else max(day, act.opens(as_of))


def told(inquiry: Inquiry, status: Status, values: dict[str, Any]) -> tuple[Reason, ...]:
    """Return what the clause says beside the date, as reasons: first what depends on the day."""
    if status not in _TOLD:
        return ()
    shapes, effect, received = inquiry.clause.shapes, values.get("effect"), values.get("received")
    party = inquiry.question.party.id
    owed = (each for each in shapes.subject_to if not each.parties or party in each.parties)
    reasons = [_told(inquiry, "subject-to", each.article, each.text) for each in owed]
    reasons += [_split(inquiry, each, effect, received) for each in shapes.splits]
    reasons += list(_for_all(inquiry))
    for each in shapes.deemed:
        day, _ = _deemed_on(inquiry, each)
        if day is not None and day == effect and received is None:
            continue
        unless = f", unless {each.unless}" if each.unless else ""
        text = f"Without a notice: {each.text.rstrip('.')}{unless}"
        reasons.append(_told(inquiry, "deemed", each.article, text, end=day))
    reasons += [_told(inquiry, "partial", each.article, each.text) for each in shapes.partial]
    return (*reasons, *_lapse(inquiry))


def _told(
    inquiry: Inquiry, rule: str, article: str | None, text: str, *, end: date | None = None
) -> Reason:
    words = f"{text[:1].upper()}{text[1:].rstrip('.')}."
    return Reason(rule, article or inquiry.clause.article, None, end, words, inquiry.source)


def _split(inquiry: Inquiry, rule: Split, effect: date | None, received: date | None) -> Reason:
    """Return the duties that end on another day, with the day where there is one."""
    day = received if rule.is_from_notice else effect
    setting = Setting(received or day or date.min, inquiry.facts)
    for operator in rule.operators if day is not None else ():
        day = operator.apply(day, setting) if day is not None else None
    if day is None or not rule.operators:
        return _told(inquiry, "splits", rule.article, f"On another day: {rule.text}")
    text = f"On another day, {long_date(day)}: {rule.text}"
    return _told(inquiry, "splits", rule.article, text, end=day)


def _for_all(inquiry: Inquiry) -> Iterator[Reason]:
    rule = inquiry.clause.shapes.ends_for_all
    if rule is None:
        return
    text = rule.text or f"A notice ends the treaty for {rule.whom}"
    if rule.below is None:
        yield _told(inquiry, "ends-for-all", rule.article, text)
        return
    fewer = f"Once fewer than {rule.below} parties are left, the treaty ends for all"
    yield _told(inquiry, "lapse", rule.article, rule.text or fewer)


def _lapse(inquiry: Inquiry) -> Iterator[Reason]:
    from withdrawal.record.parties import memberships

    rule = inquiry.clause.shapes.lapse
    if rule is None:
        return
    treaty, day = inquiry.question.treaty, inquiry.question.as_of
    known = memberships(treaty, day, as_of=day).values()
    parties = sum(each.value == "party" for each in known)
    counted = f"; as far as is known here there are {parties}" if parties else ""
    text = rule.text or f"The treaty lapses once fewer than {rule.below} parties are left"
    yield _told(inquiry, "lapse", rule.article, f"{text.rstrip('.')}{counted}")
