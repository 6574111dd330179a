"""The committed snapshot: a change in a rule or in the data shows as a diff of dates."""

import importlib.util
from pathlib import Path

TOOL = Path(__file__).parents[2] / "tools" / "build_snapshot.py"


def _tool():
    """Return the tool that writes the snapshot, as a module."""
    spec = importlib.util.spec_from_file_location("build_snapshot", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class TestSnapshot:
    """The effect of every clause and route on a fixed grid of days."""

    def test_is_what_the_package_computes(self):
        """No date of the snapshot changes unnoticed (`make data` writes it anew)."""
        tool = _tool()
        kept = tool.SNAPSHOT.read_text(encoding="utf-8").splitlines()
        made = tool.text().splitlines()
        changed = [f"-{old}\n+{new}" for old, new in zip(kept, made, strict=False) if old != new]
        assert not changed, "\n".join(changed[:10])
        assert len(kept) == len(made)

    def test_covers_the_catalogue(self):
        """Every treaty has at least one row."""
        tool = _tool()
        named = {row[0].split(" ")[0] for row in tool.rows()}
        assert named == set(tool.catalogue())
