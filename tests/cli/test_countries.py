"""The command that sets States side by side."""

import json
import re


class TestCommand:
    def test_compare(self, run):
        """The command sets the States side by side, whether named before or after the option."""
        for words in (["--compare", "lithuania", "POL"], ["lithuania", "--compare", "POL"]):
            code, out, _ = run("countries", *words)
            assert code == 0
            assert out.startswith("Lithuania, Poland\n")
            assert re.search(r"id +LTU +POL\n", out)
            assert re.search(r"how parliament takes part +law +law\n", out)

    def test_as_data(self, run):
        """As JSON and as CSV."""
        data = json.loads(run("countries", "--compare", "LTU", "POL", "--json")[1])
        assert data["schema"] == "withdrawal/states-compared/1"
        assert [each["id"] for each in data["states"]] == ["LTU", "POL"]
        assert run("countries", "--compare", "LTU", "--csv")[1].startswith("id,name,approval")

    def test_a_wrong_name(self, run):
        """A State that does not exist is refused by name."""
        code, _, told = run("countries", "--compare", "LTU", "Atlantis")
        assert code == 2
        assert "Atlantis" in told

    def test_no_filter_beside(self, run):
        """What narrows the list of States is refused where States are named, which are told."""
        code, _, told = run("countries", "LTU", "--compare", "POL", "--q", "land")
        assert (code, "--q narrows a list: expected LTU POL alone" in told) == (2, True)
