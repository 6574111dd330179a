"""What a report says in the reader's language: labels, names, days, sentences and lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import frozen

from withdrawal.languages.folder import labels, name_alone, traits, treaty_names
from withdrawal.languages.lines import Told, line_in, stage_in
from withdrawal.languages.wording import written_day
from withdrawal.record.knowledge import knowledge

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer

__all__ = ["Language", "language"]


@frozen(eq=False)
class Language:
    """A language and its labels.

    Attributes:
        code: its BCP 47 code.
        labels: the words of the page.
    """

    code: str
    labels: Mapping[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.labels[key]

    @property
    def direction(self) -> str:
        """How its script runs, as HTML says it: ``ltr`` or ``rtl``."""
        return traits(self.code).direction

    def day(self, day: date) -> str:
        """Return a day in words, for example ``27 December 2025``."""
        return written_day(self.code, day)

    def state(self, key: str, name: str) -> str:
        """Return a State's name in this language; ``name`` where it is not known.

        Args:
            key: its ISO 3166-1 alpha-3 code.
            name: its English name.
        """
        return name_alone(self.code, key) or name

    def line(self, text: str) -> Told:
        """Return a line of a report in this language, or in English, as it is told."""
        return line_in(self.code, text)

    def stage(self, stage: str) -> Told:
        """Return what a stage is called in this language, or in English."""
        return stage_in(self.code, stage)

    def treaty(self, key: str, name: str) -> str:
        """Return a treaty's name in this language; ``name`` where it has none."""
        known = treaty_names(self.code).treaties.get(key)
        return known.name[0].upper() + known.name[1:] if known and self.code != "en" else name

    @property
    def knowledge(self) -> str:
        """How new the knowledge is, in this language."""
        found = knowledge()
        told = self["knowledge_own" if found.is_own else "knowledge"]
        return f"{str(told).format(day=self.day(found.as_of))}.".replace("..", ".")

    def sentence(self, answer: Answer) -> tuple[str, str]:
        """Return an answer in one sentence, and the language it is in."""
        if self.code == "en":
            return answer.sentence, "en"
        from withdrawal.languages.wording import wording
        from withdrawal.questions.saying import say_status

        return say_status(answer, wording(self.code)), self.code

    def timeline_word(self, text: str) -> str:
        """Return a label of a timeline in this language; steps stay as they are recorded."""
        words: Mapping[str, str] = self.labels["timeline_words"]
        length = re.fullmatch(r"(\d+) days", text)
        if length is not None:
            return words["days"].format(n=length[1])
        return words.get(text, text)

    def status(self, status: str) -> str:
        """Return the words for a status."""
        words: Mapping[str, str] = self.labels["status"]
        return words.get(status, status)


@cache
def language(code: str) -> Language:
    """Return the language with a code of `LANGUAGES`."""
    own = labels(code)
    words = {"name": traits(code).name, **own.labels}
    return Language(code, {**words, "status": own.status, "timeline_words": own.timeline_words})
