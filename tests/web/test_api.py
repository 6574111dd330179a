"""The API: the library's own data, problems as RFC 9457, entity tags, a true description."""

import json
import re
from itertools import product
from pathlib import Path

import jsonschema
import openapi_spec_validator
import pytest

import withdrawal
from withdrawal.errors import BadRequestError
from withdrawal.inquiries.reading import names_of, old_names
from withdrawal.inquiries.states import StatesCompared
from withdrawal.law.procedures.library import procedure
from withdrawal.output.tables.deciding import compared
from withdrawal.web.api import ENDPOINTS, ROOT
from withdrawal.web.app import description, routed
from withdrawal.web.problems import problem_response
from withdrawal.web.responses import json_response

AS_OF = "2026-11-21"
DESCRIPTION = description(routed())
ASKED = {
    "/when": {"party": "LTU", "treaty": "ottawa", "as_of": AS_OF},
    "/plan": {"party": "SWE", "treaty": "ottawa", "out_by": "2029-01-01", "as_of": AS_OF},
    "/ask": {"q": "when does lithuania leave ottawa?"},
    "/forecast": {"party": "LTU", "treaty": "ottawa", "as_of": "2025-04-18"},
}


def get(client, path, **query):
    """Return the response of an address of the API."""
    return client.get(f"{ROOT}{path}", params=query)


def plain(data):
    """Return data as it comes out of JSON."""
    return json.loads(json.dumps(data))


class TestAnswers:
    """The same data as the library."""

    def test_when(self, client):
        """An answer is the library's answer."""
        expected = plain(withdrawal.when("LTU", "ottawa", as_of=AS_OF).to_json())
        assert get(client, "/when", **ASKED["/when"]).json() == expected

    def test_several_conflicts(self, client):
        """A parameter that may be repeated is read in full."""
        spans = ["2027-08-15/2028-02-03", "2028-01-01/2028-06-01"]
        found = get(
            client, "/when", party="SWE", treaty="ottawa", received="2027-03-01", conflict=spans
        )
        assert found.json()["effect"] == "2028-06-01"

    def test_month_of_receipt(self, client):
        """A day known only by its month gives bounds."""
        found = get(client, "/when", party="SWE", treaty="ottawa", received="2027-03").json()
        assert (found["earliest"], found["latest"]) == ("2027-09-01", "2027-09-30")

    def test_plan(self, client):
        """A plan is the library's plan."""
        found = get(client, "/plan", **ASKED["/plan"]).json()
        assert found["latest_receipt"] == "2028-07-01"

    def test_ask(self, client):
        """A question is answered in its own language."""
        found = get(client, "/ask", q="när lämnar Litauen Ottawakonventionen?").json()
        assert found["lang"] == "sv"
        assert found["answers"][0]["effect"] == "2025-12-27"

    def test_treaties_and_states(self, client):
        """Lists and single entries."""
        assert len(get(client, "/treaties").json()["treaties"]) == len(withdrawal.catalogue())
        assert get(client, "/treaties/ottawa").json()["id"] == "ottawa-1997"
        state = get(client, "/states/Lithuania").json()
        assert state["id"] == "LTU"
        assert state["procedure"]["routes"]

    def test_states_side_by_side(self, client):
        """The same object as the command's, and a name that fits no State is refused."""
        asked = ["LTU", "Latvia", "EST", "POL", "FIN"]
        found = get(client, "/states/compare", party=asked).json()
        expected = compared(map(procedure, ("LTU", "LVA", "EST", "POL", "FIN")))
        assert found == plain(StatesCompared.data(states=expected))
        refused = get(client, "/states/compare", party=["LTU", "Atlantis"])
        assert (refused.status_code, "Atlantis" in refused.json()["detail"]) == (404, True)

    def test_no_address_means_two_things(self, client):
        """A word that has an address of its own is described as no value of a field there."""
        paths = client.get("/api/openapi.json").json()["paths"]
        pairs = 0
        for path, fixed in product(paths, paths):
            before, brace, rest = path.partition("{")
            name, _, after = rest.partition("}")
            word = fixed.removeprefix(before).removesuffix(after)
            if brace and fixed == f"{before}{word}{after}" and word.isalpha():
                pairs += 1
                (field,) = (e for e in paths[path]["get"]["parameters"] if e["name"] == name)
                assert word in field["schema"]["not"]["enum"], (path, fixed)
        assert pairs

    def test_history(self, client):
        """The record, by State, by treaty, by status."""
        records = get(client, "/history", treaty="ottawa", status="effective").json()["records"]
        assert {each["party"] for each in records} == {"EST", "LTU", "LVA", "FIN", "POL"}

    def test_backtest_of_own_records(self, client):
        """Records sent as lines are computed; a broken line is reported, not fatal."""
        lines = (
            '{"treaty": "ottawa-1997", "party": "LTU", "received": "2025-06-27",'
            ' "effect": "2025-12-27"}\nnot json\n'
        )
        found = client.post(f"{ROOT}/backtest", content=lines).json()
        assert found["schema"] == "withdrawal/backtest/1"
        assert "2" in json.dumps(found["broken"])

    def test_no_records(self, client):
        """No lines are no records, and not those of the package."""
        found = client.post(f"{ROOT}/backtest", content=b"").json()
        assert found["records"] == 0

    def test_scenario(self, client):
        """A scenario sent as TOML is played."""
        example = next(each.example for each in ENDPOINTS if each.path == "/run")
        found = client.post(f"{ROOT}/run", content=example)
        (case,) = found.json()["cases"]
        assert case["answer"]["effect"] == "2028-02-29"


