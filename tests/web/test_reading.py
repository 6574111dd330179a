"""The page that checks a text, and the card of a claim."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

RIGHT = "Finland is no longer a party to the Ottawa Convention since 10 January 2026."
WRONG = "Finland ceased to be a party to the Ottawa Convention on 10 July 2025."
PASSAGES = Path(__file__).parents[1] / "reading" / "passages"
FILE = {"content-type": "application/octet-stream"}


@pytest.fixture
def checked(client):
    """The page of a text of 1 February 2026."""
    return client.post("/read", data={"text": f"{RIGHT}\n\n{WRONG} <b>", "date": "2026-02-01"}).text


def shared(page):
    """The addresses of the claims that can be shared."""
    return [unescape(each) for each in re.findall(r'"(/read\?text[^"]+claim=1)"', page)]


class TestPage:
    def test_text_beside_verdicts(self, checked):
        """The text is marked, each mark leads to its verdict, and nothing given becomes markup."""
        assert '<a href="#claim-2"><mark class="contradicted">Finland ceased' in checked
        assert 'id="claim-2"' in checked
        assert "&lt;b&gt;" in checked
        assert "<b>" not in checked

    def test_each_claim_leads_to_its_answer(self, checked):
        """A claim about a State is a link to the answer that says why."""
        assert checked.count('href="/when/FIN/ottawa-1997"') == 2

    def test_a_file(self, client):
        """A file is read as it is; of HTML the text is shown, its day and language are its own."""
        body = (
            '<html lang="en"><head><meta property="article:published_time" content="2026-02-01">'
            f"</head><body><p>{WRONG}</p></body></html>"
        )
        page = client.post("/read", content=body.encode(), headers=FILE).text
        assert '<mark class="contradicted">Finland ceased' in page
        assert "&lt;p&gt;" not in page

    @pytest.mark.parametrize(
        ("asked", "status"),
        [
            ({"content": b"%PDF-1.7 nonsense", "headers": FILE}, 422),
            ({"data": {"text": RIGHT, "date": "someday"}}, 400),
            ({"content": b"a" * 2_000_000, "headers": FILE}, 413),
        ],
    )
    def test_refusals(self, client, asked, status):
        """What cannot be read is refused with its status."""
        assert client.post("/read", **asked).status_code == status


@pytest.mark.slow
def test_a_long_text_is_a_page_of_less_than_a_mebibyte(client):
    """A hundred kilobytes of text, hundreds of claims in them, are a page under one MiB."""
    lines = (PASSAGES / "en.jsonl").read_text("utf-8").splitlines()
    text = "\n\n".join(json.loads(line)["text"] for line in lines)
    text = (f"{text}\n\n" * (100_000 // len(text) + 1))[:100_000]
    page = client.post("/read", data={"text": text, "date": "2026-01-01", "language": "en"})
    assert page.text.count('id="claim-') > 500
    assert len(page.content) < 1 << 20


class TestShare:
    def test_a_claim_by_itself(self, client, checked):
        """A claim has an address of its own, which says the same and shows a card elsewhere."""
        first, second = shared(checked)
        assert "date=2026-02-01" in second
        page = client.get(second).text
        assert 'property="og:title" content="contradicted: Finland ceased' in page
        [card] = re.findall(r'og:image" content="http://[^/]+(/read/card.png[^"]+)', page)
        drawn = client.get(unescape(card))
        assert drawn.headers["content-type"] == "image/png"
        assert drawn.content.startswith(b"\x89PNG")
        assert "supported" in client.get(first.replace("/read?", "/read/card.svg?")).text

    def test_the_card_says_what_is_right(self, client, checked):
        """The picture holds the words, the verdict and the right day."""
        drawn = client.get(shared(checked)[1].replace("/read?", "/read/card.svg?")).text
        for each in ("Finland ceased to be a party", "contradicted", "2026-01-10", "article 20"):
            assert each in drawn

    @pytest.mark.parametrize("address", ["card.gif?text=a", "card.svg?text=a", "card.svg"])
    def test_no_such_card(self, client, address):
        """Another kind of picture, and a text without a claim, are not found."""
        found = client.get(f"/read/{address}")
        assert found.status_code == 404
        assert ("no such picture of a claim" in found.text) is ("gif" in address)
