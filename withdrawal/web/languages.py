"""The language of a page: chosen by ``?lang=``, else by the browser, else English."""

from __future__ import annotations

import re
from functools import cache

from starlette.requests import Request

from withdrawal.languages.folder import LANGUAGES, traits
from withdrawal.output.spoken import Language, language

__all__ = ["LANGUAGES", "Language", "language", "language_of"]


@cache
def _spoken_for() -> dict[str, str]:
    """Return the languages that are spoken here, by the codes that are answered in them."""
    return {
        code: language for language in LANGUAGES for code in (language, *traits(language).also_for)
    }


def language_of(request: Request) -> Language:
    """Return the language for a request; an unknown ``?lang=`` is passed over."""
    asked = request.query_params.get("lang", "").lower()
    if asked in LANGUAGES:
        return language(asked)
    return language(_preferred(request.headers.get("accept-language", "")))


def _preferred(header: str) -> str:
    """Return the first language of an ``Accept-Language`` header that is spoken here."""
    ranked: list[tuple[float, int, str]] = []
    for place, part in enumerate(header[:500].split(",")):
        tag, _, weight = part.partition(";")
        code = tag.strip().split("-")[0].lower()
        match = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", weight)
        share = float(match[1]) if match else (0.0 if weight.strip() else 1.0)
        ranked.append((-share, place, code))
    known = _spoken_for()
    return next((known[code] for share, _, code in sorted(ranked) if share and code in known), "en")
