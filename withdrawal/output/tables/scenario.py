"""A played scenario as text: who decides what when, and the date that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from withdrawal.dates import long_date
from withdrawal.law.countries import resolve_country
from withdrawal.output.lines import bullets, table, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from withdrawal.case.scenarios.play import Played, PlayedCase, PlayedStep
    from withdrawal.case.scenarios.scenario import Scenario

__all__ = ["played_text", "scenarios_text"]


def played_text(played: Played) -> str:
    """Return a played scenario as text, case by case."""
    scenario = played.scenario
    parts = [wrap(scenario.title)]
    if scenario.note:
        parts.append(wrap(scenario.note))
    for case in played.cases:
        parts += ["", *_case(case)]
    if scenario.target is not None:
        verdict = "yes" if played.is_met else "no"
        parts += ["", f"Out by {long_date(scenario.target)}: {verdict}."]
    return "\n".join(parts)


def _case(played: PlayedCase) -> list[str]:
    case = played.case
    head = f"{resolve_country(case.party).name}, {case.treaty.name} ({case.route.name})"
    lines = [
        wrap(head),
        *(_step(step) for step in played.steps),
        wrap(played.sentence, "  => ", "     "),
    ]
    doubts = (*case.irregularities, *(each.text for each in played.answer.ambiguities))
    return [*lines, *bullets(doubts)]


def _step(step: PlayedStep) -> str:
    actor = f": {step.actor}" if step.actor else ""
    note = f"; {step.note}" if step.note else ""
    text = f"{step.step.replace('-', ' ')}{actor}{note} [{step.phase}]"
    return wrap(text, f"  {step.when!s:22} ", " " * 25)


def scenarios_text(scenarios: Iterable[Scenario]) -> str:
    """Return the names and titles of scenarios, one a line."""
    return "\n".join(table((scenario.name, scenario.title) for scenario in scenarios))
