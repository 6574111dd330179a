"""Law and cases are data: no line of code knows a State or a treaty."""

import ast
import re
from pathlib import Path

import pytest

import withdrawal
from withdrawal.law.countries import countries, resolve_country
from withdrawal.law.treaties.catalogue import catalogue

PACKAGE = Path(withdrawal.__file__).parent
ROOMS = ("case", "dates", "keeping", "law", "odds", "proof", "record")
SHOWN = {
    "case/asking/question.py": {"ottawa-1997", "ccm-2008"},
    "case/answering/reasons.py": {"membership passed to the European Union"},
}
"""What is only shown: an example of what may be asked, the words of a kind of record."""

GRAMMAR = PACKAGE / "case/wording/sentence.py"
"""English names of States that take an article: how they are said, nothing that they do."""

FILES = sorted({each for room in ROOMS for each in (PACKAGE / room).rglob("*.py")} - {GRAMMAR})


def texts(path):
    """Return the texts in a file that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        if node.body and isinstance(node.body[0], ast.Expr)
    }
    told |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return [
        each.value for each in constants if isinstance(each.value, str) and id(each) not in told
    ]


@pytest.fixture(scope="module")
def names():
    """Return a pattern of the names of States, and the ids of States and treaties."""
    states = sorted((resolve_country(each).name for each in countries()), key=len, reverse=True)
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, (*states, "Tunis", "Ottawa"))) + r")\b")
    return pattern, {*countries(), *catalogue()}


@pytest.mark.rows("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_state_and_no_treaty(path, names):
    """A State or a treaty that code treats in a way of its own stands in a data file instead."""
    pattern, ids = names
    told = texts(path)
    named = pattern.search("\n".join(told)) is not None
    found = {each for each in told if each in ids or (named and pattern.search(each))}
    assert found - SHOWN.get(str(path.relative_to(PACKAGE)), set()) == set()
