"""Drawings and texts for scripts that run from the right."""

from datetime import date

from withdrawal import when
from withdrawal.output.pictures.drawing import Circle, Drawing, Line, Rect, Text, Trace, mirrored
from withdrawal.output.spoken import language
from withdrawal.output.telling import answer_report
from withdrawal.output.text import report_text


def test_a_drawing_is_mirrored():
    """What stands at the left stands at the right, as wide as before; twice is as it was."""
    shapes = (
        Line("axis", 10, 5, 60, 5),
        Rect("period", 10, 0, 30, 8),
        Circle("notice", 10, 5, 3),
        Text("label", 10, 9, "a"),
        Trace("curve", ((10, 1), (20, 2))),
    )
    drawn = Drawing(100, 20, shapes, "title", "description")
    line, rect, circle, text, trace = mirrored(drawn).shapes
    assert (line.x1, line.x2) == (90, 40)
    assert (rect.x, rect.width) == (60, 30)
    assert (circle.x, text.x) == (90, 90)
    assert trace.points == ((90, 1), (80, 2))
    assert mirrored(mirrored(drawn)) == drawn


def test_english_within_arabic_is_isolated():
    """A line that stays English keeps its own direction among lines from the right."""
    answer = when("USA", "itta-2006", as_of=date(2026, 11, 29))
    lines = report_text(answer_report(answer, language("ar"))).splitlines()
    english = [each for each in lines if "[en]" in each]
    assert english
    assert all("\u2068" in each for each in english)


def test_no_isolates_where_all_runs_one_way():
    """Polish and English run in one direction."""
    answer = when("USA", "itta-2006", as_of=date(2026, 11, 29))
    text = report_text(answer_report(answer, language("pl")))
    assert "[en]" in text
    assert "\u2068" not in text
