"""The page of questions, of a State, and the parameters that pages take."""

import re
from datetime import date

import pytest

from withdrawal.law.countries import country


class TestAsk:
    """Plain questions."""

    def test_one_answer(self, client):
        """A question with one answer leads to its page."""
        found = client.get("/ask", params={"q": "when does lithuania leave the ottawa convention?"})
        assert found.status_code == 303
        assert found.headers["location"] == "/when/LTU/ottawa-1997"

    def test_hypothetical(self, client):
        """What the question supposes is kept."""
        found = client.get(
            "/ask",
            params={"q": "If Sweden gives notice on 1 March 2027, when is it out of Ottawa?"},
        )
        assert "received=2027-03-01" in found.headers["location"]

    @pytest.mark.parametrize(
        ("query", "address"),
        [
            (
                {"q": "is Finland still bound by ottawa on 2025-12-01"},
                "/when/FIN/ottawa-1997?as_of=2025-12-01",
            ),
            (
                {"q": "is Finland still bound by ottawa?", "as_of": "2025-12-01"},
                "/when/FIN/ottawa-1997?as_of=2025-12-01",
            ),
            (
                {"q": "is Finland still bound by ottawa?", "as_of": date.today().isoformat()},
                "/when/FIN/ottawa-1997",
            ),
            (
                {"q": "If parliament approves on 1 March 2027, when could Sweden leave Ottawa?",
                 "as_of": "2026-11-01"},
                "/when/SWE/ottawa-1997?approved=2027-03-01&as_of=2026-11-01",
            ),
            (
                {"q": "If Lithuania gives notice on 1 March 2027, when is it out of Ottawa?",
                 "as_of": "2026-11-01"},
                "/when/LTU/ottawa-1997?received=2027-03-01&as_of=2026-11-01",
            ),
            (
                {"q": "what are the odds that Lithuania is out of ottawa by 2026?",
                 "as_of": "2025-04-18"},
                "/forecast/LTU/ottawa-1997?as_of=2025-04-18",
            ),
        ],
    )  # fmt: skip
    def test_same_question(self, client, query, address):
        """The page that a question leads to answers for the same day and supposes the same."""
        found = client.get("/ask", params=query)
        assert (found.status_code, found.headers["location"]) == (303, address)

    def test_forecast_leads_back_to_its_day(self, client):
        """The way from a forecast to the reasons keeps the day it was made for."""
        page = client.get("/forecast/LTU/ottawa-1997?as_of=2025-04-18").text
        assert 'href="/when/LTU/ottawa-1997?as_of=2025-04-18"' in page

    def test_forecast_says_how_good_such_have_been(self, client):
        """The page of a forecast tells what would narrow it, why not, and how such have fared."""
        page = client.get("/forecast/MDA/cis-charter-1993?as_of=2026-11-28").text
        for title in ("If not, why", "What would narrow it", "How good such forecasts have been"):
            assert f"<h2>{title}</h2>" in page
        assert "such forecasts (parliament still to approve" in page
        assert '<th scope="row">Never</th>' in page

    def test_forecast_of_who_has_not_spoken(self, client):
        """Of a State that has not spoken of leaving the page gives no chance of never."""
        page = client.get("/forecast/SWE/ottawa-1997?as_of=2026-11-21").text
        assert "if begun on 21 November 2026" in page
        assert '<th scope="row">Never</th>' not in page
        assert "never" not in page.split('id="forecast"')[1].lower()

    def test_several_answers(self, client):
        """A question about a treaty is answered on the spot."""
        page = client.get("/ask?q=which countries are leaving the ottawa convention?").text
        assert "Lithuania" in page

    def test_not_understood(self, client):
        """What is not understood says so, and what could be asked."""
        found = client.get("/ask", params={"q": "xyzzy"})
        assert found.status_code == 422
        assert 'value="xyzzy"' in found.text

    def test_language_of_the_question(self, client):
        """A question is answered in its own language, unless another was chosen."""
        question = {"q": "när lämnar Litauen Ottawakonventionen?"}
        assert client.get("/ask", params=question).headers["location"].endswith("?lang=sv")
        chosen = client.get("/ask", params={**question, "lang": "de"})
        assert chosen.headers["location"].endswith("?lang=de")


class TestState:
    """The page of one State."""

    def test_note(self, client):
        """What a reader should know of a State that few lists name stands under its name."""
        assert "Kosovo is not a member of the United Nations" in client.get("/states/XKX").text
        assert "became one State on 22 May 1990" in client.get("/states/YMD").text
        assert country("LTU").note is None
        assert "None" not in client.get("/states/LTU").text


class TestParameters:
    """No parameter is passed over, so that a misspelt name never silently changes a page."""

    @pytest.mark.parametrize(
        "address",
        [
            "/?bogus=1",
            "/when/SWE/ottawa-1997?recieved=2027-03-01",
            "/treaties?bogus=1",
            "/treaties/ottawa-1997?q=",
            "/states?bogus=1",
            "/states/SWE?q=",
            "/history?parti=SWE",
            "/forecast/SWE/ottawa-1997?bogus=1",
        ],
    )
    def test_unknown(self, client, address):
        """A parameter that a page does not know changes nothing, and is named on the page."""
        name = re.findall(r"[?&](\w+)=", address)[-1]
        found = client.get(address)
        assert found.status_code == 200
        assert f"nothing here goes by that name: {name}<" in found.text

    @pytest.mark.parametrize("name", ["fbclid", "gclid", "utm_source", "mc_eid"])
    @pytest.mark.parametrize("path", ["/", "/when/LTU/ottawa-1997", "/treaties/ottawa-1997"])
    def test_what_others_append(self, client, path, name):
        """What others append to follow readers is not there; the API refuses it."""
        found = client.get(f"{path}?{name}=x")
        assert found.status_code == 200
        assert name not in found.text
        assert client.get(f"/api/v1/now?{name}=x").status_code == 400
