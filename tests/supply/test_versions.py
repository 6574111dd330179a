"""The tool that tries other versions: its constraints are the lower bounds of pyproject.toml."""

import re

import pytest


@pytest.fixture(scope="module")
def tool(load_tool):
    """Return the tool as a module."""
    return load_tool("check_versions")


def test_every_dependency_has_a_lower_bound(tool):
    """Every dependency, of the package and of each extra, says from which version on it works."""
    extras = list(tool.read_project()["project"]["optional-dependencies"])
    listed = tool.requirements(*(name for name in extras if name != "all"))
    assert len(listed) > 15
    for each in listed:
        assert tool.BOUND.match(each), f"{each}: expected NAME>=VERSION"


def test_constraints(tool, tmp_path):
    """Each line pins one dependency to its lower bound."""
    path = tmp_path / "constraints.txt"
    assert tool.main(["--constraints", str(path)]) == 0
    lines = path.read_text(encoding="utf-8").splitlines()
    assert "python-dateutil==2.9" in lines
    assert lines == sorted(set(lines))
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][0-9a-z.]*", line) for line in lines)


def test_no_lower_bound(tool):
    """A dependency without one is refused by name."""
    with pytest.raises(SystemExit, match="'numpy' has no lower bound"):
        list(tool.lower_bounds(["numpy"]))


def test_what_runs_the_tests(tool):
    """The tests run with the versions that pyproject.toml asks for."""
    names = {re.split(r"[>=\[]", each)[0] for each in tool.test_requirements()}
    assert {"pytest", "hypothesis"} <= names


def test_both_versions_of_dateutil(tool):
    """The versions of dateutil named in the documentation are both tried."""
    assert {"dateutil-2.9", "dateutil-4.0", "lowest", "highest"} == set(tool.PROFILES)
