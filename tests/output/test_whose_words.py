"""Reports in another language: what is said in it, what stays English, and what is marked so."""

import pytest

import withdrawal
from withdrawal.law.countries import country
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.output.documents.memo import memo_report
from withdrawal.output.documents.notice import notice_report
from withdrawal.output.html import cell_html
from withdrawal.output.planning import plan_report
from withdrawal.output.reply import reply_report
from withdrawal.output.report import Cell
from withdrawal.output.spoken import words_in
from withdrawal.output.tables.procedures import STATES, state_row
from withdrawal.output.tables.survey import survey_report
from withdrawal.output.tables.treaties import treaty_json
from withdrawal.output.telling import answer_report
from withdrawal.output.text import report_text
from withdrawal.output.words import ENGLISH, knowledge_line

AS_OF = "2026-11-21"


def test_a_cell_in_another_language_is_marked():
    """What stands in another language than the page is marked as such, and nothing else is."""
    assert cell_html(Cell("by law", "en"), "sv") == '<span lang="en" dir="auto">by law</span>'
    assert cell_html(Cell("by law", "en"), "en") == "by law"


def test_the_states_and_how_they_decide():
    """A State is named in the reader's language; how it decides is told in English."""
    (row,) = STATES.section([state_row(country("LVA"))], words_in("sv")).items
    told = {each.text: each.language for each in row.cells if each is not None}
    assert (told["Lettland"], told["a law"]) == ("sv", "en")


def test_lists_have_their_heads_in_the_language_asked():
    """The columns of a list in an answer are named in the language of the question."""
    report = reply_report(withdrawal.ask("Vilka utträden träder i kraft 2027?", as_of=AS_OF))
    (section,) = report.sections
    assert section.grid(report.marks)[0] == ("Stat", "Fördrag", "Verkan", "Status")


def test_days_on_a_timeline():
    """A length in days is told in the language, a step without a word as it stands."""
    told = words_in("sv").mark("30 days")
    assert (told.text, told.language) == ("30 dagar", "sv")


def test_a_plan_says_how_new_its_knowledge_is():
    """A plan ends with the day up to which things are known, in the reader's language."""
    made = withdrawal.plan("SWE", "ottawa", out_by="2029-01-01", as_of=AS_OF)
    assert plan_report(made).foot == knowledge_line()
    swedish = words_in("sv")
    assert plan_report(made, swedish).foot.startswith(swedish.knowledge)


def test_a_notice_names_who_keeps_the_treaty():
    """The draft of a notice is to the depositary, by name."""
    text = report_text(notice_report(withdrawal.notice("SWE", "ottawa", as_of=AS_OF), "en"))
    assert "To: the depositary (UN Secretary-General); all other parties" in " ".join(text.split())


def test_the_article_behind_a_memo():
    """A memo names the article that answers its question, beside the treaty's title."""
    asked, title = memo_report(withdrawal.memo("SWE", "ottawa", as_of=AS_OF)).of("question")
    assert asked.article is None
    assert title.article == "20"


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ({"party": "SWE", "treaty": "ottawa"}, "Sweden, Ottawa Convention"),
        ({"treaty": "ottawa"}, "Ottawa Convention: every State"),
        ({"party": "SWE"}, "Sweden: every treaty"),
    ],
)
def test_what_a_survey_is_of(asked: dict[str, str], title: str):
    """A survey is called by the State, by the treaty, or by both where only one pair is asked."""
    assert survey_report(withdrawal.survey(**asked, as_of=AS_OF)).title == title


def test_a_survey_tells_who_is_back():
    """A State that left and is a party again is told as one, in its row and in the count."""
    made = withdrawal.survey(party="ISL", treaty="icrw-1946", as_of=AS_OF)
    report = survey_report(made)
    assert report.sentence == (
        "1 pair of a State and a treaty. withdrawal in effect: 1 (party again: 1)."
    )
    assert "withdrawal in effect (Party again)" in report_text(report)


def test_a_survey_of_a_notice_supposed():
    """After a notice that is supposed nothing runs, and it stands in place of one on record."""
    made = withdrawal.survey(party="LTU", treaty="ottawa-1997", on="2025-08-31", as_of=AS_OF)
    assert survey_report(made).sentence == (
        "1 pair of a State and a treaty. supposed: 1. Days rest on a notice supposed on "
        "31 August 2025, in place of any on record."
    )


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"received": "2026-08-31"}, "notice given (31 August 2026; supposed)."),
        ({"received": "2026-01-31"}, "withdrawal in effect (31 July 2026; supposed)."),
    ],
)
def test_a_stage_that_is_supposed(asked: dict[str, str], told: str):
    """A stage reached by a notice that is only supposed is called so."""
    answer = withdrawal.when(party="NOR", treaty="ottawa", as_of="2026-12-01", **asked)
    (reached,) = (
        each.text for each in answer_report(answer).of("progress") if each.lead == ("Stage reached")
    )
    assert reached == told


def test_no_notice_where_a_membership_ended():
    """A State whose bond ended with a membership gave no notice of leaving the treaty."""
    row = next(each for each in withdrawal.parties("echr", as_of=AS_OF).rows if each.party == "RUS")
    assert row.notice is None
    assert row.rests_on == "the record of withdrawals"


def test_ways_out_by_their_ids():
    """Each way out of a treaty has in its data the id by which it is asked for."""
    (way,) = treaty_json(catalogue().treaty("rome-statute-1998"))["ways_out"]
    assert way["id"] == "amendment"


def test_what_else_is_left():
    """Of what goes with a treaty: none it was no party to, and a doubt where nobody knows."""
    answer = withdrawal.when(party="RUS", treaty="coe-statute-1949", as_of="2026-12-01")
    told = [each.text for each in answer_report(answer).of("carries")]
    assert "European Convention on Human Rights" in told
    (doubtful,) = (each for each in told if "if it is a party, which is not known" in each)
    assert "ECHR Protocol No. 12" in doubtful
    assert not any("Establishment" in each for each in told)
    assert "echr-protocol-12-2000" in answer.carries_if_party
    assert {*answer.carries_if_party} < {*answer.carries}


def test_papers_tell_the_same_of_what_else_is_left():
    """A memo and the list beside a notice tell the same treaties with the same doubts."""
    made = withdrawal.memo("United Kingdom", "coe-statute-1949", as_of="2026-12-01")
    told = [each.text for each in answer_report(made.answer).of("carries")]
    assert told
    beside = [each for each in memo_report(made).of("with-it") if each.lead == ENGLISH["carries"]]
    assert [each.text for each in beside] == told
    draft = withdrawal.notice("United Kingdom", "coe-statute-1949", as_of="2026-12-01")
    checks = [each.text for part in notice_report(draft).sections for each in part.items]
    assert any("; ".join(told) in each for each in checks)
