"""The reference of the command line lists every command and every option, as they are.

``REFRESH_DOCS=1`` writes the tables anew.
"""

from __future__ import annotations

import inspect
import os
import re
from pathlib import Path
from typing import Any

import pytest

from withdrawal.cli import application, commands

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"
_TABLE = re.compile(r"<!-- options: (?P<name>[\w ]+) -->\n(?P<table>.*?)<!-- end -->", re.S)


def _leaves(name: str) -> dict[str, Any]:
    """Return a command by its full name; where it only groups others, those below it."""
    command = application()[name]
    below = [each for each in command if not each.startswith("-")]
    return {f"{name} {each}": command[each] for each in below} or {name: command}


def _said(command: Any) -> dict[str, str]:
    """Return what a command's docstring says of its positional arguments."""
    text = inspect.getdoc(command.default_command) or ""
    _, _, part = text.partition("----------\n")
    entries = re.findall(r"^(\w+)\n((?: {4}.*\n?)+)", part, re.M)
    return {name.upper(): " ".join(words.split()) for name, words in entries}


def table(command: Any) -> str:
    """Return the table of a command's arguments and options."""
    said = _said(command)
    rows = ["", "| Argument or option | What |", "| --- | --- |"]
    for each in command.assemble_argument_collection(parse_docstring=True):
        name = each.names[0] if each.names else ""
        if name == "*":  # the question whose fields follow
            continue
        if each.field_info.is_positional and not name.startswith("*") and "." not in name:
            name = name.removeprefix("--").upper() if not each.field_info.is_keyword_only else name
        if not name.startswith("-"):
            name = name if each.required else f"[{name}]"
        words = each.parameter.help or said.get(each.names[0], "")
        needed = " Needed." if each.required and name.startswith("-") else ""
        rows.append(f"| `{name}` | {words}{needed} |")
    return "\n".join([*rows, "", ""])


def _kept() -> dict[str, str]:
    """Return the tables as they stand on the page, by command."""
    return {each["name"]: each["table"] for each in _TABLE.finditer(PAGE.read_text("utf-8"))}


def _refresh(name: str, true: str) -> None:
    """Write a table anew, where that is wished."""
    if os.environ.get("REFRESH_DOCS"):
        start, end = f"<!-- options: {name} -->\n", "<!-- end -->"
        text = PAGE.read_text(encoding="utf-8")
        before, found, after = text.partition(start)
        if found:
            PAGE.write_text(before + start + true + end + after.partition(end)[2], encoding="utf-8")


@pytest.mark.parametrize("name", sorted(commands()))
class TestCommandLineReference:
    def test_the_options_are_the_true_ones(self, name: str) -> None:
        """The table of each command is there, and names each option with its words of help."""
        for leaf, command in _leaves(name).items():
            true = table(command)
            _refresh(leaf, true)
            assert _kept().get(leaf, "").split() == true.split(), leaf

    def test_every_option_says_what_it_is_for(self, name: str) -> None:
        """No argument or option is left without a word of help."""
        rows = (row for each in _leaves(name).values() for row in table(each).splitlines())
        assert [row for row in rows if row.endswith("|  |")] == []


def test_no_command_is_listed_that_does_not_exist() -> None:
    """Every table on the page belongs to a command."""
    assert {name.split()[0] for name in _kept()} <= set(commands())
