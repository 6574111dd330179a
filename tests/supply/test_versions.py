"""Every dependency says from which version on it works; what is tried is what is claimed."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOML = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = TOML["project"]
LISTED = [
    *PROJECT["dependencies"],
    *(each for name, extra in PROJECT["optional-dependencies"].items() if name != "all"
      for each in extra),
]  # fmt: skip


@pytest.mark.parametrize("requirement", LISTED)
def test_every_dependency_has_a_lower_bound(requirement):
    """Every dependency, of the package and of each extra, says from which version on it works."""
    assert re.match(r"[A-Za-z0-9_.-]+(\[\w+\])?>=[0-9][0-9.]*", requirement)


def test_the_lowest_python_is_the_one_that_is_asked_for():
    """The lowest Python of the classifiers is the one that the package requires."""
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
    assert PROJECT["requires-python"] == f">={named[0]}"


def test_every_python_claimed_is_tried():
    """No classifier claims a Python that the checks of a release leave out."""
    tried = re.search(r"^PYTHONS = \((.*)\)", (ROOT / "noxfile.py").read_text("utf-8"), re.M)
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
    assert {*named} <= {*re.findall(r"3\.\d+", tried[1])}


def test_the_workflow_runs_what_a_release_needs():
    """The file for the repository's server runs the whole check, on the Pythons of a release."""
    flow = (ROOT / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8")
    tried = re.search(r"^PYTHONS = \((.*)\)", (ROOT / "noxfile.py").read_text("utf-8"), re.M)
    assert f"python: [{tried[1]}]" in flow
    assert "- run: .ci/run\n" in flow
