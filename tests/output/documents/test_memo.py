"""The report of a memo."""

import re
from functools import cache
from itertools import chain

import pytest

from withdrawal.case.drafting.memo import memo
from withdrawal.errors import UnknownNameError
from withdrawal.languages.folder import LANGUAGES
from withdrawal.output.documents.memo import memo_report
from withdrawal.output.pictures.timeline import recorded_steps
from withdrawal.output.spoken import words_in
from withdrawal.output.text import report_text
from withdrawal.record.knowledge import is_unread


def test_what_is_not_on_record_is_not_said_to_be_nothing():
    """Where no rule on what survives is on record, the treaty is not said to have none."""
    report = memo_report(memo("sweden", "ottawa-1997", as_of="2026-11-21"))
    (told,) = (each for each in report.sections if each.kind == "with-it")
    assert [each.text.split(";")[0] for each in told.items] == [
        "Nothing of the treaty's own on what survives is on record here"
    ]


def test_an_exit_in_effect():
    """An exit in effect cannot be taken back, and is no precedent of itself."""
    report = memo_report(memo("lithuania", "ottawa-1997", as_of="2026-11-21"))
    assert not any("taken back" in each.text for each in report.of("change"))
    leads = [each.lead for each in report.of("precedents-this-clause")]
    assert "Latvia" in leads
    assert "Lithuania" not in leads


def test_an_earlier_exit_of_the_same_state():
    """An earlier notice of the State itself is a precedent, the one asked about is not."""
    report = memo_report(memo("USA", "unesco", as_of="2026-11-21"))
    days = [
        each.text for each in report.of("precedents-this-clause") if "United States" in each.lead
    ]
    assert days
    assert not any("2025" in each.partition(",")[0] for each in days)


@pytest.mark.parametrize(
    "pair", [("russia", "coe-statute-1949"), ("uk", "teu"), ("north-korea", "npt")]
)
def test_a_source_is_as_sure_as_its_own_line(pair):
    """A source is as sure as the line it stands with; what nobody read is never verified."""
    made = memo(*pair, as_of="2026-11-21")
    told = {each.source: each.text for each in memo_report(made).of("sources")}
    assert all(words == "verified" for each in made.treaty.sources for words in [told[each]])
    assert not any(words == "verified" for each, words in told.items() if is_unread(each))


def test_what_is_planned_stands_behind_what_has_happened():
    """A memo with a plan tells the notice on record first, and what is planned as supposed."""
    lines = memo_report(memo("north-korea", "npt", as_of="2026-11-21")).of("timeline")
    assert (lines[0].lead, lines[0].text) == ("10 January 2003", "Notice received")
    assert lines[-1].text == "Would take effect"


def test_a_step_that_is_planned_is_told_from_one_that_was_taken():
    """On a timeline a step that the law allows at the earliest says so; those on record do not."""
    lines = memo_report(memo("latvia", "istanbul", as_of="2026-12-01")).of("timeline")
    planned = [each.text for each in lines if each.text.startswith("First by law: ")]
    assert "First by law: Final vote (Saeima)" in planned
    assert "Final vote 56\N{EN DASH}32\N{EN DASH}2 (Saeima)" in [each.text for each in lines]
    assert not any("Committee" in each or "reading" in each for each in planned)


def test_another_reading_of_the_record_stands_beside_the_plan():
    """A memo with a plan keeps the readings of the notice on record on its timeline."""
    lines = memo_report(memo("north-korea", "npt", as_of="2026-11-21")).of("timeline")
    assert ("10 April 2003", "Other reading") in [(each.lead, each.text) for each in lines]


def test_after_a_notice_taken_back_nothing_is_planned():
    """Who took its notice back means to stay: no new exit is planned, unless a day is asked for."""
    assert memo("HUN", "rome-statute-1998", as_of="2026-11-28").plan is None
    asked = memo("HUN", "rome-statute-1998", as_of="2026-11-28", out_by="2028-06-30")
    assert asked.plan is not None


