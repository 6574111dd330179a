"""Every door says the same of a State and a treaty as `when` does."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import anyio
import pytest
from mcp.server.mcpserver import MCPServer
from starlette.testclient import TestClient

import withdrawal
from withdrawal import mcp
from withdrawal.case.answer import Answer
from withdrawal.cli import main
from withdrawal.dates import long_date
from withdrawal.errors import QuestionError
from withdrawal.record.history import history

AS_OF = "2026-11-28"
Pair = tuple[str, str]


@pytest.fixture(scope="session")
def server() -> MCPServer[Any]:
    """The server of the agent tools."""
    return mcp.make_server()


@pytest.fixture
def told(pair: Pair) -> Answer:
    """What `when` answers."""
    return withdrawal.when(*pair, as_of=AS_OF)


def asked_in_words(pair: Pair, told: Answer) -> list[Answer]:
    """Return the answers to a plain question; none where a name is not spoken of in plain words."""
    question = f"When does {told.party_name} leave {told.treaty_name}?"
    try:
        reply = withdrawal.ask(question, as_of=AS_OF)
    except QuestionError:
        return []
    found = (each.answer for each in reply.answers)
    return [x for x in found if isinstance(x, Answer) and (x.party, x.treaty) == pair]


def test_most_are_understood() -> None:
    """Of every tenth pair on record most can be asked about in plain words."""
    pairs = sorted({(row.party, row.treaty) for row in history()})[::10]
    found = [bool(asked_in_words(pair, withdrawal.when(*pair, as_of=AS_OF))) for pair in pairs]
    assert sum(found) > 0.7 * len(found)


class TestDoors:
    def test_the_api(self, pair: Pair, told: Answer, client: TestClient) -> None:
        """The API gives the same object."""
        party, treaty = pair
        asked = {"party": party, "treaty": treaty, "as_of": AS_OF}
        assert client.get("/api/v1/when", params=asked).json() == json.loads(
            json.dumps(told.to_json())
        )

    def test_the_command(
        self, pair: Pair, told: Answer, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The command line prints the same object, and in words the same sentence."""
        words = ["when", *pair, "--as-of", AS_OF]
        assert main([*words, "--json"]) == 0
        assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(told.to_json()))
        assert main(words) == 0
        shown = " ".join(capsys.readouterr().out.split())
        assert told.effect is None or long_date(told.effect) in shown

    def test_the_page(self, pair: Pair, told: Answer, client: TestClient) -> None:
        """The page marks the same status, and names the day where there is one."""
        party, treaty = pair
        page = client.get(f"/when/{party}/{treaty}", params={"as_of": AS_OF})
        assert page.status_code == 200
        assert told.status in page.text
        assert told.effect is None or told.effect.isoformat() in page.text

    def test_the_agent_tool(self, pair: Pair, told: Answer, server: MCPServer[Any]) -> None:
        """The tool for agents gives the same sentence, status, day and basis."""
        asked = {"party": pair[0], "treaty": pair[1], "as_of": AS_OF}
        called = anyio.run(server.call_tool, "when", asked)
        found = called.structured_content
        assert (found["sentence"], found["status"]) == (told.sentence, told.status)
        assert found["effect"] == (told.effect.isoformat() if told.effect else None)
        assert found["basis"] == told.basis

    def test_a_plain_question(self, pair: Pair, told: Answer) -> None:
        """A question in words, where its names are understood, has the same answer."""
        answers = asked_in_words(pair, told)
        assert all((each.status, each.effect) == (told.status, told.effect) for each in answers)

    def test_the_forecast(self, pair: Pair, told: Answer) -> None:
        """Where the day is settled, and the State has not come back, the forecast has no other."""
        if told.effect is None or told.status not in ("effective", "pending") or told.rejoined:
            return
        made = withdrawal.forecast(*pair, as_of=AS_OF).to_json()
        assert made["median"] == told.effect.isoformat()

    def test_the_roll(self, pair: Pair, told: Answer) -> None:
        """The list of who is a party says the same of the State."""
        party, treaty = pair
        rows = withdrawal.parties(treaty, on=AS_OF, as_of=AS_OF).rows
        row = next(each for each in rows if each.party == party)
        assert row.value == told.to_json()["membership"]["value"]


def test_the_record_is_asked_about() -> None:
    """The pairs are those of the whole record, and the day asked for is a fixed one."""
    assert date.fromisoformat(AS_OF) < date(2027, 1, 1)
    assert len({row.party for row in withdrawal.history()}) > 90
