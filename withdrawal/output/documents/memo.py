"""The report of a memo: two pages that an adviser signs, then what they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from attrs import evolve

from withdrawal.case.statuses import STATUS
from withdrawal.case.wording.sentence import possessive, state_with_article
from withdrawal.dates import long_date
from withdrawal.law.procedures.library import procedure
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.output.pictures.timeline import plan_timeline, timeline
from withdrawal.output.pictures.timeline_layout import draw_timeline
from withdrawal.output.planning import plan_report
from withdrawal.output.precedents import precedent_sections
from withdrawal.output.report import Fact, Item, Report, Section, plain
from withdrawal.output.telling import answer_report

if TYPE_CHECKING:
    from withdrawal.case.drafting.memo import Memo

__all__ = ["memo_report"]

_REASONS, _STEPS, _READINGS = 10, 12, 5
"""How many of each fit on the first two pages; all of them stand in the annexes."""

_PART = "Annexes"
_ALREADY = frozenset({"why", "ambiguities", "assumptions", "conflicts", "carries", "notices"})


def memo_report(memo: Memo) -> Report:
    """Return the report of a memo: question, answer, timeline, reasons, readings, what to do."""
    answer, told = memo.answer, answer_report(memo.answer)
    sources = _Sources(memo)
    why = [*sources.numbered(told.of("why"))]
    pages = (
        plain("question", "The question", [_question(memo)], "paragraphs"),
        _timeline(memo),
        Section("why", "Why", why[:_REASONS], "steps"),
        _readings(memo),
        _to_do(memo),
    )
    annexes = (
        Section("why-in-full", "All reasons", why if len(why) > _REASONS else (), "steps"),
        plain("change", "What would change it", _changes(memo)),
        Section("conflicts", "Disagreements", told.of("conflicts")),
        *precedent_sections(memo.precedents),
        plain("with-it", "What goes with it, and what survives", _with_it(memo)),
        Section("notices", "Other notices on record", told.of("notices")),
        *(each for each in told.sections if each.kind not in _ALREADY),
        *_plan(memo),
        Section("sources", "Sources, and how sure each is", sources.listed()),
    )
    return Report(
        title=f"Memo: {told.title}",
        headline=f"{told.headline[0].upper()}{told.headline[1:]}",
        sentence=told.sentence,
        reported=told.reported,
        facts=(*told.facts, Fact("Prepared as of", long_date(answer.as_of))),
        sections=(*pages, *_in_a_part(annexes)),
        foot=told.foot,
    )


def _in_a_part(sections: Iterable[Section]) -> Iterator[Section]:
    """Yield the annexes with letters, the first of them as the beginning of a part."""
    kept = [each for each in sections if each.items]
    for number, each in enumerate(kept):
        part = _PART if number == 0 else ""
        yield evolve(each, title=f"{chr(ord('A') + number)}. {each.title}", part=part)


def _question(memo: Memo) -> str:
    answer, law = memo.answer, memo.treaty
    whose = possessive(state_with_article(answer.party_name))
    named = f"article {law.article}"
    article = f", {named}" if law.article and named not in law.title else ""
    return (
        f"When does {whose} {law.term} from the {law.title}{article} take effect, as far as is "
        f"known on {long_date(answer.as_of)}?"
    )


def _timeline(memo: Memo) -> Section:
    plan = memo.plan
    shown = timeline(memo.answer) if plan is None or not plan.stages else plan_timeline(plan)
    marks = [
        Item(f"{mark.label}{f' ({mark.detail})' if mark.detail else ''}", lead=str(mark.latest))
        for mark in shown.marks
        if mark.kind != "today"
    ]
    return Section("timeline", "Timeline", marks, "table", picture=draw_timeline(shown))


def _readings(memo: Memo) -> Section:
    """Return the readings side by side, ours first, with the day on each."""
    answer = memo.answer
    ours = answer.effect or answer.earliest
    if ours is None or not answer.ambiguities:
        return Section("readings", "Readings", ())
    rows = [("Followed here", ours.isoformat(), "the reasons above")]
    rows += [
        (each.reading, each.effect.isoformat() if each.effect else "no day yet", each.text)
        for each in answer.ambiguities[:_READINGS]
    ]
    items = [Item(f"{name}: {text}", lead=day, cells=(name, day, text)) for name, day, text in rows]
    return Section(
        "readings", "Readings, side by side", items, "table", columns=("Reading", "Day", "Why")
    )


def _to_do(memo: Memo) -> Section:
    if memo.plan is None:
        return Section("stages", "What to do by when", ())
    told = plan_report(memo.plan)
    steps = next((each for each in told.sections if each.kind == "stages"), None)
    if steps is None:
        return plain("stages", "What to do by when", [told.sentence], "paragraphs")
    rows = [Item(each.text, lead=each.lead, cells=each.cells[:-1]) for each in steps.items[:_STEPS]]
    columns = steps.columns[:-1]
    return Section("stages", f"What to do by when: {steps.title.lower()}", rows, "table", columns)


def _plan(memo: Memo) -> Iterator[Section]:
    if memo.plan is None:
        return
    told = plan_report(memo.plan)
    yield plain("plan", f"The plan: {told.headline}", [told.sentence], "paragraphs")
    yield from told.sections


def _changes(memo: Memo) -> Iterator[str]:
    """Yield what the answer would change with: what was taken for granted, and taking it back."""
    yield from memo.answer.assumptions
    yield from (each.text for each in memo.answer.ambiguities[_READINGS:])
    status = STATUS[memo.answer.status]
    if status.has_way and status.owes_stages:
        yield _taking_back(memo)


def _taking_back(memo: Memo) -> str:
    return memo.treaty.clause.revocable or (
        "Nothing of the treaty's own on taking a notice back is on record here; a notice may be "
        "taken back before it takes effect (Vienna Convention on the Law of Treaties, art. 68)."
    )


def _with_it(memo: Memo) -> Iterator[str]:
    names = catalogue().summaries
    for each in memo.answer.carries:
        yield f"Leaving it also leaves the {names[each]['name']}."
    clause = memo.treaty.clause
    if clause.survival_text:
        yield clause.survival_text
    if memo.answer.protected_until:
        yield f"What survives ends on {long_date(memo.answer.protected_until)}."
    elif not clause.survival_text:
        yield (
            "Nothing of the treaty's own on what survives is on record here; rights and "
            "obligations made before the exit stay (Vienna Convention on the Law of Treaties, "
            "art. 70)."
        )


class _Sources:
    """The sources of a memo, each with a number and how sure it is."""

    def __init__(self, memo: Memo) -> None:
        self.memo = memo
        found = (each.source for each in memo.answer.because)
        self.known = [*dict.fromkeys(each for each in found if each)]

    def numbered(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield the items, each with the number of its source instead of the source."""
        for each in items:
            number = f"S{self.known.index(each.source) + 1}" if each.source in self.known else ""
            basis = ", ".join(part for part in (each.basis, number) if part)
            yield Item(each.text, lead=each.lead, article=basis or None)

    def listed(self) -> Iterator[Item]:
        """Yield each source with its number and its confidence."""
        law = self.memo.treaty
        for number, each in enumerate(self.known, 1):
            sure = law.confidence if each in law.sources else self.memo.answer.confidence
            yield Item(sure, lead=f"S{number}", source=each)
        others = [each for each in law.sources if each not in self.known]
        for each in others:
            yield Item(law.confidence, lead="Treaty", source=each)
        known = procedure(self.memo.answer.party)
        for each in known.sources:
            yield Item(known.confidence, lead="Procedure", source=each)
