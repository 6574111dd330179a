"""The corpus: how many of the questions people ask are understood, and that none is misunderstood.

The tuned part was looked at while the lexicons were written; the kept part never was.
"""

import sys
from collections import Counter
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[2] / "tools"


@pytest.fixture(scope="module")
def verdicts() -> dict[str, list[tuple[str, dict[str, object]]]]:
    """Return for each part of the corpus its questions and what became of them."""
    sys.path.insert(0, str(TOOLS))
    try:
        from score_questions import rows, verdict
    finally:
        sys.path.remove(str(TOOLS))
    return {part: [(verdict(row)[0], row) for row in rows(part)] for part in ("tuned", "kept")}


@pytest.mark.parametrize(("part", "goal"), [("tuned", 0.97), ("kept", 0.92)])
class TestGoals:
    def test_right(self, verdicts: dict[str, list[tuple[str, object]]], part: str, goal: float):
        """Of the tuned part at least 97% are right, of the kept part at least 92%."""
        counts = Counter(result for result, _ in verdicts[part])
        assert (counts["right"] + counts["language"]) / counts.total() >= goal

    def test_never_wrong(
        self, verdicts: dict[str, list[tuple[str, object]]], part: str, goal: float
    ):
        """At most one in a hundred is answered as another question than the one asked."""
        counts = Counter(result for result, _ in verdicts[part])
        assert counts["wrong"] / counts.total() <= 0.01


class TestCoverage:
    def test_every_language_and_intent(self, verdicts: dict[str, list[tuple[str, object]]]):
        """There are 400 questions and 60 to refuse; 25 in each language, 20 for each intent."""
        rows = [row for part in verdicts.values() for _, row in part]
        assert sum("refuse" not in row for row in rows) >= 400
        assert sum("refuse" in row for row in rows) >= 60
        assert min(Counter(row["lang"] for row in rows).values()) >= 25
        assert min(Counter(row["intent"] for row in rows if "intent" in row).values()) >= 20
