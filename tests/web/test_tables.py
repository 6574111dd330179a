"""The record as a table, the rows of a treaty and a State, and names while typing."""

import re

import pytest
from attrs import evolve

from tests.output.test_report import lacking, of_html
from withdrawal.law.procedures.library import procedure
from withdrawal.law.treaties.catalogue import treaty
from withdrawal.odds.api import forecast
from withdrawal.output.forecast import forecast_report
from withdrawal.output.tables.procedures import procedure_report
from withdrawal.output.tables.treaties import treaty_report
from withdrawal.web.languages import language


class TestHistory:
    """The record as a table."""

    def test_search(self, client):
        """Rows are found by State and treaty together."""
        page = client.get("/history?q=lithuania ottawa").text
        assert "1 shown" in page
        assert "27 December 2025" in page

    def test_search_in_another_language(self, client):
        """Rows are found by the names of the page's language, and by the English ones."""
        for words in ("litauen ottawa", "lithuania ottawa convention"):
            assert "2025-12-27" in client.get(f"/history?q={words}&lang=de").text

    def test_sort(self, client):
        """The columns sort both ways, and say so."""
        up = client.get("/history?q=ottawa&sort=party&order=up").text
        down = client.get("/history?q=ottawa&sort=party&order=down").text
        assert up.index("Estonia") < up.index("Poland")
        assert down.index("Poland") < down.index("Estonia")
        assert 'aria-sort="ascending"' in up

    def test_an_effect_that_never_came_is_struck_out(self, client):
        """The day of a notice taken back is struck out; that of one in effect is not."""
        page = client.get("/history?q=rome statute").text
        assert '<s><time datetime="2026-06-02">2 June 2026</time></s>' in page
        assert '<s><time datetime="2017-10-27">' not in page
        assert '<s><time datetime="2026-06-02">' in client.get("/").text

    @pytest.mark.parametrize("address", ["/history?q=paris united", "/treaties/paris-2015"])
    def test_party_again(self, client, address):
        """Where a State came back, it is said since when it is bound, not since it consented."""
        page = client.get(address).text
        assert page.count("Party again since") == 1
        assert "Party again since 19 February 2021" in page

    @pytest.mark.parametrize("path", ["/history?", "/api/v1/history?", "/history.csv?"])
    def test_as_known_on_a_day(self, client, path):
        """Asked as of a day, the record is as it was known then, at every address."""
        before = client.get(f"{path}as_of=2025-06-26&status=effective").text
        after = client.get(f"{path}as_of=2025-06-27&status=effective").text
        assert "2025-06-27" not in before.replace('value="2025-06-27"', "")
        assert "2025-06-27" in after

    def test_kinds(self, client):
        """What is no plain withdrawal is called what it is."""
        assert "Signature taken back" in client.get("/history?q=united").text

    def test_announced(self, client):
        """An exit that was only announced can be asked for, and shows when that was."""
        page = client.get("/history?status=announced").text
        assert 'class="status announced"' in page

    def test_csv(self, client):
        """The same rows can be downloaded."""
        found = client.get("/history.csv?q=lithuania ottawa")
        lines = found.text.splitlines()
        assert lines[0].startswith("treaty,party,party_name,treaty_name,")
        assert lines[1].startswith("ottawa-1997,LTU,Lithuania,Ottawa Convention,")
        assert len(lines) == 2

    def test_csv_holds_no_formula(self, client):
        """No cell begins with a sign that a spreadsheet takes for a formula."""
        import csv

        for row in csv.reader(client.get("/history.csv").text.splitlines()):
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def suggested(client, address):
    """What is suggested for what has been typed."""
    return client.get(f"/suggest/{address}").json()


