"""What an editor of a treaty section found, held as kinds: tense, case, marks, whose words."""

import re
from datetime import date

import pytest

import withdrawal
from withdrawal.errors import NoDraftError
from withdrawal.inquiries.exits import Memo, When
from withdrawal.inquiries.treaties import Treaty
from withdrawal.languages.folder import (
    LANGUAGES,
    labels,
    report_lines,
    sentences,
    traits,
    treaty_names,
)
from withdrawal.languages.lines import line_in
from withdrawal.languages.wording import wording
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.output.documents.memo import memo_report
from withdrawal.output.pictures.timeline import timeline
from withdrawal.output.spoken import language, name_alone
from withdrawal.output.tables.record import RECORD
from withdrawal.output.telling import answer_report
from withdrawal.output.tellings import telling_of
from withdrawal.output.text import report_text
from withdrawal.output.words import partly_in_words
from withdrawal.record.history import history

OTHERS = [each for each in LANGUAGES if each != "en"]
DAY = date(2026, 12, 1)


class TestConsentTakenBack:
    """A consent taken back before it bound is no notice, and no withdrawal that took effect."""

    def test_on_the_timeline(self):
        """Its day is that of what happened, once."""
        marks = timeline(withdrawal.when("Malaysia", "icc", as_of=DAY)).marks
        on_the_day = [each.label for each in marks if each.latest == date(2019, 4, 29)]
        assert on_the_day == ["Ratification or accession withdrawn"]

    @pytest.mark.parametrize(("party", "treaty"), [("Malaysia", "icc"), ("Russia", "echr")])
    def test_where_a_notice_is_drafted(self, party, treaty):
        """What ended without a notice is no notice on record."""
        with pytest.raises(NoDraftError) as refused:
            withdrawal.notice(party, treaty)
        assert "notice is on record" not in str(refused.value)

    @pytest.mark.parametrize(
        ("party", "treaty"), [("MYS", "rome-statute-1998"), ("RUS", "coe-statute-1949")]
    )
    def test_as_the_reason_why_there_is_nothing_to_leave(self, party, treaty):
        """Nor is it told as a State that left."""
        answer = withdrawal.when(party, treaty, received="2027-01-01", as_of=DAY)
        assert not any(" left on " in each.text for each in answer.because)


@pytest.mark.parametrize("code", LANGUAGES)
class TestEveryLanguage:
    def test_a_supposed_day_is_marked(self, code):
        """The days that follow from a supposed notice are called supposed."""
        answer = withdrawal.when("FIN", "rome-statute-1998", received="2027-03-01", as_of=DAY)
        words = language(code)
        facts = {each.name: each.note for each in answer_report(answer, words).facts}
        assert facts[words["last_day"]] == words["given"]

    def test_a_doubt_is_told_once(self, code):
        """Of several treaties that go with it, that nobody knows if they bind is told once."""
        answer = withdrawal.when("RUS", "echr-1950", as_of=DAY)
        words = language(code)
        items = answer_report(answer, words).of("carries")
        told = "\n".join(f"{each.lead} {each.text}" for each in items)
        assert told.count(words["if_party"]) == len({each.language for each in items})
        for key in answer.carries:
            name = catalogue().name_of(key)
            own = words.treaty(key, name)
            item = next(each for each in items if own in each.text)
            assert item.language == ("en" if own == name else code)

    def test_no_sentence_ends_twice(self, code):
        """A day that ends with a full stop of its own ends the sentence too."""
        words = wording(code)
        days = words.day_blanks(listed=DAY, on=DAY)
        said = [words.word(key, **days) for key in ("by_list", "by_complete_list", "by_known")]
        assert not any(each.endswith(("..", "。。")) for each in said)
        assert not words.marks.closed("a, b, …").endswith("….")

    def test_no_mark_of_another_script(self, code):
        """What is put together has the commas and semicolons of the language."""
        words = wording(code)
        told = words.kind_on("withdrawal-of-signature", DAY)
        assert words.marks.comma.strip() in told
        is_latin = traits(code).marks.comma == ", "
        assert is_latin or ", " not in told

    def test_what_never_came_is_told_within_a_cell(self, code):
        """Beside a day it is no sentence of its own, and has no capital."""
        row = next(each for each in history("rome-statute-1998", "HUN"))
        effect = next(each for each in RECORD.columns if each.name == "effect")
        beside = effect.cell(row, language(code)).beside
        assert [each.text for each in beside if each.text[0].isupper()] == []


