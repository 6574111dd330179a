"""Timelines: what is shown, where it stands, and that nothing covers anything."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest

from withdrawal.case.answering.when import when
from withdrawal.case.planning.plan import plan
from withdrawal.cli import main
from withdrawal.dates import parse_interval
from withdrawal.errors import CircumstanceError
from withdrawal.output.pictures.drawing import (
    Circle,
    Drawing,
    Line,
    Rect,
    Text,
    paints,
    svg,
    width_of,
)
from withdrawal.output.pictures.exits import exit_timeline
from withdrawal.output.pictures.plot import picture_bytes
from withdrawal.output.pictures.timeline import (
    Mark,
    Timeline,
    plan_timeline,
    return_marks,
    timeline,
)
from withdrawal.output.pictures.timeline_layout import Scale, draw_stacked, draw_timeline
from withdrawal.output.spoken import words_in
from withdrawal.output.words import ENGLISH
from withdrawal.record.chronology import chronologies
from withdrawal.record.history import history
from withdrawal.record.parties import came_back

AS_OF = "2026-11-21"
CASES = [
    *chronologies(),
    ("SWE", "ottawa-1997"),
    ("ITA", "ect-1994"),
    ("RUS", "ottawa-1997"),
    ("GBR", "unesco-1945"),
]


def drawn(*names, **rest):
    """Return the drawing of an answer."""
    return draw_timeline(timeline(when(*names, as_of=AS_OF, **rest)))


class TestTimeline:
    """What the picture shows."""

    def test_lithuania(self):
        """The steps, the notice, effect, and the claim that got it wrong."""
        shown = timeline(when("LTU", "ottawa-1997", as_of=AS_OF))
        kinds = {(mark.kind, mark.latest.isoformat()) for mark in shown.marks}
        assert ("step", "2025-05-08") in kinds
        assert ("notice", "2025-06-27") in kinds
        assert ("effect", "2025-12-27") in kinds
        assert ("claim", "2025-11-08") in kinds

    def test_return(self):
        """The day on which the State came back is shown, where the record knows it."""
        shown = timeline(when("USA", "unesco-1945", notice="1983-12-28", as_of=AS_OF))
        (mark,) = (each for each in shown.marks if each.kind == "rejoined")
        assert (mark.latest.isoformat(), mark.label) == ("2003-10-01", "Party again")
        assert "2003-10-01 Party again" in shown.summary

    @pytest.mark.parametrize(
        "row",
        [row for row in history() if came_back(row) and row.is_out and row.given],
        ids=lambda row: f"{row.party}-{row.treaty}",
    )
    def test_every_return_is_that_of_the_new_bond(self, row):
        """The mark has the day of the new bond that lists tell, alone and side by side."""
        shown = timeline(when(row.party, row.treaty, notice=str(row.given), as_of=AS_OF))
        beside = exit_timeline(row, date.fromisoformat(AS_OF), ENGLISH)
        back = came_back(row)
        for each in (shown, beside):
            (mark,) = (mark for mark in each.marks if mark.kind == "rejoined")
            assert (mark.earliest, mark.latest) == (back.earliest, back.latest)

    def test_a_return_in_part(self):
        """A return of which the year is on record stands between its bounds."""
        (row,) = history("unasur-2008", "URY")
        (mark,) = return_marks(came_back(row))
        assert (str(mark.earliest), str(mark.latest)) == ("2023-01-01", "2023-12-31")

    def test_no_return(self):
        """Who has stayed away has no such mark, and who came back later had not yet."""
        stayed = timeline(when("LTU", "ottawa-1997", as_of=AS_OF))
        before = timeline(when("USA", "unesco-1945", notice="1983-12-28", as_of="2000-01-01"))
        kinds = {mark.kind for mark in (*stayed.marks, *before.marks)}
        assert "effect" in kinds
        assert "rejoined" not in kinds

    def test_period(self):
        """The period runs from receipt to effect and says how long that is."""
        shown = timeline(when("LTU", "ottawa-1997", as_of=AS_OF))
        (period,) = (span for span in shown.spans if span.kind == "period")
        assert (period.start, period.end) == (date(2025, 6, 27), date(2025, 12, 27))
        assert period.label == "183 days"

    @pytest.mark.parametrize(
        ("received", "as_of", "is_shown"),
        [
            ("9999-06-01", "9999-06-02", True),
            ("9999-06-01", "9999-12-31", True),
            ("9999-06-01", "9998-01-01", False),
        ],
    )
    def test_last_days_of_the_calendar(self, received, as_of, is_shown):
        """The day of the question is placed without looking beyond the calendar."""
        shown = timeline(when("SWE", "ottawa-1997", received=received, as_of=as_of))
        assert any(mark.kind == "today" for mark in shown.marks) is is_shown

    @pytest.mark.parametrize(("as_of", "is_shown"), [("2026-02-10", True), ("2026-12-01", False)])
    def test_today(self, as_of, is_shown):
        """The day of the question is shown where it does not squeeze the rest."""
        shown = timeline(when("LTU", "ottawa-1997", as_of=as_of))
        assert any(mark.kind == "today" for mark in shown.marks) is is_shown

    def test_later_knowledge_is_not_shown(self):
        """For an earlier day, nothing that happened later is on the picture."""
        shown = timeline(when("LTU", "ottawa-1997", as_of="2025-03-18"))
        assert all(
            mark.earliest <= date(2025, 3, 18) for mark in shown.marks if mark.kind == "step"
        )
        assert not any(mark.kind in ("notice", "effect") for mark in shown.marks)

    def test_recorded_conflict(self):
        """A conflict is drawn for the State that is in it, and for no other."""
        drawn = {}
        for party in ("SWE", "UKR"):
            answer = when(party, "ottawa-1997", received="2027-01-10", as_of=AS_OF)
            drawn[party] = [
                each.start for each in timeline(answer).spans if each.kind == "conflict"
            ]
        assert drawn == {"SWE": [], "UKR": [date(2022, 2, 24)]}

    def test_supposed_conflict(self):
        """A supposed conflict is drawn, and the wait after the period."""
        answer = when(
            "SWE", "ottawa-1997", received="2027-03-01", conflict="2027-08-15/..", as_of=AS_OF
        )
        spans = timeline(answer, conflicts=[parse_interval("2027-08-15/..")]).spans
        assert [span.kind for span in spans] == ["period", "waiting", "conflict"]
        assert spans[-1].end is None

    def test_other_reading(self):
        """A month-end ambiguity is marked."""
        shown = timeline(when("SWE", "ottawa-1997", received="2027-08-31", as_of=AS_OF))
        readings = [mark.latest for mark in shown.marks if mark.kind == "reading"]
        assert readings == [date(2028, 3, 1)]

    def test_survival_does_not_stretch(self):
        """Twenty years of surviving obligations do not squeeze the rest."""
        shown = timeline(when("ITA", "ect-1994", as_of="2016-06-01"))
        assert shown.bounds[1] < date(2017, 1, 1)
        assert [span.kind for span in shown.spans] == ["period", "survival"]

    def test_day_known_only_as_a_bound(self):
        """A step known to have happened by a day says so."""
        shown = timeline(when("LTU", "ottawa-1997", as_of=AS_OF))
        approval = next(mark for mark in shown.marks if mark.label == "Approval by the government")
        assert approval.is_at_latest
        assert "by 2025-05-08 Approval by the government" in shown.summary

    def test_plan(self):
        """A plan shows the latest day for each step, for the notice, and effect."""
        shown = plan_timeline(plan("SWE", "ottawa-1997", out_by="2029-01-01", as_of=AS_OF))
        assert (shown.marks[-1].kind, shown.marks[-1].label) == ("effect", "Would take effect")
        assert [mark.latest.isoformat() for mark in shown.marks if mark.kind == "notice"] == [
            "2028-07-01"
        ]


class TestLayout:
    """Nothing covers anything."""

    @pytest.mark.rows("party, treaty", CASES)
    def test_labels_do_not_overlap(self, party, treaty):
        """No two texts of a picture touch, in any case on record."""
        boxes = [_box(each) for each in drawn(party, treaty).shapes if isinstance(each, Text)]
        for number, one in enumerate(boxes):
            for other in boxes[number + 1 :]:
                assert not _overlap(one, other), (one, other)

    @pytest.mark.rows("party, treaty", CASES)
    def test_within_the_plane(self, party, treaty):
        """Every shape lies within the plane."""
        picture = drawn(party, treaty)
        for each in picture.shapes:
            x, y = (each.x1, each.y1) if isinstance(each, Line) else (each.x, each.y)
            assert 0 <= x <= picture.width
            assert 0 <= y <= picture.height

    def test_no_marks_at_all(self):
        """A State that is not a party has a timeline of the day of the question alone."""
        assert drawn("RUS", "ottawa-1997").height > 0

    def test_first_and_last_days_of_the_calendar(self):
        """A timeline at the edge of the calendar is drawn, too."""
        edge = [Mark("effect", day, day, "Takes effect") for day in (date.min, date.max)]
        assert draw_timeline(Timeline("edge", date.max, tuple(edge), ())).shapes

    def test_scale_holds_its_ends(self):
        """Days beyond the axis lie at its ends."""
        scale = Scale(date(2025, 1, 1), date(2026, 1, 1), 0, 365)
        assert scale(date(2024, 1, 1)) == 0
        assert scale(date(2025, 1, 11)) == 10
        assert scale(date(2030, 1, 1)) == 365

    def test_words_and_days_of_another_language(self):
        """Labels and days are in the words of the reader's language."""
        shown = timeline(when("LTU", "ottawa-1997", as_of=AS_OF))
        picture = draw_timeline(shown, words=words_in("sv"))
        texts = {each.text for each in picture.shapes if isinstance(each, Text)}
        assert "Trädde i kraft" in texts
        assert "27 december 2025" in texts

    def test_ranges_are_short(self):
        """Two days of one month name month and year once."""
        texts = {each.text for each in drawn("LTU", "ottawa-1997").shapes if isinstance(each, Text)}
        assert "21 – 30 April 2025" in texts

    def test_stacked(self):
        """Several cases share one axis, each with its name."""
        both = [timeline(when(party, "ottawa-1997", as_of=AS_OF)) for party in ("LTU", "POL")]
        picture = draw_stacked(both, title="Two exits")
        texts = [each.text for each in picture.shapes if isinstance(each, Text)]
        assert "Lithuania, Ottawa Convention" in texts
        assert "Poland, Ottawa Convention" in texts


