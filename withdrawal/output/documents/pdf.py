"""Reports as PDF: tagged, with the fonts they use inside, set by Typst.

The standard is PDF/UA-1, for readers who hear a page: the engine refuses what it does not allow,
a letter that no font shows among it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from withdrawal.datafiles import picked
from withdrawal.languages.folder import traits
from withdrawal.languages.told import Told
from withdrawal.output.pictures.drawing import svg
from withdrawal.output.pictures.fonts import FAMILIES, fonts, missing_font
from withdrawal.output.report import Item, Report, Section

FIRST_PART_PAGES = 2
"""On how many pages the first part of a document has to fit, so that it is read."""

_TEMPLATE = Path(__file__).with_name("report.typ")
_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0)


def report_pdf(report: Report) -> bytes:
    """Return a report as a PDF file.

    The letters of a document with several parts are as large as its first part allows on two
    pages.

    Raises:
        MissingExtraError: typst is not installed.
        MissingFontError: some letters are in no font.
    """
    known = fonts()
    import typst

    given = json.dumps(_data(report), ensure_ascii=False)
    sizes = _SIZES if any(each.part for each in report.sections) else _SIZES[:1]
    size = next((x for x in sizes if _first_part(given, x) <= FIRST_PART_PAGES), sizes[-1])
    try:
        return typst.compile(
            _TEMPLATE.read_bytes(),
            format="pdf",
            font_paths=known,
            sys_inputs={"report": given, "size": str(size)},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        missing = missing_font(str(error))
        if missing is None:
            raise
        raise missing from None


def _first_part(given: str, size: float) -> int:
    """Return the page on which the first part ends at a size of letters."""
    known = fonts()
    import typst

    inputs, template = {"report": given, "size": str(size)}, _TEMPLATE.read_bytes()
    found = typst.query(template, "<part>", field="value", font_paths=known, sys_inputs=inputs)
    return int((json.loads(found) or [1])[0])


def _data(report: Report) -> dict[str, Any]:
    return {
        **picked(report, ("title", "headline", "sentence", "reported", "foot", "mark")),
        "facts": report.told,
        "keywords": [each for each in (report.mark,) if each],
        "lang": report.language,
        "colon": report.marks.colon,
        "dir": report.direction,
        "fonts": FAMILIES,
        "sections": [_section(each) for each in report.sections],
    }


def _section(section: Section) -> dict[str, Any]:
    drawing = section.picture
    return {
        **picked(section, ("part", "title", "style", "columns")),
        "widths": [*_widths(section)],
        "picture": svg(drawing, font=LETTERS) if drawing else None,
        "alt": drawing.description if drawing else "",
        "items": [
            {
                "lead": item.lead,
                **_told(item),
                "cells": [_told(each) for each in item.cells],
                "basis": item.basis,
                "sources": [{"name": each.name, "href": each.href} for each in sources],
            }
            for item, sources in section.cited
        ],
    }


def _told(told: Told | Item) -> dict[str, str]:
    """Return a text with its language, and the direction in which it runs."""
    language = told.language
    return {"text": told.text, "lang": language, "dir": traits(language).direction}


def _widths(section: Section) -> Iterator[int]:
    """Yield how wide each column is beside the others: no word is cut, long texts have lines."""
    for number, name in enumerate(section.columns):
        texts = [item.cells[number].text for item in section.items]
        words = max(len(word) for text in (name, *texts) for word in (text.split() or [""]))
        yield max(words, min(max(map(len, texts)), _LINE)) + _MARGIN


_LINE, _MARGIN = 18, 2
"""How many letters a line of a table's cell has, and for how many there is room beside it."""
LETTERS = ", ".join(f"'{each}'" for each in FAMILIES)
