"""Every door says the same of a State and a treaty as `when` does.

What is on record of a State and a treaty has some forty forms, of which each is tried three times.
Set WITHDRAWAL_PAIRS to 1000 to try all (`make proof`).
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from datetime import date
from functools import cache
from typing import Any

import anyio
import pytest
from mcp.server.mcpserver import MCPServer
from starlette.testclient import TestClient

import withdrawal
from withdrawal import mcp
from withdrawal.case.answer import Answer
from withdrawal.case.roll import Parties
from withdrawal.cli import main
from withdrawal.dates import long_date
from withdrawal.errors import QuestionError
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.proof.consistency import why_it_need_not
from withdrawal.record.history import Withdrawal, history

AS_OF = "2026-11-28"
MOST = int(os.environ.get("WITHDRAWAL_PAIRS", "3"))
Pair = tuple[str, str]


def form(row: Withdrawal) -> tuple[object, ...]:
    """Return what tells the rows of the record apart, days and names left out."""
    days = bool(row.given), bool(row.effect), row.received_is_computed, row.effect_is_computed
    return str(row.kind), row.status, *days, bool(row.follows)


def pairs() -> list[Pair]:
    """Return some pairs of a State and a treaty for each form that the record of them has."""
    rows = defaultdict(list)
    for row in history():
        if row.treaty in catalogue() and why_it_need_not(row) is None:
            rows[row.party, row.treaty].append(row)
    alike = defaultdict(list)
    for pair in sorted(rows):
        alike[tuple(map(form, rows[pair]))].append(pair)
    return [pair for found in alike.values() for pair in found[:MOST]]


PAIRS = pairs()


@pytest.fixture(scope="session")
def server() -> MCPServer[Any]:
    """The server of the agent tools."""
    return mcp.make_server()


@cache
def answer(pair: Pair) -> Answer:
    """What `when` answers."""
    return withdrawal.when(*pair, as_of=AS_OF)


@cache
def roll(treaty: str) -> Parties:
    """What `parties` answers."""
    return withdrawal.parties(treaty, on=AS_OF, as_of=AS_OF)


def asked_in_words(pair: Pair) -> list[Answer]:
    """Return the answers to a plain question; none where a name is not spoken of in plain words."""
    told = answer(pair)
    question = f"When does {told.party_name} leave {told.treaty_name}?"
    try:
        reply = withdrawal.ask(question, as_of=AS_OF)
    except QuestionError:
        return []
    found = (each.answer for each in reply.answers)
    return [x for x in found if isinstance(x, Answer) and (x.party, x.treaty) == pair]


def is_settled(told: Answer) -> bool:
    """Return whether the day is settled, and the State has not come back."""
    is_ended = told.status in ("effective", "pending") and told.effect is not None
    return is_ended and not told.is_back


def test_most_are_understood() -> None:
    """Of every tenth pair on record most can be asked about in plain words."""
    found = [
        bool(asked_in_words(pair))
        for pair in sorted({(row.party, row.treaty) for row in history()})[::10]
    ]
    assert sum(found) > 0.7 * len(found)


@pytest.mark.rows("pair", PAIRS)
class TestDoors:
    def test_the_api(self, pair: Pair, client: TestClient) -> None:
        """The API gives the same object."""
        told = answer(pair)
        party, treaty = pair
        asked = {"party": party, "treaty": treaty, "as_of": AS_OF}
        assert client.get("/api/v1/when", params=asked).json() == json.loads(
            json.dumps(told.to_json())
        )

    def test_the_command(self, pair: Pair, capsys: pytest.CaptureFixture[str]) -> None:
        """The command line prints the same object, and in words the same sentence."""
        told = answer(pair)
        words = ["when", *pair, "--as-of", AS_OF]
        assert main([*words, "--json"]) == 0
        assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(told.to_json()))
        assert main(words) == 0
        shown = " ".join(capsys.readouterr().out.split())
        assert told.effect is None or long_date(told.effect) in shown

    def test_the_page(self, pair: Pair, client: TestClient) -> None:
        """The page marks the same status, and names the day where there is one."""
        told = answer(pair)
        party, treaty = pair
        page = client.get(f"/when/{party}/{treaty}", params={"as_of": AS_OF})
        assert page.status_code == 200
        assert told.status in page.text
        assert told.effect is None or told.effect.isoformat() in page.text

    def test_the_agent_tool(self, pair: Pair, server: MCPServer[Any]) -> None:
        """The tool for agents gives the same sentence, status, day and basis."""
        told = answer(pair)
        asked = {"party": pair[0], "treaty": pair[1], "as_of": AS_OF}
        called = anyio.run(server.call_tool, "when", asked)
        found = called.structured_content
        assert (found["sentence"], found["status"]) == (told.sentence, told.status)
        assert found["effect"] == (told.effect.isoformat() if told.effect else None)
        assert found["basis"] == told.basis

    def test_a_plain_question(self, pair: Pair) -> None:
        """A question in words, where its names are understood, has the same answer."""
        told = answer(pair)
        answers = asked_in_words(pair)
        assert all((each.status, each.effect) == (told.status, told.effect) for each in answers)

    def test_the_forecast(self, pair: Pair) -> None:
        """Where the day is settled, and the State has not come back, the forecast has no other."""
        told = answer(pair)
        made = withdrawal.forecast(*pair, as_of=AS_OF).to_json() if is_settled(told) else {}
        assert made.get("median") == (told.effect.isoformat() if is_settled(told) else None)

    def test_the_roll(self, pair: Pair) -> None:
        """The roll says the same of the State, and the answer holds it bound where that does."""
        told = answer(pair)
        party, treaty = pair
        row = next(each for each in roll(treaty).rows if each.party == party)
        assert row.value == told.to_json()["membership"]["value"]
        assert told.is_bound is {"party": True, "not-a-party": False}.get(row.value)


def test_the_record_is_asked_about() -> None:
    """The pairs have every end that the record knows, and the day asked for is a fixed one."""
    assert date.fromisoformat(AS_OF) < date(2027, 1, 1)
    ends = {row.status for row in history() if row.status != "announced"}
    assert {row.status for pair in PAIRS for row in history(pair[1], pair[0])} >= ends
    assert len(PAIRS) > 80
    assert sum(is_settled(answer(pair)) for pair in PAIRS) > 40
