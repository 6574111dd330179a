"""What changed in the data since a version of it."""

from __future__ import annotations

from typing import ClassVar

from withdrawal.errors import CircumstanceError
from withdrawal.inquiries.forms import Text
from withdrawal.inquiries.inquiry import Inquiry
from withdrawal.law.treaties.catalogue import Catalogue
from withdrawal.record.changes import ChangeKind, changes
from withdrawal.record.changes import Changes as Found
from withdrawal.values import frozen


@frozen(kw_only=True, slots=False)
class Changes(Inquiry):
    """What changed in the data since a version: treaties, record, lists, procedures.

    Attributes:
        since: The version; default the latest of which they are kept.
        kind: Only one kind of fact: treaty, record, list, party, procedure.
        treaty: The treaty: an id, a name or an official number.
        party: The State: a name or an ISO code.
    """

    schema: ClassVar[str] = "withdrawal/changes/1"
    example: ClassVar = {"treaty": "ottawa"}
    is_slow: ClassVar[bool] = True

    since: Text = None
    kind: ChangeKind | None = None
    treaty: Text = None
    party: Text = None

    def answer(self, catalogue: Catalogue | None = None) -> Found:
        """Return the changed facts that fit.

        Raises:
            CircumstanceError: nothing is kept of the version, or a catalogue is given, of whose
                past nothing is known.
        """
        if catalogue is not None:
            raise CircumstanceError("What changed is not asked of a catalogue of your own.")
        return changes(**self.given)
