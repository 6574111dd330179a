"""The lines of reports: each form in each language, and what has no words stays English."""

import re
from datetime import date

import pytest
from attrs import asdict

from withdrawal import when
from withdrawal.languages.folder import LANGUAGES, labels, report_lines
from withdrawal.languages.lines import line_in, stage_in
from withdrawal.languages.told import spoken_days
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.output.pictures.timeline import timeline
from withdrawal.output.spoken import words_in

OTHERS = [each for each in LANGUAGES if each != "en"]
FILLED = {
    **dict.fromkeys(("start", "begin", "consent", "anchor_day"), "2025-06-27"),
    **dict.fromkeys(("end", "limit", "as_of"), "2025-12-31"),
    "length": "6 months",
    **dict.fromkeys(("every", "first"), "10 years"),
    "number": "3",
    "most": "5",
    "others": "2",
    "rate": "2.7%",
    "evidence": "1 of 45 past cases, all of other States",
    "chance": "less than 1%",
    "share": "62% (39% to 83%)",
    **dict.fromkeys(("yearday", "due"), "31 December"),
    "way": "revision-1971",
    "list": "depositary, all other parties, UN Security Council",
    "session": "112th",
    "year": "2024",
    "article": "20(3)",
    "address": "https://treaties.un.org/",
    "person": "Nauseda",
    "within": "in 2020-05",
    "days": "1 January, 2026-04-03",
    "body": "National Council and Council of States",
    "treaty": "the Ottawa Convention",
}
PARTIES = ("Lithuania", "The Netherlands", "The United States", "The Holy See")
"""A feminine name in most languages, one with an article, a plural, and one of two words."""


def words_of(party: str) -> dict[str, str]:
    """What fills the blanks of an English form."""
    own = report_lines("en")
    return FILLED | {
        "Party": party,
        "trigger": own.triggers["depositary"],
        "anchor": own.anchors["treaty-in-force"],
        "kind": own.kinds["accession"],
        "stage": "final vote",
        "waits": own.waits["pending"],
        "ahead": own.ahead["more"],
        "branch": own.branches["rejected"],
        "actor": own.actors["president"],
        "by": own.organs["parties"],
        "ending": own.endings["abrogated"],
        "record": own.records["suspension"],
        "which": own.years["before"],
        "tasks": ", ".join(own.tasks.values()),
        "step": f"{own.records['suspension']}, with effect in 1992-12",
        "text": own.lines["survive_existing"],
    }


WORDS = words_of("Lithuania")


@pytest.mark.parametrize("language", OTHERS)
class TestEveryForm:
    def test_is_said(self, language):
        """Each form is said whole in each language, for every kind of name."""
        for key, form in report_lines("en").lines.items():
            for party in PARTIES if "{Party}" in form else PARTIES[:1]:
                english = form.format_map(words_of(party))
                told = line_in(language, english)
                assert told.language == language, (key, english)
                assert told.text != english
                assert "{" not in told.text
                assert not re.search(r"\.\.|。。", told.text), told.text

    def test_every_trigger_anchor_and_kind_is_known(self, language):
        """The closed lists have the same words in each language, none of them left English."""
        own, measure = asdict(report_lines(language)), asdict(report_lines("en"))
        assert {key: each.keys() for key, each in own.items()} == {
            key: each.keys() for key, each in measure.items()
        }

    def test_words_of_a_treaty_stand_behind_what_they_are(self, language):
        """What no form tells stays English; what it is, is said before it in the language."""
        forms = {k: x for k, x in report_lines("en").lines.items() if "{text}" in x}
        assert len(forms) > 15
        for key, form in forms.items():
            told = line_in(language, form.replace("{text}", "dues of 1990").format_map(WORDS))
            assert (told.text.rstrip("."), told.language) == ("dues of 1990", "en"), key
            assert told.lead
            assert told.lead[-1] not in ": ", (key, told.lead)


class TestLines:
    def test_what_has_no_form_stays_english(self):
        """A line that nobody has words for is told in English, and to be English."""
        told = line_in("pl", "Nobody has read the memorandum of 2026-01-07.")
        assert (told.text, told.language) == (
            "Nobody has read the memorandum of 7 January 2026.",
            "en",
        )
        assert told.lead == ""

    def test_sentences_of_one_line(self):
        """A line of several sentences is told whole where each has a form, else up to the words."""
        whole = (
            "3 months from 2026-11-30: 2027-02-28. On what day it was taken back is not on record."
        )
        assert line_in("de", whole).language == "de"
        told = line_in("de", "The treaty itself was over on 1990-10-03. It is missed.")
        assert (told.lead, told.text) == (
            "Der Vertrag selbst endete am 3. Oktober 1990",
            "It is missed.",
        )

    def test_an_unknown_recipient_leaves_the_line_english(self):
        """No line is half in one language and half in another."""
        assert (
            line_in("fi", "Notice goes to: depositary, Secretary-General of OPANAL.").language
            == "en"
        )

    @pytest.mark.parametrize(
        ("party", "treaty"),
        [
            ("POL", "ottawa-1997"),
            ("SWE", "ottawa-1997"),
            ("USA", "unesco-1945"),
            ("ISL", "icrw-1946"),
        ],
    )
    def test_the_code_makes_lines_of_these_forms(self, party, treaty):
        """What the clause and the record say of a usual case is said in Polish throughout."""
        answer = when(party, treaty, as_of=date(2026, 11, 29))
        rules = {"starts", "runs", "lands", "waits-for", "notice", "party", "supposed"}
        texts = [each.text for each in answer.because if each.rule in rules]
        assert texts
        assert [text for text in texts if line_in("pl", text).language == "en"] == []

    def test_stages(self):
        """A stage without words keeps the name it has in its file, and is told to be English."""
        assert stage_in("de", "final-vote").text == "Schlussabstimmung"
        odd = stage_in("de", "vote-of-the-elders")
        assert (odd.text, odd.language) == ("vote of the elders", "en")

    def test_every_stage_has_a_name(self):
        """Each stage of each State's procedure has a name in English, and so in every language."""
        every = {stage for party in procedures() for stage in procedure(party).stages}
        assert every <= labels("en").stages.keys()

    @pytest.mark.parametrize("language", OTHERS)
    def test_steps_on_a_timeline(self, language):
        """What happened to Hungary's exit from the Rome Statute is named in each language."""
        words = words_in(language)
        marks = timeline(when("HUN", "rome-statute-1998", as_of=date(2026, 11, 29))).marks
        assert len(marks) == 8
        assert {words.mark(each.label).language for each in marks} == {language}

    def test_days(self):
        """ISO days of a sentence are written out; those of an address are left alone."""
        assert spoken_days("until 2027-02-28.") == "until 28 February 2027."
        assert spoken_days("in 2025-07-21/2025-12-02") == "in 21 July 2025 – 2 December 2025"
        assert spoken_days("in effect in 2020-09, no. 2020-21") == (
            "in effect in September 2020, no. 2020-21"
        )
        assert spoken_days("https://a.b/2025-07-21/c") == "https://a.b/2025-07-21/c"
        assert spoken_days("2027-02-30") == "2027-02-30"
