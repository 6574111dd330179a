"""The committed snapshots: a change in a rule or in the data shows as a diff of dates.

effects_snapshot.csv has the day of effect of every clause on a grid of days,
graphs_snapshot.txt everything that can happen in some routes, which together have all shapes.
"""

from datetime import date
from difflib import unified_diff

from withdrawal.law.circumstances import Circumstances
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.law.procedures.stages import DayLimits
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.proof.check import pipelines

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
    ("LVA", "ordinary"),
    ("POL", "suspension"),
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


def rows():
    """Return one row for each clause and way out: its name, and the effect of each notice."""
    known = catalogue()
    return [row for key in sorted(known) for row in rows_of(known.treaty(key))]


def rows_of(treaty):
    """Return the rows of a treaty."""
    found = []
    for name in pipelines(treaty) or {"none": ()}:
        way = name.removeprefix("way out ") if name.startswith("way out ") else None
        facts = treaty.facts(Circumstances(anchors=ANCHORS, way_out=way))
        label = treaty.id if way is None else f"{treaty.id} {way}"
        found.append([label, *(cell(treaty, facts, day, name) for day in DAYS)])
    return found


def cell(treaty, facts, day, name):
    """Return the day of effect; else ">" and when notice may next be given; else "-"."""
    if name == "none":
        return "-"
    reckoning = treaty.clause.reckon(day, facts)
    if reckoning.effect is not None:
        return reckoning.effect.isoformat()
    opens = reckoning.obstacle.next_notice if reckoning.obstacle else None
    return "-" if opens is None else f">{opens.isoformat()}"


def effects():
    """Return the lines of the first snapshot."""
    return [",".join(row) for row in (["treaty", *map(str, DAYS)], *rows())]


def graphs():
    """Return the graphs of the routes: each state, and under it what can happen there."""
    lines = []
    for country, route in ROUTES:
        graph = procedure(country).graph(route)
        lines.append(f"{country} {route}, from {graph.initial}")
        for state in graph.states:
            lines.append(f"  {state.name} ({state.phase.value}{', final' * state.is_final})")
            lines += [f"    {happening(each)}" for each in graph.next(state.name)]
    return lines


def happening(transition):
    """Return a transition in a line."""
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


class TestSnapshot:
    """The effect of every clause and route on a fixed grid of days."""

    def test_is_what_the_package_computes(self, snapshot):
        """No date of the snapshot changes unnoticed (`make data` writes it anew)."""
        made = effects()
        kept = snapshot("effects_snapshot.csv", made)
        changed = [f"-{old}\n+{new}" for old, new in zip(kept, made, strict=False) if old != new]
        assert not changed, "\n".join(changed[:10])
        assert len(kept) == len(made)

    def test_covers_the_catalogue(self):
        """Every treaty has at least one row."""
        named = {row[0].split(" ")[0] for row in rows()}
        assert named == set(catalogue())


class TestGraphs:
    """Everything that can happen in some routes of some States."""

    def test_are_what_the_package_builds(self, snapshot):
        """No step of a procedure changes unnoticed (`make data` writes them anew)."""
        made = graphs()
        kept = snapshot("graphs_snapshot.txt", made)
        changed = list(unified_diff(kept, made, lineterm="", n=0))
        assert not changed, "\n".join(changed[:20])

    def test_have_every_shape(self):
        """What happens in any procedure happens in one of these."""

        def shapes(routes):
            return {
                (each.kind, each.is_implied, each.majority is None, each.limits == DayLimits())
                for country, route in routes
                for each in procedure(country).graph(route).transitions
            }

        every = [(each, route.id) for each in procedures() for route in procedure(each).routes]
        assert shapes(ROUTES) == shapes(every)
