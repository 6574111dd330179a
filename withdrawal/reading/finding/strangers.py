"""Signs that a clause speaks of something else: another treaty, a name that nobody knows, or a
State that only keeps the treaty."""

from __future__ import annotations

import re

from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.reading.cues import BESIDE_IT, follows, places_of
from withdrawal.reading.finding.clauses import Clause
from withdrawal.reading.lexicon import TELLING
from withdrawal.reading.mentions import Mentions
from withdrawal.reading.recipients import plainly

_ROMAN = re.compile("[IVXLC]+")
"""What articles are counted in: "the treaty's article XV"."""
_OF = 3
"""How many words on what a treaty is of may stand: "the statute of the bank"."""
_WITHIN = 6
"""How many words on the State of "the agreement on fishing with Norway" stands."""


def other_treaty(clause: Clause) -> tuple[str, ...]:
    """Return the doubt that a treaty of another kind, or with a State, is meant: "the fisheries
    treaty", "the treaty on trade", "the treaty with Russia", "Handelsvertrag"."""
    of = clause.of
    named = places_of(of.cues, of.states, of.days, of.spans, of.starts, of.recipients)
    said = {at for each in of.cues for at in each.places}

    def is_unknown(at: int) -> bool:
        word = of.sentence.words[at]
        is_known = at in named or word.is_number or word.folded in of.common
        return not is_known and not _ROMAN.fullmatch(word.text)

    is_other = any(at <= clause.last for at in of.compounds)
    pieces = of.sentence.pieces
    for cue in of.cues:
        if cue.role != "treaty" or cue.first > clause.last:
            continue
        before, after = cue.first - 1, range(cue.last + 1, min(cue.last + _OF, clause.last) + 1)
        here = [at for at in after if pieces[at] == pieces[cue.last]]
        first = next((at for at in here if of.sentence.words[at].folded not in of.common), None)
        is_other |= before >= 0 and pieces[before] == pieces[cue.first] and is_unknown(before)
        is_other |= first is not None and is_unknown(first)
        is_other |= any(
            each.first - cue.last == BESIDE_IT and each.first - 1 not in said for each in of.states
        )
    return ("another treaty may be meant",) if is_other else ()


def is_with_a_state(mentions: Mentions) -> bool:
    """Return whether a sentence speaks of "the agreement with Norway on fishing": another one."""
    treaties = [each for each in mentions.cues if each.role == "treaty"]
    return any(
        0 < state.first - treaty.last <= _WITHIN
        and (
            (treaty.last < cue.first < state.first and follows(state, [cue]))
            or cue.first == state.last + 1
        )
        for cue in mentions.cues
        if cue.role == "with"
        for treaty in treaties
        for state in mentions.states
    )


def stranger(clause: Clause) -> tuple[str, ...]:
    """Return the doubt that a name nobody knows may be the one that acts: "Greenland left"."""
    return ("another name may be meant",) if next(clause.unknown_names, None) is not None else ()


def is_keeper(parties: tuple[str, ...], clause: Clause, treaty: str) -> bool:
    """Return whether a State is only the treaty's depositary here, which is told."""
    keepers = set(map(plainly, catalogue().treaty(treaty).depositaries))
    if keepers.isdisjoint(parties):
        return False
    if clause.says("received") and not clause.says("notified"):
        return True
    if any(each.role == "depositary" for each in clause.of.recipients):
        return True
    firsts = [each.first for each in clause.states if not set(each.parties).isdisjoint(parties)]
    acts = [each.first for each in clause.acts]
    if not acts and not clause.says(*TELLING):
        return False
    return not firsts or not acts or min(firsts) > min(acts)
