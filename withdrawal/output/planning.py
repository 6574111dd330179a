"""The reports of a plan, of a comparison and of a played scenario: what is to do, by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from withdrawal.case.wording.additions import is_if_a_party
from withdrawal.dates import long_date
from withdrawal.languages.folder import traits
from withdrawal.languages.told import Told
from withdrawal.law.countries import resolve_country
from withdrawal.letters import lower_first, spelt_out, upper_first
from withdrawal.output.report import (
    Cell,
    Fact,
    Item,
    Report,
    Section,
    in_one,
    marked,
    plain,
    together,
    with_note,
)
from withdrawal.output.tables.table import Column, Table, state_of
from withdrawal.output.telling import party_by_list, steps_in_words
from withdrawal.output.words import ENGLISH, Words

if TYPE_CHECKING:
    from withdrawal.case.planning.compare import Comparison, ComparisonRow
    from withdrawal.case.planning.planned import Plan, PlannedStage
    from withdrawal.case.scenarios.play import Played, PlayedCase, PlayedStep


def plan_report(plan: Plan, words: Words = ENGLISH) -> Report:
    """Return the report of a plan: the day safe on every reading first, then each step."""
    said = words.plan(plan)
    is_said = said.language == words.code
    report = Report(
        title=words.pair(plan),
        headline=_headline(plan, words),
        sentence=said.text if is_said else "",
        sections=(
            plain("plan", words["plan"], () if is_said else [said.text], "paragraphs"),
            Section("outlook", words["outlook"], _outlooks(plan, words), "table"),
            _steps(plan, words),
            plain("calendars", words["calendars"], plan.calendars, words=words),
            plain("assumptions", words["assumptions"], plan.assumptions, words=words),
        ),
        foot=words.knowledge,
        language=words.code,
    )
    return with_note(report, words)


def _headline(plan: Plan, words: Words) -> str:
    if plan.is_settled:
        return str(words["nothing_left"])
    unknown = (words["if_party"],) if plan.is_if_a_party else ()
    return words.marks.joined((_day(plan, words), *unknown))


def _day(plan: Plan, words: Words) -> str:
    """Return the day that is safe on every reading, then the one on ours."""
    if plan.outlook:
        lawful, usual = plan.outlook[:2]
        days = {"day": words.day(lawful.effect), "usual": words.day(usual.effect)}
        return str(words["outlook_days"]).format(**days)
    if plan.latest_receipt is None:
        return str(words["not_possible"])
    ours = words.day(plan.latest_receipt)
    if plan.safe_receipt is None:
        return str(words["our_day"]).format(day=ours, ours=ours)
    is_same = plan.safe_receipt == plan.latest_receipt
    told = words["safe_day" if is_same else "safe_then_ours"]
    return str(told).format(day=words.day(plan.safe_receipt), ours=ours)


def _outlooks(plan: Plan, words: Words) -> Iterator[Item]:
    """Yield where the plan leads at each pace."""
    for each in plan.outlook:
        told = [f"Notice received on {each.receipt}, out on {each.effect}."]
        if each.safe is None:
            told.append("On another reading no day follows yet.")
        elif each.safe != each.effect:
            told.append(f"On every reading by {each.safe}.")
        text = together(map(words.line, told), words.code, words.marks.prose)
        yield Item(text, lead=words[f"pace_{each.pace}"], language=words.code)


def _steps(plan: Plan, words: Words) -> Section:
    """Return the steps, each with its day by law and those at the paces of past cases."""
    last = "first" if plan.begin else "latest"
    names = ("step", "who", f"{last}_by_law", "usual_pace", "nine_in_ten", "why")
    columns = tuple(str(words[each]) for each in names)
    steps = [_step(each, plan.as_of, words, columns) for each in plan.stages]
    return Section("stages", words[f"{last}_days"], steps, "table", columns=columns)


def _step(stage: PlannedStage, today: date, words: Words, columns: Sequence[str]) -> Item:
    own, marks, told = words.code, words.marks, words.stage(stage.stage)
    optional = words["optional"] if stage.is_optional else ""
    name = Told(marks.beside(upper_first(told.text), optional), told.language)
    paces = [_unless_gone(each, today, words) for each in (stage.usual, stage.cautious)]
    day = "\N{EN DASH}" if stage.is_done else words.day(stage.by_law)
    who, why = words.line(stage.actor), in_one(words.line(stage.because), words)
    usual, cautious = (Told(each, own) for each in paces)
    said = marked(name.text, name.language, own)
    parts = [marks.named(said, together((who, why), own, marks.joined))]
    if stage.usual:
        lower = str if traits(own).nouns_are_capital else lower_first
        parts += map(marks.named, map(lower, columns[3:5]), paces)
    return Item(
        marks.closed(marks.joined(parts)),
        lead=day,
        language=own,
        cells=(name, who, Told(day, own), usual, cautious, why),
    )


def _unless_gone(day: date | None, today: date, words: Words) -> str:
    """Return a day; one before the day asked for is marked as gone by."""
    if day is None:
        return "\N{EN DASH}"
    return words.marks.beside(words.day(day), words["gone_by"] if day < today else "")


def comparison_report(comparison: Comparison, words: Words = ENGLISH) -> Report:
    """Return the report of a comparison: the States in a table, then the answer about each."""
    party = [words.state(each.answer.party, each.answer.party_name) for each in comparison.rows]
    said = [words.sentence(each.answer) for each in comparison.rows]
    answers = (
        Item(text, lead=name, language=code) for name, (text, code) in zip(party, said, strict=True)
    )
    name = words.treaty(comparison.treaty, comparison.treaty_name)
    return Report(
        title=words.marks.named(name, f"{words['as_of']} {words.day(comparison.as_of)}"),
        sentence="",
        sections=(SIDES.section(comparison.rows, words), Section("answers", "", answers)),
        foot=words.knowledge,
        language=words.code,
    )


def _status(row: ComparisonRow, words: Words) -> Cell:
    """Return the status of a State, with how far its membership is known."""
    answer, told = row.answer, []
    if is_if_a_party(answer):
        told = [Told(words["if_party"], words.code)]
    elif answer.list_day:
        is_party = answer.status != "not-a-party"
        day = party_by_list(answer, words) if is_party else words.day(answer.list_day)
        told = [Told(day, words.code)]
    return Cell(words.status(answer.status), words.code, mark=answer.status, beside=told)


def _reached(row: ComparisonRow, words: Words) -> Told | None:
    stage = row.answer.standing.stage
    return words.stage(stage) if stage else None


def _left(row: ComparisonRow, words: Words) -> Cell | None:
    """Return the stages still to come, and which of them the law makes wait longest."""
    if not row.left:
        return None
    told = steps_in_words(row.left, words)
    stage, colon, because = (row.bottleneck or "").partition(":")
    waits = [f"waits longest at {spelt_out(stage)}{colon}{because}"] if stage else []
    return Cell(told.text, told.language, beside=waits)


SIDES: Table[ComparisonRow] = Table(
    "sides",
    (
        Column(
            "party",
            "state",
            lambda row, words: state_of(
                row.answer,
                words,
                f"when/{row.answer.party}/{row.answer.treaty}?as_of={row.answer.as_of}",
            ),
        ),
        Column("earliest", cell=lambda row, _: row.earliest_effect),
        Column("notice", "first_by_law", lambda row, _: row.earliest_notice),
        Column("status", "status_word", _status),
        Column("reached", cell=_reached),
        Column("owed", cell=_left),
    ),
    key=lambda row: row.answer.party,
)
"""Several States side by side on one treaty."""


def played_report(played: Played) -> Report:
    """Return the report of a played scenario, one section a case: its steps, and what follows."""
    scenario, target = played.scenario, played.scenario.target
    verdict = "yes" if played.is_met else "no"
    return Report(
        title=scenario.title,
        sentence=scenario.note or "",
        facts=(Fact(f"Out by {long_date(target)}", verdict),) if target else (),
        sections=[
            Section("case", _case_name(each), _course(each), "table") for each in played.cases
        ],
    )


def _case_name(played: PlayedCase) -> str:
    case = played.case
    return f"{resolve_country(case.party).name}, {case.treaty.name} ({case.route.name})"


def _course(played: PlayedCase) -> Iterator[Item]:
    yield from map(_played_step, played.steps)
    yield Item(played.sentence, lead="Answer")
    doubts = (*played.case.irregularities, *(each.text for each in played.answer.ambiguities))
    yield from (Item(each, lead="Note") for each in doubts)


def _played_step(step: PlayedStep) -> Item:
    actor = f": {step.actor}" if step.actor else ""
    note = f"; {step.note}" if step.note else ""
    text = f"{spelt_out(step.step)}{actor}{note} [{step.phase}]"
    return Item(text, lead=str(step.when), source=step.source)
