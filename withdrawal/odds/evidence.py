"""Past cases: what was dated on the way out of a treaty, put together from every record.

Three records tell how long States took: the chronologies, the history of notices and
``data/observations.jsonl`` (days between two steps, some still waiting). They are joined by case.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from withdrawal.datafiles import read_toml
from withdrawal.dates import PartialDate, parse_day
from withdrawal.errors import DataFileError
from withdrawal.overlay import remembered
from withdrawal.record.chronology import chronologies, chronology
from withdrawal.record.events import Event, Source
from withdrawal.record.history import Withdrawal, history

__all__ = [
    "DATA",
    "KEYS",
    "PastCase",
    "cases_known_by",
    "last_day",
    "past_case",
    "past_cases",
]


DATA = Path(__file__).parent / "data"

_WORKED_BACK = "the day of the notice was worked back from its effect"
_GIVEN_UP = frozenset({"declines-to-withdraw", "rejected"})
_KINDS = frozenset({"withdrawal", "later-date", "extended", "overtaken", "own-terms"})
KEYS = (
    "case", "party", "treaty", "from", "to", "since", "until", "is_open", "source", "confidence"
)  # fmt: skip
"""What every observation says; it may have a note besides."""

_KEYS = frozenset(KEYS)


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
    notices = _notices()
    rows = _rows()
    pairs = {_pair(row): case for case, each in rows.items() for row in each}
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
    path = DATA / "observations.jsonl"
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        row = json.loads(line)
        if not _KEYS <= row.keys() <= _KEYS | {"note"}:
            wrong = sorted(_KEYS ^ (row.keys() - {"note"}))
            raise DataFileError(
                f"{path.name} line {number}: {', '.join(wrong)}: expected the keys "
                f"{', '.join(sorted(_KEYS))}, and perhaps note."
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
    party, treaty = told or ((notice.party, notice.treaty) if notice else _pair(rows[0]))
    events = chronology(*told) if told is not None else ()
    if not events:
        events = tuple(sorted(_events(notice, rows), key=lambda event: str(event.when)))
    looked = [parse_day(day) for day, ids in notes["looked"].items() if case in ids]
    looked += [parse_day(row["until"]) for row in rows if row["is_open"]]
    group = next((name for name, ids in notes["together"].items() if case in ids), case)
    is_worked_back = told is None and notice is not None and notice.received_is_computed
    return PastCase(
        case,
        party,
        treaty,
        group,
        events,
        notes["routes"].get(case),
        notice,
        notes["set_aside"].get(case, _WORKED_BACK if is_worked_back else None),
        notes["fell"].get(case),
        max(looked, default=None),
        next((name for name, ids in notes["frames"].items() if case in ids), None),
    )


def _pair(row: dict[str, Any]) -> tuple[str, str]:
    return row["party"], row["treaty"]


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