class TestSimulate:
    """A scenario sent as TOML, played many times."""

    def post(self, client, body, **query):
        """Return the response to a scenario."""
        return client.post(f"{ROOT}/simulate", params=query, content=body)

    def test_same_as_the_library(self, client):
        """The answer is the library's simulation of the same file, with the exact chance."""
        path = Path(__file__).parents[2] / "examples" / "baltic.toml"
        query = {"runs": "2000", "seed": "7", "as_of": "2025-03-18"}
        found = self.post(client, path.read_bytes(), **query).json()
        made = withdrawal.simulate(path, runs=2000, seed=7, as_of="2025-03-18")
        exact = found.pop("exact_all_by_target")
        assert found == plain(made.to_json()) | {"scenario": "scenario"}
        assert abs(exact - found["probability_all_by_target"]) < 0.05

    def test_seed(self, client):
        """One seed gives one result, another another."""
        body = 'title = "x"\n[[cases]]\nparty = "LTU"\ntreaty = "ottawa-1997"\nevents = []\n'
        first, again, other = (
            self.post(client, body, runs="500", seed=seed, as_of="2025-03-18").json()["cases"]
            for seed in ("1", "1", "2")
        )
        assert first == again != other

    @pytest.mark.parametrize(
        ("query", "status"),
        [
            ({"runs": "0"}, 400),
            ({"runs": "100001"}, 400),
            ({"runs": "1e5"}, 400),
            ({"seed": "-1"}, 400),
            ({"as_of": "2025-13-01"}, 422),
            ({"as_of": "9990-01-01"}, 422),
            ({"processes": "4"}, 400),
        ],
    )
    def test_bounds(self, client, query, status):
        """Runs are bounded, and a day too late for the calendar is refused."""
        body = 'title = "x"\n[[cases]]\nparty = "SWE"\ntreaty = "ottawa-1997"\nevents = []\n'
        assert self.post(client, body, **query).status_code == status

    @pytest.mark.parametrize("path", ["/run", "/simulate"])
    def test_size(self, client, path):
        """So are cases and bytes, and the complaint names no file of this machine."""
        case = '[[cases]]\nid = "{}"\nparty = "LTU"\ntreaty = "ottawa-1997"\nevents = []\n'
        many = 'title = "x"\n' + "".join(case.format(f"a{number}") for number in range(11))
        found = client.post(f"{ROOT}{path}", content=many)
        assert (found.status_code, found.json()["detail"]) == (
            422,
            "scenario.toml: 11 cases: expected at most 10.",
        )
        assert client.post(f"{ROOT}{path}", content="#" * 70_000).status_code == 413

    def test_runs_of_cases(self, client):
        """Many runs of many cases are too many together."""
        case = '[[cases]]\nid = "{}"\nparty = "LTU"\ntreaty = "ottawa-1997"\nevents = []\n'
        many = 'title = "x"\n' + "".join(case.format(f"a{number}") for number in range(5))
        found = self.post(client, many, runs="100000")
        assert (found.status_code, "400000 together" in found.json()["detail"]) == (422, True)

    def test_a_complaint_names_no_directory(self, client):
        """What is said of a body speaks of it by a plain name."""
        for path in ("/run", "/simulate"):
            found = client.post(f"{ROOT}{path}", content="= 3").json()
            assert found["detail"].startswith("scenario.toml: is not TOML")