def _box(text):
    wide = width_of(text.text, text.role) * 0.9
    start = {"start": text.x, "middle": text.x - wide / 2, "end": text.x - wide}[text.anchor]
    return start, start + wide, text.y - paints()[text.role].size * 0.7, text.y, text.text


def _overlap(one, other):
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


SHAPES = (
    Line("grid", 0, 0, 10, 10),
    Rect("period", 0, 0, 10, 4, 2),
    Circle("effect", 5, 5, 3, 'a "title" & <more>'),
    Text("label", 1, 1, "<script>alert(1)</script> & more"),
)


class TestSvg:
    """SVG that stands alone, in a page, and never runs anything."""

    def test_escaped(self):
        """Whatever a text holds, it stays text."""
        text = svg(Drawing(10, 10, SHAPES, '"quoted" <b>', "a & b"))
        root = ET.fromstring(text)
        assert "<script>" not in text
        assert root.find("{*}text").text == "<script>alert(1)</script> & more"

    def test_told(self):
        """A picture has a title and tells what it shows; a decorative one is passed over."""
        drawing = drawn("LTU", "ottawa-1997")
        root = ET.fromstring(svg(drawing))
        assert root.attrib["role"] == "img"
        assert root.find("{*}title").text == "Lithuania, Ottawa Convention"
        assert "2025-12-27 Took effect" in root.find("{*}desc").text
        assert ET.fromstring(svg(drawing, is_decorative=True)).attrib["aria-hidden"] == "true"

    def test_nothing_inline(self):
        """No style attribute, style sheet or handler, so that a strict policy holds."""
        text = svg(drawn("LTU", "ottawa-1997"))
        assert not any(word in text for word in ("style=", "<style", "href", " on"))

    def test_every_role_is_painted(self):
        """Every shape of every case has a paint."""
        for party, treaty in CASES:
            assert {each.role for each in drawn(party, treaty).shapes} <= set(paints())


