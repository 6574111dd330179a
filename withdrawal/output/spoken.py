"""What a report says in the reader's language: labels, names, days, sentences and lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from withdrawal.errors import MissingExtraError, UnknownNameError
from withdrawal.languages.days.written import written_day
from withdrawal.languages.folder import LANGUAGES, labels, state_names, traits
from withdrawal.languages.lexicon import named_treaties
from withdrawal.languages.lines import line_in, stage_in
from withdrawal.languages.told import Marks, Told, stage_called
from withdrawal.languages.wording import wording, written_percent
from withdrawal.letters import upper_first
from withdrawal.output.report import together
from withdrawal.output.words import ENGLISH, Words
from withdrawal.record.knowledge import knowledge
from withdrawal.values import frozen

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.planning.planned import Plan
    from withdrawal.law.treaties.treaty import Treaty
    from withdrawal.odds.forecast import Forecast

_VOTED = re.compile(r"(.*?)((?: [\d\u2013?]+)?)", re.DOTALL)
"""A step on a timeline, with the votes for it if there were any."""


@frozen(eq=False, slots=False)
class Language(Words):
    """A language and its labels."""

    code: str
    labels: Mapping[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.labels[key]

    @property
    def marks(self) -> Marks:
        return traits(self.code).marks

    @property
    def direction(self) -> str:
        """How its script runs, as HTML says it: ``ltr`` or ``rtl``."""
        return traits(self.code).direction

    def day(self, day: date) -> str:
        return written_day(self.code, day)

    def percent(self, share: float, digits: int = 0) -> str:
        return written_percent(self.code, share, digits)

    def state(self, key: str, name: str) -> str:
        return name_alone(self.code, key) or name

    def line(self, text: str) -> Told:
        return line_in(self.code, text)

    def stage(self, stage: str) -> Told:
        return stage_in(self.code, stage)

    def treaty(self, key: str, name: str) -> str:
        known = named_treaties(self.code).treaties.get(key)
        return _without_article(self.code, known.name) if known and self.code != "en" else name

    def title(self, treaty: Treaty) -> Told:
        known = named_treaties(self.code).titles.get(treaty.id)
        return Told(known, self.code) if known else Told(treaty.title, "en")

    @property
    def knowledge(self) -> str:
        found = knowledge()
        told = self["knowledge_own" if found.is_own else "knowledge"]
        return self.marks.closed(str(told).format(day=self.day(found.as_of)))

    def sentence(self, answer: Answer) -> tuple[str, str]:
        if self.code == "en":
            return super().sentence(answer)
        from withdrawal.questions.saying import say_status

        return say_status(answer, wording(self.code)), self.code

    def plan(self, plan: Plan) -> Told:
        is_open = not plan.is_settled and plan.dispute is None
        if self.code == "en" or not is_open or not (plan.out_by or plan.outlook):
            return Told(plan.sentence, "en")
        from withdrawal.questions.saying import say_plan

        words = wording(self.code)
        if plan.out_by is not None:
            return Told(say_plan(plan, words), self.code)
        first = words.day_blanks(earliest=plan.outlook[0].effect)
        said = [words.sentence("earliest", **words.case_blanks(plan.party, plan.treaty), **first)]
        said += [words.sentence("party_unknown")] * plan.is_if_a_party
        from withdrawal.case.planning.calendars import office_closed

        closed, opened = plan.outlook[0].receipt, plan.open_from
        if opened not in (None, closed):
            said.append(self.line(office_closed(closed, opened)).text)
        return Told(words.marks.prose(said), self.code)

    def odds(self, forecast: Forecast) -> Told:
        day, ends = forecast.effect.main_day or forecast.median, forecast.interval(0.8)
        if self.code == "en" or day is None or ends is None or forecast.effect.is_known:
            return super().odds(forecast)
        from withdrawal.questions.saying import say_odds

        told = [Told(say_odds(forecast, day, wording(self.code)), self.code)]
        if forecast.effect.main_day is None:
            told.append(self.line(f"80% between {ends[0]} and {ends[1]}."))
        return Told(together(told, self.code, self.marks.prose), self.code)

    def case(self, answer: Answer) -> dict[str, str]:
        return wording(self.code).case_blanks(answer.party, answer.treaty)

    def mark(self, text: str) -> Told:
        words: Mapping[str, str] = self.labels["timeline_words"]
        length = re.fullmatch(r"(\d+) days", text)
        if length is not None:
            return Told(words["days"].format(n=length[1]), self.code)
        if text in words:
            return Told(words[text], self.code)
        name, votes = _VOTED.fullmatch(text).groups()  # type: ignore[union-attr]
        stage = self.stage(stage_called(name))
        if stage.language != self.code or self.code == "en":
            return Told(text, "en")
        return Told(f"{upper_first(stage.text)}{votes}", self.code)

    def status(self, status: str) -> str:
        words: Mapping[str, str] = self.labels["status"]
        return upper_first(words.get(status, status))


@cache
def language(code: str) -> Language:
    """Return the language with a code of `LANGUAGES`."""
    own = labels(code)
    words = {"name": traits(code).name, **own.labels, **own.papers}
    return Language(code, {**words, "status": own.status, "timeline_words": own.timeline_words})


def words_in(code: str) -> Words:
    """Return the words of a paper in a language.

    Raises:
        UnknownNameError: the language is not spoken here.
        MissingExtraError: the days of other languages than English need what is not installed.
    """
    if code not in LANGUAGES:
        raise UnknownNameError(
            f"{code!r} is no language spoken here: expected {', '.join(LANGUAGES)}.",
            suggestions=LANGUAGES,
        )
    if code == "en":
        return ENGLISH
    if find_spec("babel") is None:
        raise MissingExtraError("ask", module="babel")
    return language(code)


def name_alone(language: str, code: str) -> str | None:
    """Return a State's name as it stands in a list; None where the language has none."""
    known = state_names(language).get(code)
    if known is None:
        return None
    return known.alone if known.alone is not None else _without_article(language, known.name)


def _without_article(language: str, name: str) -> str:
    """Return a name as it stands by itself: without its article, and with a capital."""
    article = next((each for each in traits(language).articles if name.startswith(each)), "")
    *words, last = name.removeprefix(article).split(" ")
    ending = traits(language).adjective_ends.get(article)
    if ending:
        is_adjective = [all(x.endswith("e") for x in words[: n + 1]) for n in range(len(words))]
        words = [f"{x[:-1]}{ending}" if is_adjective[n] else x for n, x in enumerate(words)]
    return upper_first(" ".join((*words, last)))
