"""The reports of a memo, two pages that an adviser signs and their grounds, and of precedents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from attrs import evolve

from withdrawal.case.statuses import STATUS
from withdrawal.languages.folder import traits
from withdrawal.languages.told import Told, spoken_days
from withdrawal.law.procedures.library import procedure
from withdrawal.letters import spelt_out, upper_first
from withdrawal.output.markdown import report_markdown
from withdrawal.output.pictures.drawing import mirrored
from withdrawal.output.pictures.timeline import plan_timeline, timeline
from withdrawal.output.pictures.timeline_layout import draw_timeline
from withdrawal.output.planning import plan_report
from withdrawal.output.report import (
    Fact,
    Item,
    Report,
    Section,
    in_one,
    marked,
    plain,
    together,
    told_item,
    with_note,
)
from withdrawal.output.telling import answer_report, carried_in_words
from withdrawal.output.words import ENGLISH, Words

if TYPE_CHECKING:
    from withdrawal.case.drafting.memo import Memo
    from withdrawal.case.precedents import Precedent, Precedents
    from withdrawal.output.pictures.timeline import Mark

_REASONS, _STEPS, _READINGS = 10, 12, 5
"""How many of each fit on the first two pages; all of them stand in the annexes."""

_HAPPENED = ("step", "notice", "effect", "rejoined", "reading")
"""The marks of an answer's timeline that stand beside what is planned."""
_ALREADY = frozenset({"why", "ambiguities", "assumptions", "conflicts", "carries", "notices"})


def memo_report(memo: Memo, words: Words = ENGLISH) -> Report:
    """Return the report of a memo: question, answer, timeline, reasons, readings, what to do."""
    answer, told = memo.answer, answer_report(memo.answer, words)
    plan = plan_report(memo.plan, words) if memo.plan else None
    known = [*dict.fromkeys(each.source for each in answer.because if each.source)]
    why = [*_numbered(told.of("why"), known)]
    pages = (
        Section("question", words["question_asked"], _question(memo, words), "paragraphs"),
        _timeline(memo, words),
        Section("why", words["why"], why[:_REASONS], "steps"),
        _readings(memo, words),
        _to_do(plan, words),
    )
    annexes = (
        Section("why-in-full", words["all_reasons"], why if len(why) > _REASONS else (), "steps"),
        plain("change", words["change"], _changes(memo), words=words),
        Section("conflicts", words["conflicts"], told.of("conflicts")),
        *precedent_sections(memo.precedents, words),
        Section("with-it", words["with_it"], _with_it(memo, words)),
        Section("notices", words["notices"], told.of("notices")),
        *(each for each in told.sections if each.kind not in _ALREADY),
        *_plan(plan, words),
        Section("sources", words["sources_sure"], _listed(memo, known, words)),
    )
    report = Report(
        title=words.marks.named(words["memo"], told.title),
        headline=upper_first(told.headline),
        sentence=told.sentence,
        reported=told.reported,
        facts=(*told.facts, Fact(words["prepared"], words.day(answer.as_of))),
        sections=(*pages, *_in_a_part(annexes, words)),
        foot=told.foot,
        language=words.code,
    )
    return with_note(report, words)


def memo_data(memo: Memo, words: Words = ENGLISH) -> dict[str, Any]:
    """Return a memo as data, with what it tells in a language as Markdown."""
    told = report_markdown(memo_report(memo, words))
    return {**memo.to_json(), "language": words.code, "markdown": told}


def _in_a_part(sections: Iterable[Section], words: Words) -> Iterator[Section]:
    """Yield the annexes with letters, the first of them as the beginning of a part."""
    kept = [each for each in sections if each.items]
    for number, each in enumerate(kept):
        part = words["annexes"] if number == 0 else ""
        yield evolve(each, title=f"{chr(ord('A') + number)}. {each.title}", part=part)


