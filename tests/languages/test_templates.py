"""Every sentence of every language, with names of every kind; and words that name nothing."""

import re
from itertools import product

import pytest
from attrs import asdict

from withdrawal.languages.folder import (
    LANGUAGES,
    labels,
    report_lines,
    sentences,
    traits,
    word_lists,
)
from withdrawal.languages.lexicon import lexicon
from withdrawal.languages.names import PARTY, TREATY, names_of
from withdrawal.languages.phrases import Strength
from withdrawal.languages.wording import wording
from withdrawal.languages.words import words_of

PARTIES = ("LTU", "USA", "NLD", "VAT", "COD")
"""A feminine name in most languages, plurals, one with an article, names of several words."""
TREATIES = (
    "ottawa-1997",
    "vcdr-1961",
    "unesco-1945",
    "cbd-1992",
    "us-iran-amity-1955",
    "abacc-1991",
)
"""Of each act of leaving one at least: withdrawal, denunciation, termination; and one unnamed."""

DAYS = (
    "on",
    "earliest",
    "latest",
    "announced",
    "as_of",
    "ended",
    "listed",
    "closed",
    "provisional",
)
ENDS = (".", "?", "。", "？", "؟")


def filled(language: str, party: str, treaty: str) -> dict[str, str]:
    """The blanks of a sentence, with what a language calls a State and a treaty."""
    from datetime import date

    words, day = wording(language), date(2026, 3, 1)
    name = words.treaty(treaty)
    days = {f"{key}{end}": words.on(day) for key in DAYS for end in ("", "_plain")}
    return (
        days
        | words.case_blanks(party, treaty)
        | {
            "successors": name,
            "list": name,
            "period": "1",
            "percent": "1 %",
            "sentence": words.sentence("party_is"),
            "status": words.status("pending"),
        }
    )


def test_french_signs_stand_behind_spaces_that_do_not_break():
    """No line of French may begin with a colon, a question mark, or what closes a quotation."""
    files = [asdict(load("fr")) for load in (sentences, labels, report_lines)]
    texts = [
        text
        for file in files
        for section in file.values()
        for text in section.values()
        if isinstance(text, str)
    ]
    assert [
        each for each in texts if re.search(r"[^\u00a0]:|[^\u202f][;?!]|[^\u00a0]»", each)
    ] == []
    assert [each for each in texts if re.search("«[^\u00a0]", each)] == []
    marks = traits("fr").marks
    assert (marks.colon, marks.joiner) == ("\u00a0: ", "\u202f; ")


@pytest.mark.parametrize(
    ("language", "treaty", "said"),
    [
        ("pl", "rome-statute-1998", "ze Statutu Rzymskiego"),
        ("pl", "ottawa-1997", "z konwencji ottawskiej"),
        ("uk", "un-charter-1945", "зі Статуту ООН"),
    ],
)
def test_a_preposition_follows_the_sound(language: str, treaty: str, said: str):
    """What stands before a name has the form that its first sounds ask for."""
    assert wording(language).from_treaty(treaty) == said


@pytest.mark.parametrize(
    ("treaty", "said"),
    [("ilo-c001", "des IAO-Übereinkommens Nr. 1"), ("abacc-1991", "des Vertrags „ABACC“")],
)
def test_what_is_denounced_has_its_own_case(treaty: str, said: str):
    """What is denounced stands in another case than what is left, whether it has a name or not."""
    assert wording("de").treaty_blanks(treaty)["denounced"] == said


@pytest.mark.parametrize("language", LANGUAGES)
class TestSentences:
    def test_each_is_whole(self, language):
        """Capital first, one full stop last, no blank left, nothing doubled; for every name."""
        words = wording(language)
        for key in sentences(language).sentences:
            for party, treaty in product(PARTIES, TREATIES):
                said = words.sentence(key, **filled(language, party, treaty))
                assert said.endswith(ENDS), (key, said)
                assert said[0] == said[0].upper(), (key, said)
                assert not re.search(r"[{}]|  |\.\.|\( | \)|;;", said), (key, said)

    def test_each_treaty_is_left_by_its_own_word(self, language):
        """Where a language has several words, a treaty is left by the one of its text."""
        words, acts = wording(language), sentences(language).acts
        for act, treaty in zip(("withdrawal", "denunciation"), TREATIES, strict=False):
            if acts and words.lex.treaty_names[treaty].act is None:
                blanks = words.case_blanks("NLD", treaty)
                for key, form in acts[act].items():
                    assert blanks[key] == words.met(form.format_map(blanks)), (act, key)

    def test_what_is_supposed_reads_otherwise(self, language):
        """No sentence on what is supposed is that on what is so."""
        own = sentences(language).sentences
        for key in ("pending", "effective", "conditional", "no_effect"):
            twin = {"pending": "supposed"}.get(key, f"supposed_{key}")
            assert own[twin] != own[key], key

    def test_a_dispute_promises_nothing(self, language):
        """A dispute and a suspension have sentences of their own, none with a day of effect."""
        own = sentences(language).sentences
        assert len({own[key] for key in ("disputed", "disputed_suspension", "no_effect")}) == 3
        assert "{on}" not in own["disputed"] + own["disputed_suspension"]

    def test_no_function_word_is_a_name(self, language):
        """None of the words that say nothing by themselves names a State or a treaty."""
        lex, lists = lexicon(language), word_lists(language)
        plain = set(f"{lists.stop} {lists.polar} {lists.past}".split())
        found = {}
        for word in plain:
            named = names_of(words_of(word), lex)
            sure = [
                each.values
                for each in named
                if each.kind in (PARTY, TREATY) and each.strength is Strength.FULL
            ]
            if sure:
                found[word] = sure
        assert found == {}
