"""English that remains on pages in other languages is marked as English (WCAG 3.1.2)."""

import re
from html.parser import HTMLParser

import pytest

from withdrawal.web.languages import LANGUAGES

# Words that no text in Finnish has.
ENGLISH = re.compile(
    r"\b(the|of|and|is|has|by|from|not|with|was|Convention|Treaty|Agreement|notice|Government"
    r"|Ministry|law|parliament|decision)\b"
)
# Words that no text in English has.
FINNISH = re.compile(r"\b(ja|ei|[Ss]opimus\w*|[Tt]ekemättä|\w+kuuta)\b")
VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})
PAGES = [
    "/",
    "/when/LTU/ottawa-1997",
    "/when/SWE/ottawa-1997?received=2027-03-31",
    "/when/USA/unesco-1945",
    "/when/UKR/ottawa-1997",
    "/when/ZAF/rome-statute-1998",
    "/treaties",
    "/treaties/ottawa-1997",
    "/states",
    "/states?compare=LTU,POL",
    "/states/LTU",
    "/states/BFA",
    "/history",
    "/forecast/LTU/ottawa-1997?as_of=2025-03-18",
    "/ask?q=milloin+Liettua+eroaa+Ottawan+sopimuksesta",
    "/when/LTU/nothing",
    "/read?text=Suomi+erosi+Ottawan+sopimuksesta+1.+toukokuuta+2024.&date=2026-03-01",
]


class Texts(HTMLParser):
    """The texts of a page, each with its language; hidden ones and the title left out."""

    def __init__(self, page):
        super().__init__()
        self.open = []
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        """Note the language that an element is in, and the words of its attributes."""
        given = dict(attrs)
        language, hidden = self.open[-1][1:] if self.open else (None, False)
        language = given.get("lang", language)
        hidden = hidden or given.get("aria-hidden") == "true" or tag in ("title", "script")
        for name in ("aria-label", "title", "alt", "placeholder"):
            if given.get(name) and not hidden:
                self.found.append((language, given[name]))
        if tag not in VOID:
            # What is within a picture is not read out; its label is.
            self.open.append((tag, language, hidden or given.get("role") == "img"))

    def handle_startendtag(self, tag, attrs):
        """An element without an end holds no text."""

    def handle_endtag(self, tag):
        """Leave the element."""
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        """Note a text that is shown."""
        if data.strip() and self.open and not self.open[-1][2]:
            self.found.append((self.open[-1][1], data.strip()))


@pytest.mark.parametrize("address", PAGES)
class TestFinnishPages:
    """Pages in Finnish, which shares no little words with English."""

    def texts(self, client, address):
        """The texts of a page in Finnish."""
        mark = "&" if "?" in address else "?"
        return Texts(client.get(f"{address}{mark}lang=fi", follow_redirects=True).text).found

    def test_english_is_marked(self, client, address):
        """No English stands where Finnish is announced."""
        found = self.texts(client, address)
        assert [text for code, text in found if code == "fi" and ENGLISH.search(text)] == []

    def test_finnish_is_not(self, client, address):
        """No Finnish is announced as English."""
        found = self.texts(client, address)
        said = [text for code, text in found if code == "en" and "·" not in text]
        assert [text for text in said if FINNISH.search(text)] == []

    def test_every_text_has_a_language(self, client, address):
        """Every text is in a language that the page says."""
        assert {code for code, _ in self.texts(client, address)} <= set(LANGUAGES)


def test_the_words_tell_them_apart():
    """The two lists of words do find what they are for."""
    page = '<html lang="fi"><p>Sopimus on voimassa.</p><p>It is the law.</p></html>'
    found = Texts(page).found
    assert [bool(ENGLISH.search(text)) for _, text in found] == [False, True]
    assert [bool(FINNISH.search(text)) for _, text in found] == [True, False]