class TestDescription:
    """The OpenAPI document says what the API does."""

    def test_every_endpoint(self, client):
        """Every endpoint is described, each parameter with its words."""
        paths = client.get("/api/openapi.json").json()["paths"]
        for each in ENDPOINTS:
            operation = paths[f"{ROOT}{each.path}"][each.method.lower()]
            told = operation.get("parameters", ())
            named = {one["name"] for one in told if one["in"] == "query"}
            assert named == {*names_of(each.question), *old_names(each.question)} - each.in_path
            assert all(one["description"] for one in told)

    @pytest.mark.parametrize("path", ["/when", "/plan"])
    def test_answers_fit_their_schema(self, client, path):
        """A real answer fits the schema made from its class, which allows nothing else."""
        made_by = {"/when": "Answer", "/plan": "Plan"}[path]
        schema = {
            "$ref": f"#/components/schemas/{made_by}",
            "components": DESCRIPTION["components"],
        }
        jsonschema.validate(get(client, path, **ASKED[path]).json(), schema)

    def test_every_status_fits(self, client):
        """So does an answer of every status there is."""
        schema = {
            "$ref": "#/components/schemas/Answer",
            "components": DESCRIPTION["components"],
        }
        seen = set()
        for row in {(row.status, row.kind): row for row in withdrawal.history()}.values():
            found = plain(withdrawal.when(row.party, row.treaty, as_of=AS_OF).to_json())
            seen.add(found["status"])
            jsonschema.validate(found, schema)
        assert {"effective", "pending", "revoked", "disputed"} <= seen

    def test_attributes_are_described(self):
        """What the docstring says of an attribute is what the document says."""
        answer = DESCRIPTION["components"]["schemas"]["Answer"]["properties"]
        assert answer["effect"]["description"].startswith("the day of effect")
        assert answer["effect"]["format"] == "date"
        assert "null" in answer["effect"]["type"]

    def test_is_valid(self):
        """The document is valid OpenAPI."""
        openapi_spec_validator.validate(DESCRIPTION)


class TestDocs:
    """The description for people."""

    def test_every_endpoint(self, client):
        """Every address stands there with its parameters, and nothing comes from elsewhere."""
        page = client.get("/api/docs")
        assert page.status_code == 200
        for each in ENDPOINTS:
            assert f"{each.method} {ROOT}{each.path}</code>" in page.text
            assert all(f"<code>{name}</code>" in page.text for name in names_of(each.question))
        fetched = re.sub('<link rel="canonical"[^>]*>', "", page.text)
        assert not re.search(r'(src|href)="(https?:)?//', fetched)


class TestRoot:
    """The address above all others."""

    def test_says_what_there_is(self, client):
        """It names every address, and how new the knowledge is."""
        told = client.get("/api/v1").json()
        assert "GET /api/v1/when" in told["addresses"]
        assert told["knowledge"]["as_of"] >= "2026-11-28"
        assert client.get(told["description"]).status_code == 200


