"""The language of a page: chosen by ``?lang=``, else by the browser, else English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from attrs import frozen
from starlette.requests import Request

from withdrawal.languages.folder import LANGUAGES, labels, name_alone, traits
from withdrawal.languages.wording import written_day

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer

__all__ = ["LANGUAGES", "Language", "language", "language_of"]


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


@cache
def _spoken_for() -> dict[str, str]:
    """Return the languages that are spoken here, by the codes that are answered in them."""
    return {
        code: language for language in LANGUAGES for code in (language, *traits(language).also_for)
    }


def language_of(request: Request) -> Language:
    """Return the language for a request; an unknown ``?lang=`` is passed over."""
    asked = request.query_params.get("lang", "").lower()
    if asked in LANGUAGES:
        return language(asked)
    return language(_preferred(request.headers.get("accept-language", "")))


def _preferred(header: str) -> str:
    """Return the first language of an ``Accept-Language`` header that is spoken here."""
    ranked: list[tuple[float, int, str]] = []
    for place, part in enumerate(header[:500].split(",")):
        tag, _, weight = part.partition(";")
        code = tag.strip().split("-")[0].lower()
        match = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", weight)
        share = float(match[1]) if match else (0.0 if weight.strip() else 1.0)
        ranked.append((-share, place, code))
    known = _spoken_for()
    return next((known[code] for share, _, code in sorted(ranked) if share and code in known), "en")