@pytest.mark.parametrize("code", ["et", "fi"])
def test_what_is_denounced_has_its_case(code):
    """Where a State leaves out of a treaty, and denounces it in another case, each has its form."""
    names, acts = treaty_names(code).treaties, sentences(code).acts
    terms = {key: str(each["term"]) for key, each in catalogue().summaries.items()}
    terms = {key: "denunciation" if term == "termination" else term for key, term in terms.items()}
    due = [
        key
        for key, each in names.items()
        if "{denounced}" in acts.get(each.act or terms[key], acts["withdrawal"])["leaving"]
    ]
    assert len(due) > 100
    assert [key for key in due if names[key].denounced is None] == []


@pytest.mark.parametrize("code", ["lt", "pl", "ru", "uk"])
def test_an_abbreviation_keeps_its_stop(code):
    """What stands before a colon may end with a day, whose stop is no end of a sentence."""
    told = line_in(code, "The treaty itself was over on 1990-10-03 (terminated). It is missed.")
    bare = line_in(code, "By the record, in effect on 1990-10-03. It is missed.")
    assert (told.language, bare.language) == ("en", "en")
    day = wording(code).plain_day(date(1990, 10, 3))
    assert day.endswith(".")
    assert bare.lead.endswith(day)


def test_every_german_adjective_agrees():
    """Without its article a name of two adjectives changes both of them."""
    name = language("de").treaty("coe-adoption-2008", "")
    assert name.startswith("Revidiertes Europäisches Übereinkommen")
    assert name_alone("de", "USA") == "Vereinigte Staaten"


@pytest.mark.parametrize("code", OTHERS)
def test_a_closed_office_is_told_in_the_first_sentence(code):
    """That nobody is there to receive the notice on its first day stands where the day does."""
    found = withdrawal.plan("ARG", "rome-statute-1998", begin="2026-12-05", as_of="2026-12-05")
    closed = found.outlook[0].receipt
    assert found.open_from not in (None, closed)
    words = language(code)
    assert words.day(found.open_from) in words.plan(found).text or (
        wording(code).on(found.open_from) in words.plan(found).text
    )


def test_labels_are_those_of_one_russian():
    """The letter that the texts of the United Nations do without is in no label."""
    own = labels("ru")
    texts = (*own.labels.values(), *own.status.values(), *own.papers.values())
    assert not any("ё" in each.lower() for each in texts)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_month_is_told_in_words(code):
    """A day known only by its month is no number with a hyphen in the text of any language."""
    told = partly_in_words("2025-09", language(code))
    assert "2025" in told
    assert "2025-09" not in told
    assert partly_in_words("../2025-09-03", language(code)) == "../2025-09-03"


@pytest.mark.parametrize("code", ["da", "de", "es", "et", "fr", "nb", "sv"])
def test_a_count_that_may_be_one_stands_before_no_plural(code):
    """Where one of a thing reads otherwise than two, its count stands behind a colon."""
    own = report_lines(code).lines
    assert re.search(r":\s?\{number\}", own["past_counted_in"])
    assert code not in ("de", "es", "fr") or re.search(r":\s?\{number\}", own["past_few"])


@pytest.mark.parametrize(
    "asked",
    [When("LVA", "istanbul-convention-2011"), When("LTU", "ottawa-1997")],
    ids=lambda asked: f"{type(asked).__name__}-{asked.treaty}",
)
def test_no_day_of_a_text_is_a_row_of_figures(asked):
    """Facts and sources are told with their days in words, as the sentences are."""
    told = report_text(telling_of(asked).report(asked, asked.answer()))
    assert not re.search(r"(?<![\w/=-])\d{4}-\d{2}-\d{2}(?![\w/-])", told)


def test_the_days_of_a_treaty_are_in_words():
    """So are those of a treaty's own life; the columns of a table keep their figures."""
    asked = Treaty("unccd-1994")
    told = report_text(telling_of(asked).report(asked, asked.answer()))
    assert "Adopted: 17 June 1994. In force: 26 December 1996." in " ".join(told.split())


def test_no_gap_stands_before_a_chinese_bracket():
    """What stands beside a mark of a memo's timeline is put as the script puts it."""
    found = Memo("ARE", "opec-statute", language="zh", as_of="2026-12-01").answer()
    marks = [each.text for each in memo_report(found, language("zh")).of("timeline")]
    assert any("（" in each for each in marks)
    assert not any(" （" in each for each in marks)
