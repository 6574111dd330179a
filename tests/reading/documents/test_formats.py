import html
import io
import json
import time
import zipfile
from pathlib import Path

import pytest

from withdrawal.errors import DocumentError
from withdrawal.reading import read
from withdrawal.reading.documents.formats import LARGEST, text_of

PASSAGES = Path(__file__).parents[1] / "passages"
SAID = "Finland ceased to be a party to the Ottawa Convention on 10 January 2026."
AFTER = "Nobody else left."
DOCX = (
    '<?xml version="1.0"?><w:document xmlns:w="urn:w"><w:body>'
    "<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>"
)


def docx(*paragraphs, xml=DOCX):
    """A DOCX file of some paragraphs."""
    body = xml.format("</w:t></w:r></w:p><w:p><w:r><w:t>".join(paragraphs))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", body)
    return packed.getvalue()


def pdf(line):
    """A PDF of one line in any script, written by hand: each code is that of its letter."""
    codes = "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "
    codes += "1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap"
    stream = f"BT /F1 9 Tf 20 100 Td <{line.encode('utf-16-be').hex()}> Tj ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9999 200]/Contents 4 0 R"
            "/Resources<</Font<</F1 5 0 R>>>>>>"
        ),
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        (
            "<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[6 0 R]"
            "/ToUnicode 7 0 R>>"
        ),
        (
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/F"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
        ),
        f"<</Length {len(codes)}>>stream\n{codes}\nendstream",
    ]
    made, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj{each}endobj\n"
    size, start = len(objects) + 1, len(made)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    made += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\n"
    return f"{made}startxref\n{start}\n%%EOF".encode()


PAGE = (
    "<!doctype html><html lang='en'><head><title>A page</title>"
    '<meta property="article:published_time" content="2026-02-01T10:00:00Z">'
    "<script>Estonia left the Ottawa Convention on 1 May 2020.</script></head>"
    "<body><p>Fin&shy;land ceased to be a <b>party</b> to the&nbsp;Ottawa Convention on "
    "10 January 2026.</p><p>Nobody else left.</p></body></html>"
)


class TestFormats:
    @pytest.mark.parametrize(
        "given",
        [f"{SAID}\n\n{AFTER}", docx(SAID, AFTER), pdf(SAID), SAID.encode("utf-16")],
        ids=["text", "docx", "pdf", "utf-16"],
    )
    def test_one_text_in_all(self, given):
        """One text gives one claim in every format, whose offset points at its very words."""
        reading = read(given, on="2026-02-01")
        [claim] = reading.claims
        assert (claim.kind, claim.verdict, str(claim.value.day)) == (
            "effect",
            "supported",
            "2026-01-10",
        )
        assert reading.text[claim.offset :].startswith("Finland ceased")
        assert reading.text[claim.offset : claim.offset + claim.length] == claim.words

    @pytest.mark.parametrize("language", ["ar", "de", "fi", "fr", "lv", "pl", "ru", "uk", "zh"])
    def test_offsets_in_all(self, language):
        """In every script and format the same claims are read, each offset points at its words;
        a PDF of a script from the right says its letters in no fixed order, and is left out."""
        lines = (PASSAGES / f"{language}.jsonl").read_text("utf-8").splitlines()
        passage = max(map(json.loads, lines), key=lambda each: len(each["claims"]))
        text = " ".join(passage["text"].split())
        page = f"<!doctype html><p lang='{language}'>{html.escape(text)}</p>"
        told = []
        from_the_right = language == "ar"
        for given in (text, page, docx(html.escape(text)), *([pdf(text)] * (not from_the_right))):
            reading = read(given, on=passage["date"], language=language)
            for claim in reading.claims:
                assert reading.text[claim.offset :].startswith(claim.words)
            told.append(
                [(each.kind, each.verdict, html.unescape(each.words)) for each in reading.claims]
            )
        assert len(told[0]) > 1
        assert told == told[:1] * len(told)

    def test_html(self):
        """Of HTML the source is marked; title, day and language are the page's own."""
        reading = read(PAGE)
        [claim] = reading.claims
        assert claim.words.startswith("Fin&shy;land ceased to be a <b>party</b>")
        assert PAGE[claim.offset :].startswith(claim.words)
        assert (reading.document.title, reading.document.date) == ("A page", "2026-02-01")

    def test_scripts_are_not_read(self):
        """What stands in scripts is no text."""
        assert "Estonia" not in text_of(PAGE).plain

    def test_old_encodings(self):
        """A file that is not UTF-8 is read as older systems wrote it."""
        assert text_of("Vertrag über Kündigung".encode("cp1252")).plain == "Vertrag über Kündigung"


