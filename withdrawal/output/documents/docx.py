"""Reports as DOCX, with the styles of Word, so that an adviser can go on writing in them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, cast

from withdrawal.errors import MissingExtraError
from withdrawal.languages.folder import traits
from withdrawal.output.documents.pdf import LETTERS
from withdrawal.output.pictures.plot import set_picture

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    from withdrawal.output.citing import Cited
    from withdrawal.output.report import Item, Report, Section

_FONT, _SIZE = "Cambria", 9.5
_QUIET = "55534D"
_DOTS = 220.0
_LISTS = {"steps": "List Number", "list": "List Bullet"}
_PAGE = {"page_width": 21.0, "page_height": 29.7}
_MARGINS = {"left_margin": 2.1, "right_margin": 2.1, "top_margin": 1.8, "bottom_margin": 1.7}


def report_docx(report: Report) -> bytes:
    """Return a report as a DOCX file.

    Raises:
        MissingExtraError: python-docx, or for its pictures typst, is not installed.
    """
    try:
        import docx
    except ImportError as error:
        raise MissingExtraError("docx", module="docx") from error
    made = docx.Document()
    _set_up(made, report)
    _Writer(made, report.language).write(report)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def _set_up(made: Document, report: Report) -> None:
    """Set the page, the styles, the properties, the header and the footer."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt, RGBColor

    page = made.sections[0]
    for name, length in {**_PAGE, **_MARGINS}.items():
        setattr(page, name, Cm(length))
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        style: Any = made.styles[name]
        style.font.name, style.font.color.rgb = _FONT, RGBColor(0x1D, 0x1C, 0x1A)
        _set(style.element.get_or_add_rPr(), "w:lang", _language(report.language))
        for each in style.element.rPr.xpath("./w:rFonts"):
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                each.attrib.pop(_qualified(f"w:{theme}"), None)
            each.set(_qualified("w:hAnsi"), _FONT)
    if report.direction == "rtl":
        _set(made.styles["Normal"].element.get_or_add_pPr(), "w:bidi", {})
    sizes = (("Normal", _SIZE), ("Title", 16), ("Heading 1", 14), ("Heading 2", 11))
    for name, size in sizes:
        style = made.styles[name]
        style.font.size = Pt(size)
        style.paragraph_format.space_after = Pt(3)
        style.paragraph_format.space_before = Pt(0 if name in ("Normal", "Title") else 8)
    for name in _LISTS.values():
        listed: Any = made.styles[name]
        listed.paragraph_format.space_after = Pt(1.5)
    about = made.core_properties
    about.title, about.author = report.title, "withdrawal"
    about.keywords, about.language = report.mark, report.language
    about.content_status = report.mark
    if report.mark:
        head = page.header.paragraphs[0]
        head.alignment = WD_ALIGN_PARAGRAPH.CENTER
        head.add_run(report.mark).bold = True
    foot = page.footer.paragraphs[0]
    foot.add_run(f"{report.foot}\t\t").font.size = Pt(8)
    _field(foot, "PAGE")
    foot.add_run(" / ").font.size = Pt(8)
    _field(foot, "NUMPAGES")


