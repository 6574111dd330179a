"""The parties of a treaty: at the API and on the treaty's page, and never stale."""

import re
from datetime import date

import pytest

import withdrawal
from withdrawal.case.roll import COLUMNS
from withdrawal.law.countries import name_of_state
from withdrawal.output.pictures.tiles import places
from withdrawal.record.parties import membership


class TestApi:
    ADDRESS = "/api/v1/treaties/ottawa/parties"

    def test_the_same_as_in_python(self, client):
        """The API gives what `withdrawal.parties` gives."""
        found = client.get(f"{self.ADDRESS}?on=2026-03-01&as_of=2026-11-28").json()
        assert found == withdrawal.parties("ottawa", on="2026-03-01", as_of="2026-11-28").to_json()
        assert tuple(found["parties"][0]) == COLUMNS

    def test_bad_input(self, client):
        """A day of the wrong form is 400, a treaty nobody knows 404."""
        assert client.get(f"{self.ADDRESS}?on=yesterday").status_code == 400
        assert client.get("/api/v1/treaties/nothing-at-all/parties").status_code == 404

    def test_described(self, client):
        """The description of the API names it by an identity of its own."""
        paths = client.get("/api/openapi.json").json()["paths"]
        found = paths["/api/v1/treaties/{treaty}/parties"]["get"]
        assert found["operationId"] == "get-treaties-one-parties"


class TestPage:
    def test_the_table(self, client):
        """The treaty's page counts the parties and has a row for each State."""
        page = client.get("/treaties/ottawa-1997").text
        assert "parties on" in page
        assert 'href="/when/AUT/ottawa-1997"' in page

    def test_who_is_expected_to_be_out(self, client):
        """Who will be out by a day still to come is told as leaving, not as having left."""
        page = client.get("/treaties/unesco-1945?on=2027-01-01&as_of=2026-11-28").text
        figure = page.partition('class="figure">')[2].partition("</p>")[0]
        assert figure.startswith("192 parties on 1 January 2027; 1 ")
        assert figure.endswith("; 2 leaving")

    def test_nothing_listed(self, client):
        """A treaty without a list is said to have none, in the reader's language, and no count."""
        page = client.get("/treaties/broadcasting-peace-1936?lang=de").text
        figure = page.partition('class="figure">')[2].partition("</p>")[0]
        assert figure.startswith("Eine Liste der Vertragsparteien wird hier nicht geführt; ")


class TestMap:
    """A tile says of a State what its answer says, with or without a line for it."""

    def tiles(self, client, address):
        """What is told of each tile."""
        drawn = client.get(address).text.partition('class="chart tiles"')[2]
        found = re.findall(r'class="tile-([a-z-]+)"[^>]*>(?:<title>)([^<]*?): ', drawn)
        return {name: stands for stands, name in found}

    @pytest.mark.parametrize("treaty", ["npt-1968", "csto-charter-2002", "ctbt-1996"])
    def test_the_same_as_the_answer(self, client, treaty):
        """Who is no party by a complete list is no unknown, and a partial list leaves it open."""
        tiles = self.tiles(client, f"/treaties/{treaty}?on=2026-11-28&as_of=2026-11-28")
        assert {"Taiwan", "Kosovo", "India"} <= tiles.keys()
        for code in places():
            name = name_of_state(code)
            if name in tiles:
                known = membership(treaty, code, date(2026, 11, 28), as_of=date(2026, 11, 28))
                is_so = tiles[name] == known.value
                assert (
                    is_so
                    or (tiles[name], known.is_disputed) == ("disputed", True)
                    or (tiles[name], known.value) == ("consented", "party")
                    or (tiles[name] == "left" and known.value == "not-a-party")
                ), name

    def test_disputed(self, client):
        """A State of which it is disputed whether it has left has a tile, a row and a number."""
        page = client.get("/treaties/npt-1968?on=2026-11-28&as_of=2026-11-28").text
        assert "191 parties on 28 November 2026; Disputed: 1" in page
        assert "<title>North Korea: Disputed</title>" in page
        assert "show=disputed" in page


class TestFresh:
    """What is asked twice is answered from what stands in the folder now."""

    ADDRESSES = (
        "/when/SWE/ottawa-1997?as_of=2026-11-28",
        "/api/v1/when?party=SWE&treaty=ottawa&as_of=2026-11-28",
        "/api/v1/forecast?party=SWE&treaty=ottawa&as_of=2026-11-28",
        "/api/v1/ask?q=when does Sweden leave Ottawa&as_of=2026-11-28",
        "/api/v1/treaties/ottawa/parties?as_of=2026-11-28",
        "/treaties/ottawa-1997",
        "/states/SWE",
        "/history?q=sweden ottawa",
        "/history.csv?q=sweden ottawa",
    )
    ROW = (
        '{"treaty": "ottawa-1997", "party": "SWE", "received": "2026-03-02", '
        '"effect": "2026-09-02", "source": "a gazette"}\n'
    )

    def test_the_next_answer_knows(self, client, tmp_path):
        """A row that is written while the server runs changes every answer and its tag."""
        with withdrawal.knowledge(tmp_path):
            before = [client.get(each) for each in self.ADDRESSES]
            (tmp_path / "withdrawals.jsonl").write_text(self.ROW, encoding="utf-8")
            for old in before:
                tag = old.headers["etag"]
                new = client.get(str(old.request.url), headers={"if-none-match": tag})
                assert new.status_code == 200, old.request.url
                assert new.headers["etag"] != tag

    def test_an_own_treaty(self, client, tmp_path):
        """A treaty of one's own is found by its name as soon as its file is there."""
        (tmp_path / "treaties").mkdir()
        with withdrawal.knowledge(tmp_path):
            assert client.get("/api/v1/treaties/mine-2020").status_code == 404
            text = (
                'id = "mine-2020"\ntitle = "Convention on Zebra Crossings"\nsources = ["a text"]\n'
                'confidence = "known"\n[clause]\nexit = "allowed"\nstarts = { on = "deposit" }\n'
                'runs = { period = "P7M" }\n'
            )
            (tmp_path / "treaties" / "mine.toml").write_text(text, encoding="utf-8")
            assert client.get("/api/v1/treaties/mine-2020").status_code == 200
            asked = "/api/v1/ask?q=when can Sweden leave the Convention on Zebra Crossings"
            assert "mine-2020" in client.get(asked).text

    def test_in_another_language(self, client):
        """The title names the treaty, and the list how sure a line is, in the reader's language."""
        page = client.get("/treaties/icrw-1946?as_of=2026-11-28&lang=fr").text
        title = page.partition("<title>")[2].partition("</title>")[0]
        assert title.startswith("Convention internationale pour la réglementation de la chasse")
        chips = page.partition('id="rows">')[2].partition("<table")[0]
        assert "rapporté" in chips
        assert ">reported" not in chips
