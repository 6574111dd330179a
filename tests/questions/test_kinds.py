"""Questions of one kind, asked in every language: `kinds.toml` has them with what they mean."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from withdrawal.errors import QuestionError
from withdrawal.languages.folder import LANGUAGES
from withdrawal.questions import understand

KINDS = tomllib.loads((Path(__file__).parent / "kinds.toml").read_text(encoding="utf-8"))
DAY = "2026-11-28"


def cases() -> Iterator[Any]:
    """Yield each question with its kind."""
    for told in KINDS.values():
        for questions in told["questions"].values():
            yield from ((told, question) for question in questions)


@pytest.mark.rows("kind, question", tuple(cases()), ids=lambda row: row[1])
def test_understood(kind: dict[str, Any], question: str) -> None:
    """A question is understood as its kind says, or refused, whatever language and wording."""
    if "refused" in kind:
        with pytest.raises(QuestionError) as caught:
            understand(question, as_of=DAY)
        assert caught.value.code == kind["refused"]
        return
    told = understand(question, as_of=DAY).to_json()
    span = [told.get("start"), told.get("end")]
    found = {**told, "span": span, "parties": sorted(told["parties"])}
    meant = {key: kind[key] for key in kind if key not in ("rule", "questions")}
    assert {key: found.get(key) for key in meant} == meant


@pytest.mark.rows("kind", KINDS)
def test_every_language(kind: str) -> None:
    """Each kind is asked in all languages that questions are read in."""
    assert set(KINDS[kind]["questions"]) == set(LANGUAGES)
