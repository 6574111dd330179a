"""Text from the right: turned round where a file gives it from the left, told where it is none."""

import re

import pytest

from withdrawal.reading import read
from withdrawal.reading.documents.direction import GARBLED, TURNED, in_reading_order

SAID = (
    "لم تعد فنلندا طرفا في اتفاقية أوتاوا منذ 10 يناير 2026.\n"
    "وتلقى الأمين العام للأمم المتحدة الإشعار في 10 يوليو 2025.\n"
    "وتنص الاتفاقية (المادة 20) على مرور ستة أشهر من تسلم الإشعار."
)


def seen(text):
    """A text as it stands on the page from the left: only numbers keep their order."""
    mirrored = text.translate(str.maketrans("()", ")("))
    lines = (line[::-1] for line in mirrored.split("\n"))
    return re.sub(r"\d+", lambda each: each.group()[::-1], "\n".join(lines))


class TestReadingOrder:
    def test_as_it_is_read(self):
        """A text in the order in which it is read stays as it is."""
        assert in_reading_order(SAID) == (SAID, None)

    def test_as_it_is_seen(self):
        """One in the order in which it is seen is turned round, numbers and brackets right."""
        assert in_reading_order(seen(SAID)) == (SAID, TURNED)

    def test_forms_of_letters(self):
        """Letters in the form of their place become letters."""
        text, note = in_reading_order(SAID.replace("لا", "ﻻ"))
        assert (text, note) == (SAID, None)

    def test_garbled(self):
        """Letters that make no words are told to be none."""
        assert in_reading_order("ذذت منار أتية " * 20)[1] == GARBLED

    @pytest.mark.parametrize("text", ["Nothing from the right.", "في القاهرة"])
    def test_too_little(self, text):
        """Of a text with few such words nothing is said."""
        assert in_reading_order(text) == (text, None)


def test_it_is_read(monkeypatch):
    """What comes out of a file from the left is read, and said to have been turned."""
    pypdf = pytest.importorskip("pypdf", reason="needs the extra 'read'")
    import io

    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    file = io.BytesIO()
    writer.write(file)
    monkeypatch.setattr(pypdf.PageObject, "extract_text", lambda _page: seen(SAID))
    found = read(file.getvalue(), on="2026-02-01", language="ar")
    assert TURNED in found.notes
    assert [str(each.value.day) for each in found.claims if each.kind == "step"] == ["2025-07-10"]
