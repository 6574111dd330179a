"""Claims about who is bound: joined, in force, a party or not, how many; and how they voted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from attrs import evolve

from withdrawal.reading.claims import Found, Value
from withdrawal.reading.cues import BESIDE_IT, Cue, places_of
from withdrawal.reading.finding.clauses import NOBODY, Clause, Resolved, claim_of
from withdrawal.reading.finding.context import Context
from withdrawal.record.events import Votes
from withdrawal.record.history import history
from withdrawal.record.parties import roll

_JOINED = ("joined", "back")
_MOST_VOTES = 800
_FEWEST_VOTES = 10
"""How few votes for it nobody counts alone."""
_FEWEST_PARTIES = 10
_NEAR_COUNT = 6
"""How many words from "parties" their number stands."""
_BESIDE = 3
"""How far apart the numbers of "157 votes to 18" stand at most."""


def bonds_in(clause: Clause, context: Context) -> Iterator[Found]:
    """Yield what a clause says about being bound, and of votes."""
    treaty = None if clause.says("other", "fear", "except") else context.treaty(clause)
    if treaty is None:
        return
    yield from _counts(clause, treaty)
    if clause.says("plan"):
        return
    yield from _votes(clause, context, treaty)
    bound = [set(cue.places) for cue in clause.cues("party")]
    ahead = [set(cue.places) for cue in clause.cues("if", "would", "will")]
    if any(not any(each <= one for one in bound) for each in ahead):
        return
    yield from _joined(clause, context, treaty)
    yield from _standing(clause, context, treaty)


def _votes(clause: Clause, context: Context, treaty: Resolved) -> Iterator[Found]:
    """Yield a count of votes: the numbers beside the words for them."""
    if not clause.says("votes", "votes-against") and not (
        clause.says("votes-for") and clause.of.roles & {"abstaining", "votes-against", "votes"}
    ):
        return
    if clause.says("rejected-by-parliament"):
        return
    states = context.states(clause, treaty.value[0])
    is_of_it = clause.says("exit", "leave") or clause.names_a_treaty
    days = clause.days if is_of_it else []
    whole = _whole_count(clause)
    votes = _counted(whole, _numbers(whole))
    if votes is None or states is None or len(states.value) != 1:
        return
    day = days[0] if len(days) == 1 else None
    yield claim_of(whole, treaty, states, "votes", "votes:words", value=Value(votes=votes), day=day)


def _whole_count(clause: Clause) -> Clause:
    """Return a clause with what goes on counting: "413 voted for it, 15 were against"."""
    rest = Clause(clause.of, clause.last + 1, len(clause.of.sentence.words) - 1)
    more = rest.cues("abstaining")
    more += [] if clause.says("votes-against") else rest.cues("votes-against")
    if not more or not _numbers(clause):
        return clause
    return evolve(clause, last=max(cue.last for cue in more))


def _numbers(clause: Clause) -> list[tuple[int, int]]:
    """Return the numbers of a clause that may be votes, with their places."""
    words, used = clause.of.sentence.words, places_of(clause.days)
    here = [at for at in range(clause.first, clause.last + 1) if at not in used]
    written = {at: int(words[at].folded) for at in here if words[at].is_number}
    not_one = {cue.last + 1 for cue in clause.cues("not")}
    said = {at: number for at, number in clause.of.numbers.items() if at in here}
    said |= {at: 0 for at, number in said.items() if number == 1 and at in not_one}
    return [each for each in sorted({**said, **written}.items()) if each[1] <= _MOST_VOTES]


def _counted(clause: Clause, numbers: list[tuple[int, int]]) -> Votes | None:
    """Return the votes that some numbers are; None where that is not plain."""
    if _are_a_pair(clause, numbers):
        abstains = numbers[2][1] if len(numbers) > 2 and clause.says("abstaining") else None
        return Votes(numbers[0][1], numbers[1][1], abstains)
    if len(numbers) == 1 and clause.says("approved-by-parliament"):
        [(at, number)] = numbers
        beside = any(_apart(at, cue) <= BESIDE_IT for cue in clause.cues("votes", "votes-for"))
        is_for = number >= _FEWEST_VOTES and not clause.says("votes-against", "abstaining")
        if beside and is_for:
            return Votes(number)
    pieces = clause.of.sentence.pieces
    pairs = sorted(
        (pieces[at] != pieces[cue.first], _apart(at, cue), cue.role, at, number)
        for cue in clause.cues("votes-for", "votes-against", "abstaining")
        for at, number in numbers
    )
    found: dict[str, int] = {}
    taken: set[int] = set()
    for _, apart, role, at, number in pairs:
        if apart <= _BESIDE and role not in found and at not in taken:
            found[role] = number
            taken.add(at)
    if found:
        rest = [n for at, n in numbers if at not in taken]
        if "votes-for" not in found and "votes-against" in found and len(rest) == 1:
            found["votes-for"] = rest[0]
        if "votes-for" not in found:
            return None
        return Votes(found["votes-for"], found.get("votes-against"), found.get("abstaining"))
    values = [number for _, number in numbers]
    if 2 <= len(values) <= 3 and numbers[1][0] - numbers[0][0] <= 4:
        return Votes(*values)
    return None


def _are_a_pair(clause: Clause, numbers: list[tuple[int, int]]) -> bool:
    """Return whether the first of two or three numbers is for and the second against, "66 to 14",
    and neither is told by a word of its own: "107 for, 5 against"."""
    if not 2 <= len(numbers) <= 3 or numbers[1][0] - numbers[0][0] > _BESIDE:
        return False
    one, two, pieces = numbers[0][0], numbers[1][0], clause.of.sentence.pieces
    own = [cue.first for cue in clause.cues("votes-for", "abstaining")]
    is_to = any(one < cue.first < two for cue in clause.cues("votes-against"))
    told = {*range(one, two), *(() if is_to and pieces[one] == pieces[two] else [two + 1])}
    return len(numbers) == 2 or told.isdisjoint(own)


def _apart(at: int, cue: Cue) -> int:
    return min(abs(at - cue.first), abs(at - cue.last))


def _counts(clause: Clause, treaty: Resolved) -> Iterator[Found]:
    """Yield how many parties a treaty is said to have."""
    counts = clause.cues("count")
    if not counts or any(clause.together(*each) for each in product(counts, clause.cues("not"))):
        return
    folded, used = clause.of.sentence.folded, places_of(clause.days, clause.spans)
    numbers = [
        int(folded[at])
        for at in range(clause.first, clause.last + 1)
        if re.fullmatch(r"\d{2,3}", folded[at]) and at not in used
        if _apart(at, counts[0]) <= _NEAR_COUNT
    ]
    if len(numbers) != 1 or numbers[0] < _FEWEST_PARTIES:
        return
    rule = "party-count:signed" if clause.says("signatories") else "party-count:words"
    value, is_rounded = Value(count=numbers[0]), clause.says("approx")
    yield claim_of(clause, treaty, NOBODY, "party-count", rule, value=value, is_rounded=is_rounded)


def _joined(clause: Clause, context: Context, treaty: Resolved) -> Iterator[Found]:
    """Yield when a State joined, or the treaty came into force."""
    roles = (*_JOINED, "in-force") if clause.of.states else ("in-force", *_JOINED)
    given = clause.starts("ratification") if clause.ratifies else []
    cues = next(filter(None, (clause.cues(each) for each in roles)), given)
    passed = ("takes-effect", *(("notified", "received") if given else ()))
    others = [cue for cue in clause.acts if cue.role not in passed]
    if not (cues and clause.days) or others or clause.says("not"):
        return
    here = clause if cues[0].role == "in-force" else clause.around(cues[0])
    if here.says("exit"):
        return
    cue, role = cues[0], "in-force" if cues[0].role == "in-force" else "joined"
    day = min(clause.days, key=lambda each: abs(each.first - cue.last))
    is_of_a_state = role == "joined" or _names_a_state(clause) or _follows_joining(clause, context)
    states = context.states(clause, treaty.value[0]) if is_of_a_state else None
    if role == "joined" and states is None:
        return
    states = states or NOBODY
    is_back = cue.role == "back"
    if is_back and not any(_has_been_back(treaty.value[0], each) for each in states.value):
        return
    is_open = role == "joined" and not (states.is_own or _is_own_subject(clause, cue))
    states = evolve(states, doubts=(*states.doubts, *_unnamed(clause)))
    value, rule = Value(day=day.value), f"{role}:words"
    told = here if here.holds(day) else clause
    yield claim_of(
        *(told, treaty, states, role, rule), value=value, day=day,
        is_guessed=is_open or (is_back and not clause.is_plain),
    )  # fmt: skip


def _has_been_back(treaty: str, party: str) -> bool:
    """Return whether a State has joined a treaty more than once, as far as is known."""
    is_known = any(row.rejoined_on for row in history(treaty, party))
    return is_known or len(roll(treaty, party).bonds) > 1


def _is_own_subject(clause: Clause, cue: Cue) -> bool:
    """Return whether a clause without a State says of the last one that it joined: no number of
    States, and no treaty that "was ratified", stands in its place."""
    named = any(each.first < cue.first for each in clause.of.treaties if clause.holds(each))
    treaty = any(each.first < cue.first for each in clause.cues("treaty"))
    return not (clause.says("count", "approx") or named or treaty)


def _names_a_state(clause: Clause) -> bool:
    """Return whether what came into force did so for a State, and not "the treaty" for all."""
    if clause.of.states and _unnamed(clause):
        return True
    pairs = product(clause.states, clause.cues("in-force"))
    return any(clause.together(*each) for each in pairs)


def _follows_joining(clause: Clause, context: Context) -> bool:
    """Return whether "it comes into force" is said of a State that has just joined."""
    last = context.sentences[context.at - 1].roles if context.at else frozenset()
    return "joined" in last and bool(_unnamed(clause))


def _unnamed(clause: Clause) -> tuple[str, ...]:
    """Return the doubt that the clause does not name a treaty, as name or as "the treaty"."""
    named = clause.says("treaty") or clause.names_a_treaty
    return () if named else ("the treaty is not named here",)


def _is_denied(clause: Clause) -> bool:
    """Return whether a State is said not to have left: the negation stands beside the word."""
    return any(
        max(one.first - two.last, two.first - one.last) <= _BESIDE
        for one, two in product(clause.cues("not"), clause.cues("left"))
    )


def _is_out_by_now(clause: Clause) -> bool:
    """Return whether a clause says of a treaty that somebody is out, and its sentence no day; a
    break between two is none."""
    is_of_it = clause.says("treaty", "membership") or clause.names_a_treaty
    return clause.says("out") and is_of_it and not (clause.of.days or clause.says("between"))


def _standing(clause: Clause, context: Context, treaty: Resolved) -> Iterator[Found]:
    """Yield whether a State is said to be a party."""
    denied = _is_denied(clause) and bool(clause.states)
    is_left = denied and not clause.days
    is_none = clause.says("not-party", "never") or any(map(clause.denies, clause.cues("party")))
    if is_left or (clause.says("party") and not (is_none or clause.says("out"))):
        kind = "is-party"
    elif (is_none or _is_out_by_now(clause)) and not clause.spans:
        kind = "not-party"
    else:
        return
    is_bound = kind == "is-party"
    said = (clause.cues("party") or clause.cues("left"))[0] if is_bound else clause
    here = clause.around(said)
    acts = [cue for cue in here.acts if cue.role not in ("out", "still")]
    counts = here.says("count") and any(each.is_number for each in clause.of.sentence.words)
    if here.days or here.says("same-day") or (acts and not is_left) or counts:
        return
    states = context.states(clause, treaty.value[0])
    says_so = is_bound or clause.names_a_treaty or clause.says("treaty", "membership")
    if states is None or states.doubts or not (states.is_own or says_so):
        return
    rule = f"{kind}:never" if clause.says("never") else f"{kind}:words"
    is_plain = clause.says("not-party") and clause.is_plain
    yield claim_of(clause, treaty, states, kind, rule, is_plain=is_plain)
