"""The page that checks a text: the text and the verdicts side by side, and a card for each claim.

Nothing that is given is kept. A claim that is shared has its few sentences in the address itself.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from attrs import evolve
from markupsafe import Markup
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from withdrawal.errors import WithdrawalError
from withdrawal.inquiries.documents import Read
from withdrawal.inquiries.forms import Text
from withdrawal.inquiries.inquiry import Inquiry
from withdrawal.languages.wording import wording
from withdrawal.law.countries import countries
from withdrawal.output.documents.card import claim_card
from withdrawal.output.html import section_html
from withdrawal.output.pictures.plot import picture_bytes
from withdrawal.output.reading import marked, reading_report
from withdrawal.reading import Reading
from withdrawal.reading.claims import Claim
from withdrawal.reading.documents.formats import text_of
from withdrawal.reading.documents.text import PARAGRAPH
from withdrawal.values import frozen
from withdrawal.web.asking import read
from withdrawal.web.rendering import Page, drawn
from withdrawal.web.responses import MEDIA_TYPES, tagged
from withdrawal.web.work import do_slowly

_FORM = "application/x-www-form-urlencoded"
_KINDS = ("png", "svg")
_MOST_SHARED = 700
"""How many letters a shared text may have: its address must stay short."""
_MOST_SHOWN = 200
"""For how many claims of a document it is looked whether they stand by themselves."""


@frozen(kw_only=True, slots=False)
class _Given(Inquiry):
    """A text, and what is known of it.

    Attributes:
        text: The text.
        date: The text's day, month, year or interval.
        language: Its language, by its code.
        claim: The number of the claim that is shared.
    """

    text: str | None = None
    date: Text = None
    language: Text = None
    claim: Text = None

    def reading(self, document: str | bytes | None = None) -> Reading:
        """Return what the text says, or a document given instead of it.

        Raises:
            WithdrawalError: it cannot be read.
        """
        text = text_of(self.text or "" if document is None else document)
        if not text.given.lstrip().startswith("<"):
            return self._asked(None, None).answer_to(text.given)
        return self._asked(text.day, text.language).answer_to(text.plain)

    def _asked(self, day: str | None, language: str | None) -> Read:
        return Read(date=self.date or day, lang=self.language or language)


async def read_page(request: Request) -> Response:
    """A text and what of it is right; a form for one where none is given."""
    page = Page(request)
    body = await request.body() if request.method == "POST" else b""
    is_form = request.headers.get("content-type", "").startswith(_FORM)
    fields = parse_qsl(body.decode("utf-8", "replace")) if is_form else []
    query = QueryParams([*request.query_params.multi_items(), *fields])
    given, page.passed_over = read(_Given, query)
    document = body if body and not is_form else None
    if document is None and not given.text:
        return page.html("read.html", **_shown(page, given))
    try:
        found = await do_slowly(request, lambda: _checked(given, document, page))
    except (WithdrawalError, HTTPException) as error:
        return page.refused("read.html", error, **_shown(page, given))
    is_shared = request.method == "GET"
    shared = _shared(request, given, found) if is_shared and found["reading"].claims else None
    return page.html("read.html", **_shown(page, given, found=found, shared=shared))


def _shown(page: Page, given: _Given, **more: Any) -> dict[str, Any]:
    about = {"here": "read", "given": given, "found": None, "shared": None}
    return {**about, "verdicts": _verdicts(page), **more}


def _verdicts(page: Page) -> dict[str, str]:
    """Return the words for the verdicts in the reader's language."""
    verdicts = ("supported", "contradicted", "loose", "unjudgeable")
    return {each: page.t[each] for each in verdicts}


def _checked(given: _Given, document: bytes | None, page: Page) -> dict[str, Any]:
    """Return a reading as the page shows it: the sections of its report, each claim with links."""
    reading = given.reading(document)
    after = {
        f"claim-{number}": _beneath(reading, each, page, number)
        for number, each in enumerate(reading.claims, start=1)
    }
    sections = {
        each.kind: drawn(section_html(evolve(each, title=""), page.t.code, after=after))
        for each in reading_report(reading, page.t).sections
    }
    return {"reading": reading, "marked": list(marked(reading)), "sections": sections}


def _beneath(reading: Reading, claim: Claim, page: Page, number: int) -> str:
    """Return the links beneath a claim: to its answers, and to itself where it can be shared."""
    links = _links(claim, page)
    share = _share(reading, claim, page) if number <= _MOST_SHOWN else None
    links += [(share, page.t["share"])] if share else []
    told = Markup(" · ").join(Markup('<a href="{}">{}</a>').format(*each) for each in links)
    return Markup('<p class="small">{}</p>').format(told)


def _links(claim: Claim, page: Page) -> list[tuple[str, str]]:
    """Return where the answers are: of each State, else of the treaty."""
    found = [
        (f"/when/{code}/{claim.treaty}", page.t.state(code, countries()[code].name))
        for code in claim.parties
        if claim.kind in ("effect", "step") and countries()[code].alpha2
    ]
    more = (f"/treaties/{claim.treaty}", wording(page.t.code).treaty(claim.treaty))
    return [(page.link(path), name) for path, name in [*found, more]]


def _share(reading: Reading, claim: Claim, page: Page) -> str | None:
    """Return the address of a claim by itself; None where its paragraph does not say the same."""
    text = reading.text
    start = text.rfind(PARAGRAPH, 0, claim.offset) + 1
    end = text.find(PARAGRAPH, claim.offset + claim.length)
    alone = text[start : len(text) if end < 0 else end]
    if len(alone) > _MOST_SHARED:
        return None
    given = _Given(text=alone, date=reading.document.date, language=reading.document.language)
    same = [
        number
        for number, each in enumerate(given.reading().claims, start=1)
        if _is_same(each, claim, start)
    ]
    if not same:
        return None
    return page.link("/read", **given.given, claim=str(same[0]))


def _is_same(one: Claim, other: Claim, start: int) -> bool:
    places = one.offset + start == other.offset
    return places and (one.kind, one.parties, one.treaty, one.verdict) == (
        *(other.kind, other.parties, other.treaty, other.verdict),
    )


def _shared(request: Request, given: _Given, found: dict[str, Any]) -> dict[str, str]:
    """Return what other sites show of a shared claim."""
    claim = _chosen(given, found["reading"])
    query = str(QueryParams(given.given))
    return {
        "words": " ".join(claim.words.split()),
        "verdict": claim.verdict,
        "why": claim.why,
        "card": f"{Page(request).base}/read/card.png?{query}",
    }


def _chosen(given: _Given, reading: Reading) -> Claim:
    """Return the claim that is shared, or the first.

    Raises:
        HTTPException: 404, there is none.
    """
    number = int(given.claim) if (given.claim or "1").isdecimal() and given.claim else 1
    if not 1 <= number <= len(reading.claims):
        raise HTTPException(404, "There is no such claim.")
    return reading.claims[number - 1]


async def card(request: Request) -> Response:
    """A claim as a picture."""
    kind = request.path_params["kind"]
    if kind not in _KINDS:
        raise HTTPException(404, "There is no such picture of a claim.")
    page = Page(request)
    given, _ = read(_Given, request.query_params)

    def drawn() -> bytes:
        reading = given.reading()
        claim = _chosen(given, reading)
        words = _verdicts(page)[claim.verdict]
        return picture_bytes(claim_card(claim, verdict=words, on=reading.document.date), f".{kind}")

    return tagged(await do_slowly(request, drawn), MEDIA_TYPES[kind])