class _Writer:
    """What writes a report into a document."""

    def __init__(self, made: Document, language: str) -> None:
        self.made, self.language, self.marks = made, language, traits(language).marks

    def write(self, report: Report) -> None:
        """Write the title, the headline, the sentence, the facts and each section."""
        self._run(self.made.add_paragraph(style="Title"), report.title)
        if report.headline:
            self._run(self.made.add_paragraph(), report.headline).bold = True
        for text in (report.sentence, report.reported, *report.told):
            if text:
                self._run(self.made.add_paragraph(), text)
        for section in report.sections:
            self.section(section)

    def section(self, section: Section) -> None:
        """Write a section; one that begins a part begins a page."""
        if section.part:
            heading = self.made.add_heading("", 1)
            self._run(heading, section.part)
            heading.paragraph_format.page_break_before = True
        if section.title not in ("", section.part):
            self._run(self.made.add_heading("", 2), section.title)
        if section.picture is not None:
            self._picture(section)
        elif section.columns:
            self._table(section)
        else:
            number = self._new_list() if section.style == "steps" else None
            for item, sources in section.cited:
                written = self._item(item, sources, _LISTS.get(section.style))
                if number is not None:
                    made: Any = written._p.get_or_add_pPr().get_or_add_numPr()
                    made.get_or_add_numId().val = number
                    made.get_or_add_ilvl().val = 0

    def _item(self, item: Item, sources: tuple[Cited, ...], style: str | None) -> Paragraph:
        made = self.made.add_paragraph(style=style)
        if traits(item.language).direction != traits(self.language).direction:
            is_rtl = traits(item.language).direction == "rtl"
            _set(made._p.get_or_add_pPr(), "w:bidi", {"w:val": str(int(is_rtl))})
        if item.lead:
            self._run(made, f"{item.lead}{self.marks.colon if item.text else ''}").bold = True
        self._run(made, item.text, item.language)
        parts = ([(item.basis, None)] if item.basis else []) + [(x.name, x.href) for x in sources]
        for number, (name, href) in enumerate(parts):
            _grey(made, " (" if number == 0 else "; ")
            if href:
                _link(made, name, href)
            else:
                _grey(made, name)
        if parts:
            _grey(made, ")")
        return made

    def _new_list(self) -> int:
        """Return the number of a list that begins anew, instead of going on with the last one."""
        numbering: Any = self.made.part.numbering_part.numbering_definitions._numbering
        style: Any = self.made.styles["List Number"]
        old = style.element.pPr.numPr.numId.val
        abstract = next(x for x in numbering.num_lst if x.numId == old).abstractNumId.val
        num = numbering.add_num(abstract)
        num.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(num.numId)

    def _picture(self, section: Section) -> None:
        from docx.shared import Cm

        assert section.picture is not None
        drawn = set_picture(section.picture, "png", font=LETTERS, dots=_DOTS, extra="docx")
        shown: Any = self.made.add_picture(io.BytesIO(drawn), width=Cm(16.6))
        about = shown._inline.docPr
        about.set("descr", section.picture.description)
        about.set("title", section.picture.title)

    def _table(self, section: Section) -> None:
        table: Any = self.made.add_table(rows=1, cols=len(section.columns), style="Table Grid")
        if traits(self.language).direction == "rtl":
            _set(table._tbl.tblPr, "w:bidiVisual", {})
        _set(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader", {"w:val": "true"})
        for cell, name in zip(table.rows[0].cells, section.columns, strict=True):
            self._run(cell.paragraphs[0], name).bold = True
        for item in section.items:
            for cell, told in zip(table.add_row().cells, item.cells, strict=True):
                self._run(cell.paragraphs[0], told.text, told.language)
        self.made.add_paragraph()

    def _run(self, paragraph: Paragraph, text: str, language: str = "") -> Run:
        """Write a text, marked where it is in another language, or runs from right to left."""
        run: Any = paragraph.add_run(text)
        if traits(language or self.language).direction == "rtl":
            _set(run._r.get_or_add_rPr(), "w:rtl", {})
        if language not in ("", self.language):
            _set(run._r.get_or_add_rPr(), "w:lang", _language(language))
        return cast("Run", run)


def _language(code: str) -> dict[str, str]:
    """Return how Word marks a language, in whichever of its three scripts it is written."""
    return dict.fromkeys(("w:val", "w:eastAsia", "w:bidi"), code)


def _grey(paragraph: Paragraph, text: str) -> None:
    from docx.shared import RGBColor

    paragraph.add_run(text).font.color.rgb = RGBColor.from_string(_QUIET)


def _link(paragraph: Paragraph, text: str, href: str) -> None:
    """Write a text that leads to an address."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    key = paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link: Any = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), key)
    run = paragraph.add_run(text)
    run.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _field(paragraph: Paragraph, name: str) -> None:
    """Write a number that Word works out: of the page, or of all pages."""
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    run: Any = paragraph.add_run()
    run.font.size = Pt(8)
    for kind, text in (("begin", ""), ("", name), ("end", "")):
        part: Any = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(_qualified("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)


def _set(parent: Any, tag: str, attributes: dict[str, str]) -> None:
    from docx.oxml import OxmlElement

    made: Any = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(_qualified(name), value)
    parent.append(made)


def _qualified(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))