class TestProblems:
    """Problems as RFC 9457."""

    @pytest.mark.parametrize(
        ("path", "query", "status", "code"),
        [
            ("/when", {"party": "Lithuani", "treaty": "ottawa"}, 404, "unknown-country"),
            ("/when", {"party": "LTU", "treaty": "otawwwa"}, 404, "unknown-treaty"),
            ("/when", {"party": "LTU"}, 422, "circumstance"),
            ("/plan", {"party": "LTU", "out_by": "2030-01-01"}, 400, "bad-request"),
            ("/when", {"party": "LTU", "treaty": "ottawa", "recieved": "x"}, 400, "bad-request"),
            ("/when", {"party": ["LTU", "LVA"], "treaty": "ottawa"}, 400, "bad-request"),
            ("/when", {"party": "L" * 200, "treaty": "ottawa"}, 400, "bad-request"),
            ("/when", {"party": "LTU", "treaty": "ottawa", "as_of": "soon"}, 400, "bad-request"),
            (
                "/when",
                {"party": "LTU", "treaty": "ottawa", "as_of": "2025-02-30"},
                422,
                "impossible-date",
            ),
            ("/history", {"status": "strange"}, 400, "bad-request"),
            ("/ask", {"q": "xyzzy"}, 422, "no-treaty"),
            ("/treaties/nothing-like-it", {}, 404, "unknown-treaty"),
            ("/nothing", {}, 404, "not-found"),
        ],
    )
    def test_problem(self, client, path, query, status, code):
        """Each has its status, its type and one sentence."""
        found = get(client, path, **query)
        told = found.json()
        assert found.status_code == status
        assert found.headers["content-type"] == "application/problem+json"
        assert told["status"] == status
        assert told["type"].startswith("urn:withdrawal:problem:")
        if code != "no-treaty":
            assert told["type"].endswith(code)
        assert told["detail"]

    def test_suggestions(self, client):
        """A misspelt name gets the nearest that exist."""
        found = get(client, "/when", party="Lithuani", treaty="ottawa").json()
        assert found["suggestions"][0] == "Lithuania"

    def test_method(self, client):
        """Another method is refused, with those that are answered."""
        found = client.delete(f"{ROOT}/when")
        assert found.status_code == 405
        assert "GET" in found.headers["allow"]

    @pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"[[cases]]\nparty = 3", b"x" * 2_000_000])
    def test_bad_bodies(self, client, body):
        """An empty, binary, wrong or huge body is the sender's mistake."""
        found = client.post(f"{ROOT}/run", content=body)
        assert found.status_code in (400, 413, 422)
        assert found.headers["content-type"] == "application/problem+json"


class TestHalfACharacter:
    """Half a surrogate pair, which JSON can name and UTF-8 cannot hold."""

    def test_in_an_answer(self):
        """An answer that repeats it writes it as JSON's own escape."""
        sent = json_response({"reason": "\ud800 é"})
        assert sent.status_code == 200
        assert b"\\ud800 \xc3\xa9" in sent.body
        assert json.loads(sent.body) == {"reason": "\ud800 é"}

    def test_in_a_problem(self):
        """So does a problem."""
        sent = problem_response(BadRequestError("No \udfff here."))
        assert json.loads(sent.body)["detail"] == "No \udfff here."

    @pytest.mark.parametrize("key", ["treaty", "party", "received", "note"])
    def test_in_a_record(self, client, key):
        """A record that holds one is answered like any other."""
        record = {"treaty": "ottawa-1997", "party": "LTU", "received": "2025-06-27"}
        lines = json.dumps({**record, "effect": "2025-12-27", key: "\ud800"})
        assert client.post(f"{ROOT}/backtest", content=lines).status_code == 200


class TestCaching:
    """What has not changed is not sent again."""

    @pytest.mark.parametrize("address", ["/", f"{ROOT}/history", "/when/LTU/ottawa-1997"])
    def test_entity_tag(self, client, address):
        """The same answer has the same tag; a client that holds it gets 304 without a body."""
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["etag"] == first.headers["etag"]

    def test_other_tag(self, client):
        """Another tag gets the answer."""
        found = client.get("/", headers={"If-None-Match": '"other"'})
        assert found.status_code == 200

    def test_language_varies(self, client):
        """A cache is told what the page depends on."""
        assert "Accept-Language" in client.get("/").headers["vary"]

    def test_static_files_are_kept(self, client):
        """Static files are kept for a year; their address changes with their contents."""
        assert "immutable" in client.get("/static/style.css").headers["cache-control"]

    def test_health(self, client):
        """The health check is short and never kept."""
        found = client.get("/healthz")
        assert (found.text, found.headers["cache-control"]) == ("ok\n", "no-store")