def _question(memo: Memo, words: Words) -> Iterator[Item]:
    """Yield the question, and the title of the treaty with the article that answers it."""
    answer, law = memo.answer, memo.treaty
    asked = words["asked"].format(day=words.day(answer.as_of), **words.case(answer))
    yield Item(asked, language=words.code)
    named = f"article {law.article}"
    article = law.article if law.article and named not in law.title else None
    title = words.title(law)
    yield Item(title.text, article=article, language=title.language)


def _timeline(memo: Memo, words: Words) -> Section:
    """Return what has happened and what is planned; a picture shows the plan where there is one."""
    plan, shown = memo.plan, timeline(memo.answer)
    rows = [(each, "") for each in shown.marks]
    if plan is not None and plan.stages:
        shown = plan_timeline(plan)
        by_law = words["first_by_law" if plan.begin else "latest_by_law"]
        rows = [(each, "") for each, _ in rows if each.kind in _HAPPENED]
        rows += [(each, by_law if each.kind == "step" else "") for each in shown.marks]
    drawing = draw_timeline(shown, words=words)
    if traits(words.code).direction == "rtl":
        drawing = mirrored(drawing, is_on_page=False)
    marks = [_mark(each, how, words) for each, how in rows if each.kind != "today"]
    return Section("timeline", words["timeline"], marks, "table", picture=drawing)


def _mark(mark: Mark, how: str, words: Words) -> Item:
    """Return a row of the timeline; what is only planned says how its day is counted."""
    detail = words.line(mark.detail)
    told = words.marks.beside("", detail.text).strip()
    name = words.mark(mark.label)
    if how:
        name = evolve(name, text=words.marks.named(how, name.text))
    parts = [name, Told(told, detail.language)]
    if name.language == detail.language:
        parts = [evolve(name, text=words.marks.beside(name.text, detail.text))]
    return Item(
        together(parts, words.code, words.marks.prose),
        lead=words.day(mark.latest),
        language=words.code,
    )


def _readings(memo: Memo, words: Words) -> Section:
    """Return the readings side by side, ours first, with the day on each."""
    ours, own = memo.day, words.code
    rows = [(Told(words["followed"], own), ours, Told(words["reasons_above"], own))]
    rows += [
        (
            words.line(spelt_out(each.reading).replace("+", ", ")),
            each.effect,
            in_one(words.line(each.text), words),
        )
        for each in memo.readings[:_READINGS]
    ]
    items = []
    for name, day, why in rows:
        when = words.day(day) if day else words["no_day"]
        text = words.marks.named(*(marked(x.text, x.language, own) for x in (name, why)))
        items.append(Item(text, lead=when, language=own, cells=(name, Told(when, own), why)))
    columns = (words["reading"], words["day"], words["why"])
    is_told = ours is not None and memo.readings
    return Section(
        "readings", words["readings"], items if is_told else (), "table", columns=columns
    )


def _to_do(plan: Report | None, words: Words) -> Section:
    """Return the steps of a plan in short, or where there are none what it says."""
    if plan is None:
        return Section("stages", words["to_do"], ())
    steps = next((each for each in plan.sections if each.kind == "stages"), None)
    if steps is None:
        return Section("stages", words["to_do"], _said(plan), "paragraphs")
    rows = [evolve(each, cells=each.cells[:-1]) for each in steps.items[:_STEPS]]
    title = words.marks.beside(words["to_do"], steps.title)
    return Section("stages", title, rows, "table", steps.columns[:-1])


def _said(plan: Report) -> tuple[Item, ...]:
    """Return the sentence of a plan, in the language that has it."""
    return (Item(plan.sentence, language=plan.language),) if plan.sentence else plan.of("plan")


def _plan(plan: Report | None, words: Words) -> Iterator[Section]:
    if plan is None:
        return
    yield Section(
        "plan", words.marks.named(words["plan"], plan.headline), _said(plan), "paragraphs"
    )
    yield from (each for each in plan.sections if each.kind != "plan")


