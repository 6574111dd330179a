"""Names as they stand by themselves, and the marks between them, in the reader's language."""

import pytest

from withdrawal import when
from withdrawal.output.html import report_html
from withdrawal.output.markdown import report_markdown
from withdrawal.output.spoken import words_in
from withdrawal.output.telling import answer_report
from withdrawal.output.text import report_text


class TestTreaty:
    @pytest.mark.parametrize(
        ("language", "treaty", "told"),
        [
            ("fr", "ottawa-1997", "Convention d’Ottawa"),
            ("es", "rome-statute-1998", "Estatuto de Roma"),
            ("de", "rome-statute-1998", "Römisches Statut"),
            ("de", "paris-2015", "Pariser Klimaabkommen"),
            ("pl", "ottawa-1997", "Konwencja ottawska"),
        ],
    )
    def test_stands_without_its_article(self, language, treaty, told):
        """A title needs no article, and an adjective takes the ending that it has without one."""
        assert words_in(language).treaty(treaty, "") == told


class TestMarks:
    @pytest.mark.parametrize(
        ("language", "told"),
        [
            ("en", "Notice received: 27 June 2025 (recorded)."),
            ("fr", "Notification reçue\u00a0: 27 juin 2025 (enregistrée)."),
            ("zh", "收到通知：2025年6月27日（有记录）。"),
        ],
    )
    def test_are_the_languages_own_in_every_form(self, language, told):
        """A name and its value are joined as the language joins them, whatever the form."""
        report = answer_report(when("LTU", "ottawa-1997"), words_in(language))
        assert told in report.told
        assert told in report.told
        assert told in report_text(report).replace("\n", " ")
        assert told in report_markdown(report)
        colon = report.marks.colon.strip(" ")
        item = report.of("progress")[0]
        assert item.told(report.marks).startswith(f"{item.lead}{colon}")
        assert f"<p>{item.lead}{report.marks.colon}" in report_html(report)
