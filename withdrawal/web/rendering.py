"""Pages made from templates: escaped throughout, in the reader's language."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

from withdrawal.inquiries.inquiry import Asked
from withdrawal.output.html import facts_html, section_html
from withdrawal.output.pictures.drawing import Drawing, mirrored, svg
from withdrawal.output.report import Report, Section
from withdrawal.record.knowledge import knowledge
from withdrawal.version import __version__
from withdrawal.web.asking import is_tracking, read
from withdrawal.web.languages import LANGUAGES, Language, language, language_of
from withdrawal.web.problems import problem
from withdrawal.web.responses import tagged

STATIC = Path(__file__).parent / "static"
PHONE = 370.0
"""How wide a picture for a phone's screen is."""
_HOST = re.compile(r"[A-Za-z0-9.-]{1,100}(:\d{1,5})?|\[[0-9a-fA-F:]{2,40}\](:\d{1,5})?")
_EPOCH = date(1970, 1, 1).toordinal()
_TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["static"] = static_address
    made.globals["version"] = __version__
    made.globals["known"] = _known
    return made


@cache
def static_address(name: str) -> str:
    """Return the address of a static file, with a mark that changes when the file does."""
    mark = blake2b((STATIC / name).read_bytes(), digest_size=6).hexdigest()
    return f"/static/{name}?{mark}"


def drawn(picture: str) -> Markup:
    """Return markup made by this package: whoever made it has escaped every text in it."""
    return Markup(picture)  # noqa: S704  # nosec B704


def pictured(drawing: Drawing, t: Language, *, is_decorative: bool = False) -> Markup:
    """Return a drawing for a page, from the right where the script of its language runs so."""
    return drawn(svg(turned(drawing, t), is_decorative=is_decorative))


def turned(drawing: Drawing, t: Language) -> Drawing:
    """Return a drawing in the direction in which the script of a language runs."""
    return mirrored(drawing) if t.direction == "rtl" else drawing


def slider(first: date, last: date, now: date) -> tuple[int, ...]:
    """Return the first, last and present position of a slider, in days since 1970."""
    return tuple(each.toordinal() - _EPOCH for each in (first, last, now))


def _known(t: Language) -> str:
    """Return how new the knowledge is, in the reader's language."""
    found = knowledge()
    return str(t["knowledge_own" if found.is_own else "knowledge"]).format(day=t.day(found.as_of))


class Page:
    """What every template may use: the language, and links that keep it."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.passed_over: list[str] = []
        self.t: Language = language_of(request)
        asked = request.query_params.get("lang", "").lower()
        self._kept = asked if asked in LANGUAGES else None

    def speak(self, code: str) -> None:
        """Go on in the language of a question, unless another was chosen for the page."""
        if self._kept is None and code != self.t.code:
            self._kept, self.t = code, language(code)

    def asked(self, cls: type[Asked], **path: str) -> Asked:
        """Return the question in the address; see `withdrawal.web.asking.read`.

        Raises:
            WithdrawalError: a name is missing, or a value of the wrong form.
        """
        query = self.request.query_params
        found, self.passed_over = read(cls, query, **path)
        return found

    @property
    def pair(self) -> dict[str, str]:
        """The State and the treaty that the path names."""
        path = self.request.path_params
        return {"party": path["state"], "treaty": path["treaty"]}

    def picture(self, drawing: Drawing, *, is_decorative: bool = False) -> Markup:
        """Return a drawing for this page; see `pictured`."""
        return pictured(drawing, self.t, is_decorative=is_decorative)

    @property
    def base(self) -> str:
        """The address of this site: the public one, else as the request names it; maybe empty."""
        public: str | None = self.request.app.state.settings.public
        if public is not None:
            return public
        host = self.request.headers.get("host", "")
        return f"{self.request.url.scheme}://{host}" if _HOST.fullmatch(host) else ""

    @property
    def canonical(self) -> str:
        """The address of what this page says, without what means nothing to it."""
        left_out = {"lang", *self.passed_over}
        every = self.request.query_params.multi_items()
        kept = [(k, v) for k, v in every if v and k not in left_out and not is_tracking(k)]
        path = quote(self.request.url.path)
        return f"{self.base}{path}?{urlencode(kept)}" if kept else f"{self.base}{path}"

    @property
    def is_fragment(self) -> bool:
        """Whether only the part of the page that changes is wanted."""
        headers = self.request.headers
        return headers.get("hx-request") == "true" and "hx-history-restore-request" not in headers

    def link(self, path: str, **query: str | None) -> str:
        """Return an address on this site, with the language where it was chosen."""
        given = {name: value for name, value in query.items() if value}
        if self._kept is not None:
            given["lang"] = self._kept
        return f"{path}?{urlencode(given)}" if given else path

    def place(self, place: str) -> str:
        """Return the address of what a cell of a table names."""
        path, _, query = place.partition("?")
        return self.link(f"/{path}", **dict(parse_qsl(query)))

    def section(self, section: Section, before: str = "") -> Markup:
        """Return a section of a report for this page, with links to what its tables name."""
        return drawn(section_html(section, self.t.code, before=before, link=self.place))

    def facts(self, report: Report) -> Markup:
        """Return the facts of a report for this page, each with its name and how it is known."""
        return drawn(facts_html(report))

    def told(self, report: Report, *kinds: str, before: str = "") -> Markup:
        """Return the sections of some kinds of a report for this page, in its order."""
        found = (each for each in report.sections if each.kind in kinds)
        return Markup("").join(self.section(each, before) for each in found)

    def treaty(self, key: str, name: str) -> Markup:
        """Return a treaty's name in the reader's language, marked where it is known in English."""
        told = self.t.treaty(key, name)
        if told != name or self.t.code == "en":
            return escape(told)
        return Markup('<span lang="en">{}</span>').format(told)

    def in_language(self, code: str) -> str:
        """Return the address of this page in another language."""
        return f"{self._address}lang={code}"

    @cached_property
    def _address(self) -> str:
        """The address of this page up to where its language would stand."""
        every = self.request.query_params.multi_items()
        kept = [(k, v) for k, v in every if k != "lang" and not is_tracking(k)]
        return f"{self.request.url.path}?{urlencode(kept)}{'&' if kept else ''}"

    def keep_language(self) -> Markup:
        """Return the hidden field by which a form keeps a chosen language."""
        if self._kept is None:
            return Markup("")
        return Markup('<input type="hidden" name="lang" value="{}">').format(escape(self._kept))

    def html(self, template: str, *, status: int = 200, **values: Any) -> Response:
        """Return a rendered template as a response."""
        text = (
            _environment()
            .get_template(template)
            .render(
                t=self.t,
                languages=[language(code) for code in LANGUAGES],
                link=self.link,
                treaty=self.treaty,
                in_language=self.in_language,
                keep_language=self.keep_language,
                keep=self._kept,
                passed_over=self.passed_over,
                base=self.base,
                canonical=self.canonical,
                docs=self.request.app.state.settings.docs is not None,
                **{"here": "", "problem": None, **values},
            )
        )
        return tagged(
            text.encode(),
            "text/html; charset=utf-8",
            vary="Accept-Language, HX-Request",
            status=status,
        )

    def refused(self, template: str, error: Exception, **values: Any) -> Response:
        """Return a rendered template that tells an error, with its status and its headers."""
        told, headers = problem(error), getattr(error, "headers", None) or {}
        told["retry_after"] = headers.get("Retry-After")
        response = self.html(template, status=told["status"], problem=told, **values)
        response.headers.update(headers)
        return response
