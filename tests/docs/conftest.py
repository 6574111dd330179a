"""The runner of the examples in the documentation: Python and command lines, as a reader would.

A fenced ``python`` block is a doctest. A fenced ``console`` block holds commands after ``$`` and
the output that must follow; a line ``...`` stands for any lines. A fenced block right after a
comment ``<!-- file: NAME -->`` is written to that file first. Each page runs in a directory of
its own that holds the repository's ``examples``.

``REFRESH_DOCS=1`` writes the true output into the pages, where no ``...`` stands in the way.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sybil import Document, Example, Region, Sybil
from sybil.parsers.myst import CodeBlockParser, PythonCodeBlockParser, SkipParser

ROOT = Path(__file__).parents[2]
PAGES = tuple(
    path
    for path in (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")))
    if "_build" not in path.parts
)
ELLIPSIS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE

_FILE = re.compile(r"<!-- file: (?P<name>[\w./-]+) -->\n+```\w*\n(?P<text>.*?)^```", re.M | re.S)
_PROMPT = "$ "


def page_id(path: Path) -> str:
    """Return how a page is called in a test's name."""
    return path.relative_to(ROOT).as_posix()


class _FileParser:
    """Finds the files that a page tells its reader to write, and writes them."""

    def __call__(self, document: Document) -> Iterator[Region]:
        for match in _FILE.finditer(document.text):
            # The comment alone is the region, so that the block after it can be run as well.
            end = match.start() + match.group().index("-->") + 3
            yield Region(match.start(), end, match, self.write)

    @staticmethod
    def write(example: Example) -> None:
        target = Path(example.parsed["name"])
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(example.parsed["text"], encoding="utf-8")


def commands(block: str) -> list[tuple[str, list[str]]]:
    """Return the commands of a console block, each with the lines that must follow it."""
    found: list[tuple[str, list[str]]] = []
    open_line = False
    for line in block.rstrip("\n").split("\n"):
        if line.startswith(_PROMPT):
            found.append((line[len(_PROMPT) :], []))
        elif open_line:
            found[-1] = (found[-1][0][:-1] + line.strip(), [])
        else:
            found[-1][1].append(line.rstrip())
        open_line = not found[-1][1] and found[-1][0].endswith("\\")
    return found


def matches(expected: list[str], got: list[str]) -> bool:
    """Return whether the output is the expected one, ``...`` standing for any lines."""
    if not expected:
        return not got
    if expected[0].strip() == "...":
        return any(matches(expected[1:], got[n:]) for n in range(len(got) + 1))
    return bool(got) and expected[0] == got[0] and matches(expected[1:], got[1:])


class _Shell:
    """Runs commands; those of the package in this process, so that a page takes no seconds."""

    def __init__(self) -> None:
        self.code = 0

    def __call__(self, command: str) -> list[str]:
        if command == "echo $?":
            return [str(self.code)]
        own, _, head = command.partition(" | head -n ")
        if own.startswith("withdrawal ") and not re.search(r"[|<>;&$]", own):
            text = self._own(shlex.split(own)[1:])
        else:
            text = self._other(own)
        lines = [line.rstrip() for line in text.rstrip("\n").split("\n")] if text.strip() else []
        lines = lines[: int(head)] if head else lines
        return lines[: max((n for n, line in enumerate(lines, 1) if line), default=0)]

    def _own(self, arguments: list[str]) -> str:
        from withdrawal.cli import main

        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            try:
                self.code = main(arguments)
            except SystemExit as stop:
                self.code = int(stop.code or 0)
        return out.getvalue()

    def _other(self, command: str) -> str:
        binaries = str(Path(sys.executable).parent)
        environment = {**os.environ, "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}"}
        done = subprocess.run(
            ["bash", "-c", command], capture_output=True, text=True, timeout=120, env=environment
        )
        self.code = done.returncode
        return done.stdout + done.stderr


def _run_console(example: Example) -> str | None:
    shell = example.namespace.setdefault("__shell__", _Shell())
    wrong = []
    truth = []
    for command, expected in commands(example.parsed):
        got = shell(command)
        fits = matches(expected, got)
        if not fits:
            wrong.append(f"$ {command}\n" + "\n".join(got))
        truth += [f"$ {command}", *(expected if fits else got)]
    if not wrong:
        return None
    if os.environ.get("REFRESH_DOCS") and "..." not in example.parsed.split("\n"):
        page = Path(example.path)
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace(example.parsed, "\n".join(truth) + "\n"), encoding="utf-8")
        return None
    return "the true output is\n" + "\n".join(wrong)


class _ConsoleParser(CodeBlockParser):
    language = "console"

    def evaluate(self, example: Example) -> str | None:
        return _run_console(example)


def _python_parser() -> PythonCodeBlockParser:
    return PythonCodeBlockParser(doctest_optionflags=ELLIPSIS)


SYBIL = Sybil(parsers=[_FileParser(), _ConsoleParser(), _python_parser(), SkipParser()])


def run_page(path: Path) -> list[str]:
    """Return what is wrong with the examples of a page, one text an example."""
    document = SYBIL.parse(path)
    wrong = []
    for example in document.examples():
        try:
            example.evaluate()
        except Exception as error:
            if not _refreshed(example, str(error)):
                wrong.append(str(error))
    return wrong


def _refreshed(example: Example, error: str) -> bool:
    """Write what a doctest really printed into its page, where that is wished."""
    parsed = example.parsed
    _, got, printed = error.partition("Got:\n")
    asked = os.environ.get("REFRESH_DOCS") and isinstance(parsed, doctest.Example)
    if not asked or not got or "..." in parsed.want:
        return False
    page = Path(example.path)
    text = page.read_text(encoding="utf-8")
    code = parsed.source.rstrip("\n").count("\n") + 1
    block = example.document.text[example.region.start :].split("\n")
    old = "\n".join(block[: code + parsed.want.count("\n")])
    true = "\n".join(line[4:] for line in printed.rstrip("\n").split("\n"))
    new = "\n".join([*block[:code], true])
    page.write_text(text.replace(old, new, 1), encoding="utf-8")
    return True


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory of one's own with the repository's examples in it, as a reader has."""
    for name in ("examples", "seeds"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "88")
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path



def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give every test that asks for a ``page`` each page in turn."""
    if "page" in metafunc.fixturenames:
        metafunc.parametrize("page", PAGES, ids=page_id)


@pytest.fixture
def run() -> Callable[[Path], list[str]]:
    """The function that runs a page's examples."""
    return run_page


@pytest.fixture
def prose() -> Callable[[Path], str]:
    """A function that returns a page without its fenced blocks and inline code."""
    return without_code


def without_code(page: Path) -> str:
    """Return the text of a page without its fenced blocks and inline code."""
    text = re.sub(r"^(```+|:::+).*?^\1$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    return re.sub(r"`[^`\n]*`", "", text)
