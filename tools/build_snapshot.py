"""Write two snapshots to tests/data: the days of effect of every clause, and graphs of procedures.

effects_snapshot.csv has the day of effect of every clause on a grid of days,
graphs_snapshot.txt everything that can happen in some routes, which together have all shapes.
Run it after a change in a rule or in the data (`make data`): the diff shows what changed.
"""

import csv
import io
from datetime import date
from pathlib import Path

from withdrawal.law.circumstances import Circumstances
from withdrawal.law.procedures.graph import Transition
from withdrawal.law.procedures.library import procedure
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.proof.everyday import pipelines

SNAPSHOT = Path(__file__).parent.parent / "tests" / "data" / "effects_snapshot.csv"
GRAPHS = SNAPSHOT.with_name("graphs_snapshot.txt")

# Every kind of transition, of return, of limit and of majority is in one of them.
ROUTES = (
    ("BGR", "ordinary"),
    ("CHE", "referendum"),
    ("EST", "ordinary"),
    ("FIN", "ordinary"),
    ("GBR", "statute"),
    ("HUN", "parliament"),
    ("ITA", "law"),
    ("LTU", "ordinary"),
    ("ROU", "ordinary"),
    ("RUS", "law"),
)

# Month ends, a leap day, both sides of the cut-offs of 1 January, 30 June, 1 July and year's end.
DAYS = tuple(
    date.fromisoformat(text)
    for text in (
        "1999-12-31",
        "2024-02-29",
        "2026-06-30",
        "2026-07-01",
        "2026-07-02",
        "2026-08-31",
        "2026-11-21",
        "2027-01-01",
        "2027-03-01",
        "2027-09-30",
        "2027-10-01",
        "2027-12-31",
    )
)

# Stands for a State's own anchor days.
SINCE = date(1995, 1, 31)
ANCHORS = dict.fromkeys(("in-force-for-party", "consent-of-party", "obligations-assumed"), SINCE)


def rows() -> list[list[str]]:
    """Return one row for each clause and route: its name, and the effect of each notice."""
    known = catalogue()
    return [row for key in sorted(known) for row in _rows_of(known.treaty(key))]


def _rows_of(treaty: Treaty) -> list[list[str]]:
    found = []
    for name in pipelines(treaty) or {"none": ()}:
        route = name.removeprefix("route ") if name.startswith("route ") else None
        facts = treaty.facts(Circumstances(anchors=ANCHORS, route=route))
        label = treaty.id if route is None else f"{treaty.id} {route}"
        found.append([label, *(_cell(treaty, facts, day, name) for day in DAYS)])
    return found


def _cell(treaty: Treaty, facts: Circumstances, day: date, name: str) -> str:
    """Return the day of effect; else ">" and when notice may next be given; else "-"."""
    if name == "none":
        return "-"
    reckoning = treaty.clause.reckon(day, facts)
    if reckoning.effect is not None:
        return reckoning.effect.isoformat()
    opens = reckoning.obstacle.next_notice if reckoning.obstacle else None
    return "-" if opens is None else f">{opens.isoformat()}"


def text() -> str:
    """Return the snapshot as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["treaty", *(day.isoformat() for day in DAYS)])
    writer.writerows(rows())
    return out.getvalue()


def graphs() -> str:
    """Return the graphs of the routes: each state, and under it what can happen there."""
    lines = []
    for country, route in ROUTES:
        graph = procedure(country).graph(route)
        lines.append(f"{country} {route}, from {graph.initial}")
        for state in graph.states:
            lines.append(f"  {state.name} ({state.phase.value}{', final' * state.is_final})")
            lines += [f"    {_happening(each)}" for each in graph.next(state.name)]
    return "\n".join(lines) + "\n"


def _happening(transition: Transition) -> str:
    each, limits = transition, transition.limits
    parts = [
        f"{each.trigger} -> {each.target}: {each.kind}",
        each.stage and f"of {each.stage.id}",
        each.skipped and f"past {' '.join(each.skipped)}",
        each.is_implied and "implied",
        each.majority and f"by {each.majority}",
        limits.in_words() and f"in {limits.in_words()}",
        limits.counted_from and f"from {limits.counted_from}",
        limits.beyond and f"then {limits.beyond}",
    ]
    return ", ".join(part for part in parts if part)


def main() -> None:
    """Build and write the snapshots."""
    SNAPSHOT.write_text(text(), encoding="utf-8")
    GRAPHS.write_text(graphs(), encoding="utf-8")
    print(f"{SNAPSHOT.name}: {len(rows())} clauses and routes on {len(DAYS)} days")


if __name__ == "__main__":
    main()
