"""Claims about who is told of an exit: who must be, and who was."""

from __future__ import annotations

from collections.abc import Iterator

from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.reading.claims import Found, Value
from withdrawal.reading.cues import Cue, follows, places_of
from withdrawal.reading.finding.clauses import ACTS, Clause, Resolved
from withdrawal.reading.finding.context import NEAR, Context
from withdrawal.reading.finding.strangers import is_keeper
from withdrawal.reading.finding.terms import about, term_of
from withdrawal.reading.recipients import plainly, told_by

_TOLD_OF = frozenset({"exit", "leave", "notice", "out", "left"})
"""Words for what must be told: that a State leaves."""
_SAID = _TOLD_OF | ACTS
_WAS_TOLD = ("notified", "announced-or-notified", "is-told")
_TELLING = ("must-tell", "will-tell", *_WAS_TOLD)
_KEEPER = "depositary"
_OTHERS = ("other parties", "UN Security Council", _KEEPER)
"""Whom nobody is wrong to tell as well."""
_OF_SOME_BODY = {
    "Secretary-General": ("secreta", "UN Secretary-General"),
    "UNESCO Director-General": ("director", "UNESCO Director-General"),
}
"""Whom words name that do not say of what, how the one that the treaty has is told, and who it is
where it has none."""


def told_in(clause: Clause, context: Context) -> Iterator[Found]:
    """Yield who must be told, or was: of a step with its day only where that is wrong."""
    rule = next((role for role in _TELLING if clause.says(role)), None)
    if rule is None:
        yield from _borne_out(clause, context)
        return
    if any(clause.beside(cue, "not") for cue in clause.cues(rule)) or not _is_of_leaving(
        clause, context
    ):
        return
    if rule in _WAS_TOLD and clause.says("if", "plan", "received"):
        return
    told = list(_told(clause, rule))
    treaty, states = about(clause, context) if told or clause.states else (None, None)
    if treaty is None or states is None:
        return
    left = [each for each in clause.of.treaties if treaty.value[0] in each.treaties]
    own = places_of(left) if rule in _WAS_TOLD else set()
    names = [_name(each.role, treaty) for each in told if own.isdisjoint(each.places)]
    keepers = list(_keepers(clause, rule, treaty, states))
    names = [each for each in names if not keepers or each != _KEEPER] + keepers
    if not names or {plainly(each) for each in names} <= set(states.value):
        return
    to_all = rule in _WAS_TOLD and any(each.role in _OTHERS for each in told)
    # the head of another treaty's body may be told of something else
    others = places_of(clause.of.treaties) - own if rule in _WAS_TOLD else set()
    says_so = clause.is_plain or clause.names_a_treaty or clause.says("exit", "leave")
    named = {code for state in clause.of.states for code in state.parties}
    is_others = not says_so and any(each.role in named for each in told)
    is_others |= not clause.is_plain and any(not others.isdisjoint(each.places) for each in told)
    is_open = to_all or is_others or not _says_what_is_told(clause, rule)
    yield term_of(
        *(clause, treaty, states, "recipients", f"recipients:{rule.partition('-')[0]}"),
        value=Value(recipients=tuple(dict.fromkeys(names))),
        is_ahead=rule == "will-tell" or (rule == "must-tell" and _says_an_act(clause)),
        is_aside=_is_of_a_step(clause, rule, states),
        is_dated=_is_dated(clause),
        doubt="what is told is not said" if is_open else "",
    )


def _borne_out(clause: Clause, context: Context) -> Iterator[Found]:
    """Yield who was told in words that nobody knows, beside a word for the notice: a claim only
    where the treaty names them."""
    is_a_receipt = clause.says("received") or bool(clause.starts("receipt-by-depositary"))
    is_of_it = is_a_receipt or clause.says("notice") or clause.starts("notification")
    if not clause.told or clause.says("not", "if") or not is_of_it:
        return
    treaty, states = about(clause, context)
    if treaty is None:
        return
    right = told_by(catalogue().treaty(treaty.value[0]))
    names = tuple(dict.fromkeys(_name(each.role, treaty) for each in clause.told))
    if {plainly(each) for each in names} <= right:
        yield term_of(
            *(clause, treaty, states, "recipients", "recipients:borne-out"),
            value=Value(recipients=names),
            is_aside=_is_dated(clause) or is_a_receipt,
            is_dated=_is_dated(clause),
        )


