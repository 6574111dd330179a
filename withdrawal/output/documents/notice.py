"""The report of a draft notice: instrument, cover note, checklist, in the languages that have one.

`languages/xx/notice.toml` holds the words; a language is added by that file alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from attrs import frozen

from withdrawal.datafiles import read_toml, structure
from withdrawal.dates import long_date
from withdrawal.errors import UnknownNameError
from withdrawal.languages.folder import (
    FOLDERS,
    labels,
    name_alone,
    sentences,
    state_names,
    treaty_names,
)
from withdrawal.languages.lines import line_in
from withdrawal.languages.wording import wording, written_day
from withdrawal.output.report import Item, Report, Section, knowledge_line
from withdrawal.record.knowledge import knowledge

if TYPE_CHECKING:
    from withdrawal.case.drafting.notice import Check, Draft

__all__ = ["LANGUAGES", "notice_report"]

_FILE = "notice.toml"

LANGUAGES = tuple(
    sorted((each.parent.name for each in FOLDERS.glob(f"*/{_FILE}")), key=lambda x: (x != "en", x))
)
"""BCP 47 codes of the languages in which notices are drafted, English first."""


@frozen
class _Texts:
    """`notice.toml`: the words of a draft in one language."""

    mark: str
    title: str
    first_line: str
    about: str
    place: str
    to: str
    opening: str
    adopted: str
    act: str
    no_article: str
    article: str
    effect_period: str
    effect: str
    reasons_open: str
    reasons: str
    signed: str
    note_title: str
    note: tuple[str, ...]
    others: str
    checklist: str
    granted: str
    instrument: str
    day_if: str
    day_open: str
    law_of_treaties: str
    signatories: dict[str, str]
    verbs: dict[str, str]
    starts: dict[str, str]
    checks: dict[str, str]


@cache
def _texts(language: str) -> _Texts:
    """Return the words of a language.

    Raises:
        UnknownNameError: no notice is drafted in it.
    """
    if language not in LANGUAGES:
        raise UnknownNameError(
            f"No notice is drafted in the language {language!r}: expected {', '.join(LANGUAGES)}.",
            suggestions=LANGUAGES,
        )
    return structure(read_toml(FOLDERS / language / _FILE), _Texts, source=f"{language}/{_FILE}")


def notice_report(draft: Draft, language: str = "en") -> Report:
    """Return the report of a draft: nothing is filled in that is not known.

    Args:
        draft: the draft.
        language: one of `LANGUAGES`.

    Raises:
        UnknownNameError: no notice is drafted in that language.
    """
    return _Notice(draft, language, _texts(language)).report()


@frozen(slots=False)
class _Notice:
    """A draft on its way into words."""

    draft: Draft
    language: str
    texts: _Texts

    def report(self) -> Report:
        draft, texts, own = self.draft, self.texts, self._own
        first = f"{self._filled(texts.first_line)} " if draft.is_if_a_party else ""
        day = self._day(draft.answer.as_of)
        return Report(
            title=self._filled(texts.title),
            headline=texts.mark,
            sentence=f"{first}{texts.about.format(day=day)}",
            sections=(
                Section(
                    "instrument", texts.instrument, self._own(self._instrument()), "paragraphs"
                ),
                Section(
                    "cover-note",
                    texts.note_title,
                    own(self._note()),
                    "paragraphs",
                    part=texts.note_title,
                ),
                Section(
                    "checklist",
                    texts.checklist,
                    map(self._check, draft.checks),
                    part=texts.checklist,
                ),
                Section("assumptions", texts.granted, self._granted()),
            ),
            foot=self._foot(),
            mark=texts.mark,
            language=self.language,
        )

    def _day(self, day: date) -> str:
        return long_date(day) if self.language == "en" else written_day(self.language, day)

    def _period(self) -> str:
        period = self.draft.period
        if period is None:
            return ""
        return period.in_words() if self.language == "en" else wording(self.language).period(period)

    def _foot(self) -> str:
        if self.language == "en":
            return knowledge_line()
        told = labels(self.language).labels
        known = knowledge()
        key = "knowledge_own" if known.is_own else "knowledge"
        return told[key].format(day=self._day(known.as_of))

    def _own(self, texts: Iterable[str]) -> Iterator[Item]:
        return (Item(each, language=self.language) for each in texts)

    def _instrument(self) -> Iterator[str]:
        draft, texts = self.draft, self.texts
        yield texts.place
        yield texts.to.format(recipients=self._recipients(draft.recipients))
        yield self._filled(texts.opening)
        yield self._filled(texts.act)
        yield self._filled(texts.effect_period if draft.period else texts.effect)
        if draft.reasons:
            yield texts.reasons
            yield from (part for part in draft.reasons.split("\n\n") if part.strip())
        elif draft.treaty.clause.needs_reasons:
            yield self._filled(texts.reasons_open)
        yield texts.signed
        yield texts.signatories[draft.signatory or "open"]

    def _note(self) -> Iterator[str]:
        for each in self.texts.note:
            yield self._filled(each)
        others = [each for each in self.draft.recipients if each != "depositary"]
        if len(self.draft.recipients) > 1:
            yield self.texts.others.format(recipients=self._recipients(tuple(others)))

    def _check(self, check: Check) -> Item:
        texts = self.texts.checks
        text = texts.get(check.kind) or texts["clock-other"]
        values = {"recipients": self._recipients(self.draft.recipients), **check.values}
        where = (check.article or "").replace("VCLT", f"{self.texts.law_of_treaties},")
        return Item(text.format_map(values), article=where or None, language=self.language)

    def _granted(self) -> Iterator[Item]:
        draft = self.draft
        days = {"received": self._day(draft.received)}
        if draft.effect is not None:
            days["effect"] = self._day(draft.effect)
        text = self.texts.day_if if "effect" in days else self.texts.day_open
        yield from self._own([text.format_map(days)])
        for told in (line_in(self.language, each) for each in draft.answer.assumptions):
            yield Item(told.text, language=told.language)

    def _recipients(self, names: tuple[str, ...]) -> str:
        words = sentences(self.language).recipients
        known = self.draft.treaty.depositary
        told = []
        for each in names:
            name = words.get(each, each)
            told.append(f"{name} ({known})" if each == "depositary" and known else name)
        return "; ".join(told)

    def _filled(self, template: str) -> str:
        draft, texts, law = self.draft, self.texts, self.draft.treaty
        states = state_names(self.language)
        known = states.get(draft.answer.party)
        name = name_alone(self.language, draft.answer.party) or draft.answer.party_name
        subject = known.name if known else name
        treaty = treaty_names(self.language).treaties.get(law.id)
        adopted = self._day(law.adopted) if law.adopted else ""
        article = law.clause.article
        start = texts.starts.get(law.clause.starts_on or "other", texts.starts["other"])
        return template.format(
            state=name,
            subject=subject,
            Subject=f"{subject[0].upper()}{subject[1:]}",
            of=known.of if known else name,
            treaty=law.name if self.language == "en" or treaty is None else treaty.name,
            title=law.title,
            adopted=texts.adopted.format(day=adopted) if adopted else "",
            article=texts.article.format(article=article) if article else texts.no_article,
            verb=texts.verbs.get(law.term, texts.verbs["other"]),
            term=law.term,
            period=self._period(),
            start=start,
            depositary=self._recipients(("depositary",)),
        )
