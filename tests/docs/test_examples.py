"""Every example in the documentation runs and prints what the page says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


class TestExamples:
    def test_a_page_tells_the_truth(
        self, page: Path, run: Callable[[Path], list[str]], reader: Path
    ) -> None:
        """Each example of the page, run in order, prints exactly what stands under it."""
        assert run(page) == []


class TestTheRunner:
    """The runner itself must be able to fail, or it proves nothing."""

    @pytest.mark.parametrize(
        "text",
        [
            "```python\n>>> 1 + 1\n3\n```\n",
            "```console\n$ withdrawal when russia ottawa --as-of 2026-11-21\nEFFECTIVE\n```\n",
            "```console\n$ echo a\n...\nb\n```\n",
            "```python\nraise ValueError\n```\n",
        ],
    )
    def test_a_false_example_fails(
        self, text: str, run: Callable[[Path], list[str]], reader: Path
    ) -> None:
        """A page whose example is false is reported, whatever the kind of example."""
        page = reader / "page.md"
        page.write_text(text, encoding="utf-8")
        assert len(run(page)) == 1

    def test_dots_stand_for_any_lines(self, run: Callable[[Path], list[str]], reader: Path) -> None:
        """Three dots on a line of their own stand for no, one or many lines."""
        page = reader / "page.md"
        page.write_text("```console\n$ printf 'a\\nb\\nc\\nd\\n'\na\n...\nd\n...\n```\n")
        assert run(page) == []

    def test_a_page_may_tell_its_reader_to_write_a_file(
        self, run: Callable[[Path], list[str]], reader: Path
    ) -> None:
        """A block after a file comment is on disk when the next command runs."""
        page = reader / "page.md"
        page.write_text("<!-- file: a/b.toml -->\n\n```toml\nx = 1\n```\n\n```console\n"
                        "$ cat a/b.toml\nx = 1\n```\n")  # fmt: skip
        assert run(page) == []
