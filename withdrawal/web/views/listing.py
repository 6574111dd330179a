"""Lists that are searched, narrowed by facets, sorted and turned over page by page, by links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any, Generic, Literal, TypeVar

from attrs import field, frozen

from withdrawal.inquiries.forms import Form
from withdrawal.web.rendering import Page

__all__ = ["PAGE", "Choice", "Head", "Listing", "Order", "PageNumber"]

Order = Literal["up", "down"]
PageNumber = Annotated[int | None, Form(least=1, most=10_000)]
_MOST = 14
PAGE = 50
"""How many rows stand on one page of a list."""
Row = TypeVar("Row")


@frozen
class Choice:
    """One value of a facet, as a link.

    Attributes:
        value: the value; empty for all.
        href: the address that chooses it.
        count: how many rows have it.
        is_now: whether it is chosen.
    """

    value: str
    href: str
    count: int
    is_now: bool


@frozen
class Head:
    """The head of a column, as a link that sorts by it.

    Attributes:
        href: the address.
        sorted: ``ascending``, ``descending`` or ``none``.
    """

    href: str
    sorted: str


@frozen
class Listing(Generic[Row]):
    """Rows in the order asked for, with the links to other orders and parts of them.

    Attributes:
        page: the page it stands on.
        path: the page's address without its query.
        given: what was asked for, by name, as it stands in the address.
        every: all rows.
        facets: what a row is, by the name of the parameter that chooses it.
        keys: what the rows are sorted by, by column.
        sort: the column that they are sorted by where none is asked for.
        down: the columns whose greatest value comes first where no order is asked for.
        size: how many rows a page has; None for all of them.
    """

    page: Page
    path: str
    given: Mapping[str, Any]
    every: Sequence[Row]
    facets: Mapping[str, Callable[[Row], str]] = field(factory=dict)
    keys: Mapping[str, Callable[[Row], Any]] = field(factory=dict)
    sort: str = ""
    down: frozenset[str] = frozenset()
    size: int | None = None

    def link(self, **changes: Any) -> str:
        """Return the address of this list with something else asked for; empty takes it away."""
        asked = {**self.given, **changes}
        if "page" not in changes:
            asked.pop("page", None)
        return self.page.link(self.path, **{k: str(v) for k, v in asked.items() if v})

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

    def head(self, column: str) -> Head:
        """Return the head of a column."""
        now, order = self._sorted
        if column != now:
            return Head(self.link(sort=column, order=""), "none")
        turned = "up" if order == "down" else "down"
        return Head(
            self.link(sort=column, order=turned), "descending" if order == "down" else "ascending"
        )

    @property
    def _sorted(self) -> tuple[str, str]:
        column = self.given.get("sort") or self.sort
        return column, self.given.get("order") or ("down" if column in self.down else "up")

    @property
    def found(self) -> list[Row]:
        """Every row that fits, in order; a value that is not on record comes last."""
        rows = self._narrowed()
        column, order = self._sorted
        key = self.keys.get(column)
        if key is None:
            return rows
        known = [row for row in rows if key(row) is not None]
        known.sort(key=key, reverse=order == "down")
        return known + [row for row in rows if key(row) is None]

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
