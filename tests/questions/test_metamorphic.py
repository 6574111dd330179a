"""A small word put into a question changes its answer or refuses it, never passes unseen."""

from __future__ import annotations

import pytest

from withdrawal.errors import QuestionError
from withdrawal.questions import ask

TODAY = "2026-11-28"
CASES = [
    ("Lithuania", "the Ottawa Convention", "27 December 2025"),
    ("Estonia", "the Ottawa Convention", "27 December 2025"),
    ("the United Kingdom", "the Energy Charter Treaty", "27 April 2025"),
    ("Burundi", "the Rome Statute", "27 October 2017"),
]


def _outcome(question: str) -> object:
    try:
        reply = ask(question, as_of=TODAY)
    except QuestionError as error:
        return error.code
    return reply.text


@pytest.mark.parametrize(("state", "treaty", "day"), CASES)
class TestMetamorphic:
    def test_before(self, state: str, treaty: str, day: str):
        """ "Before" the day of effect is not on it."""
        on = _outcome(f"Was {state} bound by {treaty} on {day}?")
        assert _outcome(f"Was {state} bound by {treaty} before {day}?") != on

    def test_ago(self, state: str, treaty: str, day: str):
        """ "Twenty years ago" is not now."""
        now = _outcome(f"Is {state} bound by {treaty}?")
        assert _outcome(f"Was {state} bound by {treaty} twelve years ago?") != now

    @pytest.mark.parametrize("words", ["does not give", "never gives"])
    def test_not(self, state: str, treaty: str, day: str, words: str):
        """A notice that is not given has no effect."""
        plain = _outcome(f"When is {state} out of {treaty} if it gives notice on 1 March 2027?")
        turned = f"When is {state} out of {treaty} if it {words} notice on 1 March 2027?"
        assert _outcome(turned) not in (plain,)
        assert _outcome(turned) == "not-understood"

    @pytest.mark.parametrize("word", ["unless", "without"])
    def test_clause(self, state: str, treaty: str, day: str, word: str):
        """A clause that nothing reads refuses the question."""
        assert _outcome(f"When did {state} leave {treaty} {word} the others did?") in (
            "not-understood",
            "no-treaty",
        )

    def test_of_one_exit(self, state: str, treaty: str, day: str):
        """Where a State left once, "before the others did" turns nothing, and is named."""
        told = str(_outcome(f"When did {state} leave {treaty} before the others did?"))
        assert day in told
        assert "Not taken into account: “before”" in told


def test_title():
    """The day in a treaty's title changes nothing."""
    plain = _outcome("Is Sweden bound by the Ottawa Convention?")
    assert _outcome("Is Sweden bound by the Ottawa Convention of 18 September 1997?") == plain