def _changes(memo: Memo) -> Iterator[str]:
    """Yield what the answer would change with: what was taken for granted, and taking it back."""
    yield from memo.answer.assumptions
    yield from (each.text for each in memo.readings[_READINGS:])
    status = STATUS[memo.answer.status]
    if status.has_way and status.owes_stages:
        yield memo.treaty.clause.revocable or (
            "Nothing of the treaty's own on taking a notice back is on record here; a notice may "
            "be taken back before it takes effect (Vienna Convention on the Law of Treaties, "
            "art. 68)."
        )


def _with_it(memo: Memo, words: Words) -> Iterator[Item]:
    for each in carried_in_words(memo.answer, words):
        lead = words.marks.named(words["carries"], each.lead)
        yield Item(each.text, lead=lead, language=each.language)
    texts, clause = [], memo.treaty.clause
    if clause.survival_text:
        texts.append(clause.survival_text)
    if memo.answer.protected_until:
        texts.append(f"What survives ends on {memo.answer.protected_until}.")
    elif not clause.survival_text:
        texts.append(
            "Nothing of the treaty's own on what survives is on record here; rights and "
            "obligations made before the exit stay (Vienna Convention on the Law of Treaties, "
            "art. 70)."
        )
    told = (told_item(words.line(each)) for each in texts)
    yield from (evolve(each, text=upper_first(each.text)) for each in told)


def _numbered(items: Iterable[Item], known: Sequence[str]) -> Iterator[Item]:
    """Yield items, each with the number of its source instead of the source."""
    for each in items:
        number = f"S{known.index(each.source) + 1}" if each.source in known else ""
        basis = ", ".join(part for part in (each.basis, number) if part)
        yield evolve(each, article=basis or None, source=None)


def _listed(memo: Memo, known: Sequence[str], words: Words) -> Iterator[Item]:
    """Yield each source with its number and its confidence, then those of the law and the State."""
    law, own = memo.treaty, procedure(memo.answer.party)
    listed = [
        (f"S{number}", each, memo.sure.get(each, memo.answer.confidence))
        for number, each in enumerate(known, 1)
    ]
    listed += [(words["treaty"], x, law.confidence) for x in law.sources if x not in known]
    listed += [(words["procedure"], each, own.confidence) for each in own.sources]
    for lead, source, sure in listed:
        yield Item(words[f"sure_{sure}"], lead=lead, source=source, language=words.code)


_MOST_ALIKE = 8
_LIKENESSES = ("this clause", "this State", "this depositary", "this kind")


def precedents_report(found: Precedents) -> Report:
    """Return the report of precedents: how many of each outcome, then each with its source."""
    return Report(
        title=f"Precedents: {found.name}",
        sentence=found.sentence,
        sections=precedent_sections(found),
    )


def precedent_sections(found: Precedents, words: Words = ENGLISH) -> Iterator[Section]:
    """Yield the precedents by what they have in common with the case, like ones in part."""
    for likeness in _LIKENESSES:
        rows = found.like(likeness)
        is_own = likeness in ("this clause", "this State")
        kept = rows if is_own else rows[:_MOST_ALIKE]
        some = words["of_many"].format(n=len(rows), m=len(kept))
        more = some if len(kept) < len(rows) else ""
        kind = f"precedents-{likeness.replace(' ', '-')}"
        title = words[kind.replace("-", "_").lower()]
        yield Section(
            kind, words.marks.beside(title, more), [_item(each, likeness, words) for each in kept]
        )


def _item(each: Precedent, likeness: str, words: Words) -> Item:
    party = words.state(each.party, each.party_name)
    treaty = words.treaty(each.treaty, each.treaty_name)
    names = {"this clause": [party], "this State": [treaty]}.get(likeness, [party, treaty])
    text = together(map(words.line, each.sentences), words.code, words.marks.prose)
    basis = each.confidence
    note = spoken_days(f"{upper_first(each.note.rstrip('.'))}.") if each.note else ""
    if words.code == "en":
        text = f"{text} {note}".rstrip()
    elif note:
        basis = f"{note} {basis}"
    return Item(
        text,
        lead=words.marks.comma.join(names),
        article=basis,
        source=each.source,
        language=words.code,
    )
