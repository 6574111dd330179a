"""Questions in Python: what is said in one reaches what answers it, and nothing else does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import withdrawal
from withdrawal.errors import WithdrawalError
from withdrawal.inquiries.ask import Ask
from withdrawal.inquiries.documents import Read
from withdrawal.inquiries.exits import (
    Compare,
    Forecast,
    Memo,
    Notice,
    Plan,
    Precedents,
    Survey,
    When,
)
from withdrawal.inquiries.inquiry import Inquiry, named
from withdrawal.inquiries.treaties import Parties, PartiesOverTime, Treaty
from withdrawal.law.treaties.catalogue import Catalogue, catalogue

AS_OF = "2026-11-21"
PACT = ("Sweden", "Zanzibar Pact")
OWN = """\
id = "zanzibar-2030"
title = "Pact of Zanzibar"
short_names = ["Zanzibar Pact"]
sources = ["the text"]
confidence = "known"
[clause]
exit = "allowed"
[clause.runs]
period = "P3M"
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """A catalogue with a treaty of one's own."""
    folder: Path = tmp_path_factory.mktemp("own")
    (folder / "own.toml").write_text(OWN, encoding="utf-8")
    return catalogue().extended(folder)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (
            When("SWE", "ottawa", received="2027-03", conflict=("2027-08-15/..",), as_of=AS_OF),
            lambda: withdrawal.when(
                "SWE", "ottawa", received="2027-03", conflict=["2027-08-15/.."], as_of=AS_OF
            ),
        ),
        (
            Plan("LVA", "ottawa", from_="2027-02-01", as_of=AS_OF, typical=True),
            lambda: withdrawal.plan("LVA", "ottawa", begin="2027-02-01", as_of=AS_OF),
        ),
        (
            Compare(("EST", "LVA"), treaty="ottawa", as_of="2025-04-20"),
            lambda: withdrawal.compare(["EST", "LVA"], "ottawa", as_of="2025-04-20"),
        ),
        (
            Forecast("LVA", "istanbul", as_of="2025-10-20", fact=("urgent",), years=3),
            lambda: withdrawal.forecast(
                "LVA", "istanbul", as_of="2025-10-20", facts=["urgent"], years=3
            ),
        ),
        (
            Survey(treaty="ottawa", on="2027-01-15", as_of=AS_OF),
            lambda: withdrawal.survey(treaty="ottawa", on="2027-01-15", as_of=AS_OF),
        ),
        (
            Ask("Polen Ottawa?", lang="sv", as_of=AS_OF),
            lambda: withdrawal.ask("Polen Ottawa?", lang="sv", as_of=AS_OF),
        ),
    ],
    ids=lambda each: type(each).__name__ if isinstance(each, Inquiry) else "",
)
def test_same_as_the_library(asked: Inquiry, answer: Callable[[], Any]):
    """A question is answered as the library's function answers what is said in it."""
    assert asked.answer().to_json() == answer().to_json()


@pytest.mark.parametrize(
    "asked",
    [
        When(*PACT, as_of=AS_OF),
        Plan(*PACT, from_=AS_OF, as_of=AS_OF),
        Compare(("Sweden",), treaty=PACT[1], as_of=AS_OF),
        Forecast(*PACT, as_of=AS_OF),
        Survey(treaty=PACT[1], as_of=AS_OF),
        Memo(*PACT, as_of=AS_OF, language="fr"),
        Notice(*PACT, as_of=AS_OF, language="fr"),
        Precedents(PACT[1], as_of=AS_OF),
        Parties(PACT[1], as_of=AS_OF),
        PartiesOverTime(PACT[1], as_of=AS_OF),
    ],
    ids=lambda each: type(each).__name__,
)
def test_a_catalogue_of_ones_own(asked: Inquiry, own: Catalogue):
    """A treaty of one's own is found in the catalogue that is given, and in no other."""
    assert "zanzibar-2030" in str(asked.answer(own).to_json())
    with pytest.raises(WithdrawalError):
        asked.answer()


def test_a_treaty_of_ones_own(own: Catalogue):
    """One treaty in full is that of the catalogue that is given."""
    assert Treaty(PACT[1]).answer(own).id == "zanzibar-2030"


class TestNamed:
    def test_in_several_words(self):
        """State and treaty may be given in several words, which are told apart."""
        made = named(When("Bosnia", "and"), ["Herzegovina", "ottawa"])
        assert withdrawal.when(made.party, str(made.treaty)).party == "BIH"
        assert made.treaty == "ottawa"

    def test_in_two(self):
        """Of two words each is a name as it stands."""
        asked = When("Sweden", "ottawa")
        assert named(asked, []) is asked


class TestRead:
    def test_what_a_document_leaves_open(self):
        """A document is read with the State, treaty, day and language that are told beside it."""
        text = "Le retrait prend effet le 27 décembre 2025."
        asked = Read(state="LTU", treaty="ottawa", date="2025-06-01", lang="fr")
        made = asked.answer_to(text).to_json()
        assert made["document"] == {"date": "2025-06-01", "language": "fr", "title": None}
        (told,) = made["claims"]
        assert (told["parties"], told["treaty"]) == (["LTU"], "ottawa-1997")

    def test_many(self):
        """Of many documents each is read, in their order."""
        texts = ["Lithuania left the Ottawa Convention on 27 December 2025.", "Nothing here."]
        found = [reading.text for reading in Read().answer_to_many(texts)]
        assert found == texts
