"""The scores of the forecasts, as text for a terminal and as a table for the documentation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from withdrawal.output.lines import entry, table

if TYPE_CHECKING:
    from withdrawal.odds.score import CaseScore

__all__ = ["forecasts_markdown", "scores_markdown", "scores_text", "summary_lines"]

_COLUMNS = ("crps", "press", "medians", "in_50", "in_80", "never")


def scores_text(cases: Sequence[CaseScore], figures: Mapping[str, Any]) -> str:
    """Return the scores as text: one line a case, then the figures over all."""
    rows = [("case", "days", "CRPS", "press", "medians", "50%", "80%"), *map(_cells, cases)]
    lines = table(rows, figures=range(1, 7))
    return "\n".join([*lines, "", *(entry([each], [0]) for each in summary_lines(figures))])


def _cells(case: CaseScore) -> tuple[str, ...]:
    crps, press, medians, half, most, _ = (_number(case.mean(name)) for name in _COLUMNS)
    half, most = (_share(case.mean(name)) for name in ("in_50", "in_80"))
    return case.case, str(len(case.scores)), crps, press, medians, half, most


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.0%}"


def summary_lines(figures: Mapping[str, Any]) -> list[str]:
    """Return the figures over all cases, one line each."""
    ratio = figures["median_ratio"]
    share = "-" if ratio is None else f"{ratio:.2f}"
    tenths = " ".join(str(each) for each in figures["pit"])
    press, medians = _number(figures["press"]), _number(figures["medians"])
    half, most = _share(figures["coverage_50"]), _share(figures["coverage_80"])
    counted = f"{figures['cases']} cases, {figures['forecasts']} forecasts"
    errors = f"press's day {press}, of everyone-takes-the-median {medians}"
    return [
        f"{counted}, each case left out in turn with all that acted together with it.",
        f"Mean CRPS: {_number(figures['crps'])} days; mean error of the {errors}.",
        f"CRPS as a share of the better baseline, on the median case: {share} (goal: 0.50).",
        f"The 50% range held the day in {half}, the 80% range in {most} (goal: 70% to 90%).",
        f"Where the day lay in the distribution, tenth by tenth: {tenths}.",
    ]


def scores_markdown(cases: Sequence[CaseScore]) -> str:
    """Return the scores as Markdown tables: a row a case, then a row a forecast."""
    lines = [
        "| case | forecasts | CRPS | press | medians | in 50% | in 80% | chance given to never |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for case in cases:
        crps, press, medians = (_number(case.mean(name)) for name in _COLUMNS[:3])
        half, most, never = (_share(case.mean(name)) for name in _COLUMNS[3:])
        lines.append(
            f"| {case.case} | {len(case.scores)} | {crps} | {press} | {medians} | {half} | "
            f"{most} | {never} |"
        )
    return "\n".join(lines)


def forecasts_markdown(cases: Sequence[CaseScore]) -> str:
    """Return every forecast of some cases as a Markdown table."""
    names = "case | from | last step known | median forecast | actual | CRPS | press | medians"
    lines = [
        f"| {names} | in 50% | in 80% |",
        "| --- | --- | --- | --- | --- | ---: | ---: | ---: | --- | --- |",
    ]
    for case in cases:
        for each in case.scores:
            half, most = ("yes" if held else "no" for held in (each.in_50, each.in_80))
            lines.append(
                f"| {case.case} | {each.as_of} | {each.known} | {each.median} | {each.actual} | "
                f"{each.crps:.1f} | {_number(each.press)} | {_number(each.medians)} | {half} | "
                f"{most} |"
            )
    return "\n".join(lines)
