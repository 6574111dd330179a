"""The page on what is shipped: it says of each check what it printed, and whether it passed."""

from pathlib import Path

import pytest

PROFILES = "lowest: a==1.0, b==2\n==== 12 passed, 1 skipped in 3.00s ====\n"
FOUND = {
    "build": "x.whl: sha256 abc, the same twice\n",
    "extras": "no extra: 5 modules import; the others want nothing\n9 passed, 0 failed\n",
    "versions": PROFILES
    + "highest: a==9, b==9\n==== 13 passed in 3.00s ====\n2 passed, 0 failed\n",
    "dateutil": "dateutil-2.9: a==9\n=== 4 passed in 1.00s ===\n1 passed, 0 failed\n",
    "python 3.13": "highest: a==8\n=== 7 passed in 1.00s ===\n1 passed, 0 failed\n",
    "bandit": "",
}


@pytest.fixture(scope="module")
def tool(load_tool):
    """Return the tool as a module."""
    return load_tool("check_supply")


def page(tool, *failed):
    """Return the page about some outputs, of which those named failed."""
    found = {name: tool.Output(text, name not in failed) for name, text in FOUND.items()}
    return tool.page_of(found, "abc1234")


class TestPage:
    """What is written from the outputs of the checks."""

    def test_all_good(self, tool):
        """Each check has its verdict, and each profile its tests and versions, on its Python."""
        text = page(tool)
        assert "from commit `abc1234`" in text
        assert "**Failed.**" not in text
        assert "- x.whl: sha256 abc, the same twice\n" in text
        assert "- lowest: 12 passed, 1 skipped in 3.00s. With a==1.0, b==2.\n" in text
        assert "- highest: 13 passed in 3.00s. With a==9, b==9.\n" in text
        assert "- highest, Python 3.13: 7 passed in 1.00s. With a==8.\n" in text
        assert "Not at hand, so not tried: Python 3.12, 3.14." in text

    @pytest.mark.parametrize("name", FOUND)
    def test_a_failure_is_said(self, tool, name):
        """A check that fails says so on the page, once."""
        assert page(tool, name).count("**Failed.**") == 1


class TestPythons:
    """The versions of Python that are tried."""

    def test_they_run(self, tool):
        """What is found is a Python of that version, and not the one that runs this."""
        for version, path in tool.later_pythons():
            assert version in tool.LATER
            assert Path(path).exists()
        assert "3.11" not in dict(tool.later_pythons())

    def test_every_check_is_a_command_of_the_clone(self, tool, tmp_path):
        """The tools that run are those of the clone, not those of the working tree."""
        for command in tool.checks(tmp_path, tmp_path / "dist").values():
            assert command[0] == "-m" or Path(command[0]).is_relative_to(tmp_path)