class TestSuggest:
    """Names while typing."""

    def test_state(self, client):
        """States whose names begin so come first, in the language of the page."""
        assert suggested(client, "states?q=lit")[0] == {"id": "LTU", "name": "Lithuania"}
        assert suggested(client, "states?q=lit&lang=sv")[0]["name"] == "Litauen"

    def test_treaty(self, client):
        """Treaties are found by any part of their name."""
        names = [each["name"] for each in suggested(client, "treaties?q=ttawa")]
        assert "Ottawa Convention" in names

    @pytest.mark.parametrize(
        ("typed", "key"),
        [
            ("UK", "GBR"),
            ("Turkey", "TUR"),
            ("Turcja", "TUR"),
            ("Burma", "MMR"),
            ("Holland", "NLD"),
            ("Литва", "LTU"),
            ("usa", "USA"),
            ("Ivory Coast", "CIV"),
        ],
    )
    def test_states_by_other_names(self, client, typed, key):
        """A State is found first by whatever it is called, in any language, and in the list."""
        assert suggested(client, f"states?q={typed}")[0]["id"] == key
        found = client.get("/api/v1/states", params={"q": typed}).json()["states"]
        assert found[0]["id"] == key
        assert f"/states/{key}" in client.get("/states", params={"q": typed}).text

    @pytest.mark.parametrize(
        ("typed", "key"),
        [
            ("mine ban", "ottawa-1997"),
            ("landmine", "ottawa-1997"),
            ("APMBC", "ottawa-1997"),
            ("brexit", "teu-art-50"),
            ("ECHR", "echr-1950"),
            ("konwencja ottawska", "ottawa-1997"),
            ("Оттавська конвенція", "ottawa-1997"),
        ],
    )
    def test_treaties_by_other_names(self, client, typed, key):
        """So is a treaty."""
        assert suggested(client, f"treaties?q={typed}")[0]["id"] == key
        assert f"/treaties/{key}" in client.get("/treaties", params={"q": typed}).text

    @pytest.mark.parametrize("what", ["foo", "State", "treaty"])
    def test_nothing_else(self, client, what):
        """There are no other names to suggest."""
        assert client.get(f"/suggest/{what}").status_code == 404


class TestSearch:
    """Treaties and States found by words, alike on the page and in the API."""

    @pytest.mark.parametrize(
        "words",
        ["ottawa", "convention OTTAWA", "stockpiling ottawa", "1997 ottawa", "ottawa rome", "zzz"],
    )
    def test_treaties(self, client, words):
        """All words must be held by id, name and title together, in any order."""
        page = client.get("/treaties", params={"q": words}).text
        rows = client.get("/api/v1/treaties", params={"q": words}).json()["treaties"]
        assert set(re.findall(r'href="/treaties/([^"?]+)"', page)) == {row["id"] for row in rows}
        assert ("ottawa-1997" in page) is (words not in ("ottawa rome", "zzz"))

    @pytest.mark.parametrize(
        ("words", "found"), [("lithu", ["LTU"]), ("FIN", ["FIN"]), ("zzz", [])]
    )
    def test_states(self, client, words, found):
        """States are found by part of an id or a name."""
        page = client.get("/states", params={"q": words}).text
        rows = client.get("/api/v1/states", params={"q": words}).json()["states"]
        assert re.findall(r'href="/states/(\w+)"', page) == found
        assert set(found) <= {row["id"] for row in rows}
        assert f'value="{words}"' in page

    def test_states_in_another_language(self, client):
        """A State is found by its name in the language of the page as well."""
        page = client.get("/states?q=litauen&lang=sv").text
        assert re.findall(r'href="/states/(\w+)\?', page) == ["LTU"]

    def test_states_side_by_side(self, client):
        """Several States are set side by side, each aspect a row, by any name."""
        page = client.get("/states", params={"compare": "LTU, Latvia; POL", "lang": "sv"}).text
        row = re.search(r"<thead><tr><td></td>(.*?)</tr>", page)
        assert re.findall(r">([^<]+)</th>", row[1]) == ["Litauen", "Lettland", "Polen"]
        for code in ("LTU", "LVA", "POL"):
            assert f'<a href="/states/{code}?lang=sv" lang="en" dir="auto">{code}</a>' in page
        votes = re.search(r"votes it takes</span></th>(.*?)</tr>", page)
        assert "final-vote: 85 of 141" in votes[1]
        assert "votes it takes" not in client.get("/states").text
        assert client.get("/states", params={"compare": "LTU, Atlantis"}).status_code == 404

    def test_stages_of_a_state(self, client):
        """A stage is told with its votes, quorum, article, source and the day it was last taken."""
        stages = re.findall(r"<tr>.*?</tr>", client.get("/states/LTU").text, re.DOTALL)
        (vote, *_) = [each for each in stages if "85 of 141" in each]
        assert "arts 67(16), 138" in vote
        assert re.search(r'href="https://www\.lrytas\.lt/[^"]+"', vote)
        assert "2025-05-08" in vote
        assert ">111 days<" in vote
        assert ">quorum 194<" in client.get("/states/IRN").text

    def test_every_state(self, client):
        """Without words all are there."""
        assert len(re.findall(r'href="/states/\w+"', client.get("/states?q=").text)) > 100


def test_compared_as_a_picture(client):
    """States side by side on a treaty are drawn under its name and the day asked."""
    asked = "party=Estonia&party=Latvia&treaty=ottawa&as_of=2025-04-20"
    drawn = client.get(f"/compare.svg?{asked}").text
    assert "Ottawa Convention, 20 April 2025" in drawn


