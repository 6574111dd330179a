"""The kinds of record: what each means for the bond, for the notice and for the score.

``data/kinds.json`` has a line for each, with what it means and, where that is more than its name,
what it is called in a reason.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any, Literal, get_args

from withdrawal.datafiles import read_json
from withdrawal.letters import spelt_out

Confidence = Literal["verified", "reported", "known", "disputed", "uncertain"]
"""How far a fact can be relied on, the surest first.

*Verified* was read at the depositary, in a gazette or an official list; *reported* in a database,
the press or on one site; *known* is general knowledge."""

CONFIDENCES: tuple[str, ...] = get_args(Confidence)


Consent = Literal[
    "ratification", "accession", "acceptance", "approval", "succession", "continuation",
    "signature", "definitive-signature", "formal-confirmation", "participation",
    "admission", "membership", "original member",
]  # fmt: skip
"""How a State may have come to be bound, as a line of a list says it."""

CONSENTS: tuple[str, ...] = get_args(Consent)


def weakest(*confidences: str) -> str:
    """Return the one of several words of confidence that says least."""
    return max(confidences, key=CONFIDENCES.index)


_MEANINGS: dict[str, dict[str, Any]] = read_json(Path(__file__).parent / "data" / "kinds.json")


class RecordKind(StrEnum):
    """What a line of the record is about; the value is the word in the file."""

    WITHDRAWAL = "withdrawal"
    DENUNCIATION = "denunciation"
    TERMINATION = "termination"
    LATER_DATE = "later-date"
    OWN_TERMS = "own-terms"
    EXTENDED = "extended"
    OVERTAKEN = "overtaken"
    AUTOMATIC_DENUNCIATION = "automatic-denunciation"
    BY_OPERATION_OF_TREATY = "by-operation-of-treaty"
    END_OF_MEMBERSHIP = "end-of-membership"
    MEMBERSHIP_PASSED_TO_EU = "membership-passed-to-EU"
    DISPUTED = "disputed"
    SUSPENSION = "suspension"
    END_OF_SUSPENSION = "end-of-suspension"
    END_OF_PROVISIONAL_APPLICATION = "end-of-provisional-application"
    WITHDRAWAL_OF_RATIFICATION = "withdrawal-of-ratification"
    WITHDRAWAL_OF_SIGNATURE = "withdrawal-of-signature"
    ANNOUNCED = "announced"
    INTENTION = "intention"
    PARTIAL_TERMINATION = "partial-termination"
    CESSATION_OF_APPLICATION = "cessation-of-application"
    DECLARATION = "declaration"

    @property
    def ends_bond(self) -> bool:
        """Whether its effect is that the State, bound until then, is out."""
        return self in _ENDS_BOND

    @property
    def is_notice(self) -> bool:
        """Whether it is a notice of withdrawal, whatever became of it."""
        return self in _NOTICES

    @property
    def is_scored(self) -> bool:
        """Whether its two days say something about the treaty's clause."""
        return self in _SCORED

    @property
    def is_fixed_later(self) -> bool:
        """Whether its day of effect was settled only after the notice."""
        return self in (RecordKind.EXTENDED, RecordKind.OVERTAKEN)

    @property
    def undoes_consent(self) -> bool:
        """Whether the State took back its consent to a treaty, and so is no party from then on."""
        return self is RecordKind.WITHDRAWAL_OF_RATIFICATION

    @property
    def is_before_a_bond(self) -> bool:
        """Whether it ended what came before a bond, so that no party left: a signature, say."""
        return self in _BEFORE_A_BOND

    def told_as(self, status: str) -> str:
        """Return what a list says of a row: its status, or what was done where no party left."""
        if self is RecordKind.SUSPENSION and status == "effective":
            return "suspended"
        return self.value if self.is_before_a_bond else status

    @property
    def is_step_out(self) -> bool:
        """Whether it is a notice, or ends the bond or the consent of the State without one."""
        return self.is_notice or self.ends_bond or self.undoes_consent

    @property
    def shows_party(self) -> bool:
        """Whether it shows that the State was a party when it acted."""
        return self.is_step_out or self in _OF_A_PARTY

    @property
    def in_words(self) -> str:
        """What happened, as the subject of a sentence: ``denunciation``, ``end of membership``."""
        return spelt_out(self.value)

    @property
    def meaning(self) -> str:
        """What happened and what it means, as the subject of a sentence."""
        return str(_MEANINGS[self].get("said", self.in_words))


def _those(meaning: str) -> frozenset[RecordKind]:
    """Return the kinds that mean a thing."""
    return frozenset(kind for kind in RecordKind if _MEANINGS[kind].get(meaning, False))


_ENDS_BOND, _NOTICES, _SCORED = map(_those, ("ends_bond", "is_notice", "is_scored"))
_BEFORE_A_BOND, _OF_A_PARTY = map(_those, ("is_before_a_bond", "is_of_a_party"))
