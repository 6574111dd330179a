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


class TestPages:
    def test_no_example_depends_on_today(self, page: Path) -> None:
        """A command whose answer changes with the calendar says as of which day it asks."""
        blocks = "\n".join(_CONSOLE.findall(page.read_text(encoding="utf-8")))
        lines = blocks.replace("\\\n", " ").splitlines()
        asked = [line[2:] for line in lines if line.startswith("$ ")]
        undated = [line for line in asked if _ASKS_FOR_TODAY.match(line) and "--as-of" not in line]
        assert undated == []

    def test_no_python_example_depends_on_today(self, page: Path) -> None:
        """A call whose answer changes with the calendar gives ``as_of``."""
        text = page.read_text(encoding="utf-8")
        calls = [text[match.start() : match.start() + 400] for match in _PYTHON_ASKS.finditer(text)]
        undated = [call.split("\n")[0] for call in calls if "as_of" not in call.split("\n\n")[0]]
        assert undated == []

    def test_links_lead_somewhere(self, page: Path, prose: Callable[[Path], str]) -> None:
        """A relative link names a file that exists."""
        targets = [page.parent / target for target in _LINK.findall(prose(page))]
        assert [str(target) for target in targets if not target.exists()] == []

    def test_no_word_of_a_salesman(self, page: Path, prose: Callable[[Path], str]) -> None:
        """No page praises: it says what is so, with a number where there is one."""
        assert _SALESMAN.findall(prose(page)) == []


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
