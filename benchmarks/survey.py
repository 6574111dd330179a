"""Every State's exit from every treaty: how long the table takes, and that it is `when`'s.

    python -m benchmarks.survey [--rounds N] [--json] [--check]

The survey is made once to fill what a process keeps, and then timed on one core. After that each
pair is asked of `when` itself, which takes minutes, for what is on record and for a notice
supposed half a year ahead; pairs that differ are named.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from time import process_time

from benchmarks._common import Goal, Measured, best, main
from withdrawal.case.survey import answered, survey
from withdrawal.case.surveyed import Survey
from withdrawal.law.countries import countries
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.overlay import steady
from withdrawal.record.knowledge import known_as_of

WARM = "all pairs, warm, seconds of a core"
SUPPOSED = "all pairs, a notice supposed, warm, seconds of a core"
DIFFER = "pairs that differ from when"
GOALS = (
    Goal(WARM, "at most", 4.0),
    Goal(SUPPOSED, "at most", 4.0),
    Goal(DIFFER, "at most", 0.0),
)


def differing(made: Survey) -> int:
    """Return how many pairs of a survey are not as `when` has them, and name them."""
    found = 0
    with steady():
        for place, key in enumerate(made.treaties):
            law = catalogue().treaty(key)
            for state, line in zip(made.states, made.cells, strict=True):
                own, told = made.kinds[line[place]], answered(state, law, made.as_of, made.on)
                if own != told:
                    found += 1
                    print(f"{state.id} {key}: {own}, when has {told}", file=sys.stderr)
    return found


def measure(rounds: int) -> Measured:
    """Return the best of some rounds, and how many pairs differ."""
    day = known_as_of()
    later = day + timedelta(days=182)
    begun = process_time()
    on_record = survey(as_of=day)
    cold = process_time() - begun
    figures = {
        WARM: best(lambda: survey(as_of=day), rounds),
        "the first of a process, seconds of a core": cold,
        SUPPOSED: best(lambda: survey(as_of=day, on=later), rounds),
        "pairs": float(len(on_record)),
        "States": float(len(countries())),
        "treaties": float(len(catalogue())),
        DIFFER: float(differing(on_record) + differing(survey(as_of=day, on=later))),
    }
    return Measured(figures)


if __name__ == "__main__":
    raise SystemExit(main(measure, GOALS, __doc__, numbers={"rounds": 3}))
