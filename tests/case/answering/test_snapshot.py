"""The committed answers: a change in a rule, in the data or in a wording shows as a difference."""

import json
from typing import get_args

import pytest

from withdrawal.case.findings import Status


@pytest.fixture(scope="module")
def tool(load_tool):
    """Return the tool that writes the snapshot, as a module."""
    return load_tool("build_answers")


@pytest.fixture(scope="module")
def kept(tool):
    """Return the committed lines."""
    return tool.SNAPSHOT.read_text(encoding="utf-8").splitlines()


def difference(kept, made):
    """Return in a few words what two answers to one question do not share."""
    old, new = json.loads(kept), json.loads(made)
    if old["asked"] != new["asked"]:
        return f"asked {old['asked']}, now {new['asked']}"
    old, new = old["answer"], new["answer"]
    keys = [key for key in sorted({*old, *new}) if old.get(key) != new.get(key)]
    return "; ".join(f"{key}: {old.get(key)} -> {new.get(key)}" for key in keys)


class TestAnswers:
    """Answers, plans, comparisons, cases and scenarios, each whole."""

    def test_are_what_the_package_answers(self, tool, kept):
        """No word and no day of an answer changes unnoticed (`make data` writes them anew)."""
        made = list(tool.lines())
        pairs = zip(kept, made, strict=False)
        changed = [difference(old, new) for old, new in pairs if old != new]
        assert not changed, "\n".join(changed[:5])
        assert len(kept) == len(made)

    def test_every_status_is_among_them(self, kept):
        """Each status an answer may have is in some answer, and so are plans and scenarios."""
        answers = [json.loads(line)["answer"] for line in kept]
        met = {each.get("status") for each in answers}
        schemas = {each.get("schema") for each in answers}
        assert set(get_args(Status)) <= met
        assert {"withdrawal/plan/1", "withdrawal/run/1"} <= schemas
