"""What the page of a treaty shows, in the reader's language."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Literal, get_args

from markupsafe import Markup

from withdrawal.case.roll import COLUMNS, Parties, PartyRow, row_of
from withdrawal.case.roll_over_time import PartiesOverTime, parties_over_time
from withdrawal.inquiries.forms import Text
from withdrawal.inquiries.treaties import Parties as Asked
from withdrawal.languages.told import Told
from withdrawal.law.treaties.catalogue import resolve_treaty
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.letters import upper_first
from withdrawal.output.pictures.drawing import Drawing, svg
from withdrawal.output.pictures.exits import exit_timeline
from withdrawal.output.pictures.over_time import draw_over_time
from withdrawal.output.pictures.plot import framed
from withdrawal.output.pictures.tiles import NO_STATE, draw_tiles, places
from withdrawal.output.pictures.timeline_layout import draw_stacked
from withdrawal.output.tables.parties import parties_table, stands_in_words, sure_in_words
from withdrawal.record.bound.membership import list_in_words
from withdrawal.record.history import Withdrawal, history
from withdrawal.record.parties import roll
from withdrawal.values import frozen
from withdrawal.web.rendering import PHONE, Page, drawn, slider
from withdrawal.web.views.listing import Listing, Order, PageNumber

__all__ = ["COLUMNS", "TreatyParameters", "TreatyView"]

Sort = Literal["name", "stands", "joined", "since", "notice", "out", "sure"]

_SIDE_BY_SIDE = 12
_PHONE = {"width": PHONE, "height": 230.0}


@frozen(kw_only=True, slots=False)
class TreatyParameters(Asked):
    """One treaty on a day, and which of its States to list in what order.

    Attributes:
        show: What a State is to it: party, consented, disputed, leaving, left,
            not-a-party, not-known.
        sure: How sure that is: verified, reported, known ...
        sort: The column to sort by.
        order: The direction.
        page: Which page of the list.
    """

    show: Text = None
    sure: Text = None
    sort: Sort | None = None
    order: Order | None = None
    page: PageNumber = None


@frozen(slots=False)
class TreatyView:
    """A treaty on a day."""

    page: Page
    given: TreatyParameters
    law: Treaty
    roll: Parties

    @classmethod
    def of(cls, page: Page, given: TreatyParameters) -> TreatyView:
        """Return what was asked for.

        Raises:
            WithdrawalError: the treaty's name or a day makes no sense.
        """
        law = resolve_treaty(given.treaty)
        return cls(page, given, law, Asked(treaty=law.id, on=given.on, as_of=given.as_of).answer())

    @property
    def path(self) -> str:
        """The page's address without its query."""
        return f"/treaties/{self.law.id}"

    @property
    def headline(self) -> str:
        """How many parties there are, and how many have left, are leaving or are not known."""
        t, counts = self.page.t, self.roll.counts
        bound = counts["party"] - counts["consented"]
        count = t["headline_parties"].format(n=bound, day=t.day(self.roll.on))
        # Without a list, none on record does not mean that there is none.
        is_counted = counts["party"] or self.roll.list_as_of
        parts = [count if is_counted else t["no_list"].rstrip(t.marks.stop)]
        more = {
            "headline_left": counts["left"] - len(self.roll.expected),
            "headline_leaving": len(self.roll.leaving) + len(self.roll.expected),
            "headline_unknown": counts["not-known"],
        }
        parts += (t[key].format(n=n) for key, n in more.items() if n)
        for key in ("consented", "disputed"):
            if counts[key]:
                parts.append(t.marks.named(self.words[key], str(counts[key])))
        return upper_first(t.marks.joined(parts))

    @property
    def told(self) -> tuple[Told, ...]:
        """What the counts rest on, and what to know of them; in English, the counts themselves."""
        t, roll = self.page.t, self.roll
        kept = roll.list_as_of and t.line(
            list_in_words(roll.treaty, roll.list_as_of, is_complete=roll.complete)
        )
        by = t["no_list"] if not kept else t.marks.closed(upper_first(kept.text))
        first = Told(roll.sentence if t.code == "en" else by, t.code)
        more = (roll.life, *roll.cautions) if t.code != "en" else ()
        return first, *map(t.line, filter(None, (*more, *self.course.cautions)))

    @cached_property
    def course(self) -> PartiesOverTime:
        """Its parties over time, up to the day of the knowledge used."""
        return parties_over_time(self.law, as_of=self.roll.as_of)

    def answer_of(self, code: str) -> str:
        """Return the address of the answer about a State and this treaty."""
        return self.page.link(f"/when/{code}/{self.law.id}")

    def file(self, kind: str) -> str:
        """Return the address of this page as a file."""
        return self.page.link(f"{self.path}.{kind}", on=self.given.on, as_of=self.given.as_of)

    def _over_time(self, **size: float) -> Drawing:
        t = self.page.t
        return draw_over_time(
            self.course,
            self.roll.on if self.given.on else None,
            leavers=self.roll.leaving,
            words=t,
            href=self.answer_of,
            **size,
        )

    @property
    def over_time(self) -> Markup:
        """The parties over time as a picture, for a wide screen."""
        return self.page.picture(self._over_time())

    @property
    def over_time_narrow(self) -> Markup:
        """The same for a phone."""
        return self.page.picture(self._over_time(**_PHONE))

    def alone(self) -> Drawing:
        """Return the parties over time as a picture that stands alone."""
        return framed(self._over_time(), told=self.roll.sentence)

    @property
    def tiles(self) -> Markup:
        """The world on that day: of a State without a line too, what is known of it."""
        law, on, as_of, words = self.law, self.roll.on, self.roll.as_of, self.words
        rows = {each.party: each for each in self.roll.rows}
        unlisted = places().keys() - rows.keys() - {NO_STATE}
        known = (roll(law, code, as_of=as_of) for code in unlisted)
        rows |= {each.party: row_of(law, each, on, as_of) for each in known}

        def told(code: str) -> str:
            name = self.page.t.state(code, rows[code].name)
            return self.page.t.marks.named(name, words[rows[code].stands])

        values = {code: each.stands for code, each in rows.items()}
        title = self.page.t.marks.named(self.page.t["map"], self.headline)
        return drawn(svg(draw_tiles(values, told, title=title, description=self.roll.sentence)))

    @property
    def words(self) -> dict[str, str]:
        """What a State can be to the treaty, in the reader's language."""
        return {key: each for key, each in stands_in_words(self.page.t).items() if key != "ended"}

    @property
    def sure(self) -> dict[str, str]:
        """How sure a line can be, in the reader's language."""
        return sure_in_words(self.page.t)

    @cached_property
    def listing(self) -> Listing[PartyRow]:
        """Every State, in the order asked for."""
        return Listing(
            self.page,
            self.path,
            self.given.said("treaty"),
            self.roll.rows,
            parties_table(self.law.id),
            facets={"show": lambda row: row.stands, "sure": lambda row: row.confidence},
            sorts=get_args(Sort),
            down=frozenset({"notice", "out"}),
        )

    @cached_property
    def exits(self) -> list[Withdrawal]:
        """The notices on record that count, the latest first, as known on the day used."""
        rows = (each.as_known_on(self.roll.as_of) for each in reversed(history(self.law.id)))
        return [
            each
            for each in rows
            if each is not None and each.kind.is_notice and (each.given or each.effect)
        ]

    @property
    def side_by_side(self) -> Markup | None:
        """The latest exits on one axis of days, each mark a link to its answer."""
        t = self.page.t
        rows = [each for each in self.exits if each.effect is not None][:_SIDE_BY_SIDE]
        if not rows:
            return None
        lines = [exit_timeline(each, self.roll.as_of, t) for each in rows]
        hrefs = [
            self.page.link(
                f"/when/{each.party}/{self.law.id}",
                notice=each.given.isoformat() if each.given else None,
            )
            for each in rows
        ]
        made = draw_stacked(
            lines,
            title=t["exits"],
            words=t,
            hrefs=hrefs,
        )
        return self.page.picture(made)

    @property
    def slider(self) -> tuple[int, ...]:
        """The first, last and present position of the slider; see `slider`."""
        first = self.course.changes[0].day if self.course.changes else self.roll.as_of
        ahead = (each.leaves_on for each in self.roll.leaving if each.leaves_on)
        days = [first, self.roll.as_of, self.roll.on, *ahead]
        return slider(min(days), max(days), self.roll.on)

    def days_left(self, day: date) -> int:
        """Return how many days there are from the day asked for to another."""
        return (day - self.roll.on).days