class TestFiles:
    """Pictures as files."""

    @pytest.mark.parametrize(
        ("suffix", "start"), [(".svg", b"<svg"), (".png", b"\x89PNG"), (".PDF", b"%PDF")]
    )
    def test_kinds(self, suffix, start):
        """SVG, PNG and PDF are written, and the same drawing gives the same file."""
        drawing = Drawing(10, 10, SHAPES, "title", "told")
        written = picture_bytes(drawing, suffix)
        assert written.startswith(start)
        assert written == picture_bytes(drawing, suffix)

    def test_other_kind(self):
        """Another kind is refused by name."""
        with pytest.raises(CircumstanceError, match=r"'\.gif' is not a kind of picture"):
            picture_bytes(Drawing(10, 10, (), "", ""), ".gif")


class TestCommands:
    """``--plot`` on the commands that know timelines, ``--ics`` on ``when``."""

    def test_when(self, tmp_path):
        """The timeline and the calendar of an answer."""
        names = {each: str(tmp_path / each) for each in ("a.svg", "a.ics")}
        given = ["when", "lithuania", "ottawa", "--plot", names["a.svg"], "--ics", names["a.ics"]]
        assert main([*given, "--stages"]) == 0
        assert "Final vote" in (tmp_path / "a.svg").read_text(encoding="utf-8")
        calendar = (tmp_path / "a.ics").read_bytes()
        assert calendar.startswith(b"BEGIN:VCALENDAR\r\n")
        assert calendar.count(b"BEGIN:VEVENT") > 5

    def test_compare(self, tmp_path):
        """Several States on one axis."""
        path = tmp_path / "b.svg"
        assert main(["compare", "EST", "LVA", "--treaty", "ottawa", "--plot", str(path)]) == 0
        assert "Estonia, Ottawa Convention" in path.read_text(encoding="utf-8")

    def test_case(self, tmp_path):
        """A case of one's own, from its own events."""
        file, path = str(tmp_path / "case.jsonl"), tmp_path / "c.svg"
        assert main(["case", "new", file, "sweden", "ottawa"]) == 0
        recorded = ["case", "record", file, "government-decision", "--on", "2026-03-01"]
        assert main(recorded) == 0
        assert main(["case", "show", file, "--plot", str(path)]) == 0
        assert "1 March 2026" in path.read_text(encoding="utf-8")

    def test_unwritable(self, tmp_path, capsys):
        """A file that cannot be written is an error of one sentence."""
        assert main(["when", "LTU", "ottawa", "--plot", str(tmp_path / "no" / "a.svg")]) == 2
        assert "cannot be written" in capsys.readouterr().err
