"""The page of one State: what binds it, what it has left and is leaving, and how it decides."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cached_property
from typing import Literal, get_args

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from withdrawal.case.roll_of_state import COLUMNS, Tie, ties_of
from withdrawal.dates import parse_day
from withdrawal.inquiries.forms import Day, Text
from withdrawal.inquiries.states import State
from withdrawal.law.countries import Country
from withdrawal.law.procedures.library import procedure
from withdrawal.law.procedures.procedure import Procedure
from withdrawal.output.html import section_html
from withdrawal.output.pictures.drawing import svg
from withdrawal.output.pictures.flow import draw_flow
from withdrawal.output.pictures.picture import picture_of
from withdrawal.output.report import Report
from withdrawal.output.tables.parties import stands_in_words, ties_table
from withdrawal.output.tables.procedures import procedure_report, state_data
from withdrawal.output.tables.record import OF_STATE
from withdrawal.record.history import history
from withdrawal.values import frozen
from withdrawal.web.pages.files import TO_FOLLOW, Shown, file_of, followed, split
from withdrawal.web.rendering import Page, drawn
from withdrawal.web.views.listing import Listing, Order, PageNumber
from withdrawal.web.work import do_slowly

SCHEMA = "withdrawal/state-record/1"

_Sort = Literal["treaty", "stands", "since", "out", "earliest"]


@frozen(kw_only=True, slots=False)
class _Parameters(State):
    """One State on a day, and which of its treaties to list in what order.

    Attributes:
        on: The day; default today.
        by: Only what it is out of by this day, were notice given on that one.
        show: What it is to them: party, consented, disputed, leaving, left,
            not-a-party, not-known, ended.
        category: The kind of matter they are about.
        sort: The column to sort by.
        order: The direction.
        page: Which page of the list.
    """

    on: Day = None
    by: Day = None
    show: Text = None
    category: Text = None
    sort: _Sort | None = None
    order: Order | None = None
    page: PageNumber = None


async def state_page(request: Request) -> Response:
    """One State; with an ending, the same as a file."""
    page = Page(request)
    name, kind = split(request.path_params["state"])
    given = page.asked(_Parameters, party=name)
    state = State(given.party).answer()
    day = date.today() if given.on is None else parse_day(given.on)
    ties: tuple[Tie, ...] = ()
    if kind not in TO_FOLLOW:  # what is followed tells of withdrawals alone
        ties = await do_slowly(request, lambda: ties_of(state.id, day, date.today()))
    view = _View(page, given, state, day, ties)
    if kind is not None:
        return await file_of(request, view.shown, kind)
    found, left = procedure(state.id), history(party=state.id)[::-1]
    told = procedure_report(found)
    return page.html(
        "state.html",
        here="states",
        view=view,
        state=state,
        name=page.t.state(state.id, state.name),
        procedure=found,
        routes=_routes(found, told),
        told=told,
        facts=page.facts(told),
        beside=page.told(told, "beside", "sources"),
        practice=page.section(OF_STATE.section(left, page.t)) if left else "",
        kinds=view.shown.kinds,
        followed=view.shown.followed,
    )


def _routes(found: Procedure, told: Report) -> list[tuple[str, Markup, Markup]]:
    """Return each route's name, its stages and its diagram."""
    stages = (each for each in told.sections if each.kind == "route")
    diagrams = (svg(draw_flow(picture_of(found, route))) for route in found.routes)
    return [
        (route.name, drawn(section_html(each)), drawn(diagram))
        for route, each, diagram in zip(found.routes, stages, diagrams, strict=True)
    ]


@frozen(slots=False)
class _View:
    """A State and its treaties on a day, in the reader's language."""

    page: Page
    given: _Parameters
    state: Country
    day: date
    ties: tuple[Tie, ...]

    @cached_property
    def counts(self) -> Counter[str]:
        """How many treaties there are of each kind of tie."""
        return Counter(each.stands for each in self.ties)

    @property
    def words(self) -> dict[str, str]:
        """What the State can be to a treaty, in the reader's language."""
        return stands_in_words(self.page.t)

    @property
    def headline(self) -> str:
        """How many treaties bind it, how many it has left and is leaving."""
        words = {**self.words, "party": self.page.t["bound_by"]}
        told = [
            (words[each], self.counts[each])
            for each in ("party", "consented", "disputed", "left", "leaving")
        ]
        return " · ".join(self.page.t.marks.named(word, str(n)) for word, n in told if n)

    @property
    def by(self) -> date | None:
        """The day by which it is to be out, where one is asked for."""
        return None if self.given.by is None else parse_day(self.given.by)

    @cached_property
    def shown_ties(self) -> tuple[Tie, ...]:
        """Its treaties, or those that it could have left by the day asked for."""
        if (by := self.by) is None:
            return self.ties
        return tuple(each for each in self.ties if each.earliest and each.earliest <= by)

    @cached_property
    def listing(self) -> Listing[Tie]:
        """Its treaties, in the order asked for."""
        usual = "stands" if self.by is None else "earliest"
        return Listing(
            self.page,
            f"/states/{self.state.id}",
            self.given.said("party"),
            self.shown_ties,
            ties_table(self.state.id),
            facets={"show": lambda tie: tie.stands, "category": lambda tie: tie.category},
            sorts=(usual, *get_args(_Sort)),
            down=frozenset({"since", "out"}),
        )

    def file(self, kind: str) -> str:
        """Return the address of this page as a file."""
        return self.page.link(f"/states/{self.state.id}.{kind}", on=self.given.on, by=self.given.by)

    @cached_property
    def shown(self) -> Shown:
        """What the page shows, for those who take it as a file."""
        return Shown(
            stem=f"{self.state.id}-{self.day}",
            data=lambda: {
                "schema": SCHEMA,
                "on": self.day.isoformat(),
                "state": state_data(self.state),
                "treaties": [each.to_json() for each in self.shown_ties],
            },
            columns=COLUMNS,
            rows=lambda: (each.to_json() for each in self.shown_ties),
            followed=followed(
                self.page,
                f"/states/{self.state.id}",
                self.state.name,
                history(party=self.state.id),
                None,
            ),
        )
