"""The tools for agents, used through the official client over standard input and output."""

import sys

import pytest
from anyio.from_thread import start_blocking_portal
from mcp import Client, MCPError, StdioServerParameters, stdio_client
from mcp_types import INVALID_PARAMS

import withdrawal
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.output.tables.deciding import ASPECTS, compared
from withdrawal.output.telling import answer_report

COMMAND = StdioServerParameters(command=sys.executable, args=["-m", "withdrawal.cli", "mcp"])
TOOLS = {
    "when": {"party": "Lithuania", "treaty": "Ottawa Convention", "as_of": "2026-11-21"},
    "plan": {"party": "SWE", "treaty": "ottawa", "out_by": "2029-01-01", "as_of": "2026-11-21"},
    "memo": {"party": "SWE", "treaty": "ottawa", "as_of": "2026-11-21"},
    "notice": {"party": "SWE", "treaty": "ottawa", "as_of": "2026-11-21", "language": "fr"},
    "precedents": {"of": "ottawa", "as_of": "2026-11-21"},
    "ask": {"question": "när träder Litauens utträde ur Ottawakonventionen i kraft?"},
    "forecast": {"party": "LTU", "treaty": "ottawa", "as_of": "2025-04-18"},
    "compare": {"party": ["LTU", "EST"], "treaty": "ottawa", "as_of": "2026-11-21"},
    "history": {"treaty": "ottawa"},
    "now": {"as_of": "2026-11-21"},
    "changes": {"treaty": "ottawa"},
    "survey": {"treaty": "ottawa", "as_of": "2026-11-21"},
    "read": {"document": "Lithuania left the Ottawa Convention on 27 December 2025."},
    "list_treaties": {"q": "mine"},
    "parties": {"treaty": "ottawa", "on": "2026-03-01", "as_of": "2026-11-21"},
    "parties_over_time": {"treaty": "ottawa", "as_of": "2026-11-21"},
    "describe_treaty": {"treaty": "ottawa"},
    "describe_state": {"party": "Lithuania"},
    "list_states": {},
    "compare_states": {"party": ["LTU", "Latvia", "EST", "POL", "FIN"]},
}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def talk():
    """A function that runs a conversation with the one server of these tests."""
    with start_blocking_portal() as portal:
        server = portal.wrap_async_context_manager(Client(stdio_client(COMMAND)))
        with server as client:
            yield lambda conversation: portal.call(conversation, client)


@pytest.fixture(scope="module")
def answers(talk):
    """The result of every tool, from one conversation."""

    async def conversation(client):
        return {name: await client.call_tool(name, given) for name, given in TOOLS.items()}

    return talk(conversation)


