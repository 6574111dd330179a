"""The scores of the forecasts, as text for a terminal and as tables for the documentation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from withdrawal.datafiles import table_of
from withdrawal.odds.evidence import PastCase, past_cases
from withdrawal.odds.scoring.landmarks import MODELS, landmarks
from withdrawal.odds.scoring.summary import SCHEMA, mean
from withdrawal.odds.scoring.table import Row, Scores
from withdrawal.output.markdown import grid_markdown
from withdrawal.output.report import Report, plain
from withdrawal.output.tables.table import rows


def scores_data(scores: Scores, figures: Mapping[str, Any]) -> dict[str, Any]:
    """Return the scores as JSON-ready data, schema ``withdrawal/score/2``."""
    listed = [{**table_of(row, "scores", "drawn"), "scores": _scored(row)} for row in scores.rows]
    return {"schema": SCHEMA, **figures, "left_out": scores.not_scored, "rows": listed}


def _scored(row: Row) -> dict[str, dict[str, float | None]]:
    return {
        model: {name: _known(value) for name, value in each.items()}
        for model, each in row.scores.items()
    }


def _known(value: float) -> float | None:
    return None if value != value else round(value, 5)


def scores_report(scores: Scores, figures: Mapping[str, Any]) -> Report:
    """Return the scores: one line a case, then the figures over all."""
    return Report(
        title="",
        sentence="",
        sections=(
            rows("cases", "", ("case", "days", *MODELS), _cases(scores.rows)),
            plain("figures", "Over all", summary_lines(figures)),
        ),
        foot="",
    )


def _cases(scored: Sequence[Row]) -> Iterator[tuple[str, ...]]:
    """Yield for each case its id, how often it was forecast, and the mean score of each."""
    cases: dict[str, list[Row]] = {}
    for row in scored:
        cases.setdefault(row.case, []).append(row)
    for name, each in sorted(cases.items()):
        means = (f"{mean(each, model, 'crps'):.1f}" for model in MODELS)
        yield name, str(len(each)), *means


def summary_lines(figures: Mapping[str, Any]) -> list[str]:
    """Return the figures over all cases, one line each."""
    if not figures["forecasts"]:
        return ["Nothing could be scored."]
    counted = f"{figures['forecasts']} forecasts of {figures['cases']} cases"
    skill = figures["skill"]
    return [
        f"{counted} in {figures['groups']} groups, each from what was known on its day.",
        (
            f"Score against climatology: {_ratio(skill['climatology']['crps'])} on days, "
            f"{_ratio(skill['climatology']['crps_log'])} on their logarithms (goal: at most 0.85)."
        ),
        f"Score against the press: {_ratio(skill['press']['crps'])} (goal: at most 0.75).",
        (
            f"The 50% range held the day in {_held(figures['in_50'])}, the 80% range in "
            f"{_held(figures['in_80'])} (goals: 44% to 56%, 74% to 86%)."
        ),
        (
            f"Of the exits that took effect, the ranges that are told held "
            f"{_held(figures['shown_50'])} and {_held(figures['shown_80'])}."
        ),
        (
            f"Where the day lay in the distribution, tenth by tenth: "
            f"{' '.join(str(each) for each in figures['pit'])}."
        ),
        "What came less what was told, of being out within one and two years: "
        + ", ".join(_points(figures["came_less_told"][years]) for years in ("1", "2"))
        + ".",
    ]


def _ratio(found: Mapping[str, Any]) -> str:
    low, high = found["interval"]
    return f"{found['ratio']:.2f} [{low:.2f}, {high:.2f}]"


def _held(found: Mapping[str, Any]) -> str:
    low, high = found["interval"]
    return f"{found['mean']:.0%} [{low:.0%}, {high:.0%}]"


def _points(found: Mapping[str, Any]) -> str:
    low, high = found["interval"]
    return f"{100 * found['mean']:+.0f} points [{100 * low:+.0f}, {100 * high:+.0f}]"


def models_markdown(figures: Mapping[str, Any]) -> str:
    """Return the mean scores of every forecaster as a Markdown table."""
    head = (
        *("forecaster", "CRPS, days", "log days", "Brier, out in 1 year", "in 2 years", "never"),
        *("80% range, days", "ours against it, days", "log days"),
    )
    return grid_markdown([head, *(_model(model, figures) for model in MODELS)])


def _model(model: str, figures: Mapping[str, Any]) -> tuple[str, ...]:
    each, skill = figures["models"][model], figures["skill"].get(model)
    return (
        model,
        f"{each['crps']:.0f}",
        *(f"{each[name]:.3f}" for name in ("crps_log", "brier_1", "brier_2", "brier_never")),
        f"{each['width_80']:.0f}",
        *(_ratio(skill[name]) if skill else "" for name in ("crps", "crps_log")),
    )


def never_markdown(figures: Mapping[str, Any]) -> str:
    """Return how often "never" came, by thirds of the chance given to it."""
    grid = [("cases", "forecasts", "groups", "never, told", "came", "90% interval")]
    for name, told in (("all", "all"), ("frames", "from lists alone")):
        for each in figures["never"][name]:
            low, high = each["interval"]
            counts = (str(each["forecasts"]), str(each["groups"]))
            shares = (f"{each['told']:.0%}", f"{each['came']:.0%}", f"{low:.0%} to {high:.0%}")
            grid.append((told, *counts, *shares))
    return grid_markdown(grid)


def perfect_markdown(figures: Mapping[str, Any]) -> str:
    """Return what a forecast that is right would score, goal by goal, beside what was found."""
    skill = figures["skill"]
    found = {
        "crps against climatology": skill["climatology"]["crps"]["ratio"],
        "crps_log against climatology": skill["climatology"]["crps_log"]["ratio"],
        "crps against the press": skill["press"]["crps"]["ratio"],
        "in_50": figures["in_50"]["mean"],
        "in_80": figures["in_80"]["mean"],
    }
    head = (
        "figure",
        "found",
        "goal",
        "met",
        "if the forecast were right",
        "how often it is met then",
    )
    grid = [head]
    for name, each in figures["perfect"].items():
        (low, high), (least, most) = each["interval"], each["goal"]
        goal = f"{least:.2f} to {most:.2f}" if least else f"at most {most:.2f}"
        met = "yes" if least <= found[name] <= most else "no"
        right = f"{each['mean']:.2f} ({low:.2f} to {high:.2f})"
        grid.append((_NAMES[name], f"{found[name]:.2f}", goal, met, right, f"{each['met']:.0%}"))
    return grid_markdown(grid)


_NAMES = {
    "crps against climatology": "CRPS on days, as a share of climatology's",
    "crps_log against climatology": "CRPS on log days, as a share of climatology's",
    "crps against the press": "CRPS on days, as a share of the press's",
    "in_50": "share of days that 50% ranges held",
    "in_80": "share of days that 80% ranges held",
}


def cases_markdown(scores: Scores) -> str:
    """Return the scores of every case as a Markdown table."""
    return grid_markdown([("case", "forecasts", *MODELS), *_cases(scores.rows)])


def unscored_markdown(figures: Mapping[str, Any]) -> str:
    """Return how many cases, or days of them, cannot be scored, and why."""
    found = sorted(figures["not_scored"].items(), key=lambda each: (-each[1], each[0]))
    grid = ((str(count), why) for why, count in found)
    return grid_markdown([("cases or days", "why they are not scored"), *grid])


def evidence_markdown() -> str:
    """Return how many past cases there are, and of how many anything can be learned."""
    cases = past_cases()
    ahead = [case for case in cases if not isinstance(landmarks(case), str)]
    kept = {
        "with a dated step": cases,
        "without a notice": [case for case in cases if not _has_notice(case)],
        "with a step before the notice, so that they can be forecast": ahead,
        "without a notice among these": [case for case in ahead if not _has_notice(case)],
        "drawn from a list whatever their end": [case for case in cases if case.frame],
    }
    grid = (
        (name, str(len(each)), str(len({case.party for case in each})))
        for name, each in kept.items()
    )
    return grid_markdown([("past cases", "how many", "of how many States"), *grid])


def _has_notice(case: PastCase) -> bool:
    told = {"notification", "notification-received", "notice-received"}
    return case.notice is not None or any(event.step in told for event in case.events)
