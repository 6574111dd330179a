"""One case of six stages, forecast exactly and sampled, against the usual ways; one run, ratios.

    python -m benchmarks.forecast             print the table
    python -m benchmarks.forecast --json      print it as JSON
    python -m benchmarks.forecast --check     exit 1 where a goal is missed

The case: six stages with log-normal durations, two of them within legal bounds, two votes that
wait for a sitting day (no sittings in July and August), and a clause of six months. Everybody
draws from the same distributions and must find the same median. SimPy runs one environment with
a process a path; `transitions` drives one shared machine with a light model a path; plain Python
adds numbers in a loop. Times are seconds of a core, the best of several, so that what else the
machine does matters little.

Two processes are compared with one by the clock on the wall: both pools are open and warm before
anything is timed, and take turns. In the same rounds, the same pools add whole numbers, work in
which nothing is shared. A machine that is busy with other things cannot give two processes twice
what it gives one, whoever asks; the second figure shows how much it gave. A third compares the
processor time alone, start of the pool included: what sharing costs, on a machine however busy.
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import partial
from importlib.util import find_spec
from itertools import accumulate
from typing import Any

import numpy as np

from benchmarks._common import Figures, Goal, Measured, best, in_turns, main, on_a_core
from withdrawal.dates import DayTable, Period, Rounding, add
from withdrawal.dates.table import EPOCH
from withdrawal.odds.api import forecast
from withdrawal.odds.distribution import Distribution
from withdrawal.odds.engine.durations import Duration
from withdrawal.odds.engine.exact import solve
from withdrawal.odds.engine.graph import Ensemble, Member, Model, Network, Opening, Step
from withdrawal.odds.engine.mass import Mass
from withdrawal.odds.engine.sampling import sample
from withdrawal.odds.engine.treaty import TreatySide

FIRST, LAST = date(2025, 1, 1), date(2037, 12, 31)
START = date(2025, 3, 18).toordinal() - EPOCH
SIX_MONTHS = Period.parse("P6M")

WARM = "forecast() of a case on record, warm, milliseconds"
WRITTEN = "forecast() and its JSON, warm, milliseconds"
AS_PATHS = "forecast() of a case on record, SimPy paths in the same time"
ASKED = (
    ("LTU", "ottawa-1997", "2025-03-18"),
    ("CHE", "ottawa-1997", "2026-11-21"),
    ("MDA", "cis-charter-1993", "2026-11-28"),
    ("USA", "paris-2015", "2017-06-02"),
    ("LVA", "istanbul-convention-2011", "2026-11-21"),
)
"""Cases under way, one that is only supposed, and one sent back: the slowest of them counts."""

TWO = "two processes against one, times"
MACHINE = "two processes against one, adding numbers, times"
CORE = "a path in two processes against one, processor time, times"

GOALS = (
    Goal("exact forecast, milliseconds", "at most", 5.0),
    Goal(WARM, "at most", 10.0),
    Goal(WRITTEN, "at most", 30.0),
    Goal("sampler, paths a second", "at least", 5e6),
    Goal("sampler against SimPy, times", "at least", 150.0),
    Goal("sampler against transitions, times", "at least", 500.0),
    Goal(TWO, "at least", 1.7, needs=(MACHINE, 1.9)),
)

PROCESS_RUNS, SUMMED, ROUNDS = 48_000_000, 15_000_000, 7
"""Long enough for two processes to be busy for two seconds."""

Stage = tuple[str, Duration, bool]
Rival = tuple[str, Callable[[int], list[int]], int]


def sitting(day: date) -> date:
    """Return the first weekday from a day on that is not in July or August."""
    while day.weekday() > 4 or day.month in (7, 8):
        day += timedelta(days=1)
    return day


def stages() -> list[Stage]:
    """Return the stages: name, duration, and whether it needs a sitting day."""
    return [
        ("government-decision", Duration.lognormal(20, 60), False),
        ("submission", Duration.lognormal(7, 30), False),
        ("first-reading", Duration.lognormal(20, 60), True),
        ("final-vote", Duration.lognormal(15, 50), True),
        ("promulgation", Duration.lognormal(9, 20).between(1, 21)[0], False),
        ("notice", Duration.lognormal(30, 100).between(0, 365)[0], False),
    ]


SITTINGS = DayTable.compile(sitting, FIRST, LAST)
CLAUSE = DayTable.compile(lambda day: add(day, SIX_MONTHS, rounding=Rounding.DOWN), FIRST, LAST)


def network() -> Network:
    """Return the case as our engines read it."""
    items = tuple(
        Step.simple(name, duration, table=SITTINGS if sits else None)
        for name, duration, sits in stages()
    )
    return Network(items, Opening(Mass.point(START)), START + 3653, TreatySide(CLAUSE))


CASE = Ensemble((Member("case", Model.of(network())),))


class Plain:
    """The same case in plain Python: inverse distribution tables and lists of days."""

    def __init__(self) -> None:
        self.tables = [
            (duration.first, list(accumulate(duration.values.tolist())), sits)
            for _, duration, sits in stages()
        ]
        self.sittings = SITTINGS.values.tolist()
        self.clause = CLAUSE.values.tolist()
        self.base = FIRST.toordinal() - EPOCH

    def wait(self, stage: int) -> int:
        """Return a drawn number of days of a stage."""
        first, levels, _ = self.tables[stage]
        return first + bisect_left(levels, random.random())

    def sat(self, stage: int, day: int) -> int:
        """Return the day a stage can take place on."""
        return self.sittings[day - self.base] if self.tables[stage][2] else day

    def effect(self, day: int) -> int:
        """Return the day of effect of a notice."""
        return self.clause[day - self.base]

    def run(self, paths: int) -> list[int]:
        """Return the days of effect of so many paths."""
        found = []
        for _ in range(paths):
            day = START
            for stage in range(len(self.tables)):
                day = self.sat(stage, day + self.wait(stage))
            found.append(self.effect(day))
        return found


def with_simpy(paths: int) -> list[int]:
    """Return days of effect from SimPy: one environment, a process a path."""
    import simpy

    plain, environment, found = Plain(), simpy.Environment(initial_time=START), []

    def path() -> Iterator[Any]:
        for stage in range(len(plain.tables)):
            yield environment.timeout(plain.wait(stage))
            now = int(environment.now)
            later = plain.sat(stage, now) - now
            if later:
                yield environment.timeout(later)
        found.append(plain.effect(int(environment.now)))

    for _ in range(paths):
        environment.process(path())
    environment.run()
    return found


class Light:
    """A light model of a shared machine."""

    __slots__ = ("day", "state")

    def __init__(self) -> None:
        self.state, self.day = "considered", START


def with_transitions(paths: int) -> list[int]:
    """Return days of effect from `transitions`: one shared machine, a light model a path."""
    from transitions import Machine

    plain, names = Plain(), [name for name, _, _ in stages()]
    states = ["considered", *names]
    machine = Machine(
        model=None,
        states=states,
        transitions=[
            {"trigger": name, "source": before, "dest": name}
            for before, name in zip(states, names, strict=False)
        ],
        initial="considered",
        auto_transitions=False,
    )
    events = [machine.events[name] for name in names]
    found = []
    for _ in range(paths):
        model = Light()
        for stage, event in enumerate(events):
            model.day = plain.sat(stage, model.day + plain.wait(stage))
            event.trigger(model)
        found.append(plain.effect(model.day))
    return found


def check_medians(days: list[int], name: str) -> None:
    """Refuse a contender that does not find the exact median within a week."""
    exact = Distribution.of(solve(network()).effect, {}).median
    assert exact is not None
    found = int(np.median(days))
    assert abs(found - (exact.toordinal() - EPOCH)) <= 7, (name, found, exact)


def measure() -> Measured:
    """Return the figures."""
    figures = {"exact forecast, milliseconds": 1e3 * best(lambda: solve(network()), 30)}
    sample(CASE, runs=1 << 16, seed=1)
    runs = 4_000_000
    ours = runs / best(lambda: sample(CASE, runs=runs, seed=1), 5)
    figures["sampler, paths a second"] = ours
    for name, run, paths in rivals():
        check_medians(run(paths), name)
        speed = paths / best(lambda run=run, paths=paths: run(paths), 4)
        figures[f"{name}, paths a second"] = speed
        figures[f"sampler against {name}, times"] = ours / speed
    figures |= on_record()
    if "SimPy, paths a second" in figures:
        figures[AS_PATHS] = figures[WARM] / 1e3 * figures["SimPy, paths a second"]
    return Measured({**figures, **shared_by_two()})


def on_record() -> Figures:
    """Return how long forecasts of cases on record take, asked for once already."""
    asked = [partial(forecast, party, treaty, as_of=day) for party, treaty, day in ASKED]
    return {
        WARM: 1e3 * max(best(each, 20) for each in asked),
        WRITTEN: 1e3 * max(best(lambda ask=each: ask().to_json(), 20) for each in asked),
    }


def rivals() -> list[Rival]:
    """Return those who draw the same paths: a name, the work, and how many paths it is given."""
    found: list[Rival] = [("plain Python", Plain().run, 20_000)]
    if find_spec("simpy"):
        found.append(("SimPy", with_simpy, 8_000))
    return [*found, ("transitions", with_transitions, 4_000)]


def shared_by_two() -> Figures:
    """Return how much faster two processes are than one, at sampling and at adding numbers."""
    with ProcessPoolExecutor(1) as one, ProcessPoolExecutor(2) as two:
        for pool in (one, two):
            sample(CASE, runs=1 << 22, seed=1, executor=pool)
        times = in_turns(
            {
                "one": lambda: sample(CASE, runs=PROCESS_RUNS, seed=1, executor=one),
                "two": lambda: sample(CASE, runs=PROCESS_RUNS, seed=1, executor=two),
                "one adds": lambda: list(one.map(added, [SUMMED] * 2)),
                "two add": lambda: list(two.map(added, [SUMMED] * 2)),
            },
            ROUNDS,
        )
    # The best of each: what else the machine does can only make a round longer.
    shortest = {name: min(each) for name, each in times.items()}
    return {
        TWO: shortest["one"] / shortest["two"],
        MACHINE: shortest["one adds"] / shortest["two add"],
        CORE: on_a_core(lambda: sampled_by(2)) / on_a_core(lambda: sampled_by(1)),
        "two processes, paths a second": PROCESS_RUNS / shortest["two"],
    }


def sampled_by(workers: int) -> None:
    """Sample in a pool of its own, which is closed afterwards."""
    with ProcessPoolExecutor(workers) as pool:
        sample(CASE, runs=PROCESS_RUNS, seed=1, executor=pool)


def added(count: int) -> int:
    """Return a sum that takes some time and no memory."""
    return sum(range(count))


if __name__ == "__main__":
    raise SystemExit(main(measure, GOALS, __doc__))
