"""Answers that are lists: what is pending, what takes effect when, who left, who remains."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve

from withdrawal import overlay
from withdrawal.case.wording.additions import by_list
from withdrawal.dates import PartialDate, days_on
from withdrawal.languages.folder import labels
from withdrawal.languages.lines import line_in
from withdrawal.letters import upper_first
from withdrawal.questions.intents import Intent
from withdrawal.questions.reply import Listed, Row, Said
from withdrawal.questions.sets.catalogued import by_clause, leavable, what_of_a_clause
from withdrawal.questions.sets.items import item
from withdrawal.questions.sets.kept import is_among, is_kept, members, roll_on
from withdrawal.questions.sets.steps import announced_alone, suspensions
from withdrawal.record.kinds import RecordKind

if TYPE_CHECKING:
    from withdrawal.case.roll import Parties
    from withdrawal.languages.wording import Wording
    from withdrawal.questions.intents import Understood
    from withdrawal.record.history import Withdrawal

MOST_SAID = 12
"""How many rows the sentence names; the table has them all."""


def list_of(understood: Understood, words: Wording) -> tuple[Said, ...]:
    """Return the list that is asked for, with one sentence that says it."""
    rows, how_many = _ROWS[understood.intent](understood), _UNKNOWN.get(understood.intent)
    besides = _besides(understood)
    roll = _roll(understood) if understood.intent is Intent.PARTIES else None
    found = Listed(
        intent=understood.intent.value,
        as_of=understood.as_of,
        rows=tuple(rows),
        start=understood.start,
        end=understood.end,
        unknown=how_many(understood) if how_many else 0,
        besides=besides,
        list_as_of=roll.list_as_of if roll else None,
        complete=roll.complete if roll else None,
    )
    said = [_count(found, roll, understood, words)] if roll else []
    said += [_sentence(found, understood, words), beside(besides, understood, words)]
    said += _list_behind(roll, understood, words) if roll else []
    return (Said(found, words.marks.prose(said)),)


def _count(found: Listed, roll: Parties, of: Understood, words: Wording) -> str:
    """Return how many States a treaty binds on the day, where all of its parties are asked for."""
    if of.pick == "no" or of.among is not None or of.but or not found.rows:
        return ""
    told = upper_first(labels(words.language).labels["headline_parties"])
    return words.marks.closed(told.format(n=len(found.rows), day=words.plain_day(roll.on)))


def _sentence(found: Listed, understood: Understood, words: Wording) -> str:
    is_one = understood.intent is Intent.FIRST_OR_AGAIN and understood.pick is not None
    what = words.word(f"exit_{understood.pick}") if is_one else words.texts.intents[found.intent]
    if understood.intent is Intent.LEFT_SINCE and understood.pick == "back":
        what = labels(words.language).labels["rejoined"]
    elif understood.intent is Intent.PARTIES and understood.pick == "no":
        what = words.status("not-a-party")
    elif understood.intent is Intent.BY_CLAUSE:
        what = what_of_a_clause(understood, words)
    what = upper_first(what)
    count = f"{len(found.rows)}" + (f" + {found.unknown} ?" if found.unknown else "")
    if not found.rows and not found.unknown:
        return _nothing(what, understood, words)
    said = [item(each, understood, words) for each in found.rows[:MOST_SAID]]
    more = ["…"] if len(found.rows) > MOST_SAID else []
    if understood.intent is Intent.FIRST_OR_AGAIN and understood.parties and not is_one:
        told = words.marks.beside(count, words.marks.joined([*said, *more]))  # how often it left
        return words.sentence("leaving", list=told, **words.treaty_blanks(understood.treaty))
    return words.marks.told_of(what, count, words.marks.joined([*said, *more]))


def _nothing(what: str, understood: Understood, words: Wording) -> str:
    """Say in words that a list is empty, and of whom, of which treaty and of when it was asked."""
    if understood.intent is Intent.PENDING:
        return words.word("pending_none")
    none = words.in_sentence(labels(words.language).labels["none"])
    asked = [words.party(each) for each in understood.parties]
    asked += [words.treaty(understood.treaty)] if understood.treaty else []
    asked += [span_in_words(understood, words)] if understood.start or understood.end else []
    about = words.marks.beside(what, words.marks.joined(asked)) if asked else what
    return words.marks.closed(words.marks.named(about, none))


def span_in_words(understood: Understood, words: Wording) -> str:
    """Return the span that is asked about, open where it is open."""
    ends = (understood.start, understood.end or understood.start)
    return " – ".join(dict.fromkeys(words.plain_day(each) if each else "…" for each in ends))


def beside(rows: Iterable[Row], understood: Understood, words: Wording) -> str:
    """Return what is on record and no exit of a party, with its kind; empty where nothing is."""
    text = words.marks.joined(item(each, understood, words) for each in rows)
    return words.word("besides", list=text) if text else ""


# which rows


def _rows(understood: Understood) -> Iterable[Withdrawal]:
    """Return what was on record on the day asked for, of the State and treaty named, if any."""
    from withdrawal.record.history import history

    parties = understood.parties or (None,)
    for party in parties:
        for each in history(understood.treaty or None, party):
            known = each.as_known_on(understood.as_of)
            is_meant = is_kept(understood, each.treaty)
            if known is not None and is_meant and is_among(understood, known.party):
                yield known


def _row(each: Withdrawal) -> Row:
    from withdrawal.record.parties import came_back

    is_dated, back = not each.kind.is_before_a_bond, came_back(each)
    basis = "worked-back" if each.received_is_computed else "recorded"
    return Row(
        each.party,
        each.treaty,
        each.latest("effect") or (None if is_dated else each.given),
        each.given,
        each.kind.told_as(each.status),
        each.revoked_on,
        back.day if back else None,
        basis if each.given else None,
        None if each.given else each.known_given,
    )


def _by_effect(rows: Iterable[Withdrawal]) -> list[Row]:
    made = [_row(each) for each in rows]
    return sorted(made, key=lambda row: (row.effect or date.max, row.treaty, row.party))


_NO_EXIT = frozenset(
    {
        *(RecordKind.SUSPENSION, RecordKind.END_OF_SUSPENSION, RecordKind.ANNOUNCED),
        *(RecordKind.INTENTION, RecordKind.PARTIAL_TERMINATION, RecordKind.DISPUTED),
        *(RecordKind.CESSATION_OF_APPLICATION, RecordKind.DECLARATION),
        *(each for each in RecordKind if each.is_before_a_bond),
    }
)
_WITH_BESIDES = frozenset({Intent.LEFT_SINCE, Intent.TAKES_EFFECT_IN})


def is_exit(row: Withdrawal) -> bool:
    """Return whether a row tells of an exit of a party."""
    return row.kind not in _NO_EXIT and row.status in ("effective", "pending")


def _exits(understood: Understood) -> list[Row]:
    return _by_effect(each for each in _rows(understood) if is_exit(each))


def _besides(understood: Understood) -> tuple[Row, ...]:
    """Return what is no exit within the span: what ended and never bound; for notices, words."""
    if understood.intent is Intent.NOTICES_IN:
        spoken = (each for each in _rows(understood) if each.kind is RecordKind.ANNOUNCED)
        said = [_row(each) for each in spoken if _is_within(each.announced, understood)]
        return (*said, *_in_span(_before_a_bond(understood), understood))
    if understood.intent not in _WITH_BESIDES:
        return ()
    return tuple(_in_span(_before_a_bond(understood), understood))


def _before_a_bond(understood: Understood) -> list[Row]:
    return _by_effect(each for each in _rows(understood) if each.kind.is_before_a_bond)


def _pending(understood: Understood) -> list[Row]:
    today = understood.as_of
    return [each for each in _exits(understood) if each.effect is None or each.effect > today]


def _within(understood: Understood) -> list[Row]:
    found = _in_span(_exits(understood), understood)
    if not found or understood.pick not in ("first", "last"):
        return found
    day = found[0 if understood.pick == "first" else -1].effect
    return [each for each in found if each.effect == day]


def _in_span(rows: Iterable[Row], understood: Understood) -> list[Row]:
    return [each for each in rows if _is_within(each.effect, understood)]


def _is_within(day: date | None, understood: Understood) -> bool:
    start, end = understood.start or date.min, understood.end or date.max
    return day is not None and start <= day <= end


def _notices(understood: Understood) -> list[Row]:
    """Return the notices received within the span, whatever became of them.

    One of no known day of receipt counts where it took effect within it.
    """
    given = [_row(each) for each in _rows(understood) if _is_notice_of(each, understood)]
    return sorted(given, key=lambda row: (row.received or date.max, row.treaty, row.party))


def _is_notice_of(row: Withdrawal, understood: Understood) -> bool:
    known = row.known_given or (PartialDate.of(day) if (day := row.latest("effect")) else None)
    span = understood.start, understood.end
    return row.kind.is_notice and known is not None and known.is_within(*span)


def _left(understood: Understood) -> list[Row]:
    today = understood.as_of
    gone = [each for each in _within(understood) if each.effect and each.effect <= today]
    return [each for each in gone if each.rejoined_on] if understood.pick == "back" else gone


def _taken_back(understood: Understood) -> list[Row]:
    back = [each for each in _rows(understood) if each.status == "revoked" and each.kind.ends_bond]
    made = [_row(each) for each in back if _may_be_back_within(each, understood)]
    return sorted(made, key=lambda row: (row.revoked_on or date.max, row.treaty, row.party))


def _may_be_back_within(row: Withdrawal, understood: Understood) -> bool:
    """Return whether a notice was, or may have been, taken back within the span.

    Of one of no known day it was after the notice, and before that would have taken effect.
    """
    known = row.known("revoked_on")
    first = known.earliest if known else row.given or row.notified
    last = known.latest if known else row.latest("effect")
    start, end = understood.start or date.min, understood.end or date.max
    return start <= (last or date.max) and (first or date.min) <= end


def _next(understood: Understood) -> list[Row]:
    pending = [each for each in _pending(understood) if each.effect]
    return [each for each in pending if each.effect == pending[0].effect]


def _picked(understood: Understood) -> list[Row]:
    """Return the first or the last exits; of one State and one treaty, "again" is the second."""
    today = understood.as_of
    every = [each for each in _exits(understood) if each.effect and each.effect <= today]
    if not every or understood.pick is None:
        return every
    if understood.pick == "again" and understood.parties and understood.treaty:
        # An exit after a notice that was taken back is a second try.
        is_second = len(every) == 1 and bool(_taken_back(evolve(understood, start=None, end=None)))
        return every if is_second else every[1:]
    day = every[0 if understood.pick == "first" else -1].effect
    return [each for each in every if each.effect == day]


def _how_many_are_undated(understood: Understood) -> int:
    """Return how many notices of no known day of receipt, in effect later, may be of the span."""
    notices = (each for each in _rows(understood) if each.kind.is_notice and not each.given)
    rows = (each for each in notices if not _is_notice_of(each, understood))
    end = understood.end or understood.as_of
    span = evolve(understood, start=days_on(end, 1), end=days_on(end, _LONGEST))
    return sum(_is_within(each.effect, span) for each in rows)


_LONGEST = 731
"""How many days after a notice its effect may come, where the day of receipt is not on record."""


def order_of(understood: Understood, words: Wording) -> tuple[Said, ...]:
    """Return which of several States was out first and which last; nothing where none left."""
    rows = tuple(each for each in _exits(understood) if each.effect)
    ahead = tuple(each for each in rows if each.effect and each.effect > understood.as_of)
    if understood.pick == "next" and {each.party for each in ahead} >= {*understood.parties}:
        rows = ahead
    if len({each.party for each in rows}) <= 1:
        return ()
    ends = {"first": rows[0].effect, "last": rows[-1].effect}
    # Others may have left before and since, so it is said among whom.
    named = (*map(words.party, understood.parties), words.treaty(understood.treaty))
    among = words.marks.joined(named)
    asked = evolve(understood, intent=Intent.FIRST_OR_AGAIN, parties=())
    said = [
        words.marks.told_of(
            upper_first(words.word(f"exit_{pick}")),
            among,
            words.marks.joined(item(each, asked, words) for each in rows if each.effect == day),
        )
        for pick, day in ends.items()
    ]
    found = Listed(asked.intent.value, understood.as_of, rows)
    return (Said(found, words.marks.prose(dict.fromkeys(said))),)


def _members(understood: Understood) -> list[Row]:
    found = _roll(understood)
    if understood.pick == "no":
        return _of_no_parties(found, understood)
    told = {each.party: "disputed" if each.is_disputed else "party" for each in found.rows}
    not_yet = {each.party for each in found.consented}
    names = (each for each in _of(found, "party", understood) if each not in not_yet)
    return [Row(each, found.treaty, status=told[each]) for each in names]


def _of_no_parties(found: Parties, understood: Understood) -> list[Row]:
    """Return which States of the group asked about are no parties, as far as that is known."""
    assert understood.among is not None
    day = understood.start or understood.as_of
    known = {each.party for value in ("party", "not-known") for each in found.of(value)}
    states = sorted({*members(understood.among, day)} - known - {*understood.but})
    return [Row(each, found.treaty, status="not-a-party") for each in states]


def _how_many_are_unknown(understood: Understood) -> int:
    return len(_of(_roll(understood), "not-known", understood))


def _of(roll: Parties, value: str, understood: Understood) -> list[str]:
    every = (each.party for each in roll.of(value))
    return [each for each in every if is_among(understood, each)]


def _roll(understood: Understood) -> Parties:
    day = understood.start or understood.as_of
    return roll_on(understood.treaty, day, understood.as_of, overlay.stamp())


def _list_behind(found: Parties, of: Understood, words: Wording) -> Iterable[str]:
    """Say why a treaty binds nobody, which list a roll rests on, what parties are in doubt."""
    yield line_in(words.language, found.life).text if found.life else ""
    if found.list_as_of is None:
        yield labels(words.language).labels["no_list"]
    else:
        read = "by_complete_list" if found.complete else "by_list"
        key = by_list(found.treaty, read, "by_known")
        yield words.word(key, **words.day_blanks(listed=found.list_as_of))
    not_yet, disputed = labels(words.language).labels["stands_consented"], words.status("disputed")
    for what, rows in ((not_yet, found.consented), (upper_first(disputed), found.disputed)):
        states = {each.party for each in rows}.intersection(_of(found, "party", of))
        names = words.marks.joined(map(words.party, sorted(states)))
        yield words.marks.closed(words.marks.named(what, names)) if states else ""


def _suspended(understood: Understood) -> list[Row]:
    return _by_effect(suspensions(_rows(understood)))


def _announced_alone(understood: Understood) -> list[Row]:
    alone = announced_alone([*_rows(understood)])
    return [evolve(_row(each), received=each.announced) for each in alone]


def _leavable(understood: Understood) -> list[Row]:
    return leavable(understood, _pending(understood))


_UNKNOWN: dict[Intent, Callable[[Understood], int]] = {
    Intent.PARTIES: _how_many_are_unknown,
    Intent.NOTICES_IN: _how_many_are_undated,
}
_ROWS: dict[Intent, Callable[[Understood], list[Row]]] = {
    Intent.PENDING: _pending,
    Intent.TAKES_EFFECT_IN: _within,
    Intent.LEFT_SINCE: _left,
    Intent.TOOK_BACK: _taken_back,
    Intent.NOTICES_IN: _notices,
    Intent.PARTIES: _members,
    Intent.NEXT: _next,
    Intent.FIRST_OR_AGAIN: _picked,
    Intent.CAN_LEAVE_BY: _leavable,
    Intent.BY_CLAUSE: by_clause,
    Intent.SUSPENDED: _suspended,
    Intent.ANNOUNCED: _announced_alone,
}
