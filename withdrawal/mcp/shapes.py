"""What the tools for agents take and give: short, typed, and each with a word on what it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from typing_extensions import TypedDict

from withdrawal.languages.told import Marks
from withdrawal.output.report import Report, Section

Shape = TypeVar("Shape")


def shaped(shape: type[Shape], data: Mapping[str, Any], **more: Any) -> Shape:
    """Return what a shape has of an answer's data, with what it calls or tells otherwise."""
    told = {**data, **more}
    made: Shape = {key: told[key] for key in shape.__annotations__}  # type: ignore[assignment]
    return made


def listing(report: Report, *, most: int | None = None) -> Listing:
    """Return a report of tables as an agent is told it."""
    marks, tables = report.marks, [each for each in report.sections if each.style == "rows"]
    others = (each for each in report.sections if each.style != "rows")
    return Listing(
        title=report.title,
        sentence=report.sentence,
        found=sum(len(each.items) for each in tables),
        tables={each.kind: table_lines(each, marks, most) for each in tables},
        notes=[item.told(marks) for each in others for item in each.items],
    )


def table_lines(section: Section, marks: Marks, most: int | None = None) -> list[str]:
    """Return a table as lines, the names of its columns first, each row behind its id."""
    head, *rows = section.grid(marks, ids=any(each.key for each in section.items))
    return [" | ".join(each).rstrip(" |") for each in (head, *rows[:most])]


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
    """What a plain question was taken to mean, its answers in the same language, and their rows."""

    understood: str
    lang: str
    answers: list[str]
    rows: list[str]


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


class Listing(TypedDict):
    """Tables by what their rows are, the names of the columns first; how many rows were found."""

    title: str
    sentence: str
    found: int
    tables: dict[str, list[str]]
    notes: list[str]


class ShortReading(TypedDict):
    """What a document claims, and the verdicts."""

    text: str


class Description(TypedDict):
    """A treaty or a State in words, and the withdrawals on record."""

    id: str
    name: str
    text: str
    sources: list[str]
    withdrawals: list[str]
