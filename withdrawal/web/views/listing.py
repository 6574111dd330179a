"""Lists that are searched, narrowed by facets, sorted and turned over page by page, by links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from operator import itemgetter
from typing import Annotated, Any, Generic, Literal, TypeVar

from attrs import evolve, field
from markupsafe import Markup

from withdrawal.inquiries.forms import Form
from withdrawal.output.html import table_html
from withdrawal.output.tables.table import Table
from withdrawal.values import frozen
from withdrawal.web.rendering import Page, drawn

Order = Literal["up", "down"]
PageNumber = Annotated[int | None, Form(least=1, most=10_000)]
_ARROWS = {"ascending": "\N{UPWARDS ARROW}", "descending": "\N{DOWNWARDS ARROW}",
           "none": "\N{UP DOWN ARROW}"}  # fmt: skip
_MOST = 14
PAGE = 50
"""How many rows stand on one page of a list."""
Row = TypeVar("Row")


@frozen
class Choice:
    """One value of a facet, as a link."""

    value: str
    href: str
    count: int
    is_now: bool


@frozen
class Listing(Generic[Row]):
    """Rows in the order asked for, with the links to other orders and parts of them.

    Attributes:
        path: the page's address without its query.
        given: what was asked for, by name, as it stands in the address.
        table: the table that they stand in.
        facets: what a row is, by the name of the parameter that chooses it.
        sorts: the columns that they can be sorted by, the usual one first.
        down: the columns whose greatest value comes first where no order is asked for.
        size: how many rows a page has; None for all of them.
    """

    page: Page
    path: str
    given: Mapping[str, Any]
    every: Sequence[Row]
    table: Table[Row]
    facets: Mapping[str, Callable[[Row], str]] = field(factory=dict)
    sorts: tuple[str, ...] = ()
    down: frozenset[str] = frozenset()
    size: int | None = PAGE

    def link(self, **changes: Any) -> str:
        """Return the address of this list with something else asked for; empty takes it away."""
        asked = {**self.given, **changes}
        if "page" not in changes:
            asked.pop("page", None)
        return self.page.link(self.path, **{k: str(v) for k, v in asked.items() if v})

    def file(self, kind: str) -> str:
        """Return the address of all that fits as a file, by its ending."""
        return evolve(self, path=f"{self.path}.{kind}").link()

    def choices(self, name: str) -> list[Choice]:
        """Return the values of a facet with their numbers, those the other facets leave."""
        others = self._narrowed(name)
        counts = Counter(self.facets[name](row) for row in others)
        now = self.given.get(name) or ""
        found = [Choice("", self.link(**{name: ""}), len(others), not now)]
        return found + [
            Choice(value, self.link(**{name: value}), count, value == now)
            for value, count in counts.most_common(_MOST)
            if value
        ]

    def _narrowed(self, without: str = "") -> list[Row]:
        asked = {name: self.given.get(name) for name in self.facets if name != without}
        return [
            row
            for row in self.every
            if all(not value or self.facets[name](row) == value for name, value in asked.items())
        ]

    @property
    def is_narrowed(self) -> bool:
        """Whether a value of a facet is chosen."""
        return any(self.given.get(name) for name in self.facets)

    @property
    def shown(self) -> Markup:
        """The rows of this page as a table, with heads that sort."""
        section = self.table.section(self.rows, self.page.t)
        names = (each.name for each in self.table.columns)
        heads = [*map(self._head, names, section.columns)]
        return drawn(table_html(section, self.page.t.code, heads, self.page.place))

    def _head(self, column: str, word: str) -> str:
        """Return the head of a column: a link that sorts by it, where rows can be."""
        if column not in self.sorts:
            return f'<th scope="col">{escape(word)}</th>'
        now, order = self._sorted
        turned = "up" if order == "down" else "down"
        href = self.link(sort=column, order=turned if column == now else "")
        how = {"up": "ascending", "down": "descending"}[order] if column == now else "none"
        arrow = f'<span class="arrow" aria-hidden="true"> {_ARROWS[how]}</span>'
        link = f'<a href="{escape(href)}">{escape(word)}{arrow}</a>'
        return f'<th scope="col" aria-sort="{how}">{link}</th>'

    @property
    def _sorted(self) -> tuple[str, str]:
        column = self.given.get("sort") or next(iter(self.sorts), "")
        return column, self.given.get("order") or ("down" if column in self.down else "up")

    @property
    def found(self) -> list[Row]:
        """Every row that fits, in order; a value that is not on record comes last."""
        rows = self._narrowed()
        now, order = self._sorted
        column = next((each for each in self.table.columns if each.name == now), None)
        if column is None:
            return rows
        keyed = [(column.order(row, self.page.t), row) for row in rows]
        known = [each for each in keyed if each[0] is not None]
        known.sort(key=itemgetter(0), reverse=order == "down")
        return [row for _, row in known] + [row for key, row in keyed if key is None]

    @property
    def rows(self) -> list[Row]:
        """The rows of this page of the list."""
        if self.size is None:
            return self.found
        start = (self.number - 1) * self.size
        return self.found[start : start + self.size]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return 1 if self.size is None else max(1, -(-len(self._narrowed()) // self.size))

    @property
    def number(self) -> int:
        """Which page this is, from 1."""
        return min(int(self.given.get("page") or 1), self.pages)

    @property
    def turns(self) -> Iterable[tuple[str, str]]:
        """The pages before and after this one: ``previous`` or ``next_page``, and the address."""
        if self.number > 1:
            yield "previous", self.link(page=self.number - 1)
        if self.number < self.pages:
            yield "next_page", self.link(page=self.number + 1)
