"""``withdrawal diagram`` and ``withdrawal countries``."""

import csv
import io
import json

import pytest

from withdrawal.case.proceedings.journal import Journal
from withdrawal.law.countries import countries
from withdrawal.law.procedures.library import procedures


@pytest.fixture
def journal(tmp_path):
    """A journal of Latvia's case, as far as the vote."""
    path = tmp_path / "latvia.jsonl"
    kept = Journal.create(path, "LVA", "ottawa-1997", route="urgent")
    kept.record("joint-recommendation", on="2025-03-18")
    kept.record("final-vote", on="2025-04-16")
    return path


class TestDiagram:
    """A procedure as Mermaid or SVG."""

    def test_mermaid(self, run):
        """Mermaid is what is printed without a word."""
        code, out, err = run("diagram", "latvia")
        assert (code, err) == (0, "")
        assert out.startswith("flowchart TD")
        assert "Constitution arts 69, 71<br/>10 to 21 days from final-vote" in out

    def test_svg(self, run):
        """SVG on request, with the treaty's period."""
        code, out, _ = run("diagram", "LVA", "--treaty", "ottawa", "--format", "svg")
        assert code == 0
        assert out.startswith("<svg ")
        assert out.endswith("</svg>\n")
        assert not out.endswith("\n\n")
        assert "6 months" in out

    def test_route(self, run):
        """A route by name, or by the treaty."""
        assert "s_urgent_promulgation" in run("diagram", "latvia", "--route", "urgent")[1]
        assert "House of Lords" in run("diagram", "uk", "--treaty", "teu-art-50")[1]

    def test_case(self, run, journal):
        """A journal brings its State, its route and the path taken."""
        code, out, _ = run("diagram", "--case", str(journal))
        assert code == 0
        assert "s_urgent_promulgation" in out
        assert "class s_considered,s_recommendation,s_urgent_final_vote taken" in out

    def test_other_state(self, run, journal):
        """A journal of another State is refused."""
        code, out, err = run("diagram", "estonia", "--case", str(journal))
        assert (code, out) == (2, "")
        assert "is of a case of LVA" in err

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ((), "Of which State?"),
            (("atlantis",), "not a State known here"),
            (("latvia", "--route", "fast"), "expected ordinary or urgent"),
            (("latvia", "--treaty", "nonsense treaty"), "not a treaty known here"),
            (("latvia", "--format", "png"), "png"),
        ],
    )
    def test_bad_input(self, run, arguments, message):
        """One sentence on standard error, exit code 2."""
        code, out, err = run("diagram", *arguments)
        assert (code, out) == (2, "")
        assert message in err
        assert "Traceback" not in err


class TestCountries:
    """How each State decides."""

    def test_list(self, run):
        """One line a State, and a word on all others."""
        code, out, _ = run("countries")
        lines = out.splitlines()
        assert code == 0
        assert len([each for each in lines if each[:3] in procedures()]) == 75
        assert "executive act, unverified; its law was not read" in " ".join(out.split())

    def test_one(self, run):
        """One State in full."""
        _, out, _ = run("countries", "latvia")
        text = " ".join(out.split())
        assert "Route ordinary (default): a law the President may return" in text
        assert "10 to 21 days" in text
        assert "recesses" in text

    def test_default(self, run):
        """A State without a file gets the default by name."""
        assert "executive act, unverified (DJI)" in run("countries", "djibouti")[1]

    def test_note(self, run):
        """What few lists of parties tell of a State is said, in words and as data."""
        assert "not a member of the United Nations" in " ".join(
            run("countries", "kosovo")[1].split()
        )
        assert "2 July 1976" in json.loads(run("countries", "VDR", "--json")[1])["note"]
        assert json.loads(run("countries", "latvia", "--json")[1])["note"] is None

    def test_json(self, run):
        """JSON with a schema."""
        _, out, _ = run("countries", "lithuania", "--json")
        data = json.loads(out)
        assert data["schema"] == "withdrawal/state/1"
        state = data["procedure"]
        stages = {each["id"]: each for each in state["routes"][0]["stages"]}
        assert stages["final-vote"]["majority"] == "three fifths of all members (85 of 141)"
        assert stages["promulgation"]["limits"]["beyond"] == "signed-by-other"
        assert state["sessions"]["ordinary"][0] == {"from": "03-10", "to": "06-30"}
        assert {"ottawa-1997", "ccm-2008"} <= {each["treaty"] for each in data["history"]}
        assert {each["party"] for each in data["history"]} == {"LTU"}

    def test_all_as_json(self, run):
        """Every State is in the list, and says whether its procedure is described."""
        data = json.loads(run("countries", "--json")[1])
        assert data["schema"] == "withdrawal/states/1"
        assert {each["id"] for each in data["states"]} == set(countries())
        described = {each["id"] for each in data["states"] if each["has_procedure"]}
        assert described == set(procedures())

    def test_other_name(self, run):
        """`withdrawal states` is the same command."""
        assert run("states", "latvia") == run("countries", "latvia")

    def test_csv(self, run):
        """A table with a header."""
        _, out, _ = run("countries", "--csv")
        rows = list(csv.DictReader(io.StringIO(out)))
        assert len(rows) == len(countries())
        assert next(row for row in rows if row["id"] == "LTU")["seats"] == "141"

    def test_unknown(self, run):
        """An unknown State is refused with suggestions, as JSON where asked for."""
        code, out, err = run("countries", "lithuana", "--json")
        assert code == 2
        assert json.loads(out)["error"]["code"] == "unknown-country"
        assert "Lithuania" in err
