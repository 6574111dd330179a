"""The committed snapshots: a change in a rule or in the data shows as a diff of dates."""

from difflib import unified_diff

import pytest

from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.law.procedures.stages import DayLimits


@pytest.fixture(scope="module")
def tool(load_tool):
    """Return the tool that writes the snapshot, as a module."""
    return load_tool("build_snapshot")


class TestSnapshot:
    """The effect of every clause and route on a fixed grid of days."""

    def test_is_what_the_package_computes(self, tool):
        """No date of the snapshot changes unnoticed (`make data` writes it anew)."""
        kept = tool.SNAPSHOT.read_text(encoding="utf-8").splitlines()
        made = tool.text().splitlines()
        changed = [f"-{old}\n+{new}" for old, new in zip(kept, made, strict=False) if old != new]
        assert not changed, "\n".join(changed[:10])
        assert len(kept) == len(made)

    def test_covers_the_catalogue(self, tool):
        """Every treaty has at least one row."""
        named = {row[0].split(" ")[0] for row in tool.rows()}
        assert named == set(tool.catalogue())


class TestGraphs:
    """Everything that can happen in some routes of some States."""

    def test_are_what_the_package_builds(self, tool):
        """No step of a procedure changes unnoticed (`make data` writes them anew)."""
        kept = tool.GRAPHS.read_text(encoding="utf-8").splitlines()
        made = tool.graphs().splitlines()
        changed = list(unified_diff(kept, made, lineterm="", n=0))
        assert not changed, "\n".join(changed[:20])

    def test_have_every_shape(self, tool):
        """What happens in any procedure happens in one of these."""

        def shapes(routes):
            return {
                (each.kind, each.is_implied, each.majority is None, each.limits == DayLimits())
                for country, route in routes
                for each in procedure(country).graph(route).transitions
            }

        every = [(each, route.id) for each in procedures() for route in procedure(each).routes]
        assert shapes(tool.ROUTES) == shapes(every)
