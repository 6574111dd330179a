"""In every language a small word put into a question changes its answer or refuses it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from withdrawal.errors import QuestionError
from withdrawal.languages.folder import LANGUAGES, sentences, word_lists
from withdrawal.languages.wording import wording
from withdrawal.languages.words import spaced, words_of
from withdrawal.questions import ask

TODAY = "2026-11-28"
PARTY, TREATY = "NOR", "ottawa-1997"
SUPPOSED, OF_THE_TITLE = date(2027, 3, 1), date(1997, 9, 18)


def _outcome(question: str, language: str) -> str:
    try:
        return ask(question, lang=language, as_of=TODAY).text
    except QuestionError as error:
        return error.code


def _example(intent: str, language: str) -> str:
    words = wording(language)
    blanks = {**words.case_blanks(PARTY, TREATY), **words.day_blanks(on=SUPPOSED)}
    return sentences(language).examples[intent].format_map(blanks)


def _first(phrases: str) -> str:
    """The first phrase of a list that stands as it is, with no end open."""
    found = (each for each in phrases.split("; ") if each and not set(each) & set("*+"))
    return " ".join(word.split("|")[0] for word in next(found, "").split())


def _with(question: str, word: str) -> Iterator[str]:
    """The question with a word before each of its words but the first."""
    gap = "" if spaced(question) != question else " "
    for each in words_of(question)[1:]:
        yield f"{question[: each.start]}{word}{gap}{question[each.start :]}"


@pytest.mark.parametrize("language", LANGUAGES)
class TestEverywhere:
    @pytest.mark.parametrize("kind", ["no", "before"])
    def test_turns(self, language: str, kind: str):
        """A word that can turn the answer never passes unseen, wherever it stands."""
        question = _example("hypothetical", language)
        plain = _outcome(question, language)
        assert "2027" in plain
        for turned in _with(question, _first(word_lists(language).turns[kind])):
            assert _outcome(turned, language) != plain, turned

    def test_ago(self, language: str):
        """What held so many years ago is another question than what holds now."""
        dates = word_lists(language).dates
        question = _example("bound", language)
        plain = _outcome(question, language)
        assert plain not in ("not-understood", "no-party", "no-treaty")
        count, ago = f"12 {_first(dates.years)}", _first(dates.ago)
        for said in (f"{count} {ago}", f"{ago} {count}"):
            turned = f"{question.rstrip(' ?？؟')} {said}?"
            assert _outcome(turned, language) != plain, turned

    def test_day_of_the_title(self, language: str):
        """The day on which a treaty was made belongs to its name: never the day asked about."""
        question, words = _example("bound", language), wording(language)
        turned = f"{question.rstrip(' ?？؟')} ({words.plain_day(OF_THE_TITLE)})?"
        kept = (_outcome(question, language), "not-understood", "no-date")
        assert _outcome(turned, language) in kept, turned
