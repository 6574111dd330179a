"""Sentences for every status, in every language."""

from datetime import date

import pytest
from attrs import evolve

from withdrawal.case.answer import Answer
from withdrawal.case.plan import Plan
from withdrawal.questions import ask
from withdrawal.questions.answering import clause_facts
from withdrawal.questions.lexicon import LANGUAGES
from withdrawal.questions.reply import Departures
from withdrawal.questions.saying import (
    say_bound,
    say_departures,
    say_period,
    say_plan,
    say_recipients,
    say_status,
)
from withdrawal.questions.wording import wording

TODAY = date(2026, 11, 21)
EARLY, LATE = date(2027, 5, 1), date(2027, 6, 30)

STATUSES: dict[str, dict[str, date | None]] = {
    "effective": {"effect": date(2025, 12, 27)},
    "pending": {"effect": EARLY},
    "pending between": {"earliest": EARLY, "latest": LATE},
    "pending from": {"earliest": EARLY},
    "pending open": {},
    "conditional": {},
    "conditional from": {"earliest": EARLY},
    "not-notified": {},
    "not-notified from": {"earliest": EARLY},
    "revoked": {},
    "not-a-party": {},
    "no-exit": {},
    "disputed": {},
    "no-effect": {},
    "no-effect from": {"earliest": EARLY},
}


def answer(kind: str) -> Answer:
    """Return an answer of a status, with the dates that go with it."""
    return Answer("ottawa-1997", "LTU", kind.split()[0], TODAY, **STATUSES[kind])  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
class TestEveryStatus:
    def test_is_said(self, language: str):
        """Each status is one sentence that names the State, and differs from the others."""
        words = wording(language)
        said = {say_status(answer(kind), words) for kind in STATUSES}
        assert len(said) == len(STATUSES)
        names = (words.party("LTU"), words.of_party("LTU"))
        assert all(any(name in each for name in names) for each in said)

    def test_says_the_year(self, language: str):
        """Where there is a date, its year is said."""
        for kind, dates in STATUSES.items():
            said = say_status(answer(kind), wording(language))
            assert all(str(day.year) in said for day in dates.values() if day), kind

    def test_bound(self, language: str):
        """Whoever is out or never was in is not bound; whoever only gave notice is."""
        words = wording(language)
        bound, out = (words.texts["sentences"][key] for key in ("bound", "not_bound"))
        for kind in STATUSES:
            opening = out if kind in ("effective", "not-a-party") else bound
            assert say_bound(answer(kind), words).startswith(opening.split("{")[0])

    def test_not_known_whether_a_party(self, language: str):
        """Where no record tells whether the State is a party, every date is said with that."""
        words = wording(language)
        opening = str(words.texts["sentences"]["bound_unknown"]).split("{")[0]
        for kind in STATUSES:
            known = answer(kind)
            said = say_status(evolve(known, is_membership_known=False), words)
            if known.status in ("not-a-party", "no-exit"):
                assert said == say_status(known, words)
            else:
                assert said == f"{opening}{say_status(known, words)}"


class TestPlans:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_impossible(self, language: str):
        """What cannot be done in time is said, with the earliest day on which it could."""
        made = Plan("ottawa-1997", "SWE", EARLY, TODAY)
        later = Plan("ottawa-1997", "SWE", EARLY, TODAY, earliest_possible=LATE)
        never, instead = (say_plan(each, wording(language)) for each in (made, later))
        assert never != instead
        assert "30" in instead


class TestClauses:
    def test_silent(self):
        """A treaty without a clause on leaving has no notice period."""
        said = say_period(clause_facts("iccpr-1966"), wording("en"))
        assert said.endswith("says nothing about withdrawal.")

    def test_no_period(self):
        """A clause whose date does not hang on a period says so."""
        said = say_period(clause_facts("imf-1944"), wording("en"))
        assert said.startswith("The date of effect is set by other rules")

    def test_no_recipients(self):
        """Where nobody is named to be told, nobody is invented."""
        said = say_recipients(clause_facts("iccpr-1966"), wording("en"))
        assert said.startswith("Who must be notified is not on record")

    @pytest.mark.parametrize(
        ("language", "said"),
        [("en", "the government of the United States"), ("fi", "Yhdysvaltojen hallitus")],
    )
    def test_governments(self, language: str, said: str):
        """A government that keeps a treaty is named in the language of the answer."""
        assert said in say_recipients(clause_facts("nato-1949"), wording(language))


class TestDepartures:
    def test_none(self):
        """A treaty nobody has left says so."""
        said = say_departures(Departures("crc-1989", TODAY, ()), wording("en"))
        assert said.startswith("No withdrawal is on record")

    def test_disputed(self):
        """A disputed notice is listed by its status, not by a date."""
        assert "North Korea (disputed)" in ask("who has left the NPT?", as_of=TODAY).text


class TestNames:
    def test_former_states(self):
        """A State without a name in a language keeps its English one."""
        assert wording("sv").party("CSK") == "Czechoslovakia"
        assert wording("sv").of_party("CSK") == "Czechoslovakia"

    def test_reply_reads_aloud(self):
        """A reply is shown as its sentence."""
        reply = ask("poland ottawa when?", as_of=TODAY)
        assert str(reply) == reply.text

    def test_vote_in_json(self):
        """A supposed vote is told in what was understood."""
        question = "If parliament votes on 8 May 2027, when is Sweden out of the Ottawa Convention?"
        made = ask(question, as_of=TODAY).to_json()
        assert made["understood"]["approved"] == "2027-05-08"