class TestTools:
    """A dozen tools, read-only, with typed schemas."""

    def test_how_to_use_them(self, talk):
        """The server tells an agent what never to say, and how new its knowledge is."""

        async def conversation(client):
            return client.instructions

        told = talk(conversation)
        assert "never say that the State is not a party" in told
        assert "as known on" in told

    def test_listed(self, talk):
        """Each tool says what it does, what it takes and what it gives, and changes nothing."""
        listed = talk(lambda client: client.list_tools()).tools
        assert {each.name for each in listed} == set(TOOLS)
        for each in listed:
            assert each.description
            assert each.annotations.read_only_hint
            assert each.output_schema["type"] == "object"
            for given in each.input_schema["properties"].values():
                assert given["description"]

    @pytest.mark.parametrize("name", TOOLS)
    def test_answers(self, answers, name):
        """Each answers in the structure it promises."""
        assert not answers[name].is_error
        assert answers[name].structured_content

    def test_when(self, answers):
        """The date, the sentence, the reasons with sources, the claims that disagree."""
        found = answers["when"].structured_content
        assert found["effect"] == "2025-12-27"
        assert found["sentence"].endswith("took effect on 27 December 2025.")
        assert all(each["source"] for each in found["because"])
        assert "20" in {each["article"] for each in found["because"]}
        assert any("six months after" in each for each in found["disagreeing_claims"])

    @pytest.mark.parametrize("pair", [("USA", "unesco-1945"), ("LTU", "ottawa-1997")])
    def test_no_section_is_left_out(self, talk, pair):
        """The tool tells every fact and every item of the report that the other forms show."""
        given = {"party": pair[0], "treaty": pair[1], "as_of": "2026-11-21"}
        found = talk(lambda client: client.call_tool("when", given)).structured_content
        told = str(found)
        report = answer_report(withdrawal.when(*pair, as_of="2026-11-21"))
        assert found["facts"] == report.told
        for section in report.sections:
            for item in section.items:
                assert repr(item.text)[1:-1] in told
                assert repr(item.source or "")[1:-1] in told

    def test_says_how_it_is_known(self, answers):
        """An answer tells its headline, basis, membership and how new the knowledge is."""
        told = answers["when"].structured_content
        assert told["headline"] == "27 December 2025"
        assert (told["basis"], told["is_supposed"]) == ("recorded", False)
        assert told["membership"]["value"] == "not-a-party"
        assert told["knowledge"].startswith("as known on ")

    def test_what_it_supposes_and_takes_along(self, talk):
        """Assumptions are told with their days in words, and the treaties that are left as well."""
        given = {"party": "SWE", "treaty": "echr", "as_of": "2026-11-21"}
        found = talk(lambda client: client.call_tool("when", given)).structured_content
        assert "received on 21 November 2026." in found["assumptions"][0]
        assert any("ECHR Protocol No. 6" in each for each in found["also_leaves"])

    @pytest.mark.parametrize("name", ["history", "changes"])
    def test_no_more_than_can_be_read(self, talk, name):
        """Of a long table the first fifty rows are told, and how many there are."""
        found = talk(lambda client: client.call_tool(name, {})).structured_content
        assert max(len(rows) - 1 for rows in found["tables"].values()) == 50 < found["found"]

    def test_now(self, answers):
        """What is pending is told for the day that is asked."""
        assert "21 November 2026" in answers["now"].structured_content["sentence"]

    def test_plan(self, answers):
        """The last day for the notice and for each step."""
        found = answers["plan"].structured_content
        assert found["latest_receipt"] == "2028-07-01"
        assert found["stages"][-1]["stage"] == "notice"

    def test_forecast(self, answers):
        """A forecast tells its headline, what would narrow it, and how good such have been."""
        found = answers["forecast"].structured_content
        assert found["headline"].startswith("if it takes effect, even odds by ")
        assert not found["is_supposed"]
        assert 0.0 < found["probability_never"] < 1.0
        assert "drives the spread" in found["driver"][0]
        assert " such forecasts (" in found["hindsight"][0]

    def test_ask(self, answers):
        """The sentence is in the language of the question."""
        found = answers["ask"].structured_content
        assert found["lang"] == "sv"
        assert "27 december 2025" in found["answers"][0]

    def test_search(self, talk):
        """Words of an id, a name or a title in any order find a treaty."""

        async def conversation(client):
            return [
                await client.call_tool("list_treaties", {"q": name})
                for name in ("convention OTTAWA", "personnel stockpiling ottawa", "ottawa rome")
            ]

        found = [
            [
                row.split(" | ")[0]
                for row in each.structured_content["tables"].get("treaties", [])[1:]
            ]
            for each in talk(conversation)
        ]
        assert found == [["ottawa-1997"], ["ottawa-1997"], []]

    def test_descriptions(self, answers):
        """A treaty and a State in words, with what is on record."""
        assert "6 months" in answers["describe_treaty"].structured_content["text"]
        left = answers["describe_state"].structured_content["withdrawals"]
        assert any("ottawa-1997" in each and "2025-12-27" in each for each in left)

    def test_states(self, answers):
        """The States whose procedure is described, as the command lists them, and of the others."""
        found = answers["list_states"].structured_content
        head, *rows = found["tables"]["states"]
        assert head == "id | State | The procedure | How sure | History"
        assert [each.split(" | ")[0] for each in rows] == list(procedures())
        assert found["found"] == len(procedures())
        assert "its law was not read" in found["sentence"]

    def test_states_side_by_side(self, answers):
        """The same cells as the command's, in the order asked."""
        head, *rows = answers["compare_states"].structured_content["tables"]["sides"]
        asked = ("LTU", "LVA", "EST", "POL", "FIN")
        made = compared(map(procedure, asked))
        assert head == f" | {' | '.join(each['name'] for each in made)}"
        said = [" | ".join((told, *("" if each[key] is None else str(each[key]) for each in made)))
                for key, told in ASPECTS.items()]  # fmt: skip
        assert rows == [f"id | {' | '.join(asked)}", *said]

    def test_short(self, answers):
        """No result is longer than an agent wants to read."""
        sizes = {name: len(str(each.structured_content)) for name, each in answers.items()}
        assert max(sizes.values()) < 12_000, sizes


