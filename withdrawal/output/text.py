"""Answers and plans as plain text for people: the date first, then why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from withdrawal.case.wording.additions import is_if_a_party
from withdrawal.case.wording.sentence import long_date
from withdrawal.output.citing import without_repeats
from withdrawal.output.lines import bullets, wrap
from withdrawal.output.telling import basis_in_words, headline, knowledge_line, reported_line

if TYPE_CHECKING:
    from withdrawal.case.answer import Answer
    from withdrawal.case.findings import Reason, StandingSummary
    from withdrawal.case.planning.compare import Comparison
    from withdrawal.case.planning.plan import Plan, PlannedStage

__all__ = ["answer_text", "carried_names", "comparison_text", "plan_text"]


def answer_text(answer: Answer) -> str:
    """Return the answer as text: the date, the sentence, the reasons, the notes."""
    parts = [headline(answer).upper(), wrap(reported_line(answer)), wrap(answer.sentence)]
    parts += [_facts(answer)]
    parts += [_section("Why", _numbered(answer.because))]
    parts += [_section("Where the case stands", _how_far(answer.standing))]
    parts += [_section("Taken for granted", bullets(answer.assumptions))]
    parts += [_section("Other defensible readings", bullets(e.text for e in answer.ambiguities))]
    claims = (f"{each.source}: {each.claim} {each.text}" for each in answer.disagreements)
    parts += [_section("Claims that disagree", bullets(claims))]
    parts += [_section("Other notices on record", bullets(_notices(answer)))]
    if answer.carries:
        parts += [_section("Leaving it also leaves, where a party", bullets(carried_names(answer)))]
    parts += [f"\n{wrap(knowledge_line())}"]
    return "\n".join(part for part in parts if part)


def _facts(answer: Answer) -> str:
    supposed = " (supposed)" if answer.is_supposed else ""
    facts = [f"Status on {long_date(answer.as_of)}: {answer.status}{supposed}."]
    if answer.received is not None:
        facts.append(f"Notice received: {long_date(answer.received)} ({basis_in_words(answer)}).")
    if answer.last_day_bound is not None:
        facts.append(f"Last day bound: {long_date(answer.last_day_bound)}.")
    if answer.protected_until is not None:
        facts.append(f"Protected until: {long_date(answer.protected_until)}.")
    return wrap(" ".join(facts))


def _numbered(reasons: Iterable[Reason]) -> list[str]:
    lines, listed = [], list(reasons)
    sources = without_repeats(each.source for each in listed)
    for number, (reason, source) in enumerate(zip(listed, sources, strict=True), 1):
        basis = f"art. {reason.article}" if _is_number(reason.article) else reason.article
        where = "; ".join(each for each in (basis, source) if each)
        lines.append(wrap(reason.text, f"{number:3}. ", "     "))
        if where:
            lines.append(wrap(f"[{where}]", "     ", "     "))
    return lines


def _is_number(article: str | None) -> bool:
    return bool(article) and not article.lower().startswith(("art", "vienna"))  # type: ignore[union-attr]


def _how_far(standing: StandingSummary) -> list[str]:
    lines = []
    if standing.stage:
        when = f" ({standing.reached_on})" if standing.reached_on else ""
        lines.append(f"Reached: {standing.stage}{when}.")
    if standing.next:
        lines.append(f"Next: {standing.next}.")
    if standing.owed:
        lines.append(f"Still owed: {'; '.join(standing.owed)}.")
    return bullets(lines)


def _notices(answer: Answer) -> list[str]:
    lines = []
    for each in answer.notices:
        effect = f", effect {each.effect}" if each.effect else ""
        note = f": {each.note}" if each.note else ""
        received = f"received {each.received or 'on a day not recorded'}"
        lines.append(f"{received}{effect} ({each.status}){note}")
    return lines


def carried_names(answer: Answer) -> list[str]:
    """Return the names of the treaties that leaving this one also leaves."""
    from withdrawal.law.treaties.catalogue import catalogue

    summaries = catalogue().summaries
    return [str(summaries[each]["name"]) for each in answer.carries]


def plan_text(plan: Plan) -> str:
    """Return the plan as text: the latest day of receipt, then each step."""
    steps = [
        wrap(f"{_day(each.latest)}  {each.stage}{_optional(each.is_optional)}: {each.actor}; "
              f"{each.because}.{_usual(each)}", "  ", "              ")
        for each in plan.stages
    ]  # fmt: skip
    parts = [_plan_headline(plan), wrap(plan.sentence), _section("Latest day for each step", steps)]
    parts += [_section("Taken for granted", bullets(plan.assumptions))]
    parts += [f"\n{wrap(knowledge_line())}"]
    return "\n".join(part for part in parts if part)


def _plan_headline(plan: Plan) -> str:
    if plan.is_settled:
        return "NOTHING LEFT TO DO"
    unknown = " (NOT KNOWN WHETHER A PARTY)" if plan.is_if_a_party else ""
    day = long_date(plan.latest_receipt).upper() if plan.latest_receipt else "NOT POSSIBLE"
    return f"{day}{unknown}"


def comparison_text(comparison: Comparison) -> str:
    """Return a comparison as text, one paragraph a State."""
    parts = [f"{comparison.treaty_name}, as of {long_date(comparison.as_of)}"]
    for row in comparison.rows:
        lines = [
            f"{row.answer.party_name}: {_standing(row.answer)}",
            wrap(row.answer.sentence, "   ", "   "),
        ]
        if row.left:
            stage = row.answer.standing.stage or "nothing yet"
            lines.append(wrap(f"Reached: {stage}. Left: {', '.join(row.left)}.", "   ", "   "))
        if row.earliest_notice:
            lines.append(
                wrap(
                    f"Under its own law: notice from {row.earliest_notice}, so effect from "
                    f"{row.earliest_effect}.",
                    "   ",
                    "   ",
                )
            )
        if row.bottleneck:
            lines.append(wrap(f"Waits longest at {row.bottleneck}.", "   ", "   "))
        parts.append("\n".join(lines))
    return "\n\n".join([*parts, wrap(knowledge_line())])


def _standing(answer: Answer) -> str:
    """Return the status of a State in a comparison, with how far its membership is known."""
    day = f" on {long_date(answer.list_day)}" if answer.list_day else ""
    if answer.status == "not-a-party":
        return f"not a party{day}"
    if is_if_a_party(answer):
        return f"{answer.status}, not known whether a party"
    return f"{answer.status}, a party{day}" if day else answer.status


def _day(day: date) -> str:
    return day.isoformat()


def _usual(stage: PlannedStage) -> str:
    return f" At the usual pace: {stage.typical}." if stage.typical else ""


def _optional(is_optional: bool) -> str:
    return " (optional)" if is_optional else ""


def _section(title: str, lines: list[str]) -> str:
    return "\n".join(["", title, *lines]) if lines else ""
