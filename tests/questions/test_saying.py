"""Sentences for every status, in every language."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from withdrawal import when
from withdrawal.case.answer import Answer
from withdrawal.case.findings import STATUSES as EVERY_STATUS
from withdrawal.case.findings import Manner, MembershipTold
from withdrawal.case.planning.plan import Plan
from withdrawal.case.wording.sentence import leaving
from withdrawal.languages.folder import LANGUAGES
from withdrawal.languages.wording import wording
from withdrawal.questions import ask
from withdrawal.questions.reply import Departures
from withdrawal.questions.saying import (
    say_bound,
    say_departures,
    say_period,
    say_plan,
    say_recipients,
    say_status,
)
from withdrawal.questions.single import clause_facts

TODAY = date(2026, 11, 21)
SAID, LISTED = date(2026, 3, 5), date(2024, 2, 20)
EARLY, LATE = date(2027, 5, 1), date(2027, 6, 30)

STATUSES: dict[str, dict[str, date | None]] = {
    "effective": {"effect": date(2025, 12, 27)},
    "effective between": {"earliest": SAID, "latest": EARLY},
    "effective open": {},
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
    "announced": {"announced": SAID},
    "announced from": {"announced": SAID, "earliest": EARLY},
    "announced undated": {},
    "not-open": {},
    "not-open from": {"earliest": EARLY},
    "suspended": {},
    "ended": {"ended_on": SAID},
    "not-in-force": {},
}
SUPPOSED = {
    "effective": {"effect": date(2025, 12, 27)},
    "pending": {"effect": EARLY},
    "pending between": {"earliest": EARLY, "latest": LATE},
    "pending from": {"earliest": EARLY},
    "pending open": {},
    "conditional": {},
    "conditional from": {"earliest": EARLY},
    "no-effect": {},
    "no-effect from": {"earliest": EARLY},
}
OUT = ("effective", "not-a-party", "ended", "not-in-force")
PARTY, UNKNOWN = MembershipTold("party"), MembershipTold("not-known")
OUTSIDE = MembershipTold("not-a-party")


def answer(kind: str, /, **more: Any) -> Answer:
    """Return an answer of a status, with the dates that go with it."""
    status = kind.split()[0]
    told = OUTSIDE if status == "not-a-party" else PARTY
    values = {"membership": told, **STATUSES[kind], **more}
    return Answer("ottawa-1997", "LTU", status, TODAY, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
class TestEveryStatus:
    def test_is_said(self, language: str):
        """Each status is one sentence that names the State, and differs from the others."""
        words = wording(language)
        said = {say_status(answer(kind), words) for kind in STATUSES}
        assert len(said) == len(STATUSES)
        names = words.case_blanks("LTU", "ottawa-1997")
        names = [names[form] for form in ("party", "of", "by")]
        assert all(any(name in each for name in names) for each in said)

    def test_says_the_year(self, language: str):
        """Where there is a date, its year is said."""
        for kind, dates in STATUSES.items():
            said = say_status(answer(kind), wording(language))
            assert all(str(day.year) in said for day in dates.values() if day), kind

    def test_supposed(self, language: str):
        """What is only supposed is never said as what happens: each such sentence is another."""
        words = wording(language)
        told = [answer(kind, basis="given", **SUPPOSED[kind]) for kind in SUPPOSED]
        said = {say_status(each, words) for each in told}
        assert len(said) == len(SUPPOSED)
        assert not said & {say_status(answer(kind), words) for kind in SUPPOSED}

    def test_bound(self, language: str):
        """Whoever is out or never was in is not bound; whoever only gave notice is."""
        words = wording(language)
        bound, out = (words.texts.sentences[key] for key in ("bound", "not_bound"))
        for kind in STATUSES:
            status, said = kind.split()[0], say_bound(answer(kind), words)
            if status in ("not-a-party", "ended", "not-in-force", "disputed"):
                assert said == say_status(answer(kind), words)
            else:
                assert said.startswith((out if status in OUT else bound).split("{")[0])

    def test_bound_again(self, language: str):
        """Whoever left and came back is a party again, and the exit is called an earlier one."""
        back = answer("effective", rejoined=SAID, is_back=True)
        said, words = say_bound(back, wording(language)), wording(language)
        opening = words.texts.sentences["bound_again"].split("{")[0]
        assert said.startswith(opening)

    def test_bound_again_after_an_exit_without_a_day(self, language: str):
        """Whoever came back is a party again even where the day of the exit is not known."""
        back = answer("effective between", rejoined=SAID, is_back=True)
        said, words = say_bound(back, wording(language)), wording(language)
        opening = words.texts.sentences["bound_again_open"].split("{")[0]
        assert said.startswith(opening)

    def test_an_end_that_a_list_alone_tells(self, language: str):
        """Where only a list tells that a State is out, no withdrawal and no notice is told of."""
        words = wording(language)
        said = say_status(answer("effective"), words)
        assert said == say_status(evolve(answer("effective"), kind=None, basis=None), words)
        withdrawn = say_status(answer("effective", basis="recorded"), words)
        assert said != withdrawn

    def test_provisional_application(self, language: str):
        """A treaty applied provisionally is not said to bind nobody, and its first day is told."""
        words, since = wording(language), date(2017, 9, 21)
        said = say_status(answer("not-in-force", manner=Manner(provisional=since)), words)
        assert "2017" in said
        assert said != say_status(answer("not-in-force"), words)

    def test_not_known_whether_a_party(self, language: str):
        """Where no record tells whether the State is a party, nobody is told to be or not be."""
        words = wording(language)
        opening = words.texts.sentences["bound_unknown"].split("{")[0]
        unknown = words.texts.sentences["party_unknown"]
        for kind in STATUSES:
            said = say_status(answer(kind, membership=UNKNOWN), words)
            if kind.startswith(("no-exit", "not-open")):
                assert said.endswith(unknown)
            elif kind not in ("not-a-party", "ended", "not-in-force"):
                assert said.startswith(opening)
                assert say_bound(answer(kind, membership=UNKNOWN), words) == said

    def test_day_of_the_list(self, language: str):
        """Where the list is older than the day asked for, its day is said with its year."""
        words, old = wording(language), {"list_as_of": LISTED, "complete": True}
        for value, kind in (
            ("not-a-party", "not-a-party"), ("party", "not-notified"), ("party", "no-exit")
        ):  # fmt: skip
            aged = answer(kind, membership=MembershipTold(value, **old))  # type: ignore[arg-type]
            assert str(LISTED.year) in say_status(aged, words)
            assert str(LISTED.year) in say_bound(aged, words)

    def test_record_needs_no_list(self, language: str):
        """A notice on record shows that the State was a party, whatever the list's day."""
        aged = answer("pending", basis="recorded", membership=MembershipTold("party", None, LISTED))
        assert str(LISTED.year) not in say_status(aged, wording(language))

    def test_successors(self, language: str):
        """A treaty that has ended leads to what took its place, by its name."""
        words = wording(language)
        said = say_status(answer("ended", successors=("paris-2015",)), words)
        assert words.treaty("paris-2015") in said

    def test_barred(self, language: str):
        """A treaty that forbids leaving is told apart from one that is silent."""
        words = wording(language)
        barred = answer("no-exit", manner=Manner(is_barred=True))
        silent = answer("no-exit")
        assert say_status(barred, words).split(":")[0] != say_status(silent, words).split(":")[0]

    def test_ends_for_all(self, language: str):
        """A notice that ends the treaty for everybody is told to."""
        words = wording(language)
        told = answer("pending", effect=EARLY, manner=Manner(ends_for="both parties"))
        assert say_status(told, words).endswith(words.texts.sentences["for_all"])

    @pytest.mark.parametrize("status", ["effective", "pending"])
    def test_ended_otherwise(self, language: str, status: str):
        """An end without a notice of withdrawal, or by another's, is not told as a withdrawal."""
        words = wording(language)
        usual = say_status(answer(status), words)
        others = (
            {"kind": "end-of-membership"},
            {"manner": Manner(ended_by="France")},
            {"manner": Manner(is_deemed=True)},
        )
        said = [say_status(answer(status, **each), words) for each in others]
        assert usual not in said
        assert said[0] == said[2] != said[1]

    def test_rarer_shapes(self, language: str):
        """A right whose time is over, a request, and an exit with the parent are each told."""
        words = wording(language)
        texts = words.texts.sentences
        closed = say_status(answer("not-open", manner=Manner(closed_on=SAID)), words)
        assert str(SAID.year) in closed
        asked = answer("conditional", manner=Manner(consent_of="the Council"))
        assert say_status(asked, words) != say_status(answer("conditional"), words)
        along = answer("not-notified", manner=Manner(parent="the Convention"))
        assert say_status(along, words).endswith(str(texts["with_parent"]))

    @pytest.mark.parametrize("kind", ["model-clause", "treaty-article"])
    def test_no_treaty(self, language: str, kind: str):
        """Nobody is a party to a model clause or an article: what follows from it is supposed."""
        words = wording(language)
        asked = answer("not-notified from", membership=UNKNOWN, manner=Manner(kind=kind))
        said = say_status(asked, words)
        key = {"model-clause": "model", "treaty-article": "article"}[kind]
        assert said.endswith(words.texts.sentences[key])
        assert not said.startswith(words.texts.sentences["bound_unknown"].split("{")[0])

    def test_status_in_a_word(self, language: str):
        """Every status has a word of its own."""
        words = wording(language)
        assert len({words.status(each) for each in EVERY_STATUS}) == len(EVERY_STATUS)


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
        assert "is set by other rules" in said

    def test_no_recipients(self):
        """Where nobody is named to be told, nobody is invented."""
        said = say_recipients(clause_facts("iccpr-1966"), wording("en"))
        assert said.startswith(
            "The International Covenant on Civil and Political Rights says nothing"
        )

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
        assert said.startswith(
            "No denunciation of the Convention on the Rights of the Child is on record"
        )

    def test_disputed(self):
        """A disputed notice is listed by its status, not by a date."""
        assert "North Korea (disputed)" in ask("who has left the NPT?", as_of=TODAY).text


class TestNames:
    def test_former_states(self):
        """A State that is no more has its name and its genitive in each language."""
        assert wording("sv").party("CSK") == "Tjeckoslovakien"
        assert wording("de").of_party("SUN") == "der Sowjetunion"

    def test_reply_reads_aloud(self):
        """A reply is shown as its sentence."""
        reply = ask("poland ottawa when?", as_of=TODAY)
        assert str(reply) == reply.text

    def test_vote_in_json(self):
        """A supposed vote is told in what was understood."""
        question = "If parliament votes on 8 May 2027, when is Sweden out of the Ottawa Convention?"
        made = ask(question, as_of=TODAY).to_json()
        assert made["understood"]["approved"] == "2027-05-08"


@pytest.mark.parametrize("treaty", ["ottawa-1997", "refugee-1951", "us-iran-amity-1955"])
def test_english_has_one_word_for_leaving_a_treaty(treaty: str):
    """The sentence of an answer and the words of questions call leaving a treaty the same."""
    blanks = wording("en").case_blanks("NLD", treaty)
    assert leaving(when("NLD", treaty), blanks["left"]) == blanks["leaving"]
