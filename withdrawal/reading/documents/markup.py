"""HTML: the text of a page, its title, language and day, each letter with its place in the source.

Scripts, styles and what is hidden in templates are not read; nothing is fetched.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from withdrawal.errors import DocumentError
from withdrawal.reading.documents.text import Letter, Text, plain_text

_SKIPPED = frozenset({"script", "style", "template", "noscript", "svg", "head", "nav", "footer"})
_BLOCKS = frozenset(
    {
        *("p", "div", "br", "li", "ul", "ol", "table", "tr", "td", "th", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "section", "article", "header", "main", "title", "blockquote", "figcaption"),
        *("dt", "dd", "hr", "pre", "body"),
    }
)
MOST_TAGS = 200_000
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)")
_DAY_NAMES = frozenset(
    {
        *("article:published_time", "og:article:published_time", "date", "dc.date", "pubdate"),
        *("dcterms.date", "datepublished", "publish-date", "parsely-pub-date"),
    }
)


def text_of_html(source: str) -> Text:
    """Return the text of an HTML page; places point into its source.

    Raises:
        DocumentError: it has more tags, or signs by name, than any page needs.
    """
    if max(source.count("<"), source.count("&")) > MOST_TAGS:
        raise DocumentError(f"The page has more than {MOST_TAGS:,} tags or signs by name.")
    page = _Page(source)
    page.feed(source)
    page.close()
    return plain_text(page.letters, source, title=page.title, day=page.day, language=page.language)


class _Page(HTMLParser):
    """One page, read letter by letter."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.letters: list[Letter] = []
        self.day: str | None = None
        self.language: str | None = None
        self._title: list[str] = []
        self._open: list[str] = []
        self._in_title = False
        self._lines = [0]
        for found in re.finditer("\n", source):
            self._lines.append(found.end())

    @property
    def title(self) -> str | None:
        """The page's title, on one line."""
        return " ".join("".join(self._title).split()) or None

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag says of the page, and where a block begins."""
        said = {name: value or "" for name, value in attrs}
        if tag == "html" and said.get("lang"):
            self.language = said["lang"]
        if tag == "meta":
            name = (said.get("property") or said.get("name") or said.get("itemprop") or "").lower()
            if name in _DAY_NAMES:
                self._note_day(said.get("content", ""))
        if tag == "time":
            self._note_day(said.get("datetime", ""))
        if tag == "title":
            self._in_title = True
        elif tag in _SKIPPED:
            self._open.append(tag)
        if tag in _BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        """Close what a tag has opened."""
        if tag == "title":
            self._in_title = False
        elif tag in self._open:
            while self._open and self._open.pop() != tag:
                pass
        if tag in _BLOCKS:
            self._break()

    def _note_day(self, text: str) -> None:
        found = _DAY.match(text.strip())
        if found and self.day is None:
            self.day = found[1]

    def _break(self) -> None:
        place = self._place()
        self.letters += [("\n", place), ("\n", place)]

    def handle_data(self, data: str) -> None:
        """Keep the letters of the text; a line break within a block is a space."""
        if self._in_title:
            self._title.append(data)
        elif not self._open:
            place = self._place()
            spaced = (" " if each in "\r\n\t" else each for each in data)
            self.letters += zip(spaced, range(place, place + len(data)), strict=True)

    def handle_entityref(self, name: str) -> None:
        """Keep the letter that a name stands for."""
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Keep the letter that a number stands for."""
        self._reference(f"&#{name};")

    def _reference(self, text: str) -> None:
        meant = html.unescape(text)
        if self._in_title:
            self._title.append(meant)
        elif not self._open:
            place = self._place()
            self.letters += [(" " if each == "\xa0" else each, place) for each in meant]