class TestMistakes:
    """What makes no sense is told in one sentence."""

    @pytest.mark.parametrize(
        ("name", "given", "said"),
        [
            ("when", {"party": "Lithuani", "treaty": "ottawa"}, "Perhaps: Lithuania"),
            ("when", {"party": "LTU"}, "treaty"),
            ("when", {"party": "LTU", "treaty": "ottawa", "received_on": "x"}, "received_on"),
            ("forecast", {"party": "LTU", "treaty": "ottawa", "conflit": "x"}, "conflit"),
            ("when", {"party": "LTU", "treaty": "ottawa", "as_of": "2025-02-30"}, "2025-02-30"),
            ("when", {"party": "L" * 500, "treaty": "ottawa"}, "party"),
            ("ask", {"question": "xyzzy"}, "xyzzy"),
            ("list_treaties", {"limit": 10_000}, "limit"),
        ],
    )
    def test_told(self, talk, name, given, said):
        """The agent hears what was wrong and the nearest that would be right."""
        result = talk(lambda client: client.call_tool(name, given))
        assert result.is_error
        if name != "ask":
            assert said in result.content[0].text


class TestOldNames:
    """Arguments by their names of version 1."""

    def test_state_is_the_party(self, talk):
        """``state`` is still read."""

        async def conversation(client):
            asked = {"state": "Lithuania", "treaty": "ottawa", "as_of": "2026-11-21"}
            return await client.call_tool("when", asked)

        assert talk(conversation).structured_content["effect"] == "2025-12-27"


class TestResources:
    """Treaties as resources."""

    def test_treaty(self, talk):
        """A treaty can be read by its id."""
        found = talk(lambda client: client.read_resource("treaty://ottawa-1997"))
        assert "Anti-Personnel Mines" in found.contents[0].text

    def test_each_says_what_it_is(self, talk):
        """Each resource, and each kind of them, says in words what it is."""

        async def conversation(client):
            kinds = await client.list_resource_templates()
            return *(await client.list_resources()).resources, *kinds.resource_templates

        assert {each.description for each in talk(conversation)} == {"A treaty.", "The catalogue."}

    @pytest.mark.parametrize("name", ["otawa", "nope"])
    def test_unknown(self, talk, name):
        """An id that fits nothing is told in the words of the tools, as invalid parameters."""

        async def conversation(client):
            with pytest.raises(MCPError) as caught:
                await client.read_resource(f"treaty://{name}")
            return caught.value.error, await client.call_tool("describe_treaty", {"treaty": name})

        told, said = talk(conversation)
        assert told.code == INVALID_PARAMS
        assert told.message in said.content[0].text
        assert ("Perhaps: " in told.message) is (name == "otawa")

    def test_catalogue(self, talk):
        """So can the list of all."""
        found = talk(lambda client: client.read_resource("treaties://all"))
        assert "ottawa-1997 | Ottawa Convention | 6 months | " in found.contents[0].text
