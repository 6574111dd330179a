"""`withdrawal.record.kinds`: what each kind of record means for the bond, the notice, the score."""

import pytest

from withdrawal.record.kinds import CONFIDENCES, RecordKind, weakest

SCORED = {"withdrawal", "denunciation", "termination", "later-date", "automatic-denunciation"}
NOTICES = SCORED | {"own-terms", "extended", "overtaken", "disputed"}
ENDS = (NOTICES - {"disputed"}) | {
    "by-operation-of-treaty",
    "end-of-membership",
    "membership-passed-to-EU",
}
STAYS = {
    "suspension",
    "end-of-suspension",
    "end-of-provisional-application",
    "withdrawal-of-ratification",
    "withdrawal-of-signature",
    "announced",
    "intention",
    "partial-termination",
    "cessation-of-application",
    "declaration",
}


class TestRecordKind:
    """A closed set, each member with what follows from it."""

    def test_every_kind_is_one_or_the_other(self):
        """Every kind ends a bond, is disputed, or leaves the bond as it is."""
        assert set(RecordKind) == ENDS | STAYS | {"disputed"}

    @pytest.mark.parametrize("kind", RecordKind)
    def test_meaning(self, kind):
        """Bond, notice and score follow from the kind alone."""
        assert kind.ends_bond == (kind in ENDS)
        assert kind.is_notice == (kind in NOTICES)
        assert kind.is_scored == (kind in SCORED)
        assert kind.is_fixed_later == (kind in ("extended", "overtaken"))
        assert kind.undoes_consent == (kind == "withdrawal-of-ratification")

    def test_unknown(self):
        """A misspelt kind is no kind."""
        with pytest.raises(ValueError, match="denounciation"):
            RecordKind("denounciation")


class TestWeakest:
    """Of several facts the least sure decides."""

    def test_order(self):
        """What was read comes first, what is uncertain last."""
        assert weakest(*CONFIDENCES) == "uncertain"
        assert weakest("verified", "reported") == "reported"
        assert weakest("verified") == "verified"
