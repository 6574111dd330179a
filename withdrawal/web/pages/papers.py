"""The papers beside an answer, to be downloaded: memo, draft notice and plan, in every form."""

from __future__ import annotations

from datetime import date
from typing import Any

from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from withdrawal.inquiries.exits import Memo, Notice, Plan
from withdrawal.inquiries.inquiry import Inquiry
from withdrawal.inquiries.reading import names_of
from withdrawal.output.documents.forms import FORMS
from withdrawal.output.documents.notice import LANGUAGES
from withdrawal.output.spoken import words_in
from withdrawal.output.tellings import telling_of
from withdrawal.web.asking import read
from withdrawal.web.languages import LANGUAGES as SPOKEN
from withdrawal.web.languages import language_of
from withdrawal.web.rendering import Page
from withdrawal.web.responses import tagged
from withdrawal.web.work import do_slowly

_PAPERS = {"memo": Memo, "notice": Notice, "plan": Plan}


async def paper_file(request: Request) -> Response:
    """One paper as a file, of what the answer beside it was asked."""
    name, _, form = request.path_params["file"].partition(".")
    if name not in _PAPERS or form not in FORMS:
        raise HTTPException(404, "There is no such paper of an answer.")
    asked, written = _asked(request, _PAPERS[name]), FORMS[form]
    report, words = telling_of(asked).report, words_in(language_of(request).code)
    body = await do_slowly(request, lambda: written.write(report(asked, asked.answer(), words)))
    party, treaty = request.path_params["state"], request.path_params["treaty"]
    stem = "".join(c if c.isalnum() and c.isascii() else "-" for c in f"{party}-{treaty}-{name}")
    return tagged(body, written.media_type, filename=f"{stem}.{form}")


def _asked(request: Request, cls: type[Inquiry]) -> Any:
    """Return the question of a paper, from what the answer's address supposes."""
    known = {*names_of(cls)} - {"party", "treaty"}
    query = [(k, v) for k, v in request.query_params.multi_items() if k in known and v]
    if cls is Plan and not {"from", "out_by"} & {name for name, _ in query}:
        given = dict(query)
        query.append(("from", given.get("as_of") or date.today().isoformat()))
    code = language_of(request).code
    spoken = {Memo: SPOKEN, Notice: LANGUAGES}.get(cls, ())
    if "language" not in dict(query) and code in spoken:
        query.append(("language", code))
    return read(cls, QueryParams(query), **Page(request).pair)[0]
