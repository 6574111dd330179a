"""What is shown of a value in a session is one line that reads aloud."""

import pytest

import withdrawal
from withdrawal.law.treaties.catalogue import catalogue


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda: withdrawal.plan("SWE", "ottawa", out_by="2030-01-01"), "<Plan SWE leaving ottawa"),
        (lambda: withdrawal.play("baltic"), "<Played baltic: "),
        (lambda: catalogue().resolve("ottawa").clause, "<Clause art. 20, exit allowed: starts, "),
    ],
)
def test_one_line(made, said):
    """A plan, a play and a clause say what they are."""
    text = repr(made())
    assert text.startswith(said)
    assert "\n" not in text
    assert len(text) < 400
