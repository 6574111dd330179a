"""The pages: one answer at a shareable address, its files, its notes, in every language."""

import json
import re
from functools import cache
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode

import pytest

from withdrawal import __version__
from withdrawal.case.answering.when import when
from withdrawal.web.languages import LANGUAGES

LITHUANIA = "/when/LTU/ottawa-1997?as_of=2026-11-21"
TWO_CONFLICTS = "conflict=2025-12-01/..&conflict=2020-01-01/2020-02-01"
PAGES = [
    "/",
    LITHUANIA,
    "/when/UKR/ottawa-1997",
    "/when/SWE/ottawa-1997?received=2027-08-31",
    "/when/RUS/ottawa-1997",
    "/treaties",
    "/treaties/ottawa-1997",
    "/states",
    "/states/LTU",
    "/states/DJI",
    "/history",
    "/ask?q=which countries are leaving the ottawa convention?",
    "/ask?q=xyzzy",
    "/forecast/LTU/ottawa-1997?as_of=2025-04-18",
    "/when/Atlantis/ottawa-1997",
    "/read",
    "/read?text=Finland+left+the+Ottawa+Convention+on+1+May+2024.&date=2026-03-01",
    "/nothing",
]
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source"}


class Reader(HTMLParser):
    """Reads a page and keeps its texts, addresses and any element left open."""

    def __init__(self, text):
        super().__init__()
        self.open, self.texts, self.tags = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        """Keep an element and wait for its end."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """Keep an element that ends where it starts."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        """Close the innermost element, which must be of this kind."""
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data):
        """Keep a text."""
        self.texts.append(data)

    @property
    def text(self):
        """All texts on one line."""
        return " ".join(" ".join(self.texts).split())

    def all(self, tag):
        """Return the attributes of every element of a kind."""
        return [attrs for name, attrs in self.tags if name == tag]


@cache
def read(client, address, **headers):
    """Return a page, read; who only reads it need not ask for it twice."""
    return Reader(client.get(address, headers=headers).text)


def form_of(link):
    """Return the form of a link: where it leads, whatever it asks about."""
    path, _, query = link.partition("?")
    first, *rest = path.strip("/").split("/")
    kind = rest[-1].rpartition(".")[2] if rest and "." in rest[-1] else ""
    return first, len(rest), kind, tuple(name for name, _ in parse_qsl(query))


class TestAnswer:
    """The date, its status, the timeline, the reasons, the notes."""

    def test_date(self, client):
        """The date stands in the heading, machine-readable."""
        page = read(client, LITHUANIA)
        assert {"datetime": "2025-12-27"} in page.all("time")
        assert re.search(r"<h1[^>]*><time[^>]*>27 December 2025</time>", client.get(LITHUANIA).text)

    def test_reasons(self, client):
        """Every reason stands there with its article and its source."""
        page = read(client, LITHUANIA).text
        answer = when("LTU", "ottawa-1997", as_of="2026-11-21")
        assert "art. 20(3)" in page
        for each in answer.because:
            assert each.source in page

    def test_nothing_is_hidden(self, client):
        """Assumptions, other readings and claims that disagree are on the page."""
        page = read(client, LITHUANIA).text
        assert "Taken for granted" in page
        assert "That the State is not engaged in an armed conflict" in page
        assert "Claims that disagree" in page
        other = read(client, "/when/SWE/ottawa-1997?received=2027-08-31").text
        assert "Other defensible readings" in other
        assert "1 March 2028" in other

    def test_claims_refuted_alike_are_told_once(self, client):
        """Two reports with the same error share a paragraph, and both are named."""
        page = read(client, LITHUANIA).text
        assert page.count("but only the notice starts the clock") == 1
        assert "UNN, 8 May 2025" in page
        assert "lrytas.lt" in page

    def test_timeline_as_text(self, client):
        """The timeline is also a list, for those who do not see the picture."""
        page = client.get(LITHUANIA).text
        steps = re.search(r'<ol class="steps">.*?</ol>', page, re.DOTALL)[0]
        assert "Final vote 107–0–3" in steps
        assert "27 December 2025" in steps

    def test_change(self, client):
        """The day of receipt in the address changes the answer."""
        address = "/when/SWE/ottawa-1997?received=2027-03-01"
        assert "1 September 2027" in read(client, address).text

    def test_conflict_fields(self, client):
        """The two fields of the form make one conflict."""
        both = read(
            client,
            "/when/SWE/ottawa-1997?received=2027-03-01&conflict_from=2027-08-15"
            "&conflict_to=2028-02-03",
        ).text
        open_end = read(
            client, "/when/SWE/ottawa-1997?received=2027-03-01&conflict_from=2027-08-15"
        ).text
        assert "3 February 2028" in both
        assert "Depends on an event" in open_end

    def test_several_conflicts(self, client):
        """Several conflicts are all kept: in the citation, in the files, in the drawing."""
        page = read(client, f"/when/LTU/ottawa-1997?{TWO_CONFLICTS}&as_of=2026-01-01")
        both = urlencode(parse_qsl(TWO_CONFLICTS))
        cited = f"?{both}&as_of=2026-01-01&version={__version__}"
        assert f"http://testserver/when/LTU/ottawa-1997{cited}" in page.text
        files = [each["href"] for each in page.all("a") if "ottawa-1997/" in each.get("href", "")]
        assert len(files) > 4
        assert all(both in each for each in files)
        svg = [client.get(f"/when/LTU/ottawa-1997/timeline.svg?{query}&as_of=2026-01-01").text
               for query in (TWO_CONFLICTS, *TWO_CONFLICTS.split("&"))]  # fmt: skip
        drawn = [each.count('class="conflict') or each.count("Armed conflict") for each in svg]
        assert drawn[0] == drawn[1] + drawn[2] > 0

    def test_form_keeps_what_it_has_no_field_for(self, client):
        """A change in the form keeps the other conflicts and all else that is supposed."""
        address = f"/when/LTU/ottawa-1997?{TWO_CONFLICTS}&as_of=2026-01-01&approved=2025-05-08"
        sent = {
            (each["name"], each.get("value", "")) for each in read(client, address).all("input")
        }
        assert {
            ("conflict_from", "2025-12-01"),
            ("conflict_to", ""),
            ("conflict", "2020-01-01/2020-02-01"),
            ("approved", "2025-05-08"),
            ("as_of", "2026-01-01"),
        } <= sent
        again = client.get("/when/LTU/ottawa-1997", params=sorted(sent))
        assert "Depends on an event" in Reader(again.text).text
        assert {
            (each["name"], each.get("value", "")) for each in Reader(again.text).all("input")
        } == sent

    def test_last_days_of_the_calendar(self, client):
        """A notice on the last days there are is answered and drawn like any other."""
        for address in (
            "/when/SWE/ottawa-1997?received=9999-06-01&as_of=9999-06-02",
            "/when/SWE/ottawa-1997/timeline.svg?received=9999-06-01&as_of=9999-12-31",
        ):
            assert client.get(address).status_code == 200

    def test_empty_fields_mean_nothing(self, client):
        """A form sent with empty fields asks the plain question."""
        with_empty = f"{LITHUANIA}&received=&conflict_from=&conflict_to="
        assert "27 December 2025" in read(client, with_empty).text

    def test_citation(self, client):
        """The citation is an address with the version and the day asked for."""
        page = read(client, LITHUANIA).text
        address = f"/when/LTU/ottawa-1997?as_of=2026-11-21&version={__version__}"
        assert f"http://testserver{address}" in page
        assert client.get(address).status_code == 200

    def test_fragment(self, client):
        """Asked for by the page itself, only the answer is sent."""
        part = client.get(LITHUANIA, headers={"HX-Request": "true"}).text
        assert "27 December 2025" in part
        assert "<html" not in part
        assert part.startswith("<title>")

    def test_choose(self, client):
        """The form leads to the address of its answer, whatever the order of the names."""
        for state, treaty in (("Sweden", "ottawa"), ("mine ban treaty", "sverige")):
            found = client.get(
                "/when", params={"state": state, "treaty": treaty, "received": "2027-03-01"}
            )
            assert found.status_code == 303
            assert found.headers["location"] == "/when/SWE/ottawa-1997?received=2027-03-01"

    def test_choose_keeps_all(self, client):
        """All that the form supposes goes along, several conflicts too."""
        found = client.get(f"/when?state=Sweden&treaty=ottawa&received=2027-03-01&{TWO_CONFLICTS}")
        kept = parse_qsl(found.headers["location"].partition("?")[2])
        assert kept == [("received", "2027-03-01"), *parse_qsl(TWO_CONFLICTS)]

    @pytest.mark.parametrize("query", ["", "state=Sweden", "state=Sweden&treaty=",
                                       "state=SWE&state=FIN&treaty=ottawa"])  # fmt: skip
    def test_choose_one_of_each(self, client, query):
        """One State and one treaty are needed."""
        assert client.get(f"/when?{query}").status_code == 400


class TestSupposed:
    """A notice still to come."""

    def test_it_is_called_so(self, client):
        """No period is said to run where nobody has given notice, on a day past or to come."""
        page = read(client, "/when/SWE/ottawa-1997?received=2027-08-31&as_of=2026-11-21").text
        assert "29 February 2028" in page
        assert "Supposed Sweden's withdrawal" in page
        later = read(client, "/when/SWE/ottawa-1997?received=2027-08-31&as_of=2027-09-01").text
        assert "Supposed Sweden's withdrawal" in later
        assert "The period is running" not in later

    def test_bounds(self, client):
        """A month of receipt shows both bounds in large type, and neither as the earliest."""
        page = read(client, "/when/SWE/ottawa-1997?received=2027-06&as_of=2026-11-21").text
        assert "1 December 2027 – 30 December 2027" in page
        assert "at the earliest" not in page


class TestFiles:
    """The answer as a calendar, as text, as Markdown, as JSON, as a picture."""

    @pytest.mark.parametrize(
        ("name", "kind", "start"),
        [
            ("answer.ics", "text/calendar", "BEGIN:VCALENDAR"),
            ("answer.txt", "text/plain", "27 DECEMBER 2025"),
            ("answer.md", "text/markdown", "## Lithuania: Ottawa Convention"),
            ("answer.json", "application/json", '{\n  "schema": "withdrawal/answer/2"'),
            ("timeline.svg", "image/svg+xml", "<svg"),
        ],
    )
    def test_file(self, client, name, kind, start):
        """Each file says the same as the page."""
        found = client.get(f"/when/LTU/ottawa-1997/{name}?as_of=2026-11-21")
        assert found.status_code == 200
        assert found.headers["content-type"].startswith(kind)
        assert found.text.startswith(start)

    def test_calendar_is_a_download(self, client):
        """The calendar is saved under a name that tells what it is."""
        found = client.get("/when/LTU/ottawa-1997/answer.ics")
        assert 'filename="LTU-ottawa-1997.ics"' in found.headers["content-disposition"]

    def test_same_as_the_command_line(self, client):
        """The JSON is that of the library."""
        found = client.get("/when/LTU/ottawa-1997/answer.json?as_of=2026-11-21").json()
        answer = when("LTU", "ottawa-1997", as_of="2026-11-21")
        assert found == json.loads(json.dumps(answer.to_json()))

    def test_other_file(self, client):
        """There are no others."""
        assert client.get("/when/LTU/ottawa-1997/answer.exe").status_code == 404


@pytest.mark.parametrize("address", ["/treaties", "/states", "/now", "/history", "/read"])
def test_the_menu_marks_where_one_is(client, address):
    """On each page of the menu its own entry is marked as the current one, and no other."""
    page = client.get(address).text
    assert re.findall(r'href="([^"?]+)[^"]*" aria-current="page"', page) == [address]


class TestEveryPage:
    """What holds on every page."""

    @pytest.mark.parametrize("address", PAGES)
    def test_well_formed(self, client, address):
        """Every element is closed, one main heading, no empty link, a language."""
        page = read(client, address)
        assert page.open == []
        assert len(page.all("h1")) == 1
        assert page.all("html")[0]["lang"] == "en"
        assert len({each["id"] for _, each in page.tags if "id" in each}) == len(
            [each for _, each in page.tags if "id" in each]
        )

    @pytest.mark.parametrize("address", PAGES)
    def test_nothing_inline(self, client, address):
        """No inline script, style or handler: the policy forbids them."""
        page = read(client, address)
        for tag, attrs in page.tags:
            assert not any(name.startswith("on") or name == "style" for name in attrs), (tag, attrs)
            assert tag != "style"
            if tag == "script" and attrs.get("type") != "application/ld+json":
                assert attrs["src"].startswith("/static/")

    @pytest.mark.parametrize("address", PAGES)
    def test_no_request_elsewhere(self, client, address):
        """Nothing is loaded from another host; links out carry no referrer."""
        page = read(client, address)
        for tag, attrs in page.tags:
            is_loaded = tag == "link" and attrs.get("rel") != "canonical"
            loaded = attrs.get("src") or (attrs.get("href") if is_loaded else "") or ""
            assert not re.match(r"(https?:)?//", loaded)
            if tag == "a" and attrs.get("href", "").startswith("http"):
                assert "noreferrer" in attrs["rel"]

    def test_inner_links_lead_somewhere(self, client):
        """Links within the site are answered: of every form that a link has, one."""
        inner = {}
        for address in PAGES[:14]:
            links = {each["href"] for each in read(client, address).all("a") if "href" in each}
            for each in sorted(links - {"/export.zip"}):
                if each.startswith("/"):
                    inner.setdefault(form_of(each), each)
        answered = {each: client.get(each).status_code for each in inner.values()}
        lost = [each for each, status in answered.items() if status not in (200, 303)]
        assert [each for each in lost if not each.startswith("/ask?q=xyzzy")] == []
        assert len(inner) > 40

    @pytest.mark.parametrize("address", ["/", LITHUANIA, "/history", "/states/LTU"])
    def test_every_field_has_a_label(self, client, address):
        """Every field can be told by name."""
        page = read(client, address)
        labelled = {each["for"] for each in page.all("label")}
        for each in page.all("input") + page.all("select"):
            assert each.get("type") == "hidden" or each["id"] in labelled


class TestLanguages:
    """Languages, chosen by address or by browser."""

    @pytest.mark.parametrize("code", LANGUAGES)
    def test_answer(self, client, code):
        """The sentence and the labels are in the language; the page says which it is."""
        page = read(client, f"{LITHUANIA}&lang={code}")
        assert page.all("html")[0]["lang"] == code
        sentence = re.search(
            rf'<span lang="{code}">(.*?)</span>', client.get(f"{LITHUANIA}&lang={code}").text
        )
        assert "2025" in sentence[1]

    def test_swedish(self, client):
        """For example in Swedish."""
        page = read(client, f"{LITHUANIA}&lang=sv").text.replace("\xa0", " ")
        assert "Litauens utträde ur Ottawakonventionen trädde i kraft den 27 december 2025." in page
        assert "Antaganden" in page
        assert "Har trätt i kraft" in page

    def test_links_keep_it(self, client):
        """A chosen language stays chosen on every link within the site."""
        links = [each["href"] for each in read(client, "/?lang=fi").all("a") if "href" in each]
        pages = [each for each in links if re.match(r"/(treaties|states|history|when)", each)]
        assert pages
        assert all("lang=fi" in each for each in pages)

    @pytest.mark.parametrize(
        ("header", "code"),
        [
            ("sv", "sv"),
            ("no", "nb"),
            ("nn-NO,nb;q=0.9", "nb"),
            ("ja, uk;q=0.5, de;q=0.9", "de"),
            ("ja", "en"),
            ("fr;q=0", "en"),
            ("", "en"),
            ("*", "en"),
            (";;;q=x,,", "en"),
        ],
    )
    def test_browser(self, client, header, code):
        """Else the browser's first language that is spoken here, or English."""
        page = read(client, "/", **{"Accept-Language": header})
        assert page.all("html")[0]["lang"] == code

    def test_unknown_choice(self, client):
        """An unknown language is passed over."""
        assert read(client, "/?lang=xx").all("html")[0]["lang"] == "en"
