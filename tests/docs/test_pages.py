"""The pages themselves: they do not rot, they link to what exists, they keep to plain words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
_CONSOLE = re.compile(r"^```console\n(.*?)^```", re.M | re.S)
_ASKS_FOR_TODAY = re.compile(
    r"^withdrawal (when|plan|ask|compare|forecast|case show|case export)\b"
)
_PYTHON_ASKS = re.compile(r"withdrawal\.(?:when|plan|forecast|compare|ask)\(")
_LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
_SALESMAN = re.compile(
    r"\b(powerful|seamless\w*|blazing\w*|robust|cutting-edge|world-class|effortless\w*|simply|"
    r"state-of-the-art|revolutionary|best-in-class|lightning|comprehensive)\b",
    re.I,
)


def _commands(page: Path) -> list[str]:
    """Return the commands on a page, without their prompts."""
    blocks = "\n".join(_CONSOLE.findall(page.read_text(encoding="utf-8")))
    lines = blocks.replace("\\\n", " ").splitlines()
    return [line[2:] for line in lines if line.startswith("$ ")]


def _calls(page: Path) -> list[str]:
    """Return the calls on a page whose answer changes with the calendar, each with its lines."""
    text = page.read_text(encoding="utf-8")
    found = (text[match.start() : match.start() + 400] for match in _PYTHON_ASKS.finditer(text))
    return [call.split("\n\n")[0] for call in found]


class TestPages:
    def test_no_example_depends_on_today(self, pages: list[Path]) -> None:
        """A command whose answer changes with the calendar says as of which day it asks."""
        asked = [(page.name, line) for page in pages for line in _commands(page)]
        asked = [each for each in asked if _ASKS_FOR_TODAY.match(each[1])]
        assert asked
        assert [each for each in asked if "--as-of" not in each[1]] == []

    def test_no_python_example_depends_on_today(self, pages: list[Path]) -> None:
        """A call whose answer changes with the calendar gives ``as_of``."""
        calls = [(page.name, call) for page in pages for call in _calls(page)]
        assert calls
        assert [each for each in calls if "as_of" not in each[1]] == []

    def test_links_lead_somewhere(self, pages: list[Path], prose: Callable[[Path], str]) -> None:
        """A relative link names a file that exists."""
        links = [(page, target) for page in pages for target in _LINK.findall(prose(page))]
        assert links
        assert [each for each in links if not (each[0].parent / each[1]).exists()] == []

    def test_no_word_of_a_salesman(self, pages: list[Path], prose: Callable[[Path], str]) -> None:
        """No page praises: it says what is so, with a number where there is one."""
        praise = [(page.name, word) for page in pages for word in _SALESMAN.findall(prose(page))]
        assert praise == []


def test_the_citation_names_the_version() -> None:
    """`CITATION.cff`, the changelog, the page on citing and the package agree."""
    import withdrawal

    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f'version: "{withdrawal.__version__}"' in text.splitlines()
    day = re.search(r'^date-released: "(.*)"$', text, re.M)
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\n## {withdrawal.__version__} – {day[1]}\n" in changes
    page = (ROOT / "docs" / "how-to" / "cite.md").read_text(encoding="utf-8")
    assert f"  version = {{{withdrawal.__version__}}},\n  date    = {{{day[1]}}}," in page
