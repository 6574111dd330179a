"""Answers as Markdown."""

from attrs import evolve

from withdrawal.case.answering.when import when
from withdrawal.output.markdown import report_markdown
from withdrawal.output.telling import answer_report


class TestAnswer:
    """The sentence, the reasons with their sources, the notes."""

    def test_lithuania(self):
        """The date comes first, each reason has its article, claims are told."""
        text = report_markdown(answer_report(when("LTU", "ottawa-1997", as_of="2026-11-21")))
        lines = text.splitlines()
        assert lines[0] == "## Lithuania: Ottawa Convention"
        assert lines[2] == "**27 December 2025**"
        assert any(line.startswith("1. ") and "(art. 20(3);" in line for line in lines)
        assert "### Claims that disagree" in lines

    def test_no_empty_sections(self):
        """A section without lines is left out."""
        text = report_markdown(answer_report(when("SWE", "ottawa-1997", received="2027-03-01")))
        assert "Claims that disagree" not in text

    def test_nothing_is_taken_for_markup(self):
        """Signs that Markdown would read are escaped."""
        answer = evolve(when("SWE", "ottawa-1997"), party_name="*S*<b>[x](y)")
        assert "\\*S\\*\\<b\\>\\[x\\](y)" in report_markdown(answer_report(answer))
