"""What a report takes from the reader's language, and English, which needs no file of its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from withdrawal.case.wording.sentence import leaving, possessive, state_with_article, with_article
from withdrawal.datafiles import read_toml
from withdrawal.dates import PartialDate, long_date
from withdrawal.languages.told import Marks, Told, english_labels, english_stage, spoken_days
from withdrawal.letters import upper_first
from withdrawal.record.knowledge import knowledge

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.planning.planned import Plan
    from withdrawal.law.treaties.treaty import Treaty
    from withdrawal.odds.forecast import Forecast


def knowledge_line() -> str:
    """Return for example ``As known on 28 November 2026.``."""
    words = knowledge().in_words()
    return f"{upper_first(words)}."


class Words:
    """What a report says in the reader's language, by itself in English; the rest is English."""

    code: str = "en"
    """The language, by its BCP 47 code."""

    @property
    def marks(self) -> Marks:
        """The marks between the parts of a line."""
        return Marks()

    def __getitem__(self, key: str) -> Any:
        """Return the label with a key of `labels.toml`."""
        return _labels()[key]

    def day(self, day: date) -> str:
        """Return a day in words, for example ``27 December 2025``."""
        return long_date(day)

    def percent(self, share: float, digits: int = 0) -> str:
        """Return a share in percent, with so many digits behind the point."""
        return f"{share:.{digits}%}"

    def status(self, status: str) -> str:
        """Return the words for a status."""
        return str(_labels()["status"][status])

    def line(self, text: str) -> Told:
        """Return a line that was made in English, in the language or as it is."""
        return Told(spoken_days(text), "en")

    def stage(self, stage: str) -> Told:
        """Return what a stage of a procedure or of a case is called."""
        return english_stage(stage)

    def state(self, key: str, name: str) -> str:
        """Return a State's name, given its code and its English name."""
        return name

    def treaty(self, key: str, name: str) -> str:
        """Return a treaty's name, given its id and its English name."""
        return name

    def pair(self, of: Answer | Plan | Forecast) -> str:
        """Return the names of the State and the treaty that an answer is about."""
        state = self.state(of.party, of.party_name)
        return self.marks.named(state, self.treaty(of.treaty, of.treaty_name))

    def title(self, treaty: Treaty) -> Told:
        """Return a treaty's title in full."""
        return Told(treaty.title, "en")

    @property
    def knowledge(self) -> str:
        """How new the knowledge is, in a sentence."""
        return knowledge_line()

    def sentence(self, answer: Answer) -> tuple[str, str]:
        """Return an answer in one sentence, and the language it is in."""
        return answer.sentence, "en"

    def plan(self, plan: Plan) -> Told:
        """Return a plan in one sentence, in the language where it has the words for it."""
        return Told(plan.sentence, "en")

    def odds(self, forecast: Forecast) -> Told:
        """Return a forecast in one sentence, in the language where it is open."""
        return Told(forecast.sentence, "en")

    def case(self, answer: Answer) -> dict[str, str]:
        """Return the names of a State and a treaty, in the forms that templates need."""
        state = possessive(state_with_article(answer.party_name))
        return {"exit": f"{state} {leaving(answer, with_article(answer.treaty_name))}"}

    def mark(self, text: str) -> Told:
        """Return a label of a timeline."""
        return Told(text, "en")


@cache
def _labels() -> Mapping[str, Any]:
    own = english_labels()
    named = {name: own[name] for name in ("status", "timeline_words")}
    return {**own["labels"], **own["papers"], **named}


@cache
def english(table: str) -> Mapping[str, str]:
    """Return a table of `english.toml`: what words of the data are called, in English alone."""
    found: Mapping[str, str] = read_toml(Path(__file__).with_name("english.toml"))[table]
    return found


ENGLISH = Words()
"""The words of every form but the page."""


def partly_in_words(text: str, words: Words) -> str:
    """Return a day, given as EDTF, in words; of one known only in part, its month or year."""
    value = PartialDate.parse(text)
    if value.earliest is None or value.latest is None:
        return text
    return words.day(value.day) if value.day else words.line(value.placed).text.removeprefix("in ")
