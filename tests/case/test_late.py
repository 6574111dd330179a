"""What of an answer is worked out only when it is read is what it would have been at once."""

import json
import pickle
from copy import copy
from pathlib import Path

import attrs
import pytest

import withdrawal
from withdrawal.case.answer import Answer
from withdrawal.case.late import Late


@attrs.frozen(slots=False)
class Sum(Late):
    """Two numbers and what is made of them."""

    first: int
    second: int = 2
    total: int = 0


def made(counted: list[int]) -> Sum:
    """Return 1 and 2, whose sum is counted each time it is worked out."""
    return Sum.later({"total": lambda more: counted.append(more) or 3}, 7, first=1)


def test_it_is_worked_out_when_it_is_read_and_once() -> None:
    """Nothing is worked out until it is read, and then once."""
    counted: list[int] = []
    late = made(counted)
    assert (late.first, late.second, counted) == (1, 2, [])
    assert (late.total, late.total, counted) == (3, 3, [7])


@pytest.mark.parametrize(
    "taken", [copy, attrs.evolve, lambda each: pickle.loads(pickle.dumps(each))]
)
def test_it_is_an_attribute_like_any_other(taken) -> None:
    """A copy, a changed one and one sent elsewhere equal what was made at once."""
    assert taken(made([])) == Sum(1, 2, 3)
    assert hash(made([])) == hash(Sum(1, 2, 3))
    assert attrs.asdict(made([])) == {"first": 1, "second": 2, "total": 3}


def test_what_there_is_not_is_said() -> None:
    """A name that is none of its attributes is refused by that name, also before it is made."""
    with pytest.raises(AttributeError, match="'Sum' object has no attribute 'product'"):
        _ = made([]).product  # type: ignore[attr-defined]
    assert not hasattr(Sum(1), "product")


def test_an_answer_does_not_see_what_was_laid_over_later(tmp_path: Path) -> None:
    """A folder opened after the question, or closed before the answer is read, changes nothing."""
    row = {"treaty": "ottawa-1997", "party": "SWE", "received": "2026-01-07", "source": "invented"}
    (tmp_path / "withdrawals.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")

    def asked() -> Answer:
        return withdrawal.when("SWE", "ottawa-1997", received="2026-03-09", as_of="2026-06-01")

    before = asked().to_json()
    late = asked()
    with withdrawal.knowledge(tmp_path):
        assert late.notices == ()
        own = asked()
    assert len(own.notices) == 1
    assert late.to_json() == before
