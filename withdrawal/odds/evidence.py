"""Past cases: what was dated on the way out of a treaty, from every record, and the spans between.

Three records tell how long States took: the chronologies, the history of notices and
``data/observations.jsonl`` (days between two steps, some still waiting). They are joined by case.

Records seldom date every stage: a span from a vote to the notice holds all the stages in between
that the State's procedure does not leave to choice, and the fit shares its days among them.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from attrs import evolve, field

from withdrawal.datafiles import read_toml
from withdrawal.dates import PartialDate, parse_day
from withdrawal.errors import DataFileError
from withdrawal.law.procedures.library import procedure
from withdrawal.law.procedures.pace import pool_of
from withdrawal.law.procedures.procedure import Procedure, Route
from withdrawal.law.procedures.stages import Phase, Stage
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.overlay import remembered
from withdrawal.record.chronology import chronologies, chronology
from withdrawal.record.events import Event, Source
from withdrawal.record.history import Withdrawal, history
from withdrawal.values import frozen

DATA = Path(__file__).parent / "data"
KEYS = (
    "case", "party", "treaty", "from", "to", "since", "until", "is_open", "source", "confidence"
)  # fmt: skip
"""What every observation says; it may have a note besides."""

_WORKED_BACK = "the day of the notice was worked back from its effect"
_GIVEN_UP = frozenset({"declines-to-withdraw", "rejected"})
_KINDS = frozenset({"withdrawal", "later-date", "extended", "overtaken", "own-terms"})
_SHELVED_AFTER = 730
"""A matter in which nothing happened for so many days is taken for shelved."""
_BLURRED = 45
_SAID = ("announcement", "draft-government-decision")


@frozen
class PastCase:
    """One State's way out of one treaty, as far as it is dated.

    Attributes:
        id: party and treaty, and a year where there were several attempts.
        party: ISO 3166-1 alpha-3.
        treaty: the catalogue's id, or a name of its own where the catalogue has none.
        group: the cases that acted together; the id itself where there were none.
        events: what happened, in order.
        route: the route it took, where not the one its treaty calls for.
        notice: what became of the notice, where there was one.
        set_aside: why its days are not fitted, where they are not.
        fell_before: the stage reached only after a government had fallen, where one did.
        looked: the last day on which somebody looked and no further step had been reported; None
            where nobody did.
        frame: the list it was drawn from without regard to how it ended, where it was.
    """

    id: str
    party: str
    treaty: str
    group: str
    events: tuple[Event, ...] = field(repr=False)
    route: str | None = None
    notice: Withdrawal | None = field(default=None, repr=False)
    set_aside: str | None = None
    fell_before: str | None = None
    looked: date | None = None
    frame: str | None = None

    @property
    def first_day(self) -> date | None:
        """The first day of which anything is known exactly."""
        return min((e.when.day for e in self.events if e.when.day is not None), default=None)

    @property
    def given_up(self) -> date | None:
        """The day on which it was given up without a notice; None where it was not."""
        last = max(self.events, key=lambda event: event.when.latest or date.min, default=None)
        is_over = self.notice is None and last is not None and last.step in _GIVEN_UP
        return last.when.latest if is_over and last is not None else None

    def known_by(self, day: date) -> PastCase | None:
        """Return the case as it was known on a day; None where nothing was known of it.

        Whatever came later is left out, and the case is open on that day if it was not over.
        """
        events = tuple(each for each in self.events if (each.when.latest or date.max) <= day)
        if not events:
            return None
        notice = None if self.notice is None else self.notice.as_known_on(day)
        if notice is not None and (notice.given or date.max) > day:
            notice = None
        went_on = len(events) < len(self.events) or self.notice is not notice
        until = day if went_on or (self.looked or date.min) > day else self.looked
        return evolve(self, events=events, notice=notice, looked=until)


def past_case(case_id: str) -> PastCase:
    """Return the past case of that id.

    Raises:
        KeyError: there is none.
    """
    return _by_id()[case_id]


@remembered
def past_cases() -> tuple[PastCase, ...]:
    """Return every past case with at least one dated step, by id."""
    return tuple(_by_id().values())


@remembered
def cases_known_by(day: date) -> tuple[PastCase, ...]:
    """Return every past case of which anything was known on a day, as it was known then."""
    known = (case.known_by(day) for case in past_cases())
    return tuple(case for case in known if case is not None)


@remembered
def _by_id() -> dict[str, PastCase]:
    notices, rows = _notices(), _rows()
    pairs = {(row["party"], row["treaty"]): case for case, each in rows.items() for row in each}
    told = {pairs.get(pair, "-".join(pair).lower()): pair for pair in chronologies()}
    made = (
        _put_together(case, notices.get(case), rows.get(case, []), told.get(case))
        for case in sorted({*notices, *rows, *told})
    )
    return {case.id: case for case in made if case.events}


def last_day() -> date:
    """Return the last day on which anything is on record of a past case."""
    days = (event.when.latest for case in past_cases() for event in case.events)
    looked = (case.looked for case in past_cases())
    return max(day for day in (*days, *looked) if day is not None and day <= date.today())


def _notices() -> dict[str, Withdrawal]:
    """Return the notices on record by the id of their case."""
    kept = [row for row in history() if row.kind in _KINDS and row.given is not None]
    times = Counter((row.party, row.treaty) for row in kept)
    found = {}
    for row in kept:
        first = row.announced or row.given
        assert first is not None
        several = f"-{first.year}" if times[row.party, row.treaty] > 1 else ""
        found[f"{row.party}-{row.treaty}".lower() + several] = row
    return found


def _rows() -> dict[str, list[dict[str, Any]]]:
    """Return the observations by case.

    Raises:
        DataFileError: a line is malformed.
    """
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    path, keys = DATA / "observations.jsonl", {*KEYS}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        row = json.loads(line)
        if wrong := keys ^ (row.keys() - {"note"}):
            raise DataFileError(
                f"{path.name} line {number}: {', '.join(sorted(wrong))}: expected the keys "
                f"{', '.join(sorted(keys))}, and perhaps note."
            )
        found[row["case"]].append(row)
    return found


def _put_together(
    case: str,
    notice: Withdrawal | None,
    rows: list[dict[str, Any]],
    told: tuple[str, str] | None,
) -> PastCase:
    notes = _notes()
    party, treaty = told or (
        (notice.party, notice.treaty) if notice else (rows[0]["party"], rows[0]["treaty"])
    )
    events = chronology(*told) if told is not None else ()
    if not events:
        events = tuple(sorted(_events(notice, rows), key=lambda event: str(event.when)))
    looked = [parse_day(day) for day, ids in notes["looked"].items() if case in ids]
    looked += [parse_day(row["until"]) for row in rows if row["is_open"]]
    is_worked_back = told is None and notice is not None and notice.received_is_computed
    return PastCase(
        id=case,
        party=party,
        treaty=treaty,
        group=next((name for name, ids in notes["together"].items() if case in ids), case),
        events=events,
        route=notes["routes"].get(case),
        notice=notice,
        set_aside=notes["set_aside"].get(case, _WORKED_BACK if is_worked_back else None),
        fell_before=notes["fell"].get(case),
        looked=max(looked, default=None),
        frame=next((name for name, ids in notes["frames"].items() if case in ids), None),
    )


@cache
def _notes() -> dict[str, dict[str, Any]]:
    return read_toml(DATA / "cases.toml")


def _events(notice: Withdrawal | None, rows: list[dict[str, Any]]) -> Iterator[Event]:
    """Yield the dated steps of observations, and of a notice where they leave them out."""
    seen = set()
    for row in rows:
        if row["confidence"] == "uncertain":
            continue
        dated = [(row["from"], row["since"])]
        dated += [] if row["is_open"] else [(row["to"], row["until"])]
        for step, day in dated:
            if (step, day) not in seen:
                seen.add((step, day))
                source = Source.of(row["source"])
                yield Event(step, PartialDate.parse(day), sources=(source,))
    if notice is not None:
        yield from _from_notice(notice, {step for step, _ in seen})


def _from_notice(notice: Withdrawal, seen: set[str]) -> Iterator[Event]:
    given = notice.given
    dated = (
        ("announcement", notice.announced, {"announcement", "government-decision"}),
        ("final-vote", notice.approved, {"final-vote", "lower-house-vote", "upper-house-vote"}),
        ("notice-received", given, {"notification", "notification-received", "notice-received"}),
    )
    for step, day, others in dated:
        if day is None or seen & others or (given is not None and day > given):
            continue
        source = (Source.of(notice.source),) if notice.source else ()
        yield Event(step, PartialDate.of(day), sources=source)


@frozen
class Span:
    """The days between two dated stages, or a share of them.

    Attributes:
        country: ISO 3166-1 alpha-3.
        kinds: what the stages taken in these days are pooled with (`pool_of`), in order.
        shortest: the fewest days it can have been.
        longest: the most days; None where it was still going on.
    """

    case: str
    country: str
    kinds: tuple[str, ...]
    shortest: int
    longest: int | None
    weight: float = 1.0


def route_of(case: PastCase) -> tuple[Procedure, Route]:
    """Return the procedure of a past case and the route it took."""
    state = procedure(case.party)
    if case.route is not None:
        return state, state.route(case.route)
    known = catalogue()
    treaty = known.treaty(case.treaty) if case.treaty in known else None
    days = (each.when.earliest for each in case.events)
    begun = min((day for day in days if day is not None), default=None)
    return state, state.route(treaty=treaty, on=begun)


def dated_stages(case: PastCase) -> list[tuple[int, Event]]:
    """Return the position in the route of each stage that is dated, with its event, in order."""
    stages = stages_gone(case)
    found: list[tuple[int, Event]] = []
    reached = -1
    for event in case.events:
        position = _position(stages, event.step, reached)
        if position is None or event.by is not None:
            continue
        reached = max(position, reached)
        if _is_sharp(event):
            found.append((reached, event))
        if stages[position].kind.id == "notice":
            break
    return found


def place_of(stages: Sequence[Stage], step: str, reached: int = -1) -> int | None:
    """Return the place of the stage after another that a word means: by its id, else an alias."""
    ahead = [n for n in range(reached + 1, len(stages)) if stages[n].answers_to(step)]
    return next((n for n in ahead if stages[n].id == step), next(iter(ahead), None))


def stages_gone(case: PastCase) -> tuple[Stage, ...]:
    """Return the stages of the route that a past case took."""
    state, route = route_of(case)
    return state.stages_of(route)


def _position(stages: tuple[Stage, ...], step: str, reached: int) -> int | None:
    """Return the nearest stage after ``reached`` that a recorded step means.

    While all is talk (recommendations, councils) a further such step counts anew.
    """
    ahead = place_of(stages, step, reached)
    if ahead is not None:
        return ahead
    if reached < 0:
        return 0 if step in _SAID and stages[0].kind.id == "recommendation" else None
    if stages[reached].phase is Phase.RECOMMENDED:
        return next((n for n in range(reached) if stages[n].answers_to(step)), None)
    return None


def _is_sharp(event: Event) -> bool:
    when = event.when
    if when.earliest is None or when.latest is None:
        return False
    return (when.latest - when.earliest).days <= _BLURRED


def spans_of(case: PastCase) -> list[Span]:
    """Return the spans of a past case; none where it is set aside."""
    if case.set_aside is not None:
        return []
    stages, dated = stages_gone(case), dated_stages(case)
    found = [_span(case, stages, before, after) for before, after in pairwise(dated)]
    found += [_open_span(case, stages, *dated[-1])] if dated else []
    return [span for span in found if span is not None]


def _span(
    case: PastCase,
    stages: tuple[Stage, ...],
    before: tuple[int, Event],
    after: tuple[int, Event],
) -> Span | None:
    (first, begun), (last, done) = before, after
    longest = _days(begun.when.earliest, done.when.latest)
    is_delayed = stages[last].id == case.fell_before
    if longest < 0 or is_delayed or _says_nothing(case, begun, longest):
        return None
    shortest = max(_days(begun.when.latest, done.when.earliest), 0)
    return Span(case.id, case.party, _kinds(stages, first, last), shortest, longest)


def _days(first: date | None, last: date | None) -> int:
    """Return the days between two days of dated stages, which have both."""
    assert first is not None
    assert last is not None
    return (last - first).days


def _says_nothing(case: PastCase, first: Event, days: int) -> bool:
    """Return whether an announcement is only the day of the notice under another name."""
    is_same = case.notice is not None and case.notice.announced == case.notice.given
    return days == 0 and first.step == "announcement" and is_same


def _kinds(stages: tuple[Stage, ...], before: int, after: int) -> tuple[str, ...]:
    taken = [stage for stage in stages[before + 1 : after] if not stage.is_optional]
    return tuple(pool_of(stage, stages) for stage in (*taken, stages[after]))


def _open_span(
    case: PastCase, stages: tuple[Stage, ...], position: int, last: Event
) -> Span | None:
    """Return the span of what was still waited for when somebody last looked.

    A wait of more than two years is taken for shelved, which is a branch of its own.
    """
    notice = next((n for n, stage in enumerate(stages) if stage.kind.id == "notice"), -1)
    is_over = case.notice is not None or case.given_up is not None
    if case.looked is None or is_over or position >= notice:
        return None
    days = _days(last.when.latest, case.looked)
    if not 0 < days <= _SHELVED_AFTER:
        return None
    return Span(case.id, case.party, _kinds(stages, position, notice), days, None)
