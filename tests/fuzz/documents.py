"""Documents: texts in every language, and files of every kind, some of them made to do harm."""

from __future__ import annotations

import html
import io
import json
import zipfile
import zlib
from functools import cache
from pathlib import Path
from random import Random

from mutate import WORDS, crossed, lines

from withdrawal.output.reading import reading_report
from withdrawal.output.text import report_text
from withdrawal.reading import Reading, read
from withdrawal.reading.documents.formats import text_of

PASSAGES = Path(__file__).parents[1] / "reading" / "passages"
INVISIBLE = (
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202e\u2066\u2067\u2069\ufeff\u00ad\u0640"
)
"""Letters that nobody sees: they part words, turn lines about, or do nothing."""


@cache
def passages() -> tuple[tuple[str, str], ...]:
    """Return the day and the text of each passage of the corpus."""
    listed = sorted(PASSAGES.glob("*.jsonl"))
    rows = [json.loads(row) for path in listed for row in path.read_text("utf-8").splitlines()]
    return tuple((row["date"], row["text"]) for row in rows)


@cache
def texts() -> tuple[str, ...]:
    """Return what the passages say."""
    return tuple(said for _, said in passages())


# -- texts --------------------------------------------------------------------------------------


def changed_text(rng: Random) -> str:
    """Return a passage with words moved, crossed with another's, or with letters nobody sees."""
    _, said = rng.choice(passages())
    for _ in range(rng.choice((1, 1, 2, 3, 4))):
        kind = rng.randrange(7)
        words = said.split(" ")
        at = rng.randrange(len(words) + 1)
        if kind < 4:
            said = crossed(rng, words, at, kind, texts())
        elif kind == 4:
            place = rng.randrange(len(said) + 1)
            unseen = "".join(rng.choice(INVISIBLE) for _ in range(rng.choice((1, 2, 9))))
            said = said[:place] + unseen + said[place:]
        elif kind == 5:
            rng.shuffle(words)
            said = " ".join(words)
        else:
            said = rng.choice((str.upper, str.title, lambda x: x * 3, lambda x: x[::-1]))(said)
    return said


def make_text(rng: Random) -> bytes:
    """Return a day, a line break, and a text; the day may be none."""
    day = rng.choice((rng.choice(passages())[0], rng.choice(WORDS), "0001-01-01", "9999-12-31"))
    return f"{day}\n{changed_text(rng)}".replace("\ud7ff", "").encode(errors="replace")


def read_text(data: bytes) -> Reading:
    """Read a text as of a day."""
    day, _, said = data.decode(errors="replace").partition("\n")
    return read(said, on=day or None)


def run_text(data: bytes) -> None:
    """Read a text, print what it says, and look up the words of each claim."""
    told(read_text(data))


def told(reading: Reading) -> None:
    """Print a reading; each claim's words must stand where it says."""
    json.dumps(reading.to_json(), allow_nan=False)
    report_text(reading_report(reading))
    for claim in reading.claims:
        assert reading.text[claim.offset :].startswith(claim.words), "a claim out of its place"


def good_texts() -> tuple[bytes, ...]:
    """Return passages as they are."""
    return tuple(f"{day}\n{said}".encode() for day, said in passages()[::40])


# -- files --------------------------------------------------------------------------------------

DOCX = (
    '<?xml version="1.0"?>{}<w:document xmlns:w="urn:w"><w:body>'
    "<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>"
)
CORE = (
    '<?xml version="1.0"?><c:coreProperties xmlns:c="urn:c" xmlns:d="urn:d"><d:title>{}</d:title>'
    "</c:coreProperties>"
)
LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
OUTSIDE = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def docx(said: str, declared: str = "", *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a DOCX file of one paragraph; ``declared`` stands before its body."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as file:
        file.writestr("word/document.xml", DOCX.format(declared, said))
        file.writestr("docProps/core.xml", CORE.format(said[:40]))
    return packed.getvalue()


def pdf(said: str, *, packed: bool) -> bytes:
    """Return a PDF of one page, its stream packed or not."""
    shown = said.encode("cp1252", "replace").replace(b"\\", b"\\\\")
    shown = shown.replace(b"(", b"\\(").replace(b")", b"\\)")
    stream = b"BT /F1 9 Tf 20 100 Td (" + shown + b") Tj ET"
    how = b""
    if packed:
        stream, how = zlib.compress(stream), b"/Filter/FlateDecode"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9999 200]/Contents 4 0 R%s>>"
        % b"/Resources<</Font<</F1 5 0 R>>>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), how, stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    )
    whole, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(whole))
        whole += b"%d 0 obj%sendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\n" % table
    return whole + head + b"startxref\n%d\n%%%%EOF" % len(whole)


