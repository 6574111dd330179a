"""Questions that are answered by lists: the record, the treaties, the States, and their filters."""

from __future__ import annotations

import re

import pytest

from withdrawal.errors import CircumstanceError, UnknownNameError
from withdrawal.inquiries.history import History, Now, named
from withdrawal.inquiries.states import States
from withdrawal.inquiries.treaties import Treaties
from withdrawal.law.treaties.catalogue import catalogue


class TestHistory:
    def test_every_filter(self):
        """Each row fits every filter that is given, and there are others."""
        asked = History(treaty="rome-statute-1998", status="revoked", year=2016)
        rows = asked.answer().rows
        assert {(row.party, row.status) for row in rows} == {("ZAF", "revoked"), ("GMB", "revoked")}
        assert len(History(treaty="rome-statute-1998").answer().rows) > len(rows)

    def test_as_known_on_a_day(self):
        """Asked as of a day, rows are as they were known then, and no later ones are there."""
        then = History(treaty="ottawa", as_of="2025-03-31").answer().rows
        now = History(treaty="ottawa").answer().rows
        assert not then
        assert {"LTU", "LVA", "EST", "FIN", "POL"} <= {row.party for row in now}


class TestNamed:
    @pytest.mark.parametrize("words", [("Lithuania", "ottawa"), ("ottawa", "Lithuania")])
    def test_in_either_order(self, words: tuple[str, str]):
        """A State and a treaty may be named in either order."""
        made = named(Now(), words)
        assert (made.party, made.treaty) == ("LTU", "ottawa-1997")

    def test_a_treaty_called_like_a_state(self):
        """A treaty that is called after a State's name is that treaty, not the State."""
        made = named(Now(), ["Malta Convention"])
        assert (made.party, made.treaty) == (None, "ets-143-archaeological-heritage-1992")

    def test_one_too_many(self):
        """Two treaties are one name too many."""
        with pytest.raises(CircumstanceError, match="'unesco' is one name too many beside ottawa"):
            named(Now(), ["ottawa", "unesco"])

    def test_neither_a_state_nor_a_treaty(self):
        """A name that fits nothing is said to be neither a State nor a treaty."""
        with pytest.raises(UnknownNameError, match="is neither a State nor a treaty known here"):
            named(Now(), ["atlantis"])
        with pytest.raises(UnknownNameError, match="'atlantis' is not a treaty known here"):
            named(Now(), ["Lithuania", "atlantis"])


class TestTreaties:
    def test_period(self):
        """A period is meant by its length, however it is written."""
        found = Treaties(period="P0Y6M").answer()
        assert {each["period"] for each in found.values()} == {"P6M"}
        assert len(found) == sum(each["period"] == "P6M" for each in catalogue().summaries.values())

    def test_every_filter(self):
        """What is listed fits every filter that is given."""
        found = Treaties(category="arms-control", shape="allowed", alive=True).answer()
        assert "ottawa-1997" in found
        assert {each["category"] for each in found.values()} == {"arms-control"}
        assert {each["exit"] for each in found.values()} == {"allowed"}

    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            (Treaties(category="arms-kontrol"), "did you mean arms-control?"),
            (Treaties(shape="windoes"), "did you mean windows?"),
            (Treaties(depositary="qqqq"), "'qqqq' is no depositary known here."),
        ],
    )
    def test_no_such_word(self, asked: Treaties, said: str):
        """A word that nothing fits is refused, with what is near it, if anything is."""
        with pytest.raises(UnknownNameError, match=f"{re.escape(said)}$"):
            asked.answer()


class TestStates:
    def test_called_or_holding(self):
        """States that a name in any language stands for come first, then those that hold it."""
        found = [each.id for each in States(q="Österreich").answer()]
        assert found == ["AUT"]
        assert [each.id for each in States(q="niger").answer()] == ["NER", "NGA"]
        assert len(States().answer()) > 190
