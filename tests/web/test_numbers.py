"""Official numbers, and bodies without a treaty of their own, on the pages and in the API."""

import json
import re


def linked(text):
    """Return the linked data of a page."""
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    return json.loads(found)


class TestNumbers:
    def test_the_page_of_a_treaty(self, client):
        """A treaty's page shows its numbers, leads to its depositary and says so as linked data."""
        text = client.get("/treaties/XXVI-5").text
        assert ">UN Secretary-General XXVI-5</a>" in text
        told = linked(text)
        assert told["name"].startswith("Convention on the Prohibition of the Use")
        assert any("mtdsg_no=XXVI-5" in each for each in told["sameAs"])

    def test_the_api(self, client):
        """The API takes a number for a treaty, and tells the numbers of each."""
        told = client.get("/api/v1/treaties/XXVI-5").json()
        assert told["id"] == "ottawa-1997"
        assert "XXVI-5" in told["identifiers"]["mtdsg"]
        query = {"party": "SWE", "treaty": "XXVI.5", "as_of": "2026-11-21"}
        assert client.get("/api/v1/when", params=query).json()["treaty"] == "ottawa-1997"

    def test_the_life_of_a_treaty(self, client):
        """A treaty's page says when it ended."""
        assert (
            '<dt>Ended</dt><dd><time datetime="2020-07-01">1 July 2020</time>, replaced'
            in client.get("/treaties/nafta-1992").text
        )


class TestBodies:
    def test_a_problem_that_answers(self, client):
        """The API has no answer of the asked kind, and says plainly why."""
        response = client.get("/api/v1/when", params={"party": "USA", "treaty": "ipcc"})
        assert response.status_code == 404
        problem = response.json()
        assert problem["type"] == "urn:withdrawal:problem:no-treaty-of-its-own"
        assert "has no treaty of its own to leave" in problem["detail"]
        assert problem["suggestions"] == ["wmo-1947", "unfccc-1992"]

    def test_asked_in_words(self, client):
        """A question in words is answered, in the API and on the page."""
        query = {"q": "Can the US leave the IPCC?"}
        (told,) = client.get("/api/v1/ask", params=query).json()["answers"]
        assert told["schema"] == "withdrawal/body/1"
        assert "has no treaty of its own to leave" in client.get("/ask", params=query).text

    def test_searched(self, client):
        """The list of treaties, searched for a body, says what it is."""
        text = client.get("/treaties", params={"q": "unrwa"}).text
        assert "has no treaty of its own to leave" in text
