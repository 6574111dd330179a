"""The report of a draft notice: instrument, cover note, checklist, in the languages that have one.

`languages/xx/notice.toml` holds the words; a language is added by that file alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from withdrawal.case.drafting.notice import Check, Draft
from withdrawal.datafiles import read_toml, structure
from withdrawal.errors import UnknownNameError
from withdrawal.languages.folder import FOLDERS, sentences, state_names
from withdrawal.languages.lexicon import named_treaties
from withdrawal.languages.wording import wording
from withdrawal.letters import upper_first
from withdrawal.output.markdown import report_markdown
from withdrawal.output.report import Item, Report, Section, together, told_item, with_note
from withdrawal.output.spoken import words_in
from withdrawal.output.telling import carried_in_words, steps_in_words
from withdrawal.output.words import Words
from withdrawal.values import frozen

_FILE = "notice.toml"

LANGUAGES = tuple(
    sorted((each.parent.name for each in FOLDERS.glob(f"*/{_FILE}")), key=lambda x: (x != "en", x))
)
"""BCP 47 codes of the languages in which notices are drafted, English first."""


@frozen
class _Term:
    """What the treaty calls leaving it: as a subject, and after "instrument"."""

    name: str
    of: str


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
    title_open: str
    day_if: str
    day_open: str
    law_of_treaties: str
    signatories: dict[str, str]
    verbs: dict[str, str]
    terms: dict[str, _Term]
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

    Raises:
        UnknownNameError: no notice is drafted in that language.
    """
    texts = _texts(language)
    return _Notice(draft, words_in(language), texts).report()


def notice_data(draft: Draft, language: str = "en") -> dict[str, Any]:
    """Return a draft as data, with what it tells in a language as Markdown; as `notice_report`."""
    told = report_markdown(notice_report(draft, language))
    return {**draft.to_json(), "language": language, "markdown": told}


@frozen(slots=False)
class _Notice:
    """A draft on its way into words."""

    draft: Draft
    words: Words
    texts: _Texts

    def report(self) -> Report:
        draft, texts, words = self.draft, self.texts, self.words
        first = f"{self._filled(texts.first_line)} " if draft.is_if_a_party else ""
        report = Report(
            title=self._filled(texts.title),
            headline=texts.mark,
            sentence=f"{first}{texts.about.format(day=words.day(draft.answer.as_of))}",
            sections=(
                self._section("instrument", texts.instrument, self._instrument()),
                self._section("cover-note", texts.note_title, self._note(), part=texts.note_title),
                Section(
                    "checklist",
                    texts.checklist,
                    map(self._check, draft.checks),
                    part=texts.checklist,
                ),
                Section("assumptions", texts.granted, self._granted()),
            ),
            foot=words.knowledge,
            mark=texts.mark,
            language=words.code,
        )
        return with_note(report, words)

    def _section(self, kind: str, title: str, texts: Iterable[str], part: str = "") -> Section:
        items = (Item(each, language=self.words.code) for each in texts)
        return Section(kind, title, items, "paragraphs", part=part)

    def _period(self) -> str:
        period, code = self.draft.period, self.words.code
        if period is None:
            return ""
        return period.in_words() if code == "en" else wording(code).period(period)

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
        texts, code = self.texts.checks, self.words.code
        text = texts.get(check.kind) or texts["clock-other"]
        values = {"recipients": self._recipients(self.draft.recipients), "text": self._named(check)}
        where = (check.article or "").replace("VCLT", f"{self.texts.law_of_treaties},")
        return Item(text.format_map(values), article=where or None, language=code)

    def _named(self, check: Check) -> str:
        """Return what the sentence of a check names, marked where it is English."""
        words, answer = self.words, self.draft.answer
        if check.kind == "carries":
            return together(carried_in_words(answer, words), words.code, words.marks.joined)
        if check.kind == "own-law":
            told = steps_in_words(answer.standing.owed, words)
        else:
            told = words.line(check.values.get("text", ""))
        return together([told], words.code, words.marks.joined)

    def _granted(self) -> Iterator[Item]:
        draft, words = self.draft, self.words
        days = {"received": words.day(draft.received)}
        if draft.effect is None:
            text = self.texts.day_open.format(**days)
        else:
            text = self.texts.day_if.format(effect=words.day(draft.effect), **days)
        yield Item(text, language=words.code)
        yield from map(told_item, map(words.line, draft.assumptions))

    def _recipients(self, names: tuple[str, ...]) -> str:
        code, keepers = self.words.code, self.draft.treaty.depositaries
        if code != "en":
            return wording(code).recipients(names, depositaries=keepers)
        words = sentences(code)
        told = (words.recipients.get(each, each) for each in names)
        keeper, marks = " and ".join(keepers), self.words.marks
        return marks.joined(
            marks.beside(said, keeper if each == "depositary" else "")
            for each, said in zip(names, told, strict=True)
        )

    def _filled(self, template: str) -> str:
        draft, texts, words, law = self.draft, self.texts, self.words, self.draft.treaty
        answer = draft.answer
        name = words.state(answer.party, answer.party_name)
        known = state_names(words.code).get(answer.party)
        subject = known.name if known else name
        known_as = named_treaties(words.code).treaties.get(law.id) if words.code != "en" else None
        title = words.title(law)
        is_own = title.language == words.code
        article = law.clause.article
        start = texts.starts.get(law.clause.starts_on or "other", texts.starts["other"])
        term = texts.terms.get(law.term, texts.terms["other"])
        return template.format(
            state=name,
            subject=subject,
            Subject=upper_first(subject),
            of=known.of if known else name,
            treaty=words.treaty(law.id, law.name) if known_as is None else known_as.name,
            title=title.text if is_own else texts.title_open.format(title=title.text),
            adopted=texts.adopted.format(day=words.day(law.adopted)) if law.adopted else "",
            article=texts.article.format(article=article) if article else texts.no_article,
            verb=texts.verbs.get(law.term, texts.verbs["other"]),
            term=term.name.format(term=law.term),
            of_term=term.of.format(term=law.term),
            period=self._period(),
            start=start,
            depositary=self._recipients(("depositary",)),
        )
