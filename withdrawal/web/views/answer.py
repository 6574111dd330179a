"""An answer ready for its page: words, dates and links in the language of the reader."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from markupsafe import Markup

from withdrawal.case.answer import Answer
from withdrawal.case.wording.additions import is_if_a_party
from withdrawal.dates import Interval, long_date, parse_interval
from withdrawal.letters import upper_first
from withdrawal.output.citing import address_in
from withdrawal.output.documents.citation import Citation
from withdrawal.output.pictures.timeline import Mark, Timeline, timeline
from withdrawal.output.pictures.timeline_layout import draw_timeline
from withdrawal.output.report import Report
from withdrawal.output.telling import answer_report, headline_parts, status_in_words
from withdrawal.values import frozen
from withdrawal.version import __version__
from withdrawal.web.languages import Language
from withdrawal.web.rendering import Page

_FORMS = ("docx", "pdf", "html")
_STILL_TO_GIVE = frozenset({"not-notified", "announced", "revoked"})


@frozen(slots=False)
class AnswerView:
    """An answer for its page, with the parameters that its question supposes."""

    answer: Answer
    page: Page
    query: tuple[tuple[str, str], ...]

    @property
    def t(self) -> Language:
        """The reader's language."""
        return self.page.t

    @property
    def path(self) -> str:
        """The page's address without its query."""
        return f"/when/{self.answer.party}/{self.answer.treaty}"

    @property
    def conflicts(self) -> tuple[Interval, ...] | None:
        """The armed conflicts that the question supposes; None for those on record."""
        given = (value for name, value in self.query if name == "conflict")
        return tuple(map(parse_interval, given)) or None

    @property
    def date(self) -> date | None:
        """The day in large type: of effect, or the earliest possible."""
        return self.answer.effect or self.answer.earliest

    @property
    def headline(self) -> str:
        """The first line of the report, as a title."""
        return upper_first(self.report.headline)

    @cached_property
    def headed(self) -> tuple[str, str, str]:
        """The same in its parts, the first of which stands in large type."""
        day, earliest, membership = headline_parts(self.answer, self.t)
        return upper_first(day), earliest, membership

    @cached_property
    def status(self) -> str:
        """The status in words, with a capital."""
        told = status_in_words(self.answer, self.t)
        return upper_first(told)

    @cached_property
    def colour(self) -> str:
        """The class that colours the headline: what is not known has none of a status."""
        if self.answer.is_supposed:
            return "supposed"
        return "not-known" if is_if_a_party(self.answer) else self.answer.status

    @cached_property
    def state_name(self) -> str:
        """The State's name in the reader's language."""
        return self.t.state(self.answer.party, self.answer.party_name)

    @property
    def sentence(self) -> Markup:
        """The answer in one sentence, marked as English where it is not translated."""
        text, code = self.t.sentence(self.answer)
        for day in (self.answer.effect, self.answer.earliest, self.answer.latest):
            if day is not None:
                text = text.replace(
                    self.t.day(day), self.t.day(day).replace(" ", "\N{NO-BREAK SPACE}")
                )
        return Markup('<span lang="{}">{}</span>').format(code, text)

    @cached_property
    def report(self) -> Report:
        """What every form tells, with the reader's words for what has them."""
        return answer_report(self.answer, self.t)

    @property
    def facts(self) -> Markup:
        """The dates around the answer, each with its name and a note."""
        return self.page.facts(self.report)

    @property
    def why(self) -> Markup:
        """The reasons, each with its article and its source."""
        is_told = all(each.language == self.t.code for each in self.report.of("why"))
        said = Markup('<p class="quiet small">{}</p>').format(self.t["english"])
        return self._sections("steps", "" if is_told else said)

    @property
    def notes(self) -> Markup:
        """What is never hidden: assumptions, other readings, claims, progress, other notices."""
        return self._sections("list")

    def _sections(self, style: str, before: str = "") -> Markup:
        found = (each for each in self.report.sections if each.style == style)
        return Markup("").join(self.page.section(each, before) for each in found)

    @cached_property
    def _shown(self) -> Timeline:
        return timeline(self.answer, conflicts=self.conflicts)

    @property
    def picture(self) -> Markup:
        """The timeline as SVG; the list of marks says the same in text."""
        drawing = draw_timeline(self._shown, words=self.t, is_sourced=True)
        return self.page.picture(drawing, is_decorative=True)

    @cached_property
    def marks(self) -> list[dict[str, str]]:
        """The marks of the timeline, as a list to be read; none where nothing happens on it."""
        marks = [each for each in self._shown.marks if each.kind != "today"]
        if all(each.kind in ("reading", "claim") for each in marks):
            return []
        return [self._mark(each) for each in marks]

    def _mark(self, mark: Mark) -> dict[str, str]:
        when = self.t.day(mark.latest)
        if not mark.is_exact:
            when = f"{self.t.day(mark.earliest)} – {when}"
        elif mark.is_at_latest:
            when = f"≤ {when}"
        label, detail = self.t.mark(mark.label), self.t.line(mark.detail)
        return {
            "kind": mark.kind, "when": when, "label": label.text, "lang": label.language,
            "detail": detail.text, "detail_lang": detail.language,
            "href": address_in(mark.source) or "",
        }  # fmt: skip

    @cached_property
    def form(self) -> dict[str, str]:
        """The values of the form that changes the question."""
        conflicts = [value for name, value in self.query if name == "conflict"]
        start, _, end = conflicts[0].partition("/") if conflicts else ("", "", "")
        given = dict(self.query)
        return {
            "received": given.get("received", ""),
            "as_of": given.get("as_of", ""),
            "conflict_from": start,
            "conflict_to": "" if end == ".." else end,
        }

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the question supposes besides the fields of the form, which keeps it unseen."""
        conflicts = [pair for pair in self.query if pair[0] == "conflict"]
        others = [pair for pair in self.query if pair[0] not in ("received", "as_of", "conflict")]
        return [*others, *conflicts[1:]]

    @property
    def copies(self) -> list[tuple[str, str]]:
        """The forms in which the answer can be copied."""
        return [
            (self.t["text"], self.file("answer.txt")),
            ("Markdown", self.file("answer.md")),
            ("JSON", self.file("answer.json")),
        ]

    @property
    def papers(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The papers beside the answer: what each is called, and its forms with their addresses."""
        made = [("memo", "memo")]
        if self.answer.status in _STILL_TO_GIVE:
            made += [("draft_notice", "notice"), ("plan_from_today", "plan")]
        return [
            (
                str(self.t[label]),
                [(form.upper(), self.file(f"papers/{name}.{form}")) for form in _FORMS],
            )
            for label, name in made
        ]

    def file(self, name: str, **more: str) -> str:
        """Return the address of the answer as a file."""
        query = urlencode((*self.query, *more.items()))
        return f"{self.path}/{name}?{query}" if query else f"{self.path}/{name}"

    @cached_property
    def address(self) -> str:
        """The permanent address of the answer: the day and the version stand in it."""
        fixed = [pair for pair in self.query if pair[0] != "as_of"]
        fixed += [("as_of", self.answer.as_of.isoformat()), ("version", __version__)]
        return f"{self.page.base}{self.path}?{urlencode(fixed)}"

    @cached_property
    def cited(self) -> Citation:
        """The answer as those who keep lists of what they cite take it."""
        return Citation(self.answer.sentence, self.address, self.answer.as_of)

    @property
    def linked_data(self) -> dict[str, object]:
        """The answer as JSON-LD."""
        return {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "name": self.t.marks.named(
                self.headline, f"{self.state_name}, {self.answer.treaty_name}"
            ),
            "description": self.answer.sentence,
            "url": self.address,
            "about": {"@type": "Legislation", "name": self.answer.treaty_name},
        }

    @property
    def citation(self) -> str:
        """The answer to be cited: sentence, version, day asked for, permanent address."""
        told = [self.answer.sentence]
        if self.answer.basis == "worked-back" and self.answer.received is not None:
            day = long_date(self.answer.received)
            told.append(f"(Receipt on {day} is worked back from the effect on record.)")
        told.append(f"{self.cited.note}, {self.address}")
        return " ".join(told)
