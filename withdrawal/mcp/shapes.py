"""What the tools for agents take and give: short, typed, and each with a word on what it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from typing_extensions import TypedDict

__all__ = [
    "Description",
    "Listing",
    "ShortAnswer",
    "ShortChanges",
    "ShortComparison",
    "ShortForecast",
    "ShortMembership",
    "ShortOverTime",
    "ShortPaper",
    "ShortParties",
    "ShortPlan",
    "ShortReading",
    "ShortReason",
    "ShortReply",
    "ShortStage",
    "ShortState",
    "ShortSurvey",
    "ShortTreaty",
    "StateList",
    "StatesSideBySide",
    "TreatyList",
    "shaped",
]


Shape = TypeVar("Shape")


def shaped(shape: type[Shape], data: Mapping[str, Any], **more: Any) -> Shape:
    """Return what a shape has of an answer's data, with what it calls or tells otherwise.

    Args:
        shape: the shape.
        data: the answer as JSON.
        more: the rest of the shape, or what stands in place of the data's own.
    """
    told = {**data, **more}
    made: Shape = {key: told[key] for key in shape.__annotations__}  # type: ignore[assignment]
    return made


class ShortReason(TypedDict):
    """One step from the facts to the date."""

    text: str
    article: str | None
    source: str | None


class ShortMembership(TypedDict):
    """Whether the State is a party, and by a list of what day; ``not-known`` is no denial."""

    value: str
    since: str | None
    list_as_of: str | None
    complete: bool


class ShortAnswer(TypedDict):
    """When an exit takes effect, and why."""

    headline: str
    sentence: str
    status: str
    effect: str | None
    earliest: str | None
    latest: str | None
    received: str | None
    basis: str | None
    is_supposed: bool
    membership: ShortMembership
    announced: str | None
    confidence: str
    rests_on_reports: str | None
    as_of: str
    knowledge: str
    because: list[ShortReason]
    assumptions: list[str]
    other_readings: list[str]
    disagreeing_claims: list[str]
    facts: list[str]
    standing: list[str]
    other_notices: list[str]
    also_leaves: list[str]


class ShortStage(TypedDict):
    """The days for one step: by law, at the usual pace, at that of nine in ten past cases."""

    stage: str
    actor: str
    latest: str | None
    earliest: str | None
    usual: str | None
    cautious: str | None
    because: str


class ShortPlan(TypedDict):
    """The days of each step, to be out by a day, or to begin on one."""

    headline: str
    sentence: str
    latest_receipt: str | None
    safe_receipt: str | None
    deposit_by: str | None
    outlook: list[dict[str, Any]]
    calendars: list[str]
    membership: ShortMembership
    stages: list[ShortStage]
    assumptions: list[str]


class ShortPaper(TypedDict):
    """A paper of a case: its title, what to quote first, and the whole as Markdown."""

    title: str
    sentence: str
    markdown: str


class ShortReply(TypedDict):
    """What a plain question was taken to mean, and its answers in the same language."""

    understood: str
    lang: str
    answers: list[str]


class ShortForecast(TypedDict):
    """When an exit will probably take effect."""

    headline: str
    sentence: str
    as_of: str
    membership: ShortMembership
    is_supposed: bool
    median: str | None
    interval_50: list[str] | None
    interval_80: list[str] | None
    probability_never: float | None
    probability_by: dict[str, float]
    driver: list[str]
    hindsight: list[str]
    assumptions: list[str]


class ShortTreaty(TypedDict):
    """One line of the list of treaties."""

    id: str
    name: str
    exit: str
    period: str | None
    depositary: str


class TreatyList(TypedDict):
    """The treaties whose names fit, at most as many as asked for."""

    found: int
    treaties: list[ShortTreaty]


class ShortState(TypedDict):
    """One line of the list of States whose procedure is described."""

    id: str
    name: str
    approval: str
    routes: str
    confidence: str


class StateList(TypedDict):
    """The States that fit and whose procedure is described; what holds for the others."""

    found: int
    states: list[ShortState]
    of_others: str


class StatesSideBySide(TypedDict):
    """How several States decide, side by side, each by its usual route."""

    states: list[dict[str, Any]]


class Listing(TypedDict):
    """Rows of the record, at most fifty of those that were found."""

    found: int
    withdrawals: list[str]


class ShortComparison(TypedDict):
    """Several States side by side on one treaty."""

    treaty: str
    as_of: str
    rows: list[dict[str, Any]]


class ShortChanges(TypedDict):
    """What changed in the data since a version: at most fifty changed facts."""

    since: str
    found: int
    changes: list[str]


class ShortSurvey(TypedDict):
    """One State and every treaty, or one treaty and every State: at most fifty pairs with a day."""

    sentence: str
    counts: dict[str, int]
    found: int
    pairs: list[str]


class ShortReading(TypedDict):
    """What a document claims, and the verdicts."""

    text: str


class ShortOverTime(TypedDict):
    """How many parties a treaty had, year by year, and who left."""

    sentence: str
    as_of: str
    list_as_of: str | None
    complete: bool
    at_the_end_of_each_year: dict[str, int]
    left: list[str]


class ShortParties(TypedDict):
    """Who is a party to a treaty on a day."""

    sentence: str
    on: str
    list_as_of: str | None
    complete: bool
    parties: list[str]
    left: list[str]
    not_known: list[str]
    differences: list[str]


class Description(TypedDict):
    """A treaty or a State in words, and the withdrawals on record."""

    id: str
    name: str
    text: str
    sources: list[str]
    withdrawals: list[str]