def test_a_notice_taken_back_stands_on_the_timeline():
    """The day on which a notice was taken back is among what has happened."""
    lines = memo_report(memo("hungary", "rome-statute", as_of="2026-11-21")).of("timeline")
    assert "29 May 2026" in [each.lead for each in lines if "taken back" in each.text]


@pytest.fixture(scope="module")
def latvia():
    """A memo with a plan, earlier notices, steps that are done, and a vote of parliament."""
    return memo("latvia", "istanbul", out_by="2029-01-01", as_of="2026-11-21")


@pytest.fixture(scope="module")
def latvia_in(latvia):
    """Its report in a language, made once."""
    return cache(lambda language: memo_report(latvia, words_in(language)))


@pytest.mark.parametrize(("given", "ours"), [({}, "21 February 2027"), (
    {"out_by": "2028-01-01"}, "1 January 2028")])  # fmt: skip
def test_readings_of_what_is_planned(given, ours):
    """The readings of a notice still to be given stand side by side, ours first."""
    made = memo("germany", "npt", as_of="2026-11-21", **given)
    rows = memo_report(made).of("readings")
    assert rows[0].lead == ours
    assert [each.cells[0].text for each in rows] == ["Followed here", "day after"]
    assert made.to_json()["readings"][0]["effect"] > made.to_json()["day"]


def told(report):
    """Yield each text of a report's items, with its language."""
    items = chain.from_iterable(each.items for each in report.sections)
    yield from chain.from_iterable((each, *each.cells) for each in items)


@pytest.mark.parametrize("language", LANGUAGES)
class TestLanguages:
    """A memo in each language; what has no words in it is English, and marked."""

    def test_no_blank_is_left(self, latvia, latvia_in, language):
        """Every title, label and line is filled, and the answer stands first."""
        report = latvia_in(language)
        text = report_text(report)
        assert "{" not in text
        assert report.language == language
        assert words_in(language).day(latvia.answer.earliest) in report.headline

    def test_english_is_marked(self, latvia_in, language):
        """Each line that is English is marked as that, and the foot says that there are some."""
        report = latvia_in(language)
        english = [each.text for each in told(report) if each.text and each.language == "en"]
        assert english
        assert {each.language for each in told(report)} <= {language, "en"}
        assert ("[en]" in report_text(report)) == (language != "en")
        assert report.is_partly_english == (language != "en")
        assert (report.foot == words_in(language).knowledge) == (language == "en")

    def test_days_in_words(self, latvia_in, language):
        """No day is told as figures with hyphens, in no table and no line."""
        report = latvia_in(language)
        sections = (each for each in report.sections if each.kind not in ("sources", "calendars"))
        texts = [x.text for each in sections for item in each.items for x in (item, *item.cells)]
        leads = [item.lead for each in report.sections for item in each.items]
        assert [each for each in (*texts, *leads) if re.search(r"\d{4}-\d\d-\d\d", each)] == []


def test_the_same_in_every_language(latvia_in):
    """Every language has the same sections with as many items."""
    shapes = {tuple((x.kind, len(x.items)) for x in latvia_in(each).sections) for each in LANGUAGES}
    assert len({tuple(kind for kind, _ in each if kind != "plan") for each in shapes}) == 1


def test_a_language_that_is_not_spoken():
    """A language that is lacking is one sentence with those there are."""
    with pytest.raises(UnknownNameError, match="expected en, ar, da"):
        words_in("xx")


def test_steps_that_are_done(latvia):
    """A step that is done has no last day: on the timeline it stands only as what has happened."""
    report = memo_report(latvia)
    done = [each for each in latvia.plan.stages if each.is_done]
    rows = report.of("stages")[: len(latvia.plan.stages)]
    assert done
    assert [each.lead for each in rows][: len(done)] == ["\N{EN DASH}"] * len(done)
    happened = [each for each in recorded_steps(latvia.answer) if each.step != "notice-received"]
    to_come = len(latvia.plan.stages) - len(done) + 2
    assert len(report.of("timeline")) == len(happened) + to_come
