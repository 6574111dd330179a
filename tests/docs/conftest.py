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
from scipy.stats import binomtest
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
    """Return the commands of a console block as typed, each with the lines that must follow it."""
    found: list[tuple[str, list[str]]] = []
    is_open = False
    for line in block.rstrip("\n").split("\n"):
        if line.startswith(_PROMPT):
            found.append((line[len(_PROMPT) :], []))
        elif is_open:
            found[-1] = (f"{found[-1][0]}\n{line}", [])
        else:
            found[-1][1].append(line.rstrip())
        is_open = not found[-1][1] and line.endswith("\\")
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
        self.servers: list[subprocess.Popen[str]] = []

    def __call__(self, typed: str) -> list[str]:
        command = re.sub(r"\\\n *", "", typed)
        if command == "echo $?":
            return [str(self.code)]
        if command.endswith(" &"):
            return self._serve(command.removesuffix(" &"))
        own, _, head = command.partition(" | head -n ")
        plain = own.removesuffix(" > /dev/null")
        if own.startswith("withdrawal ") and not re.search(r"[|<>;&$]", plain):
            text = self._own(shlex.split(plain)[1:], is_shown=plain == own)
        else:
            text = self._other(own)
        lines = [line.rstrip() for line in text.rstrip("\n").split("\n")] if text.strip() else []
        lines = lines[: int(head)] if head else lines
        return lines[: max((n for n, line in enumerate(lines, 1) if line), default=0)]

    def _own(self, arguments: list[str], *, is_shown: bool) -> str:
        from withdrawal.cli import main

        out = io.StringIO()
        shown = out if is_shown else io.StringIO()
        with contextlib.redirect_stdout(shown), contextlib.redirect_stderr(out):
            try:
                self.code = main(arguments)
            except SystemExit as stop:
                self.code = int(stop.code or 0)
        return out.getvalue()

    def _other(self, command: str) -> str:
        done = subprocess.run(
            ["bash", "-c", command], capture_output=True, text=True, timeout=300, env=_path()
        )
        self.code = done.returncode
        return done.stdout + done.stderr

    def _serve(self, command: str) -> list[str]:
        """Start a server and return once it has told its address."""
        server = subprocess.Popen(
            shlex.split(command), stderr=subprocess.PIPE, text=True, env=_path()
        )
        self.servers.append(server)
        assert server.stderr is not None
        return [server.stderr.readline().rstrip()]

    def close(self) -> None:
        """Stop the servers."""
        for server in self.servers:
            server.terminate()
            server.communicate(timeout=10)


def _path() -> dict[str, str]:
    """Return the environment of a reader who has installed the package."""
    binaries = str(Path(sys.executable).parent)
    return {**os.environ, "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}"}


def _run_console(example: Example) -> str | None:
    shell = example.namespace["__shell__"]
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
    shell = document.namespace["__shell__"] = _Shell()
    with contextlib.closing(shell):
        return [told for each in document.examples() if (told := _told(each))]


def _told(example: Example) -> str | None:
    """Run an example and return what is wrong with it, if anything."""
    try:
        example.evaluate()
    except Exception as error:
        return None if _refreshed(example, str(error)) else str(error) or repr(error)
    return None


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
    monkeypatch.setenv("PATH", _path()["PATH"])
    monkeypatch.setenv("COLUMNS", "88")
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give every test that asks for a ``page`` each page in turn."""
    if "page" in metafunc.fixturenames:
        metafunc.parametrize("page", PAGES, ids=page_id)


@pytest.fixture(scope="session")
def pages() -> list[Path]:
    """All pages."""
    return [*PAGES]


@pytest.fixture
def run() -> Callable[[Path], list[str]]:
    """The function that runs a page's examples."""
    return run_page


@pytest.fixture(scope="session")
def interval():
    """The function that gives the 95% interval of a share, found apart from the pages' own."""

    def exact(errors, tried):
        return binomtest(errors, tried).proportion_ci(method="exact")

    return exact


@pytest.fixture
def prose() -> Callable[[Path], str]:
    """A function that returns a page without its fenced blocks and inline code."""
    return without_code


def without_code(page: Path) -> str:
    """Return the text of a page without its fenced blocks and inline code."""
    text = re.sub(r"^(```+|:::+).*?^\1$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    return re.sub(r"`[^`\n]*`", "", text)
