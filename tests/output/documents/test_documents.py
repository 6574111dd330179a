"""Documents opened again by other libraries: what they tell, and how they are made."""

import io
import re

import docx
import pikepdf
import pypdf
import pytest
from docx.oxml.ns import qn

import withdrawal
from withdrawal.errors import CircumstanceError, MissingFontError
from withdrawal.output.documents.forms import FORMS, form_named
from withdrawal.output.documents.memo import memo_report
from withdrawal.output.documents.notice import notice_report
from withdrawal.output.documents.pdf import FIRST_PART_PAGES
from withdrawal.output.pictures.fonts import missing_font
from withdrawal.output.report import Report, plain
from withdrawal.output.spoken import words_in

TODAY = "2026-11-21"
CASES = {
    "not-notified": ("Sweden", "ottawa", TODAY),
    "effective": ("Lithuania", "ottawa", TODAY),
    "pending": ("United Kingdom", "teu-art-50", "2017-04-01"),
    "no-exit": ("France", "un-charter-1945", TODAY),
}


@pytest.fixture(scope="module", params=CASES)
def memo(request):
    """The report of a memo of each of a few statuses."""
    party, treaty, as_of = CASES[request.param]
    return memo_report(withdrawal.memo(party, treaty, as_of=as_of))


@pytest.fixture(scope="module")
def draft():
    """The report of a draft notice in French."""
    return notice_report(withdrawal.notice("Sweden", "ottawa", as_of=TODAY), "fr")


@pytest.fixture(scope="module")
def memo_pdf(memo):
    """The memo as PDF."""
    return FORMS["pdf"].write(memo)


@pytest.fixture(scope="module")
def made(memo):
    """The memo as DOCX, opened again."""
    return docx.Document(io.BytesIO(FORMS["docx"].write(memo)))


def words(text):
    """Return the letters and figures of a text, so that hyphens and ends of lines do not count."""
    return re.sub(r"[\W_]", "", text)


def told(report):
    """Yield every text of a report that a document has to show."""
    yield from (report.title, report.headline, report.sentence, *report.told)
    for section in report.sections:
        yield from (section.title, section.part)
        for item in section.items if section.picture is None else ():
            yield from (
                [x.text for x in item.cells]
                if section.columns
                else (item.lead, item.text, item.basis)
            )


def pages(data):
    """Return the text of each page of a PDF."""
    return [each.extract_text() for each in pypdf.PdfReader(io.BytesIO(data)).pages]


class TestPdf:
    """PDF: tagged, its fonts inside and cut to what is used, two pages before the annexes."""

    def test_says_what_the_report_says(self, memo, memo_pdf):
        """Each text of the report is in the file."""
        found = words("".join(pages(memo_pdf)))
        assert [each for each in told(memo) if words(each) not in found] == []

    def test_two_pages(self, memo_pdf):
        """The annexes begin on the third page at the latest."""
        first = next(n for n, text in enumerate(pages(memo_pdf)) if text.startswith("Annexes"))
        assert first <= FIRST_PART_PAGES

    def test_tagged_with_its_fonts_inside(self, memo, memo_pdf):
        """It is tagged, names its language and title, and every font is embedded in part."""
        with pikepdf.open(io.BytesIO(memo_pdf)) as made:
            assert made.Root.MarkInfo.Marked
            assert "/StructTreeRoot" in made.Root
            assert str(made.Root.Lang) == "en"
            assert made.docinfo["/Title"] == memo.title
            fonts = [x for page in made.pages for x in page.resources.get("/Font", {}).values()]
            assert fonts
            for font in fonts:
                inner = font.DescendantFonts[0].FontDescriptor
                assert {"/FontFile2", "/FontFile3"} & {*inner.keys()}
                assert re.match(r"/[A-Z]{6}\+", str(inner.FontName))

    def test_a_draft_on_every_page(self, draft):
        """Every page of a draft says so, and so do the file's properties."""
        data = FORMS["pdf"].write(draft)
        assert all(draft.mark in text for text in pages(data))
        assert draft.mark in pypdf.PdfReader(io.BytesIO(data)).metadata["/Keywords"]

    def test_arabic(self):
        """Arabic letters are shaped by the font of the extra."""
        report = Report(title="A", sentence="تتطلب المعاهدة إشعارا", language="ar")
        data = FORMS["pdf"].write(report)
        with pikepdf.open(io.BytesIO(data)) as made:
            names = [str(x.BaseFont) for x in made.pages[0].resources.Font.values()]
        assert any("Arabic" in each for each in names)

    def test_a_memo_from_right_to_left(self):
        """An Arabic memo runs from the right, and its English lines are marked as English."""
        made = withdrawal.memo("Sweden", "ottawa", as_of=TODAY)
        report = memo_report(made, words_in("ar"))
        with pikepdf.open(io.BytesIO(FORMS["pdf"].write(report))) as opened:
            assert str(opened.Root.Lang) == "ar"
            marked = {str(x["/Lang"]) for x in opened.objects if isinstance(x, pikepdf.Dictionary)
                      and "/Lang" in x and x.get("/Type") == "/StructElem"}  # fmt: skip
        assert "en" in marked
        written = docx.Document(io.BytesIO(FORMS["docx"].write(report)))
        assert written.styles["Normal"].element.pPr.xpath("./w:bidi")
        assert all(x._tbl.tblPr.xpath("./w:bidiVisual") for x in written.tables)
        english = next(x for x in written.paragraphs if "Prohibition of the Use" in x.text)
        assert english._p.pPr.xpath("./w:bidi")[0].get(qn("w:val")) == "0"
        assert english.runs[0]._r.rPr.xpath("./w:lang")[0].get(qn("w:val")) == "en"
        page = FORMS["html"].write(report).decode()
        assert '<html lang="ar" dir="rtl">' in page
        assert '<span lang="en" dir="auto">' in page

    @pytest.mark.parametrize(
        ("letter", "package"),
        [("\u4e2d", "fonts-noto-cjk"), ("\u0639", "fontpkg-noto-sans-arabic")],
    )
    def test_the_package_of_a_script(self, letter, package):
        """What the engine says of letters without a font names the package that brings one."""
        complaint = f'the text `"{letter}"` could not be displayed'
        assert package in missing_font(complaint).message

    def test_letters_that_no_font_has(self):
        """Letters without a font are one sentence that names the package."""
        report = Report(title="A", sentence="\U00013000")
        with pytest.raises(MissingFontError, match="install"):
            FORMS["pdf"].write(report)


