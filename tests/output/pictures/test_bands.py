"""Forecasts as bands."""

from datetime import date

import pytest

from withdrawal.dates import long_date
from withdrawal.languages.lines import stage_in
from withdrawal.letters import upper_first
from withdrawal.odds.api import forecast
from withdrawal.output.pictures.bands import actual_effect, draw_bands
from withdrawal.output.pictures.drawing import Line, Rect, Text, paints, svg
from withdrawal.output.spoken import words_in


@pytest.fixture(scope="module")
def lithuania():
    """What could be foreseen of Lithuania's exit in April 2025."""
    return forecast("LTU", "ottawa-1997", as_of="2025-04-18")


class TestBands:
    """A band for every open stage and one for effect."""

    def test_rows(self, lithuania):
        """Each open stage has its band, in order, and effect comes last."""
        drawing = draw_bands(lithuania)
        names = [
            each.text
            for each in drawing.shapes
            if isinstance(each, Text) and each.role in ("label", "strong")
        ]
        expected = [upper_first(stage_in("en", name).text) for name in lithuania.stages]
        assert names == [*expected, "Effect", "Past cases alone"]

    def test_climatology_stands_behind(self, lithuania):
        """What past cases say alone has a band of its own, paler and with its day."""
        drawing = draw_bands(lithuania)
        past = lithuania.climatology
        pale = [e for e in drawing.shapes if isinstance(e, Rect) and e.role == "area"]
        assert len(pale) == 1
        told = [e.text for e in drawing.shapes if isinstance(e, Text) and e.role == "when"]
        assert told[-1].startswith(long_date(past.median))
        supposed = forecast("SWE", "ottawa-1997", as_of="2026-11-21")
        assert supposed.climatology is None
        texts = [e.text for e in draw_bands(supposed).shapes if isinstance(e, Text)]
        assert "Past cases alone" not in texts

    def test_a_supposition_gives_no_chance(self):
        """Of a State that has not spoken of leaving the picture shows days and no chances."""
        drawing = draw_bands(forecast("SWE", "ottawa-1997", as_of="2026-11-21"))
        assert drawing.title == "Sweden, Ottawa Convention, if begun on 21 November 2026"
        assert not any("%" in each.text for each in drawing.shapes if isinstance(each, Text))

    def test_narrow(self, lithuania):
        """For a phone nothing lies beyond its edge, and each band stands below its own words."""
        drawing = draw_bands(lithuania, actual=date(2025, 12, 27), width=370)
        for each in drawing.shapes:
            if isinstance(each, Rect):
                assert 0 <= each.x <= each.x + each.width <= 370
        labels = [each.y for each in drawing.shapes if isinstance(each, Text) and each.x == 8]
        bands = [each.y for each in drawing.shapes if isinstance(each, Rect)][::2]
        assert all(label < band for label, band in zip(labels[1::2], bands, strict=True))
        assert all(band < label for band, label in zip(bands, labels[2::2], strict=False))

    def test_half_lies_within_four_fifths(self, lithuania):
        """The range that holds half lies within the one that holds four fifths."""
        rects = [each for each in draw_bands(lithuania).shapes if isinstance(each, Rect)]
        wide, half = rects[::2], rects[1::2]
        assert len(wide) == len(half) == len(lithuania.stages) + 2
        for outer, inner in zip(wide, half, strict=True):
            assert outer.x <= inner.x
            assert inner.x + inner.width <= outer.x + outer.width + 1e-9

    @pytest.mark.parametrize(("party", "day"), [("USA", "2026-12-31"), ("SGP", "1985-12-31")])
    def test_actual_effect(self, party, day):
        """The day that came is the one that `when` tells today, not that of an older notice."""
        assert str(actual_effect(party, "unesco-1945")) == day

    def test_actual_day(self, lithuania):
        """The day on record is drawn as a line, where it is given."""
        shapes = draw_bands(lithuania, actual=date(2025, 12, 27)).shapes
        assert any(isinstance(each, Line) and each.role == "after" for each in shapes)
        assert any(isinstance(each, Text) and each.text == "27 December 2025" for each in shapes)

    def test_title(self, lithuania):
        """The title names State, treaty and day, in the reader's language."""
        assert draw_bands(lithuania).title == "Lithuania, Ottawa Convention, as of 18 April 2025"
        told = draw_bands(lithuania, words=words_in("fr")).title
        assert told == "Lituanie, Convention d’Ottawa, à la date du 18 avril 2025"

    def test_known_day(self):
        """Where the day is known there is one narrow band."""
        drawing = draw_bands(forecast("LTU", "ottawa-1997", as_of="2026-11-21"))
        assert {each.role for each in drawing.shapes} <= set(paints())
        assert "<svg" in svg(drawing)