class TestState:
    """The page of a State."""

    def test_what_it_left_leads_to_the_answer(self, client):
        """A treaty among those it left leads to the answer about that notice."""
        assert 'href="/when/LTU/ottawa-1997?notice=2025-06-27"' in client.get("/states/LTU").text

    def test_out_by_a_day(self, client):
        """Asked what it could have left by a day, only that is listed, the first exit first."""
        every = client.get("/states/SWE.json?on=2026-11-28").json()["treaties"]
        found = client.get("/states/SWE.json?on=2026-11-28&by=2027-05-28").json()["treaties"]
        assert found == [each for each in every if (each["earliest"] or "9") <= "2027-05-28"]
        assert 0 < len(found) < len(every)
        page = client.get("/states/SWE?on=2026-11-28&by=2027-05-28").text
        assert f"{len(found)} shown" in page
        assert 'value="2027-05-28"' in page
        assert "/states/SWE.json?on=2026-11-28&amp;by=2027-05-28" in page
        days = re.findall(r'<td data-label="Earliest exit"><time datetime="([^"]+)"', page)
        assert days == sorted(days)
        assert days

    @pytest.mark.parametrize("code", ["LVA", "DJI"])
    def test_the_report(self, client, code):
        """The page tells what every form of the report of its procedure tells."""
        report = evolve(procedure_report(procedure(code)), foot="")
        assert lacking(report, of_html(client.get(f"/states/{code}?lang=en").text), "html") == []

    def test_the_report_of_a_forecast(self, client):
        """The page of a forecast tells what every form of its report tells."""
        report = forecast_report(forecast("LTU", "ottawa-1997", as_of="2025-04-18"), language("en"))
        page = client.get("/forecast/LTU/ottawa-1997?as_of=2025-04-18&lang=en").text
        assert lacking(evolve(report, foot=""), of_html(page), "html") == []


class TestTreaty:
    """The page of a treaty."""

    def test_in_force(self, client):
        """Since when it is in force is said in the language of the page."""
        page = client.get("/treaties/paris-2015").text
        assert '<dt>In force</dt><dd><time datetime="2016-11-04">4 November 2016' in page
        page = client.get("/treaties/paris-2015?lang=de").text
        assert '<dt>In Kraft seit</dt><dd><time datetime="2016-11-04">4. November 2016' in page

    def test_articles_lead_to_the_text(self, client):
        """Each rule names its article, which leads to the treaty's text, else to what was read."""
        page = client.get("/treaties/ottawa-1997").text
        assert re.findall(r'<span class="article">([^<]+)</span>', page) == ["art. 20(3)"] * 3
        (text,) = re.findall(r'<dt>Clause</dt><dd><a href="([^"]+)"[^>]*>art. 20</a>', page)
        assert text == "https://wetten.overheid.nl/BWBV0001384"
        read = client.get("/treaties/opec-statute").text
        assert '<a href="https://www.opec.org"' in read.partition('class="note sources"')[2]

    @pytest.mark.parametrize("key", ["ottawa-1997", "nafta-1992"])
    def test_the_report(self, client, key):
        """The page tells what every form of the treaty's report tells: facts and sections."""
        report = evolve(treaty_report(treaty(key), language("en")), foot="")
        assert lacking(report, of_html(client.get(f"/treaties/{key}?lang=en").text), "html") == []
        report = treaty_report(treaty(key), language("pl"))
        page = client.get(f"/treaties/{key}?lang=pl").text
        named = [each.title for each in report.sections] + [each.name for each in report.facts]
        assert [each for each in named if each not in page] == []

    @pytest.mark.parametrize("key", ["ottawa-1997", "nafta-1992"])
    def test_what_is_english_is_marked(self, client, key):
        """Facts that are in English alone say so on a page in another language."""
        page = client.get(f"/treaties/{key}?lang=fi").text
        facts = re.findall(r"<dd>(.*?)</dd>", page)
        assert facts
        assert all('lang="en"' in each or re.match("<time|<a", each) for each in facts)

    def test_never_in_force(self, client):
        """A treaty that has not come into force has no such day."""
        assert "<dt>In force</dt><dd>not yet</dd>" in client.get("/treaties/ctbt-1996").text

    def test_carried_by_name(self, client):
        """What leaving a treaty also leaves is named, not numbered."""
        page = client.get("/when/DEU/unfccc-1992").text
        assert "Paris Agreement" in page
        assert ">paris-2015<" not in page
