"""From what was understood to the reply: which part of the package answers which question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve

from withdrawal.languages.folder import labels
from withdrawal.languages.wording import Wording, wording
from withdrawal.questions.intents import Intent
from withdrawal.questions.reply import (
    Beside,
    ClauseFacts,
    Departures,
    Listed,
    Reply,
    Said,
    clause_facts,
)
from withdrawal.questions.saying import (
    say_bound,
    say_days_left,
    say_departures,
    say_earliest,
    say_ended,
    say_last_day,
    say_odds,
    say_period,
    say_plan,
    say_received,
    say_recipients,
    say_status,
)
from withdrawal.questions.sets.kept import is_among, kept_notes, left_aside
from withdrawal.questions.sets.lists import is_exit, list_of, order_of, span_in_words
from withdrawal.questions.single import (
    article_of,
    carried,
    claimed_effect,
    depositary_of,
    how_long_it_took,
    how_to_leave,
    in_conflict,
    locked_in,
    may_be_left,
    notice_given,
    own_law,
    reasons_for,
    recorded,
    returned,
    revoked,
    survivals,
    undoing,
)
from withdrawal.questions.turned import AT_ONCE

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.odds.forecast import Forecast
    from withdrawal.questions.intents import Understood
    from withdrawal.record.history import Withdrawal


def reply_to(question: str, understood: Understood) -> Reply:
    """Return the reply to an understood question, in its language."""
    words = wording(understood.lang)
    asked = (understood, *understood.also)
    said = tuple(said for each in asked for said in _answers(each, words))
    told = (*(note for each in asked for note in notes(each, words)), *_safe_days(said, words))
    return Reply(
        question,
        understood.lang,
        understood,
        " ".join(taken_as(each, words) for each in asked),
        said,
        tuple(note for note in dict.fromkeys(told) if not any(note in each.text for each in said)),
    )


def _answers(understood: Understood, words: Wording) -> tuple[Said, ...]:
    answer = _about_a_body if understood.is_about_a_body else _ANSWERS[understood.intent]
    if understood.intent.needs_party and not (understood.parties or understood.is_about_a_body):
        answer = _ended
    return answer(understood, words)


def _ended(understood: Understood, words: Wording) -> tuple[Said, ...]:
    """Answer with the day on which a treaty itself ended, for all its parties."""
    from withdrawal.law.treaties.catalogue import resolve_treaty

    day = resolve_treaty(understood.treaty).ended
    assert day is not None
    told = Beside(understood.treaty, None, {"status": "ended", "ended": day})
    return (Said(told, say_ended(understood.treaty, day, words)),)


def notes(understood: Understood, words: Wording) -> tuple[str, ...]:
    """Return sentences on the words that nothing reads and the days that may be others."""
    unread = words.listed(map(words.marks.quoted, understood.left_out))
    days = words.listed(words.dated(each) for each in understood.read_as)
    said = {"left_out": unread, "read_as": days}
    stop = words.marks.stop  # a day may end with one of its own
    told = tuple(
        words.word(key, list=each.removesuffix(stop)) for key, each in said.items() if each
    )
    return (*kept_notes(understood, words), *told)


def _safe_days(said: Iterable[Said], words: Wording) -> Iterator[str]:
    """Yield until when a notice is in time on every reading, where ours leads to a later day."""
    for each in said:
        safe = getattr(each.answer, "safe_receipt", None)
        if safe is not None and safe != getattr(each.answer, "latest_receipt", None):
            yield words.sentence("latest_notice_safe", **words.day_blanks(latest=safe))


def taken_as(understood: Understood, words: Wording) -> str:
    """Return what was understood, in words: the question, the States, the treaty, the dates."""
    from withdrawal.dates import PartialDate

    parts = [words.texts.intents[understood.intent.value]]
    parts += [words.party(each) for each in understood.parties]
    parts += [_named(understood, words)] if understood.treaty else []
    if understood.received:
        received = PartialDate.parse(understood.received)
        parts.append(say_received(received, words))
    if understood.start or understood.end:
        parts.append(span_in_words(understood, words))
    for key in ("approved", "out_by", "as_of"):
        day = getattr(understood, key)
        if day is not None:
            parts.append(words.word(key, **words.day_blanks(on=day)))
    return words.word("taken_as", list=words.marks.joined(parts))


def _named(understood: Understood, words: Wording) -> str:
    """Return the name of the treaty, or of the body, that a question is about."""
    if not understood.is_about_a_body:
        return words.treaty(understood.treaty)
    from withdrawal.law.treaties.bodies import bodies

    body = bodies()[understood.treaty]
    return body.names.get(understood.lang, body.usual_name)


def _about_a_body(understood: Understood, _: Wording) -> tuple[Said, ...]:
    from withdrawal.law.treaties.bodies import bodies

    body = bodies()[understood.treaty]
    return (Said(body, body.answer),)


def _for_each_party(
    say: Callable[[Answer, Wording], str],
) -> Callable[[Understood, Wording], tuple[Said, ...]]:
    """Return the way to answer with `withdrawal.when`, once for each State."""

    def answers(understood: Understood, words: Wording) -> tuple[Said, ...]:
        asked = _alternatives(understood)
        found = [_when(each, party) for party in understood.parties for each in asked]
        return tuple(Said(answer, say(answer, words)) for answer in found)

    return answers


def _alternatives(understood: Understood) -> list[Understood]:
    """Return the question for each day that may be meant: two orders, or both ends of a span."""
    asked = [understood]
    if understood.also_received is not None:
        asked.append(evolve(understood, received=understood.also_received))
    if understood.until is not None:
        asked.append(evolve(understood, as_of=understood.until))
    return asked


def _when(understood: Understood, party: str) -> Answer:
    from withdrawal.case.answering.when import when
    from withdrawal.dates import PartialDate

    received = PartialDate.parse(understood.received) if understood.received else None
    notice = recorded(understood.treaty, party, received, understood.as_of)
    return when(
        party,
        understood.treaty,
        notice=notice,
        received=None if notice else received,
        approved=understood.approved,
        as_of=understood.as_of,
    )


def _earliest(understood: Understood, words: Wording) -> tuple[Said, ...]:
    """Answer with the earliest day; of a State that came back, with that of a new notice."""
    today = str(understood.as_of)
    found = (_when(understood, party) for party in understood.parties)
    found = (
        _when(evolve(understood, received=today), answer.party) if answer.is_back else answer
        for answer in found
    )
    return tuple(Said(answer, _said_no(understood, answer, words)) for answer in found)


def _said_no(understood: Understood, answer: Answer, words: Wording) -> str:
    """Return the earliest day; behind "no" where it is asked if a State can leave at once."""
    text, first = say_earliest(answer, words), answer.earliest
    is_later = answer.status == "not-notified" and first is not None and first > answer.as_of
    is_no = understood.pick == AT_ONCE and is_later
    return words.marks.prose((words.marks.closed(words.word("no")), text)) if is_no else text


def _bound(understood: Understood, words: Wording) -> tuple[Said, ...]:
    """Answer for a day; for a span, once where both its ends agree, else for each of them."""
    said = _for_each_party(say_bound)(understood, words)
    if understood.until is None:
        return said
    ends = [said[at : at + 2] for at in range(0, len(said), 2)]
    return tuple(one for pair in ends for one in (pair[1:] if _agree(*pair) else pair))


def _agree(first: Said, last: Said) -> bool:
    return getattr(first.answer, "is_bound", None) == getattr(last.answer, "is_bound", None)


def _plans(understood: Understood, words: Wording) -> tuple[Said, ...]:
    from withdrawal.case.planning.plan import plan

    assert understood.out_by is not None
    found = []
    for party in understood.parties:
        made = plan(party, understood.treaty, out_by=understood.out_by, as_of=understood.as_of)
        # Where a notice is running, or there is nothing to leave, there is no last day to name.
        answer = _when(understood, party)
        is_over = made.is_settled or answer.status in NOTHING_TO_LEAVE
        said = say_status(answer, words) if is_over else say_plan(made, words)
        found.append(Said(made, said))
    return tuple(found)


NOTHING_TO_LEAVE = frozenset({"not-a-party", "ended", "not-in-force", "no-exit"})
"""The statuses in which a question about a way out is answered by the status itself."""


def _odds(understood: Understood, words: Wording) -> tuple[Said, ...]:
    from withdrawal.odds.api import forecast

    assert understood.out_by is not None
    found = [
        forecast(party, understood.treaty, as_of=understood.as_of) for party in understood.parties
    ]
    return tuple(Said(each, _chance(each, understood.out_by, understood, words)) for each in found)


def _chance(forecast: Forecast, out_by: date, understood: Understood, words: Wording) -> str:
    """Return the odds, with what they suppose where nothing is on record as begun.

    Where it is disputed whether the State is out already, there are no odds, and that is said.
    """
    from withdrawal.case.answering.when import when

    answer = when(forecast.party, forecast.treaty, as_of=understood.as_of)
    if answer.status == "disputed" or answer.status in NOTHING_TO_LEAVE:
        return say_status(answer, words)
    return say_odds(forecast, out_by, words)


def _about_clause(
    say: Callable[[ClauseFacts, Wording], str],
) -> Callable[[Understood, Wording], tuple[Said, ...]]:
    """Return the way to answer from the clause alone."""

    def answers(understood: Understood, words: Wording) -> tuple[Said, ...]:
        facts = clause_facts(understood.treaty)
        return (Said(facts, say(facts, words)),)

    return answers


def _may_leave(understood: Understood, words: Wording) -> tuple[Said, ...]:
    """Answer from the clause, and for a named State first whether it is a party at all."""
    facts = clause_facts(understood.treaty)
    if not understood.parties:
        return (Said(facts, may_be_left(understood, words)),)
    found = [_when(understood, party) for party in understood.parties]
    return tuple(
        Said(each, say_status(each, words))
        if each.status in {*NOTHING_TO_LEAVE, "effective", "not-open"}
        else Said(facts, may_be_left(understood, words))
        for each in found
    )


def _departures(understood: Understood, words: Wording) -> tuple[Said, ...]:
    known = _known_rows(understood)
    running = tuple(each for each in known if is_exit(each) and _is_ahead(each, understood.as_of))
    gone = tuple(
        each
        for each in known
        if (is_exit(each) and each not in running)
        or (each.kind.ends_bond and each.status in ("disputed", "no-effect"))
    )
    besides = tuple(each for each in known if each.kind.is_before_a_bond)
    if understood.pick == "back":
        gone, running, besides = tuple(filter(_is_back, gone)), (), ()
    elif understood.pick == "gone" and any(not _is_back(each) for each in gone):
        gone, running, besides = tuple(each for each in gone if not _is_back(each)), (), ()
    found = Departures(understood.treaty, understood.as_of, gone, running, besides)
    if understood.pick == "back":
        return (Said(found, _came_back(found, words)),)
    text = say_departures(found, words)
    if understood.but and not (gone or running):  # none but those that are left aside
        text = words.marks.prose((left_aside(understood, words), text))
    if understood.parties:  # whether they are the only ones
        others = {each.party for each in gone if is_exit(each)} ^ {*understood.parties}
        says = words.word("no" if others else "yes")
        text = words.marks.named(says, words.in_sentence(text))
    return (Said(found, text),)


def _is_back(row: Withdrawal) -> bool:
    return row.known("rejoined_on") is not None


def _came_back(departures: Departures, words: Wording) -> str:
    """Say who became a party to a treaty again, and when."""
    from withdrawal.record.parties import came_back

    told = labels(words.language).labels
    back = ((each.party, came_back(each)) for each in departures.withdrawals)
    rows = (words.marks.beside(words.party(party), words.when(day)) for party, day in back if day)
    names = words.marks.joined(rows) or told["none"]
    return words.marks.told_of(told["rejoined"], words.treaty(departures.treaty), names)


def _is_ahead(row: Withdrawal, as_of: date) -> bool:
    effect = row.known("effect")
    return effect.earliest is not None and effect.earliest > as_of if effect else False


def _compared(understood: Understood, words: Wording) -> tuple[Said, ...]:
    """Set States side by side; where they left on record, first who was first."""
    order = () if understood.received else order_of(understood, words)
    return (*order, *_for_each_party(say_status)(understood, words))


def _or_departures(understood: Understood, words: Wording) -> tuple[Said, ...]:
    """Answer with what runs, or took effect on a day; where nothing does, with who has left too."""
    said, day = list_of(understood, words), understood.start
    is_empty = isinstance(said[0].answer, Listed) and not said[0].answer.rows
    if not (is_empty and understood.treaty) or day != understood.end:
        return said
    return (*said, *_departures(evolve(understood, as_of=day or understood.as_of), words))


def _known_rows(understood: Understood) -> list[Withdrawal]:
    """Return the rows about the treaty as they were known on the day asked for."""
    from withdrawal.record.history import history

    found = (each.as_known_on(understood.as_of) for each in history(understood.treaty))
    return [each for each in found if each is not None and is_among(understood, each.party)]


_ANSWERS: dict[Intent, Callable[[Understood, Wording], tuple[Said, ...]]] = {
    Intent.EFFECT: _for_each_party(say_status),
    Intent.STAGE: _for_each_party(say_status),
    Intent.HYPOTHETICAL: _for_each_party(say_status),
    Intent.BOUND: _bound,
    Intent.EARLIEST: _earliest,
    Intent.LATEST_NOTICE: _plans,
    Intent.CHANCE: _odds,
    Intent.PERIOD: _about_clause(say_period),
    Intent.RECIPIENTS: _about_clause(say_recipients),
    Intent.MAY_LEAVE: _may_leave,
    Intent.LEAVING: _departures,
    Intent.COMPARE: _compared,
    Intent.NOTICE: notice_given,
    Intent.TOOK_EFFECT_ON: claimed_effect,
    Intent.DEPOSITARY: depositary_of,
    Intent.WITHOUT_PARLIAMENT: own_law,
    Intent.SURVIVES: survivals,
    Intent.IN_CONFLICT: in_conflict,
    Intent.LOCK_IN: locked_in,
    Intent.HOW: how_to_leave,
    Intent.UNDO: undoing,
    Intent.HOW_LONG: how_long_it_took,
    Intent.REVOKED: revoked,
    Intent.CARRIES: carried,
    Intent.LAST_DAY: _for_each_party(say_last_day),
    Intent.RETURNED: returned,
    Intent.DAYS_LEFT: _for_each_party(say_days_left),
    Intent.ARTICLE: article_of,
    Intent.REASONS: reasons_for,
    **dict.fromkeys((each for each in Intent if each.is_about_a_set), list_of),
    **dict.fromkeys((Intent.PENDING, Intent.TAKES_EFFECT_IN), _or_departures),
}
