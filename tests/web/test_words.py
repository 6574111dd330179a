"""The labels of the page: the same in every language, and every one of them used."""

import re
import string
from pathlib import Path

import pytest

import withdrawal.web.rendering as rendering
from withdrawal.languages.folder import LANGUAGES, labels
from withdrawal.output.citing import address_in
from withdrawal.output.html import dated
from withdrawal.web.languages import language
from withdrawal.web.views.running import running_table

WEB = Path(rendering.__file__).parent
TELLING = (*WEB.parent.glob("output/*.py"), *WEB.parent.glob("output/tables/*.py"))


class TestLabels:
    """Labels."""

    @pytest.mark.parametrize("code", LANGUAGES)
    def test_complete(self, code):
        """Every language has every label, each with the same blanks."""
        own, english = labels(code), labels("en")
        for table in ("labels", "status", "timeline_words"):
            mine, theirs = getattr(own, table), getattr(english, table)
            assert mine.keys() == theirs.keys()
            assert all(each.strip() for each in mine.values())
            assert {key: _blanks(each) for key, each in mine.items()} == {
                key: _blanks(each) for key, each in theirs.items()
            }

    def test_all_used(self):
        """No label is left over."""
        files = [*WEB.glob("templates/*.html"), *WEB.rglob("*.py"), *TELLING]
        text = "\n".join(path.read_text(encoding="utf-8") for path in files)
        named = set(re.findall(r"""["'](\w+)["']""", text))
        assert set(labels("en").labels) - named == set()

    def test_own_name(self):
        """Every language calls itself by its own name."""
        names = [language(code)["name"] for code in LANGUAGES]
        assert len(set(names)) == len(LANGUAGES)

    @pytest.mark.parametrize("code", LANGUAGES)
    def test_timeline(self, code):
        """The words of a timeline are translated, the length of a period with its number."""
        said = language(code).mark("183 days").text
        assert "183" in said
        assert (said == "183 days") == (code == "en")


def _blanks(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


class TestTexts:
    """Texts made ready for the page."""

    def test_days_are_written_out(self):
        """ISO days and ranges are said as a reader would."""
        assert "27 June 2025</time> – <time" in dated("(2025-06-27/2025-07-01)")
        assert dated("on 2025-06-27.") == ('on <time datetime="2025-06-27">27 June 2025</time>.')

    def test_other_numbers_stay(self):
        """What only looks like a day stays as it is."""
        assert dated("2025-13-45, 12025-01-01 and a-2025-01-01") == (
            "2025-13-45, 12025-01-01 and a-2025-01-01"
        )

    def test_escaped(self):
        """The rest is text."""
        assert dated("<b>&") == "&lt;b&gt;&amp;"

    def test_addresses(self):
        """A source's address is found within its words."""
        assert address_in("See https://example.org/a-b (2025).") == "https://example.org/a-b"
        assert address_in("UN Treaty Collection") is None
        assert address_in("javascript:alert(1)") is None


class TestRunning:
    """The withdrawals in view on the home page."""

    def test_in_view(self):
        """Those whose notice or effect lies within two years, or ahead; the latest first."""
        from datetime import date

        from starlette.requests import Request

        from withdrawal.inquiries.history import Now

        scope = {"type": "http", "query_string": b"", "headers": [], "method": "GET", "path": "/"}
        page = rendering.Page(Request(scope))
        rows = running_table(Now().answer().rows, date(2026, 11, 21), page).split("<tr>")[2:]
        for said in (("Lithuania", "Ottawa Convention", "status effective"),
                     ("United States", "UNFCCC", "status pending")):  # fmt: skip
            assert any(all(part in each for part in said) for each in rows)
        assert all('class="drawing"' in each for each in rows)
        days = [day for row in rows for day in re.findall(r'datetime="([^"]+)"', row)[:1]]
        assert days == sorted(days, reverse=True)
        assert min(days) >= "2024-11-20"
