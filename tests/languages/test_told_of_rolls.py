"""What lists of parties and the record of them say, in every language."""

from datetime import date

import pytest

import withdrawal
from withdrawal.languages.folder import LANGUAGES, labels
from withdrawal.languages.lines import line_in
from withdrawal.languages.wording import wording
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.output.spoken import language
from withdrawal.output.tables.record import RECORD
from withdrawal.output.telling import headline
from withdrawal.questions.saying import say_bound, say_status
from withdrawal.record.bound.lists import is_list_read
from withdrawal.record.history import history

OTHERS = [each for each in LANGUAGES if each != "en"]
DAY = date(2026, 12, 1)


@pytest.mark.parametrize("code", LANGUAGES)
class TestGeneralKnowledge:
    """A list that nobody read is told as general knowledge, and never as the list of its day."""

    def test_of_a_party(self, code):
        """The headline, the status and the answer whether it is bound say so."""
        answer = withdrawal.when("Norway", "eea-1992", as_of=DAY)
        assert not is_list_read("eea-1992")
        assert answer.list_day is not None
        words, own = language(code), labels(code).labels
        day = words.day(answer.list_day)
        assert own["party_known"].format(day=day) in headline(answer, words)
        said = wording(code)
        days = said.day_blanks(listed=answer.list_day)
        assert said.sentence("party_known", **days) in say_status(answer, said)
        begins = said.filled("bound_known", sentence="", **days).strip()
        assert say_bound(answer, said).casefold().startswith(begins.casefold())

    def test_of_a_state_outside(self, code):
        """So do they of one that it leaves out."""
        answer = withdrawal.when("Oman", "uemoa-1994", as_of=DAY)
        words, said = language(code), wording(code)
        assert answer.list_day is not None
        assert say_status(answer, said) == said.sentence(
            "not_a_party_known",
            **said.case_blanks(answer.party, answer.treaty),
            **said.day_blanks(listed=answer.list_day),
        )
        told = labels(code).labels["not_a_party_known"].format(day=words.day(answer.list_day))
        assert code == "en" or told in headline(answer, words)

    def test_of_a_list_that_was_read(self, code):
        """One of which a line was read keeps its name."""
        answer = withdrawal.when("Norway", "ottawa", as_of=DAY)
        assert answer.list_day is not None
        words = language(code)
        told = labels(code).labels["party_on"].format(day=words.day(answer.list_day))
        assert told in headline(answer, words)


@pytest.mark.parametrize("code", OTHERS)
def test_cautions_and_grounds_have_words(code):
    """What is to know of a roll, and what each line rests on, is said in every language."""
    days = (date(1900, 1, 1), date(1990, 1, 1), DAY, date(2040, 1, 1))
    texts = set()
    for treaty in ("ottawa-1997", "eea-1992", "seato-1954", "usa-mex-1831", "icj-statute-art-36-2"):
        for day in days:
            found = withdrawal.parties(treaty, on=day, as_of=DAY)
            texts |= {*found.cautions, *(row.rests_on for row in found.rows)}
            texts |= {found.life} - {None}
        texts |= {*withdrawal.parties_over_time(treaty, as_of=DAY).cautions}
    assert len(texts) > 15
    assert [text for text in texts if line_in(code, text).language != code] == []


@pytest.mark.parametrize("code", OTHERS)
def test_ends_of_treaties_have_words(code):
    """How a treaty came to its end is said in every language, with the day or its bounds."""
    every = map(catalogue().treaty, catalogue().summaries)
    ways = {each.ending_in_words for each in every if each.ended}
    for way in ways - {None}:
        for when in ("on 2018-05-18", "between 2021-06-03 and 2021-06-19"):
            told = line_in(code, f"The treaty itself was over {when} ({way}).")
            assert told.language == code, (way, told.text)


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_became_of_a_row_is_in_one_language(code):
    """The status of a row of the record, with what stands beside it, has words everywhere."""
    words = language(code)
    status = next(each for each in RECORD.columns if each.name == "status")
    cells = [status.cell(row, words) for row in history()]
    told = {part.language for cell in cells for part in (cell, *cell.beside) if part.text}
    assert told == {code}


def test_what_is_no_notice_is_not_told_as_one_taken_back():
    """A suspension that ended is no notice taken back, and its day is no day that never came."""
    row = next(each for each in history("igad-1996", "SDN") if each.kind == "suspension")
    assert row.status == "revoked"
    cells = {each.name: each.cell(row, language("en")) for each in RECORD.columns}
    assert cells["status"].text.startswith("suspension, taken back")
    assert cells["effect"].beside == ()
