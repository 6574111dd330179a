"""The papers beside an answer: memo, draft notice and plan, at the page and the API."""

import re

import pytest

from withdrawal.output.documents.forms import FORMS

SWEDEN = "/when/SWE/ottawa-1997"
TODAY = "as_of=2026-11-21"
BEGINS = {"docx": b"PK", "pdf": b"%PDF", "html": b"<!DOCTYPE html>"}


class TestPage:
    """Each paper is a file at an address of its own, in the language of the page."""

    def test_those_that_are_offered(self, client):
        """The page leads to each paper, and each address that it gives is a file of that form."""
        page = client.get(f"{SWEDEN}?{TODAY}").text
        found = re.findall(r'href="([^"]+/papers/(\w+)\.(\w+)\?[^"]*)"', page)
        assert {(name, form) for _, name, form in found} == {
            (name, form) for name in ("memo", "notice", "plan") for form in BEGINS
        }
        for address, _, form in found:
            made = client.get(address.replace("&amp;", "&"))
            assert made.headers["content-type"] == FORMS[form].media_type
            assert made.content.startswith(BEGINS[form])

    def test_no_notice_is_offered_for_an_exit_in_effect(self, client):
        """A State that is out is offered a memo alone."""
        page = client.get(f"/when/LTU/ottawa-1997?{TODAY}").text
        assert {*re.findall(r"/papers/(\w+)\.", page)} == {"memo"}

    @pytest.mark.parametrize(
        ("paper", "expected"),
        [
            ("memo", "Que faire, et pour quand"),
            ("notice", "Par la présente notification"),
            ("plan", "Premier jour de chaque étape"),
        ],
    )
    def test_in_the_language_of_the_page(self, client, paper, expected):
        """A paper of a page in French is in French."""
        made = client.get(f"{SWEDEN}/papers/{paper}.html?{TODAY}&lang=fr")
        assert expected in made.text

    def test_one_that_is_not(self, client):
        """Another paper, another form or a language that is not spoken is refused."""
        assert client.get(f"{SWEDEN}/papers/treaty.docx").status_code == 404
        assert client.get(f"{SWEDEN}/papers/memo.odt").status_code == 404
        assert client.get(f"{SWEDEN}/papers/memo.md?language=xx").status_code in (404, 422)

    def test_no_draft(self, client):
        """Where no notice could be given, the reason is told."""
        made = client.get(f"/when/LTU/ottawa-1997/papers/notice.md?{TODAY}")
        assert made.status_code == 422
        assert "No notice is drafted" in made.text


class TestApi:
    """The API gives what a paper holds, and the paper itself as Markdown."""

    @pytest.mark.parametrize(
        ("path", "expected"),
        [("memo", "Que faire, et pour quand"), ("notice", "Par la présente notification")],
    )
    def test_in_a_language(self, client, path, expected):
        """In the language asked for."""
        asked = f"/api/v1/{path}?party=SWE&treaty=ottawa&{TODAY}&language=fr"
        told = client.get(asked).json()
        assert told["language"] == "fr"
        assert expected in told["markdown"]

    def test_a_language_that_is_lacking(self, client):
        """One clear sentence with the languages there are."""
        found = client.get("/api/v1/memo?party=SWE&treaty=ottawa&language=xx")
        assert found.status_code in (404, 422)
        assert "expected en, ar, da" in found.json()["detail"]
