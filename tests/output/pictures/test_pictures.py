"""Pictures of whole treaties: every State has its place, every exit its mark."""

from datetime import date
from xml.etree import ElementTree

from withdrawal.case.roll import PartyRow
from withdrawal.case.roll_over_time import parties_over_time
from withdrawal.law.countries import countries
from withdrawal.output.pictures.drawing import Circle, svg
from withdrawal.output.pictures.exits import draw_bars, exit_timeline
from withdrawal.output.pictures.over_time import draw_over_time
from withdrawal.output.pictures.plot import framed
from withdrawal.output.pictures.tiles import draw_tiles, places
from withdrawal.output.words import ENGLISH
from withdrawal.record.history import history

SVG = "{http://www.w3.org/2000/svg}"


class TestTiles:
    def test_every_state_has_a_place_of_its_own(self):
        """Each State of today has one tile, and no two share one."""
        today = {code for code, each in countries().items() if each.alpha2}
        assert set(places()) == today | {"EUE"}
        assert len(set(places().values())) == len(places())

    def test_what_is_not_told_is_not_known(self):
        """A State of which nothing is told looks as one of which it is not known."""
        made = draw_tiles({"FRA": "party"}, str, title="A", description="B")
        roles = [each.role for each in made.shapes if each.role.startswith("tile-not")]
        assert set(roles) == {"tile-not-known"}


class TestBars:
    TODAY = date(2026, 11, 28)
    ROWS = tuple(row for row in history() if row.given and row.given.year > 2024 and row.effect)

    def test_an_exit_has_a_bar_below_the_years(self):
        """Each bar has the lines of the years named above it, and lies on the same plane."""
        head, bars = draw_bars(self.ROWS, self.TODAY)
        years = [each.text for each in head.shapes]
        assert years[:3] == ["2025", "2026", "2027"]
        assert len(bars) == len(self.ROWS)
        for bar in bars:
            assert sum(each.role == "grid" for each in bar.shapes) == len(years)
            assert (bar.width, bar.height) == (head.width, head.height)

    def test_what_is_running_looks_open(self):
        """The effect to come is hollow, that which came is full, and what came to nothing pale."""
        _, bars = draw_bars(self.ROWS, self.TODAY)
        looks = {
            row.status: {each.role for each in bar.shapes} & {"effect", "earliest", "deciding"}
            for row, bar in zip(self.ROWS, bars, strict=True)
        }
        assert looks["effective"] == {"effect"}
        assert looks["pending"] == {"earliest"}
        assert looks["revoked"] == {"deciding"}

    def test_what_is_on_record_of_one_exit(self):
        """The steps before the notice, the notice and the effect, in the order of days."""
        (row,) = history("ottawa-1997", "LTU")
        shown = exit_timeline(row, self.TODAY, ENGLISH)
        assert (shown.title, shown.marks[-1].label) == ("Lithuania", "Took effect")
        assert [each.kind for each in shown.spans] == ["deciding", "period"]
        assert [*shown.marks] == sorted(shown.marks, key=lambda each: each.latest)


class TestOverTime:
    FOUND = parties_over_time("ottawa", as_of="2026-11-28")

    def test_every_exit_is_a_mark_that_leads_on(self):
        """Each exit is a link with a name, and so is who is leaving; the rest is a description."""
        made = draw_over_time(
            self.FOUND,
            leavers=[PartyRow("SWE", "Sweden", "party", leaves_on=date(2027, 5, 1))],
            href=lambda code: f"/when/{code}/ottawa-1997",
        )
        tree = ElementTree.fromstring(svg(made))
        named = {each.get("href"): each.get("aria-label") for each in tree.iter(f"{SVG}a")}
        assert len(named) == 6
        assert named["/when/LTU/ottawa-1997"] == "Lithuania, 27 December 2025: 163"
        assert named["/when/SWE/ottawa-1997"] == "Sweden, 1 May 2027"
        assert tree.get("role") == "group"

    def test_exits_of_one_day_do_not_hide_each_other(self):
        """Two marks never lie on one spot."""
        made = draw_over_time(parties_over_time("clc-1969", as_of="2026-11-28"))
        spots = [(each.x, each.y) for each in made.shapes if isinstance(each, Circle)]
        assert len(spots) == len(set(spots)) > 50

    def test_framed(self):
        """Alone it says what it is, what it rests on and of what day, on paper."""
        text = svg(framed(draw_over_time(self.FOUND, "2026-03-01"), told="A list"))
        assert ">Ottawa Convention: Parties over time</text>" in text
        assert "A list · withdrawal " in text
        assert "1 March 2026: 161" in text
