"""The reference of the doors says which question can be asked at which.

``REFRESH_DOCS=1`` writes the table anew.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, get_args, get_type_hints

import withdrawal
from withdrawal.cli import application
from withdrawal.cli import commands as every_command
from withdrawal.inquiries import documents, states, treaties
from withdrawal.inquiries.inquiry import Inquiry
from withdrawal.mcp import TOOLS
from withdrawal.web.api import ENDPOINTS, ROOT

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "doors.md"
_TABLE = re.compile(r"(?P<start><!-- doors -->\n)(?P<table>.*?)(?P<end><!-- end -->)", re.S)
_UNDER_ANOTHER_NAME: dict[type[Inquiry], str] = {
    treaties.Treaty: "treaties",
    states.State: "countries",
    states.StatesCompared: "countries",
    documents.Backtest: "backtest",
    treaties.PartiesOverTime: "parties",
}
"""Questions that a command asks when it is given a name, a file or an option."""


def commands() -> dict[type[Inquiry], str]:
    """Return the command of each question, off the type of its argument."""
    found: dict[type[Inquiry], str] = dict(_UNDER_ANOTHER_NAME)
    for name in every_command():
        function = application()[name].default_command
        hints: dict[str, Any] = get_type_hints(function, include_extras=True) if function else {}
        if "asked" in hints:
            found[get_args(hints["asked"])[0]] = name
    return found


def tools() -> dict[type[Inquiry], str]:
    """Return the agent tool of each question; one with more arguments is its question's too."""
    own = {question: name for name, question, _ in TOOLS}
    return {_public(cls): name for cls, name in own.items()}


def _public(cls: type[Inquiry]) -> type[Inquiry]:
    return cls.__mro__[1] if cls.__name__.startswith("_") else cls


def table() -> str:
    """Return the table: a line a question of the API, which has them all."""
    there, agent = commands(), tools()
    rows = [
        "",
        "| Question | Python | Command | API | Agent tool |",
        "| --- | --- | --- | --- | --- |",
    ]
    for each in ENDPOINTS:
        if each.path:
            name = each.question.__name__.removeprefix("_")
            called = re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
            python = called if called in withdrawal.__all__ else ""
            command, tool = there.get(_public(each.question), ""), agent.get(each.question, "")
            told = (name, python, command, f"{each.method} {ROOT}{each.path}", tool)
            rows.append("| " + " | ".join(f"`{one}`" if one else "" for one in told) + " |")
    return "\n".join([*rows, "", ""])


def test_the_table_is_the_true_one() -> None:
    """The page shows each question with its name at every door."""
    text = PAGE.read_text(encoding="utf-8")
    if os.environ.get("REFRESH_DOCS"):
        text = _TABLE.sub(lambda found: found["start"] + table() + found["end"], text)
        PAGE.write_text(text, encoding="utf-8")
    found = _TABLE.search(text)
    assert found is not None
    assert found["table"].split() == table().split()


def test_every_command_with_a_question_has_an_address() -> None:
    """Whatever the command line asks, the API answers."""
    assert set(commands()) <= {_public(each.question) for each in ENDPOINTS}


def test_every_tool_has_an_address() -> None:
    """So does whatever an agent may ask."""
    known = {_public(each.question) for each in ENDPOINTS}
    assert all(known & set(question.__mro__) for _, question, _ in TOOLS)
