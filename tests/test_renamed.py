"""Words of version 1 are still understood, with a warning that names the new one and the end."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest

import withdrawal
from withdrawal.case.findings import Findings
from withdrawal.case.planning.planned import PlannedStage
from withdrawal.errors import CircumstanceError, DataFileError
from withdrawal.law.circumstances import Circumstances
from withdrawal.record.history import Withdrawal, withdrawal_from_row
from withdrawal.renamed import OldName
from withdrawal.warnings import RenamedWarning

ROME = ("France", "rome-statute-1998")


class TestArguments:
    """Arguments by their old names."""

    def test_a_way_out_was_a_route(self):
        """`when(route=)` is the clause's way out, and warns where it was called."""
        now = withdrawal.when(*ROME, way_out="amendment", received="2027-08-31")
        said = r"^when\(route=\) is called way_out= now: the old name goes in 3\.0\.$"
        with pytest.warns(RenamedWarning, match=said) as told:
            before = withdrawal.when(*ROME, route="amendment", received="2027-08-31")
        assert before == now
        assert told[0].filename == __file__

    def test_effects_too(self):
        """`effects(route=)` is the clause's way out."""
        days = ["2027-03-01"]
        now = withdrawal.effects("specialized-agencies-1947", days, way_out="one-agency")
        with pytest.warns(RenamedWarning, match="way_out="):
            before = withdrawal.effects("specialized-agencies-1947", days, route="one-agency")
        assert [*before.astype(str)] == [*now.astype(str)] != ["NaT"]

    @pytest.mark.parametrize(
        "call",
        [
            lambda **more: withdrawal.when("Sweden", "ottawa", as_of="2026-01-01", **more),
            lambda **more: withdrawal.plan(
                "Sweden", "ottawa", out_by="2028-01-01", as_of="2026-01-01", **more
            ),
            lambda **more: withdrawal.compare(["Sweden"], "ottawa", as_of="2026-01-01", **more),
            lambda **more: withdrawal.effects("ottawa", ["2027-01-01"], **more)[0],
            lambda **more: withdrawal.parties("ottawa", as_of="2026-01-01", **more),
            lambda **more: withdrawal.typical_pace("Latvia", "ottawa", **more),
        ],
        ids=["when", "plan", "compare", "effects", "parties", "typical_pace"],
    )
    def test_a_catalogue_was_a_source(self, call):
        """`source=` is the catalogue, at every function that took it."""
        known = withdrawal.catalogue()
        with pytest.warns(RenamedWarning, match=r"\(source=\) is called catalogue="):
            before = call(source=known)
        assert before == call(catalogue=known)

    def test_both_names(self):
        """An argument given by both its names is refused."""
        with pytest.warns(RenamedWarning), pytest.raises(CircumstanceError, match="way_out alone"):
            withdrawal.when(*ROME, route="amendment", way_out="amendment")


class TestAttributes:
    """Attributes by their old names."""

    def test_of_an_answer(self):
        """Each old attribute of an answer is the new one."""
        answer = withdrawal.when("Lithuania", "ottawa", as_of="2026-01-01")
        for before, now in (("conflicts", "disagreements"), ("progress", "standing")):
            with pytest.warns(RenamedWarning, match=f"Answer.{before} is called {now} now"):
                assert getattr(answer, before) == getattr(answer, now)

    @pytest.mark.parametrize(
        ("asked", "source", "basis"),
        [
            (("Lithuania", "ottawa"), "recorded", "recorded"),
            (("Sweden", "ottawa", "2027-01-01"), "given", "given"),
            (("Sweden", "ottawa"), None, None),
        ],
    )
    def test_source_of_the_receipt(self, asked, source, basis):
        """What an answer called its source is its basis."""
        party, treaty, *received = asked
        answer = withdrawal.when(
            party, treaty, received=received[0] if received else None, as_of="2026-01-01"
        )
        with pytest.warns(RenamedWarning, match="Answer.source is called basis now"):
            assert (answer.source, answer.basis) == (source, basis)

    def test_of_a_record(self):
        """A record's route is its way out."""
        row = withdrawal_from_row({**ROW, "way_out": "revision"}, where="x")
        with pytest.warns(RenamedWarning, match="Withdrawal.route is called way_out"):
            assert row.route == "revision"

    def test_every_one_says_when_it_goes(self):
        """Each old attribute there is in the package warns, and names the version without it."""
        owners = (Findings, PlannedStage, Circumstances, Withdrawal)
        old = [(each, name) for each in owners for name, x in vars(each).items()
               if isinstance(x, OldName)]  # fmt: skip
        sources = (each.read_text("utf-8") for each in Path(withdrawal.__path__[0]).rglob("*.py"))
        assert len(old) == sum(text.count(" = OldName(") for text in sources)
        for owner, name in old:
            with pytest.warns(RenamedWarning, match=r"goes in 3\.0\.$"), suppress(AttributeError):
                getattr(owner.__new__(owner), name)


ROW = {"treaty": "ilo-c107", "party": "MEX", "received": "1990-09-05"}


class TestFiles:
    """Keys of files by their old names."""

    def test_of_the_record(self):
        """A line with the old key is read as with the new one, which is written and told."""
        with pytest.warns(RenamedWarning, match=r"^x: route is called way_out now"):
            row = withdrawal_from_row({**ROW, "route": "revision"}, where="x")
        assert row == withdrawal_from_row({**ROW, "way_out": "revision"}, where="x")
        assert json.loads(json.dumps(row.to_json()))["way_out"] == "revision"

    def test_both_keys(self):
        """A line with both is refused, by file and key."""
        with pytest.raises(DataFileError, match=r"^x: route and way_out are both given"):
            withdrawal_from_row({**ROW, "route": "a", "way_out": "b"}, where="x")