class TestHostile:
    def test_entities(self):
        """A DOCX that declares entities is refused."""
        xml = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa">]>' + DOCX[21:]
        with pytest.raises(DocumentError, match="declares types or entities"):
            read(docx(SAID, xml=xml))

    @pytest.mark.slow
    def test_bombs(self):
        """A DOCX that unpacks to more than it may is refused before it is read whole."""
        with pytest.raises(DocumentError, match="once unpacked"):
            read(docx("a" * 41_000_000))

    def test_every_byte_of_an_archive(self):
        """Whatever byte of a DOCX is another, it is read or refused, and fails in no other way."""
        good, refused = docx(SAID, AFTER), 0
        for place in range(len(good)):
            try:
                text_of(good[:place] + bytes([good[place] ^ 255]) + good[place + 1 :])
            except DocumentError:
                refused += 1
        assert 50 < refused < len(good)

    @pytest.mark.parametrize(
        ("given", "why"),
        [
            (12, "int is no document"),
            (b"PK\x03\x04nonsense", "no DOCX document"),
            (b"%PDF-1.7 nonsense", "PDF cannot be read"),
            (b"\x00\x01\x02", "neither text nor"),
            (b"a" * (LARGEST + 1), "expected at most"),
            ("a" * 5_000_001, "expected at most"),
        ],
        ids=["number", "docx", "pdf", "binary", "large", "long"],
    )
    def test_refused(self, given, why):
        """What is broken, binary or too large is refused in one sentence."""
        with pytest.raises(DocumentError, match=why):
            read(given)

    def test_empty(self):
        """An empty document holds nothing, and that is an answer."""
        assert read("").claims == ()


def pages(count):
    """A PDF that says it has so many pages, each of which it has."""
    kids = " ".join(f"{number + 3} 0 R" for number in range(count))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>",
        *["<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * count,
    ]
    made, places = ["%PDF-1.4\n"], [9]
    for number, each in enumerate(objects, start=1):
        made.append(f"{number} 0 obj{each}endobj\n")
        places.append(places[-1] + len(made[-1]))
    start, size = places.pop(), len(objects) + 1
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF"
    return f"{''.join(made)}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


class TestBoundedTime:
    """What is made to take long is refused, or read in the time its length takes."""

    @pytest.mark.parametrize(
        ("given", "why"),
        [
            (lambda: pages(20_000), "20,000 pages"),
            (lambda: docx("a " * 3_000_000), "expected at most 5,000,000"),
            (lambda: "<html>" + "<div>" * 200_001, "more than 200,000"),
            (lambda: "<html>" + "&amp;" * 200_001, "more than 200,000"),
        ],
        ids=["pages", "long docx", "tags", "signs"],
    )
    def test_refused(self, given, why):
        """Too many pages, letters, tags or signs by name are refused before they are read."""
        with pytest.raises(DocumentError, match=why):
            read(given())

    @pytest.mark.parametrize(
        "given",
        [
            *(" " * 100_000, "." * 100_000, "a-\n" * 30_000, "a" + "\u0301" * 100_000),
            "<!--" + "-->  <!--" * 10_000,
        ],
        ids=["spaces", "points", "hyphens", "accents", "comments"],
    )
    def test_runs(self, given):
        """A hundred thousand signs of one kind take a second or two, not minutes."""
        started = time.process_time()
        read(given, language="en")
        assert time.process_time() - started < 10