def _is_of_leaving(clause: Clause, context: Context) -> bool:
    """Return whether a sentence, or one of the two before it, speaks of leaving a treaty."""
    near = context.sentences[max(0, context.at - NEAR) : context.at]
    said = clause.of.roles & (_TOLD_OF - {"notice"})
    return bool(clause.of.treaties or said or any(each.roles & _SAID for each in near))


def _told(clause: Clause, rule: str | None) -> Iterator[Cue]:
    """Yield who is told: none that tells itself or is left, not "the depositary" behind its name
    or before the word for telling, no city in which it was told, "deposited in Washington", and
    no body whose treaty it is: "the Council of Europe's convention"."""
    tells = {each.first for each in clause.states if each.is_place and rule in _WAS_TOLD}
    named = {each.last + 1 for each in clause.of.states}
    tells |= {each.last + 1 for each in clause.cues("in-place")}
    alone = rule in _WAS_TOLD and len(clause.told) == 1
    told = clause.cues(rule)[0].last if rule and alone else 0
    for each in clause.told:
        tells_itself = each.first in named or each.last < told
        is_owner = any(follows(cue, [each], within=1) for cue in clause.cues("treaty"))
        is_none = tells_itself if each.role == _KEEPER else is_owner and each.role not in _OTHERS
        if tells.isdisjoint(each.places) and not is_none:
            yield each


def _keepers(clause: Clause, rule: str, treaty: Resolved, states: Resolved) -> Iterator[str]:
    """Yield the States that are told: those that keep the treaty, and those behind the word for
    telling, where it tells of a rule or "to" stands before them and cannot mean "in"."""
    first = clause.cues(rule)[0].first
    tos, scenes = clause.cues("to"), clause.cues("in-place")
    for state in filter(clause.holds, clause.of.states):
        keeps = is_keeper(state.parties, clause, treaty.value[0])
        is_rule, is_behind = rule not in _WAS_TOLD, state.first > first
        is_scene = state.is_place and follows(state, scenes, within=1)
        is_to = follows(state, tos) and not is_scene
        is_told = is_behind and (is_rule or keeps or is_to)
        if (is_told or (is_rule and keeps)) and not set(states.value) & set(state.parties):
            yield from state.parties


def _says_an_act(clause: Clause) -> bool:
    """Return whether a clause says of a step or an effect what is not the telling itself."""
    telling = {at for cue in clause.cues(*_TELLING[:2]) for at in cue.places}
    wished = [cue for cue in clause.cues("left") if follows(cue, clause.cues("plan", "to"))]
    named = [set(cue.places) for cue in clause.cues("exit", "notice")]
    return any(
        telling.isdisjoint(each.places) and each not in wished and set(each.places) not in named
        for each in clause.acts
    )


def _is_of_a_step(clause: Clause, rule: str, states: Resolved) -> bool:
    """Return whether who was told is a part of a step, or of what a period runs from."""
    if rule not in _WAS_TOLD:
        return bool(clause.days) and clause.says("received")
    return _is_dated(clause) or states.is_own


def _is_dated(clause: Clause) -> bool:
    return bool(clause.days or clause.spans)


def _says_what_is_told(clause: Clause, rule: str) -> bool:
    """Return whether it is of leaving that somebody is told; of what was told, whether that was
    the notice itself: to write of it to others as well is nobody's fault."""
    notices = clause.starts("notification")
    if rule not in _WAS_TOLD:
        return bool(clause.of.roles & _TOLD_OF or notices)
    told = {at for cue in clause.cues(*_WAS_TOLD) for at in cue.places}
    handed = [cue for cue in clause.cues("notice", "exit") if told.issuperset(cue.places)]
    handed += [cue for cue in [*clause.cues("notice"), *notices] if told.isdisjoint(cue.places)]
    return bool(handed) and bool(clause.of.roles & {"exit", "leave"} or clause.of.treaties)


def _name(recipient: str, treaty: Resolved) -> str:
    """Return a recipient by its name: "the Secretary-General" is the one that the treaty has."""
    if recipient not in _OF_SOME_BODY:
        return recipient
    known = catalogue().treaty(treaty.value[0])
    named = (*known.clause.recipients, *known.depositaries)
    word, otherwise = _OF_SOME_BODY[recipient]
    return next((each for each in named if word in each.lower()), otherwise)