class TestDocx:
    """DOCX: real styles and headings, alternative texts, tables that are tables."""

    def test_says_what_the_report_says(self, memo, made):
        """Each text of the report is in the file."""
        texts = [
            "".join(each.itertext()) for each in made.element.body.iter() if each.tag.endswith("}p")
        ]
        found = words("".join(texts))
        assert [each for each in told(memo) if words(each) not in found] == []

    def test_styles(self, memo, made):
        """Title, headings and lists have the styles of those names."""
        styles = [(each.style.name, each.text) for each in made.paragraphs]
        assert ("Title", memo.title) in styles
        assert {text for name, text in styles if name == "Heading 2"} == {
            each.title for each in memo.sections
        }
        assert "List Number" in {name for name, _ in styles}

    def test_pictures_have_alternative_texts(self, memo, made):
        """Each picture says in words what it shows."""
        shown = [each.picture for each in memo.sections if each.picture]
        alts = [each._inline.docPr.get("descr") for each in made.inline_shapes]
        assert alts == [each.description for each in shown]

    def test_a_draft_in_its_header(self, draft):
        """A draft says so in the header of its pages and in its properties."""
        made = docx.Document(io.BytesIO(FORMS["docx"].write(draft)))
        assert made.sections[0].header.paragraphs[0].text == draft.mark
        assert made.core_properties.keywords == made.core_properties.content_status == draft.mark


class TestOthers:
    """The forms of text."""

    @pytest.mark.parametrize("form", ["txt", "md", "html"])
    def test_says_what_the_report_says(self, memo, form):
        """Titles and texts of every section are in every form."""
        found = words(re.sub(r"<[^>]+>", "", FORMS[form].write(memo).decode()).upper())
        titles = [each.title for each in memo.sections]
        assert [each for each in titles if words(each).upper() not in found] == []

    def test_no_markup_in_a_document(self):
        """What a report says is never taken for markup."""
        report = Report(title="#A <b> *x*", sentence="$x$ @y", sections=[plain("x", "T", ["#let"])])
        assert "#let" in pages(FORMS["pdf"].write(report))[0]

    def test_unknown_form(self):
        """A form that is not made is refused with those that are."""
        with pytest.raises(CircumstanceError, match="docx"):
            form_named("odt")


class TestLanguages:
    """A draft is in one language; what that language has no words for says so."""

    def test_of_each_text(self, draft):
        """Only what is taken for granted can be without a line in the draft's language."""
        assert draft.language == "fr"
        others = {
            each.kind
            for each in draft.sections
            for item in each.items
            if item.language != draft.language
        }
        assert others == {"assumptions"}
        assert "lang=" in FORMS["html"].write(draft).decode().partition("Tenu pour acquis")[2]
