"""What a notebook shows."""

import xml.etree.ElementTree as ET

import pytest
from attrs import evolve

import withdrawal
from withdrawal.output.html import dated, install

# The rooms in use:
_ = withdrawal.plan, withdrawal.compare, withdrawal.forecast, withdrawal.Case, withdrawal.play
_ = (*_, withdrawal.read)
install()


@pytest.fixture(scope="module")
def answer():
    """Lithuania's exit from the Ottawa Convention."""
    return withdrawal.when("LTU", "ottawa-1997", as_of="2026-11-21")


class TestShown:
    """The date first, then why."""

    def test_answer(self, answer):
        """An answer shows its date, its timeline, its reasons and the claims it refutes."""
        text = answer._repr_html_()
        root = ET.fromstring(text)
        assert root[0].text == "27 December 2025"
        assert root.find("{*}svg") is not None
        assert "6 months from 27 June 2025" in text
        assert "six months after the national parliament" in text

    def test_escaped(self, answer):
        """Names are text."""
        text = evolve(answer, party_name="<img src=x>")._repr_html_()
        assert "<img" not in text

    def test_without_date(self):
        """Where there is no date, the status stands in its place."""
        text = withdrawal.when("UKR", "ottawa-1997", as_of="2026-11-21")._repr_html_()
        assert ET.fromstring(text)[0].text == "disputed"

    def test_svg(self, answer):
        """The picture alone."""
        assert ET.fromstring(answer._repr_svg_()).tag.endswith("svg")

    def test_plan(self):
        """A plan shows the last day for the notice."""
        made = withdrawal.plan("SWE", "ottawa-1997", out_by="2029-01-01", as_of="2026-11-21")
        assert ET.fromstring(made._repr_html_())[0].text == "1 July 2028, safe on every reading"

    def test_case(self):
        """A case shows its answer and its events."""
        case = withdrawal.Case("SWE", "ottawa-1997")
        case.record("government-decision", on="2026-03-01")
        shown = case._repr_html_()
        assert "2026-03-01" in shown
        assert "Decision of the government" in shown

    def test_scenario_and_reading(self):
        """A played scenario shows whether all are out in time, a reading its verdicts."""
        assert "Out by 1 January 2026" in withdrawal.play("baltic")._repr_html_()
        read = withdrawal.read("Finland left the Ottawa Convention on 10 July 2025.")
        claim = ET.fromstring(read._repr_html_()).find(".//section")[1][0][0]
        assert "LOOSE" in "".join(claim.itertext())

    def test_treaty(self):
        """A treaty shows its clause in words."""
        assert "6 months" in withdrawal.treaty("ottawa-1997")._repr_html_()

    def test_forecast(self):
        """A forecast shows its bands."""
        from withdrawal.odds.api import forecast

        made = forecast("LTU", "ottawa-1997", as_of="2025-04-18")
        assert "Final vote" in made._repr_html_()

    def test_install(self, answer):
        """Once installed, objects show themselves; installing again changes nothing."""
        install()
        install()
        assert answer._repr_html_() == answer._repr_html_()
        assert answer._repr_svg_() == answer._repr_svg_()


def test_an_address_is_a_link_that_reads_as_its_site():
    """An address in a text is a link, whole, though a day stands in it; a day outside is spoken."""
    shown = dated("On 2025-03-18: see https://news.example/2025-03-18/vote.")
    assert shown == (
        'On <time datetime="2025-03-18">18 March 2025</time>: see '
        '<a href="https://news.example/2025-03-18/vote" rel="noreferrer external">news.example</a>.'
    )
