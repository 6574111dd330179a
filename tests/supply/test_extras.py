"""Each extra alone: what it opens works, and without it the error says what to install."""

import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = {name: each for name, each in PROJECT["optional-dependencies"].items() if name != "all"}

ASK = "withdrawal.ask('When does Lithuania leave the Ottawa Convention?')"
JOURNAL = """
import tempfile
journal = withdrawal.Journal.create(tempfile.mkdtemp() + '/a.jsonl', 'SWE', 'ottawa')
journal.record('remark', on='2027-01-01')
"""
PICTURE = """
from withdrawal.output.pictures.drawing import Drawing
from withdrawal.output.pictures.plot import picture_bytes
picture_bytes(Drawing(9, 9, (), '', ''), '.png')
"""
DOCUMENT = """
from withdrawal.output.documents.forms import FORMS
from withdrawal.output.report import Report
FORMS['{form}'].write(Report(title='A', sentence='B'))
"""
DOORS = {
    "arrays": ("withdrawal.effects('ottawa-1997', ['2027-03-01'])",),
    "ask": (ASK,),
    "cli": ("import withdrawal.cli; withdrawal.cli._run(['treaties', 'ottawa-1997'])", JOURNAL),
    "docx": (DOCUMENT.format(form="docx"),),
    "pdf": (DOCUMENT.format(form="pdf"),),
    "frames": ("import withdrawal.output.exporting.frames as frames; frames.to_frame(())",),
    "plot": (PICTURE,),
}
"""For each extra, lines that need it and nothing else; they end in an error without it."""


def name_of(requirement):
    """Return the name of a package as the registry writes it."""
    return re.sub(r"[-_.]+", "-", Requirement(requirement).name).lower()


@cache
def modules():
    """Return the top-level modules of each installed package."""
    found = {}
    for module, packages in packages_distributions().items():
        for package in packages:
            found.setdefault(re.sub(r"[-_.]+", "-", package).lower(), set()).add(module)
    return found


def closure(requirements):
    """Return every package that some requirements bring, themselves included."""
    found, left = set(), [(Requirement(each), "") for each in requirements]
    while left:
        requirement, extra = left.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = name_of(str(requirement.name))
        wanted = [(name, each) for each in ("", *requirement.extras)]
        for key in wanted:
            if key in found:
                continue
            found.add(key)
            try:
                inner = distribution(name).requires or ()
            except PackageNotFoundError:
                continue
            left += [(Requirement(each), key[1]) for each in inner]
    return {name for name, _ in found}


def allowed(*extras):
    """Return the modules of the package's dependencies and of some extras'."""
    wanted = [*PROJECT["dependencies"], *(each for name in extras for each in EXTRAS[name])]
    return sorted(set().union(*(modules().get(name, set()) for name in closure(wanted))))


def alone(lines, *extras):
    """Run some lines where only some extras are installed; return what came of it."""
    command = [sys.executable, HERE / "alone.py", ",".join(allowed(*extras))]
    command.append(f"import withdrawal\n{lines}")
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()[-1]


CORE = """
w = withdrawal
assert str(w.when('LTU', 'ottawa', as_of='2026-01-01').effect) == '2025-12-27'
assert str(w.plan('SWE', 'ottawa', out_by='2028-01-01').latest_receipt) == '2027-07-01'
w.Case('SWE', 'ottawa').record('government-decision', on='2027-01-14')
w.history()
"""
LINES = [(extra, lines) for extra, each in DOORS.items() for lines in each]


class TestCore:
    """Without any extra."""

    def test_answers(self):
        """The core answers, plans, plays and keeps cases."""
        assert alone(CORE) == "ok"

    @pytest.mark.parametrize(("extra", "lines"), LINES)
    def test_clear_message(self, extra, lines):
        """What needs an extra names it, and how to install it."""
        assert alone(lines) == extra

    def test_only_what_is_declared(self):
        """The core imports nothing but what pyproject.toml declares."""
        assert "numpy" not in allowed()
        assert {"attr", "attrs", "dateutil", "transitions"} <= set(allowed())


@pytest.mark.parametrize("extra", EXTRAS)
def test_imports_alone(extra):
    """With one extra alone the package imports, and answers."""
    assert alone("withdrawal.when('LTU', 'ottawa', as_of='2026-01-01')", extra) == "ok"


@pytest.mark.parametrize(("extra", "lines"), LINES)
def test_works_alone(extra, lines):
    """What needs an extra works with that extra alone."""
    assert alone(lines, extra) == "ok"


BY_OTHERS = {"httptools", "uvloop", "distributed", "pandas", "fontpkg-noto-sans-arabic"}
"""Loaded by the server, by the user's own cluster, or by its name alone."""


@pytest.mark.parametrize("extra", EXTRAS)
def test_every_package_is_used(extra):
    """Every package of an extra is imported somewhere in the package, or said to be elsewhere."""
    text = "\n".join(path.read_text("utf-8") for path in (ROOT / "withdrawal").rglob("*.py"))
    for each in EXTRAS[extra]:
        names = modules().get(name_of(each), {name_of(each)})
        imported = any(re.search(rf"(from|import) {name}\b", text) for name in names)
        assert imported or name_of(each) in BY_OTHERS, each
