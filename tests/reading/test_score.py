"""The figures over the labelled passages that the reader was written with.

A figure may only get better: what the sealed passages give is measured apart.
"""

import json
import sys
from functools import cache
from pathlib import Path

import pytest

from withdrawal.reading.lexicon import READ_IN

HERE = Path(__file__).parent
TOOLS = HERE.parents[1] / "tools"


@cache
def score():
    """The program that counts."""
    sys.path.insert(0, str(TOOLS))
    try:
        import score_reading
    finally:
        sys.path.remove(str(TOOLS))
    return score_reading


@cache
def rows(language):
    """The rows of the open passages of a language."""
    found = score().passages([HERE / "passages" / f"{language}.jsonl"])
    return [row for passage in found for row in score().scored(passage)]


@pytest.mark.parametrize("language", READ_IN)
class TestEachLanguage:
    def test_nothing_right_is_contradicted(self, language):
        """No claim is contradicted that a careful reader does not contradict."""
        assert [row for row in rows(language) if row["false_contradiction"]] == []

    def test_look_alikes_give_nothing(self, language):
        """A passage of look-alikes gives no claim."""
        assert [row for row in rows(language) if row["trap"]] == []


def test_all_together():
    """Precision, recall of effects and days read, over all languages."""
    together = [row for language in READ_IN for row in rows(language)]
    figures = score().figures(together)
    assert figures["precision"] >= 0.97
    assert figures["recall"]["effect"] >= 0.85
    assert figures["recall"]["step"] >= 0.75
    assert figures["recall"]["period-starts"] >= 0.75
    assert figures["recall"]["recipients"] >= 0.75
    assert figures["wrong found"] >= 0.6
    assert figures["days wrong"] <= 0.01 * figures["days read"] + 1


class TestFreshPassages:
    """Sixty passages labelled before the reader had seen them.

    When they were first read, precision was 0.971 and recall of effects 0.941, with one false
    contradiction (a Charter taken for a letter), which was mended; since then they count as seen.
    """

    def test_figures(self):
        """Nothing right is contradicted, look-alikes give nothing, and most is read and right."""
        found = list(score().passages([HERE / "fresh" / "passages.jsonl"]))
        figures = score().figures([row for each in found for row in score().scored(each)])
        assert len(found) >= 60
        assert figures["false contradictions"] == figures["claims on look-alikes"] == 0
        assert figures["precision"] >= 0.97
        assert figures["recall"]["effect"] >= 0.94


RETELLINGS = HERE.parents[1] / "seeds" / "retellings"
LABELS = [
    json.loads(line) for line in (RETELLINGS / "labels.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("label", LABELS, ids=lambda each: each["id"])
def test_retellings(label):
    """Each claim of a retelling is found, is read right and is judged right; nothing is added."""
    passage = {**label, "text": (RETELLINGS / label["id"]).read_text("utf-8")}
    rows = score().scored(passage)
    assert [row["words"] for row in rows if not (row.get("right") and row["verdict_right"])] == []


LABEL = {
    "kind": "effect",
    "parties": ["FIN"],
    "treaty": "ottawa-1997",
    "step": "effective",
    "when": "2026-01-10",
    "period": None,
    "starts": None,
    "words": "left on 10 January",
    "offset": 8,
    "verdict": "supported",
}
CLAIM = {
    "kind": "effect",
    "parties": ["FIN"],
    "treaty": "ottawa-1997",
    "step": "effective",
    "value": {"day": "2026-01-10"},
    "offset": 0,
    "length": 26,
    "verdict": "loose",
    "rule": "a rule",
}


class TestCounting:
    """What the program counts as right."""

    def test_a_label_and_a_claim(self):
        """They are one where kind and words agree; the verdict is counted apart."""
        row = score().compared(LABEL, CLAIM)
        assert (row["right"], row["verdict_right"]) == (True, False)

    @pytest.mark.parametrize(
        ("change", "wrong"),
        [
            ({"parties": ["SWE"]}, ["parties"]),
            ({"treaty": "ccm-2008"}, ["treaty"]),
            ({"value": {"day": "2026-01-11"}}, ["value"]),
        ],
    )
    def test_what_is_wrong(self, change, wrong):
        """Another State, treaty or day is wrong, and said to be."""
        row = score().compared(LABEL, CLAIM | change)
        assert (row["right"], row["wrong_in"]) == (False, wrong)

    def test_coarser_days_agree(self):
        """A month agrees with its days, another month does not."""
        assert score().days_agree("2026-01", "2026-01-10")
        assert not score().days_agree("2026-01", "2026-02")

    def test_false_contradictions(self):
        """A contradiction is false unless the label allows it."""
        claim = CLAIM | {"verdict": "contradicted"}
        assert score().compared(LABEL, claim)["false_contradiction"]
        allowed = LABEL | {"also_right": ["contradicted"]}
        assert not score().compared(allowed, claim)["false_contradiction"]


@pytest.mark.parametrize(
    ("name", "precision"),
    [
        ("sealed", 0.92),
        ("second", 0.95),
        ("third", 0.89),
        ("fourth", 0.92),
        ("fifth", 0.96),
        ("sixth", 0.84),
        ("seventh", 0.87),
        ("tenth", 0.92),
    ],
)
def test_sets_seen_since(name, precision):
    """What was learnt from a set is kept: nothing right is wrong, look-alikes give nothing."""
    found = score().passages(sorted((HERE / name).glob("*.jsonl")))
    figures = score().figures([row for each in found for row in score().scored(each)])
    assert figures["false contradictions"] == figures["claims on look-alikes"] == 0
    assert figures["precision"] >= precision
