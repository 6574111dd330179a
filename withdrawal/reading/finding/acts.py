"""Claims about what happened: the effect of an exit, and the steps before it."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve
from dateutil.relativedelta import relativedelta

from withdrawal.dates import PartialDate
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.reading.claims import ELSEWHERE, Found, Manner, Value
from withdrawal.reading.cues import Cue, follows, places_of
from withdrawal.reading.days import Day
from withdrawal.reading.finding.clauses import (
    TOLD_WHAT,
    Clause,
    Resolved,
    are_in_a_row,
    claim_of,
    coordinated,
    led_to,
    parties_of,
)
from withdrawal.reading.finding.context import Context
from withdrawal.reading.lexicon import STEPS
from withdrawal.reading.mentions import State
from withdrawal.reading.recipients import plainly, told_by

_EFFECT = ("out", "left", "still", "takes-effect", "excluded")
_SILENT = ("plan", "fear", "except")
"""Cues of wishes, plans and fears: what is only wanted has not happened, and nothing is claimed."""
_DAYLESS_STEPS = ("revoked",)
"""Steps that are claimed even without a day."""
_OF_AN_EXIT = ("exit", "notice", "leave", "left")
_NOTICES = ("notified", "received")
_TOLD = frozenset({*_NOTICES, "announced-or-notified"})
"""Steps that are one and the same notice, where a clause has words for several of them."""
_LONGEST_PRONOUN = 3
"""How many words "so the country" has, that stand for a State named before."""
_OF_A_BILL = ("committee", "first-reading")
_MAKES_A_LAW = frozenset({"joined", "approved-by-parliament", "signed-into-law", "first-reading"})
"""What is followed by something else that takes effect: a law, or the treaty for who joined it."""
_LAST_FIRST = ("revoked", "rejected-by-parliament", "returned-to-parliament", "postponed")


def acts_in(clause: Clause, context: Context) -> Iterator[Found]:
    """Yield the claim about a step or the effect that a clause makes: one, or one for each State
    that has its own day."""
    acts = _acts(clause)
    treaty = context.treaty(clause) if acts else None
    cue = _main(clause, acts, context) if treaty else None
    if treaty is None or cue is None:
        return
    if (clause.says("if") or _opens_a_condition(clause, cue)) and cue.role in STEPS and clause.days:
        if cue.role in ("notified", "received", "announced"):
            context.supposed = (context.at, clause.days[0].value)
        return
    states = context.states(clause, treaty.value[0])
    if states is None:
        return
    day = _day(clause, cue, context)
    is_far = cue.role == "left" and not states.is_own
    if is_far and (day is None or _has_another_subject(clause, cue)):
        return
    found = _found(clause, cue, day, treaty, states, context)
    if found is not None:
        yield from _apart(found, clause, treaty) or [found]


def _opens_a_condition(clause: Clause, cue: Cue) -> bool:
    """Return whether a verb opens a sentence that goes on with "would": "Gave Norway notice"."""
    inverted = any(state.first == cue.first + 1 for state in clause.of.states)
    ahead = (each for each in clause.of.cues if each.first > clause.last)
    return cue.first == 0 and inverted and any(each.role == "would" for each in ahead)


def _acts(clause: Clause) -> list[Cue]:
    """Return the words for steps and the effect that count in a clause."""
    ended = _ended(clause)
    acts = clause.acts or ended or [evolve(cue, role="left") for cue in clause.to_come]
    if not acts or clause.says("other", "lock-in", "protection") or _is_only_wished(clause, acts):
        return []
    if _is_denied(clause) and not ended:
        return []
    if clause.says("must-tell", "will-tell") and not clause.says("out", "left"):
        return []
    if clause.says("joined") or clause.ratifies:
        return [cue for cue in acts if cue.role not in _NOTICES]
    return acts


def _apart(found: Found, clause: Clause, treaty: Resolved) -> list[Found]:
    """Return a claim once for each State that has its own day, with the words about that one."""
    made: list[Found] = []
    for group, day in _pairs(clause):
        start, end = clause.of.sentence.span(group[0].first, day.last)
        made.append(
            evolve(
                found,
                parties=parties_of(group),
                value=Value(day=day.value),
                day=day,
                start=start if made else min(start, found.start),
                end=end,
                doubts=treaty.doubts,
            )
        )
    return made


def _pairs(clause: Clause) -> list[tuple[list[State], Day]]:
    """Return the States of a clause each with its day: "Finland on 10 January, Poland on 20 May".

    Only where each State is followed by one day, and no other is named; or the only States with
    each of several days in a row: "left in 1984 and in 2018".
    """
    folded = clause.of.sentence.folded
    groups, days = coordinated(clause.states, folded), clause.days
    if len(groups) == 1 and len(days) > 1 and are_in_a_row(days, clause.of):
        return [(groups[0], day) for day in days]
    ends = [group[-1].last for group in groups]
    starts = [*(group[0].first for group in groups[1:]), len(folded)]
    places = [each.first for each in days]
    alternate = all(a < b < c for a, b, c in zip(ends, places, starts, strict=False))
    if not len(groups) == len(days) > 1 or not alternate:
        return []
    return list(zip(groups, days, strict=True))


def _has_another_subject(clause: Clause, cue: Cue) -> bool:
    """Return whether a name that nobody knows stands beside the word: "Greenland left"."""
    words = clause.of.sentence.words
    return any(
        at in (cue.first - 1, cue.last + 1) and words[at].text[0].isupper()
        for at in clause.unknown_names
        if at == 0 or not clause.of.has_capital_nouns
    )


def _is_only_wished(clause: Clause, acts: list[Cue]) -> bool:
    """Return whether a wish, a plan or a fear stands before or beside what is said to happen."""
    pieces = clause.of.sentence.pieces
    last = max(pieces[cue.last] for cue in acts)
    return any(pieces[cue.first] <= last for cue in clause.cues(*_SILENT))


def _ended(clause: Clause) -> list[Cue]:
    """Return the words for no party where they say since when: that is the effect."""
    if len(clause.days) != 1:
        return []
    [day], since = clause.days, clause.cues("since")
    is_since = follows(day, since) or any(follows(cue, [day]) for cue in since)
    return [evolve(cue, role="out") for cue in clause.cues("not-party")] if is_since else []


def _is_denied(clause: Clause) -> bool:
    """Return whether the clause says that something did not happen."""
    nobody = clause.of.numbers
    denied = any(cue.first not in nobody for cue in clause.cues("not"))
    return denied and not clause.says("out", "still")


def _main(clause: Clause, acts: list[Cue], context: Context) -> Cue | None:
    """Return the one cue that says what the clause claims; None where it says two things."""
    for role in _LAST_FIRST:
        if each := next((cue for cue in acts if cue.role == role), None):
            return each
    steps = [cue for cue in acts if cue.role in STEPS and not _starts_a_period(clause, cue)]
    if any(plainly(each.role) == "depositary" for each in clause.told):
        steps = [_as_notified(cue) for cue in steps]
    firm = [cue for cue in acts if cue.role in ("out", "excluded", "still")]
    if firm and not (steps and _is_dated(clause, steps) and not _is_dated(clause, firm)):
        return firm[0]
    if steps:
        return _first_step(steps)
    left = [cue for cue in acts if cue.role == "left"]
    if left:
        return evolve(left[0], role="notified") if _is_by_a_notice(clause) else left[0]
    takes = [cue for cue in acts if cue.role == "takes-effect"]
    return takes[0] if takes and _is_about_exit(clause, context) else None


def _is_by_a_notice(clause: Clause) -> bool:
    """Return whether the only day of a clause is that of a notice: "withdrew by a letter of 2 May",
    and not "left six months after its letter of 2 May"."""
    is_of_it = len(clause.days) == 1 and follows(clause.days[0], clause.cues("notice"))
    return is_of_it and not clause.spans


def _as_notified(cue: Cue) -> Cue:
    """Return a word for announcing or notifying as one for notifying: the depositary is told."""
    return evolve(cue, role="notified") if cue.role == "announced-or-notified" else cue


def _is_dated(clause: Clause, cues: list[Cue]) -> bool:
    """Return whether a day stands in the same piece as one of some cues."""
    return any(_is_near(clause, day, cue) for day in clause.days for cue in cues)


def _is_near(clause: Clause, day: Day, cue: Cue) -> bool:
    """Return whether a day stands in the piece in which a cue begins or ends."""
    pieces = clause.of.sentence.pieces
    return pieces[day.first] in (pieces[cue.first], pieces[cue.last])


def _starts_a_period(clause: Clause, cue: Cue) -> bool:
    """Return whether a step is only what a period runs from: "a year after its notice"."""
    last = clause.spans[0].last if clause.spans else None
    if last is None or any(each.first in (last, last + 1) for each in clause.cues("earlier")):
        return False
    spoken = places_of(clause.of.starts)
    return not spoken.isdisjoint(cue.places) and clause.spans[0].last < cue.last


def _first_step(steps: list[Cue]) -> Cue | None:
    """Return the step said first: "announced that it had decided" is an announcement.

    What is announced by giving notice is a notice, and so is a decision that is notified. What a
    committee approves, parliament has not yet.
    """
    given = [each for each in steps if each.role == "notified"]
    roles = {each.role for each in steps}
    if roles in ({"notified", "announced"}, {"notified", "decided"}):
        return given[0]
    early = [each for each in steps if each.role in _OF_A_BILL]
    if early and roles <= {*_OF_A_BILL, "approved-by-parliament"}:
        return early[0]
    return min(steps, key=lambda each: each.first)


def _is_about_exit(clause: Clause, context: Context) -> bool:
    """Return whether what takes effect is the exit, and not the treaty or a law."""
    if clause.says("exit", "notice"):
        return True
    before = [cue for cue in clause.of.cues if cue.last < clause.first]
    is_it = not (clause.says("treaty", "joined") or clause.names_a_treaty or clause.states)
    if clause.says("in-force") and is_it and any(cue.role == "exit" for cue in before):
        return True  # "Sweden gave notice of its withdrawal; it enters into force in May"
    if clause.says("in-force", "joined") or clause.starts("approval"):
        return False  # a vote or a law takes effect by itself
    if context.at and context.sentences[context.at - 1].roles & _MAKES_A_LAW:
        return False
    if context.at:
        before += context.sentences[context.at - 1].cues
    return any(cue.role in ("exit", "notice", "notified", "received", "revoked") for cue in before)


def _day(clause: Clause, cue: Cue, context: Context) -> Day | None:
    """Return the day of a clause: its nearest one, or the one it points back to."""
    own = set(cue.places)
    joins = [one for one in clause.cues("joined") if own.isdisjoint(one.places)]
    days = [
        each
        for each in clause.days
        if follows(each, [cue]) or not any(follows(one, [each], within=1) for one in joins)
    ]
    if cue.role in STEPS and clause.of.spans:
        led = led_to(clause.of, clause.of.spans[0].last)
        days = [each for each in days if each != led]
    others = [each for each in clause.acts if each.role != cue.role]
    days = [each for each in days if not follows(each, others)] or days
    near = [each for each in days if _is_near(clause, each, cue)]
    same = [] if clause.spans else clause.cues("same-day")
    same = [each for each in same if not days or clause.together(each, cue)]
    if days and (near or not same):
        return min(near or days, key=lambda each: max(each.first - cue.last, cue.first - each.last))
    if same and context.day is not None:
        where = same[0]
        read = f"the day named before -> {context.day}"
        return Day(where.first, where.last, (context.day,), as_read=read)
    return _earlier(clause, context) if cue.role in STEPS else None


def _earlier(clause: Clause, context: Context) -> Day | None:
    """Return "one year earlier, to the day", counted from the day claimed last: a step's day, for
    an effect comes after what was told of before it."""
    where = clause.cues("earlier")
    known = context.day.day if context.day else None
    if not where or known is None or len(clause.spans) != 1:
        return None
    span = clause.spans[0]
    if not span.period.is_calendar:
        return None
    value = PartialDate.of(known - relativedelta(months=span.period.whole_months))
    read = f"{span.period.in_words()} before {known} -> {value}"
    return Day(span.first, where[0].last, (value,), as_read=read)


def _found(
    clause: Clause,
    cue: Cue,
    day: Day | None,
    treaty: Resolved,
    states: Resolved,
    context: Context,
) -> Found | None:
    is_effect = cue.role in _EFFECT
    is_ahead = clause.says("will")
    if day is None and not _needs_no_day(clause, cue, is_ahead=is_ahead):
        return None
    doubts = [*treaty.doubts, *states.doubts, *_doubts(clause)]
    if not states.is_own and not _says_itself(clause, cue, treaty, states, context):
        doubts.append(ELSEWHERE)
    if not is_effect and context.by_name and context.by_name.isdisjoint(states.value):
        # a "Seimas" may be the parliament of another
        doubts.append("only an organ stands for the State")
    if cue.role in _NOTICES and not _says_what_is_told(clause, cue):
        doubts.append(TOLD_WHAT)
    tells_of_it = any(each.first > cue.first for each in clause.cues("notice"))
    if is_effect and not (day and day.first > cue.first) and tells_of_it:
        doubts.append("the clause tells of the notice")
    if is_effect and day and not states.is_own and context.has_left(treaty, states, day.values):
        doubts.append("the text gives another day for it")
    kind = "effect" if is_effect else "step"
    return claim_of(
        *(clause, treaty, states, kind, f"{kind}:{cue.role}"),
        value=Value(day=day.value if day else None),
        step="effective" if is_effect else cue.role,
        day=day,
        manner=_manner(cue) if is_effect else "",
        is_supposed=clause.says("would", "if"),
        is_ahead=is_ahead,
        is_plain=clause.is_plain,
        supposed_notice=_supposed(clause, context) if is_effect else None,
        doubts=tuple(doubts),
    )


def _says_itself(
    clause: Clause, cue: Cue, treaty: Resolved, states: Resolved, context: Context
) -> bool:
    """Return whether a clause without a State says what it speaks of: what ends, what is told, or
    "the notice" that one got whom the treaty names, right after what the State did."""
    if cue.role in _NOTICES:
        if clause.says("exit", "leave", "left", "treaty"):
            return True
        goes_on = context.parties == states.value and context.parties_at >= context.at - 1
        is_notice = clause.says("notice") or clause.starts("notification")
        return goes_on and bool(is_notice) and _is_to_its_own(clause, treaty)
    return cue.role in _EFFECT and _says_what_ends(clause, cue)


def _is_to_its_own(clause: Clause, treaty: Resolved) -> bool:
    """Return whether somebody is told whom the treaty names, or its depositary."""
    right = told_by(catalogue().treaty(treaty.value[0]))
    return any(plainly(each.role) in right for each in clause.told)


def _says_what_ends(clause: Clause, cue: Cue) -> bool:
    """Return whether a clause without a State says what ends: more than "it expired" alone, and
    not "the mandate of the judge came to an end"."""
    if clause.says("treaty", "membership", "not-party", "exit", "notice") or clause.names_a_treaty:
        return True
    subject = set(range(clause.first, cue.first)) - places_of(clause.days)
    return len(cue.places) > 1 and len(subject) <= _LONGEST_PRONOUN


def _says_what_is_told(clause: Clause, cue: Cue) -> bool:
    """Return whether a clause says that it is of leaving a treaty that somebody was told."""
    says_so = len(cue.places) > 1 or clause.says("exit", "leave", "left", "notice", "treaty")
    return says_so or clause.names_a_treaty


def _supposed(clause: Clause, context: Context) -> PartialDate | None:
    """Return the day of the notice that the sentence supposes."""
    at, day = context.supposed
    supposes = clause.says("would", "if", "will") or "if" in clause.of.roles
    return day if at == context.at and supposes else None


def _manner(cue: Cue) -> Manner:
    return "left" if cue.role == "left" else "still" if cue.role == "still" else "out"


def _needs_no_day(clause: Clause, cue: Cue, *, is_ahead: bool) -> bool:
    """Return whether the words claim something without a day: "has left" means by now."""
    if cue.role in _DAYLESS_STEPS:
        is_of_an_exit = len(cue.places) > 1 or clause.says(*_OF_AN_EXIT)
        return is_of_an_exit and not is_ahead and not clause.says("would", "if")
    is_past = not is_ahead and not clause.says("would", "if", "not")
    # "Chad is leaving" tells of no effect yet
    is_past = is_past and not any(set(cue.places) <= {*now.places} for now in clause.cues("now"))
    return cue.role == "left" and is_past and not clause.spans


def _doubts(clause: Clause) -> Iterator[str]:
    if len(clause.days) > 1:
        yield "several days in the clause"
    steps = {cue.role for cue in clause.acts if cue.role in STEPS}
    if len(steps) > 1 and not steps <= _TOLD:
        yield "several steps in the clause"
    if clause.says("doubt"):
        yield "said with doubt"
    if clause.says("further-reading"):
        yield "a vote of several"
    if clause.says("excluded"):
        yield "an expulsion, not a notice"
