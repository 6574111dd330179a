"""Sharing: addresses, citations, cards, frames, and what other sites may read."""

import asyncio
import re
from datetime import date

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from withdrawal.output.documents.citation import Citation
from withdrawal.web.app import create_app
from withdrawal.web.ready import ReadyResponses
from withdrawal.web.settings import Settings

LITHUANIA, OTTAWA = "/when/LTU/ottawa-1997", "/treaties/ottawa-1997"
SITE = "https://treaties.example"
EMBEDDED = ["/embed/when/LTU/ottawa-1997", "/embed/treaties/ottawa-1997"]


@pytest.fixture(scope="module")
def public():
    """The application at a public address, read by other sites."""
    return TestClient(create_app(Settings(cors=True, public=SITE)))


class TestCards:
    """What is shown where an address is shared."""

    @pytest.mark.parametrize("path", ["/", LITHUANIA, OTTAWA, "/states/LTU", "/now"])
    def test_every_page_has_one(self, public, path):
        """Its title, its canonical address without what others appended, and a description."""
        page = public.get(f"{path}?fbclid=x&lang=en").text
        assert f'<link rel="canonical" href="https://treaties.example{path}">' in page
        title = re.search(r"<title>(.*?)</title>", page)[1]
        assert f'<meta property="og:title" content="{title}">' in page
        assert '<meta property="og:description" content="' in page

    def test_titles_tell_pages_apart(self, public):
        """Each page has a title of its own."""
        paths = ["/", LITHUANIA, OTTAWA, "/treaties/unesco-1945", "/states/LTU",
                 "/now", "/compare", "/plan", "/treaties", "/states", "/history"]  # fmt: skip
        titles = [re.search(r"<title>(.*?)</title>", public.get(each).text)[1] for each in paths]
        assert len(set(titles)) == len(titles)

    @pytest.mark.parametrize("path", [LITHUANIA, OTTAWA])
    def test_pictures(self, public, path):
        """The picture is there, as PNG, and other pages may show it."""
        address = re.search(
            r'og:image" content="https://treaties.example([^"]+)', public.get(path).text
        )
        found = public.get(address[1].replace("&amp;", "&"))
        assert found.content.startswith(b"\x89PNG")
        assert found.headers["cross-origin-resource-policy"] == "cross-origin"


class TestFrames:
    """Only the pages made for it may be framed by others."""

    @pytest.mark.parametrize("path", EMBEDDED)
    def test_embedded(self, client, path):
        """They may, whatever the settings; they lead to the whole page, and run no script."""
        found = client.get(path)
        assert "frame-ancestors *" in found.headers["content-security-policy"]
        assert "x-frame-options" not in found.headers
        assert "<script" not in found.text
        assert f"http://testserver{path.removeprefix('/embed')}" in found.text

    @pytest.mark.parametrize("path", ["/", LITHUANIA, "/api/v1/now", "/embed"])
    def test_no_other(self, public, path):
        """No other may, not even where other sites may read."""
        found = public.get(path)
        assert "frame-ancestors 'none'" in found.headers["content-security-policy"]
        assert found.headers["x-frame-options"] == "DENY"


class TestOtherSites:
    """What pages of other sites may read."""

    def test_nothing_unless_allowed(self, client):
        """Nothing, as long as nobody allows it."""
        assert "access-control-allow-origin" not in client.get("/api/v1/now").headers

    def test_what_is_asked_with_get(self, public):
        """Where it is allowed, what is asked with GET alone."""
        assert public.get("/api/v1/now").headers["access-control-allow-origin"] == "*"
        posted = public.post("/api/v1/read", content="a text")
        assert "access-control-allow-origin" not in posted.headers


class TestCitations:
    """Citations name the address of the site, the day, the version."""

    def test_forms(self, public):
        """As BibTeX and as RIS."""
        bibtex = public.get(f"{LITHUANIA}/answer.bib?as_of=2026-11-28").text
        assert (
            "url = {https://treaties.example/when/LTU/ottawa-1997?as_of=2026-11-28&version="
            in bibtex
        )
        ris = public.get(f"{LITHUANIA}/answer.ris?as_of=2026-11-28").text
        assert ris.startswith("TY  - ELEC\r\nTI  - Lithuania")
        assert "\r\nDA  - 2026/11/28/\r\n" in ris
        assert ris.endswith("ER  - \r\n")

    def test_signs_that_mean_something_to_tex(self):
        """What TeX reads as orders is escaped."""
        made = Citation("50% & {more}_#1", "https://a.example/x", date(2026, 1, 2)).bibtex
        assert r"{{50\% \& \{more\}\_\#1}}" in made


class TestReady:
    """What was asked once is kept ready, and compressed."""

    def test_compressed_and_the_same(self, client):
        """A text is compressed for who can take it, and is the same text."""
        plain = client.get(LITHUANIA, headers={"accept-encoding": "identity"})
        packed = client.get(LITHUANIA, headers={"accept-encoding": "gzip"})
        assert packed.headers["content-encoding"] == "gzip"
        assert "content-encoding" not in plain.headers
        assert int(packed.headers["content-length"]) < len(plain.content) / 2
        assert packed.text == plain.text
        assert "Accept-Encoding" in packed.headers["vary"]

    def test_tags_differ_and_both_hold(self, client):
        """Each form has a tag of its own, and who holds either is sent nothing."""
        tags = set()
        for encoding in ("identity", "gzip"):
            tag = client.get(LITHUANIA, headers={"accept-encoding": encoding}).headers["etag"]
            again = client.get(LITHUANIA, headers={"if-none-match": tag})
            assert (again.status_code, again.content) == (304, b"")
            tags.add(tag)
        assert len(tags) == 2

    @pytest.mark.parametrize(("seconds", "times"), [(0.0, 2), (0.05, 1)])
    def test_kept_from_the_second_time_on(self, seconds, times):
        """A response is kept once its question is asked again, one that took long at once."""
        made = []

        async def page(request):
            await asyncio.sleep(seconds)
            made.append(request.url.query)
            return Response("x" * 1000, media_type="text/html", headers={"etag": '"a"'})

        app = ReadyResponses(Starlette(routes=[Route("/", page)]))
        asked = TestClient(app)
        texts = {asked.get(f"/?{query}").text for query in "aaaaab"}
        assert texts == {"x" * 1000}
        assert made == ["a"] * times + ["b"]

    def test_languages_do_not_mix(self, client):
        """A page that is kept in one language is not sent to who reads another."""
        for code in ("sv", "de", "sv"):
            page = client.get("/now", headers={"accept-language": code}).text
            assert f'<html lang="{code}"' in page
