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

from withdrawal.cli import COMMANDS, application

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"
_TABLE = re.compile(r"<!-- options: (?P<name>[\w ]+) -->\n(?P<table>.*?)<!-- end -->", re.S)


def _leaves() -> dict[str, Any]:
    """Return every command that does something, by its full name."""
    app = application()
    found = {}
    for name in COMMANDS:
        below = [each for each in app[name] if not each.startswith("-")]
        if below:
            found.update({f"{name} {each}": app[name][each] for each in below})
        else:
            found[name] = app[name]
    return found


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
    for each in command.assemble_argument_collection():
        name = each.names[0] if each.names else ""
        if not name.startswith("-"):
            name = name if each.required else f"[{name}]"
        words = each.parameter.help or said.get(each.names[0], "")
        needed = " Needed." if each.required and name.startswith("-") else ""
        rows.append(f"| `{name}` | {words}{needed} |")
    return "\n".join([*rows, "", ""])


@pytest.fixture(scope="module")
def tables() -> dict[str, str]:
    """The tables as they stand on the page, by command."""
    text = PAGE.read_text(encoding="utf-8")
    leaves = _leaves()
    if os.environ.get("REFRESH_DOCS"):
        text = _TABLE.sub(
            lambda m: f"<!-- options: {m['name']} -->\n{table(leaves[m['name']])}<!-- end -->", text
        )
        PAGE.write_text(text, encoding="utf-8")
    return {match["name"]: match["table"] for match in _TABLE.finditer(text)}


class TestCommandLineReference:
    def test_every_command_is_there(self, tables: dict[str, str]) -> None:
        """No command is missing from the page, and none is there that does not exist."""
        assert set(tables) == set(_leaves())

    @pytest.mark.parametrize("name", sorted(_leaves()))
    def test_the_options_are_the_true_ones(self, name: str, tables: dict[str, str]) -> None:
        """The table of each command names each option with its own words of help."""
        assert tables.get(name, "").split() == table(_leaves()[name]).split()

    @pytest.mark.parametrize("name", sorted(_leaves()))
    def test_every_option_says_what_it_is_for(self, name: str) -> None:
        """No argument or option is left without a word of help."""
        silent = [row for row in table(_leaves()[name]).splitlines() if row.endswith("|  |")]
        assert silent == []