def page(said: str) -> bytes:
    """Return an HTML page."""
    return (
        "<!doctype html><html lang='en'><head><title>A page</title><meta name='date' "
        f"content='2026-02-01'></head><body><p>{html.escape(said)}</p></body></html>"
    ).encode(errors="replace")


def rtl(said: str) -> bytes:
    """Return a page that runs from the right, with marks of direction around its words."""
    turned = " ".join(f"\u2067{word}\u2069" for word in said.split(" "))
    told = f"<!doctype html><html lang='ar' dir='rtl'><body><p>\u202e{turned}</p></body></html>"
    return told.encode(errors="replace")


def nested(said: str) -> bytes:
    """Return a page whose tags stand in one another."""
    told = f"<!doctype html><html>{'<div>' * 5000}{said}{'<b>' * 5000}</html>"
    return told.encode(errors="replace")


def bomb(said: str) -> bytes:
    """Return a DOCX of few bytes that unpacks to many: spaces, or paragraphs without words."""
    return docx(said + ("<w:p/>" * 100_000 if len(said) % 2 else " " * 3_000_000))


def archive(said: str) -> bytes:
    """Return an archive within an archive, which is no document."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("word/document.xml", docx(said))
        file.writestr("../../outside.txt", said)
    return packed.getvalue()


KINDS = (
    lambda said: said.encode(errors="replace"),
    lambda said: said.encode("utf-16", errors="replace"),
    lambda said: said.encode("cp1252", "replace"),
    page,
    page,
    rtl,
    nested,
    lambda said: docx(html.escape(said)),
    lambda said: docx(html.escape(said), method=zipfile.ZIP_STORED),
    lambda said: docx(said),
    lambda said: docx("&a;", OUTSIDE),
    lambda said: docx("&d;", LAUGHS),
    lambda said: page(said).replace(b"<!doctype html>", LAUGHS.encode()),
    bomb,
    archive,
    lambda said: pdf(said, packed=False),
    lambda said: pdf(said, packed=False),
    lambda said: pdf(said, packed=True),
    lambda said: b"{\\rtf1\\ansi " + said.encode("cp1252", "replace") + b"\\par}",
)
"""A file of each kind that a text is put into."""


def make_document(rng: Random) -> bytes:
    """Return a file of some kind that was cut, or in which bytes or lines were changed."""
    said = changed_text(rng) if rng.random() < 0.5 else rng.choice(passages())[1]
    data = rng.choice(KINDS)(said.replace("\x00", "").replace("\ud7ff", "")[:20_000])
    kind = rng.randrange(5)
    if kind == 0:
        return data[: rng.randrange(len(data) + 1)]
    if kind == 1:
        return lines(rng, data)
    raw = bytearray(data)
    for _ in range(0 if kind == 2 else rng.choice((1, 3, 20))):
        at = rng.randrange(len(raw) + 1)
        raw[at : at + rng.choice((0, 1, 1, 4))] = rng.randbytes(rng.choice((0, 1, 1, 8)))
    return bytes(raw)


def read_document(data: bytes) -> object:
    """Take the text out of a file."""
    return text_of(data)


def run_document(data: bytes) -> None:
    """Read a file the whole way."""
    told(read(data, on="2026-02-01"))


def good_documents() -> tuple[bytes, ...]:
    """Return files that are read."""
    said = passages()[0][1]
    return (page(said), docx(html.escape(said)), pdf(said, packed=True), said.encode())
