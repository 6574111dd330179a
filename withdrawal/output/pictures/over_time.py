"""The parties to a treaty over time, as a line that rises and falls, with each exit as a mark."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter

from withdrawal.case.roll import PartyRow
from withdrawal.case.roll_over_time import Change, PartiesOverTime
from withdrawal.dates import days_on
from withdrawal.output.pictures.drawing import Circle, Drawing, Line, Shape, Text, Trace
from withdrawal.output.pictures.timeline_layout import Scale, grid
from withdrawal.output.words import ENGLISH, Words
from withdrawal.values import frozen

_TOP = 18.0
_ROUND = (1, 2, 5, 10, 20, 25, 50, 100)
_MOST_LINES = 5


@frozen
class _Plane:
    """Where days and numbers lie, and how States and days are called and linked."""

    found: PartiesOverTime
    coming: list[tuple[date, PartyRow]]
    scale: Scale
    bottom: float
    words: Words
    href: Callable[[str], str]

    @property
    def most(self) -> int:
        return max([1, *(each.count for each in self.found.changes)])

    def at(self, day: date, count: int) -> tuple[float, float]:
        return self.scale(day), self.height(count)

    def height(self, count: int) -> float:
        return self.bottom - (self.bottom - _TOP) * count / self.most

    def mark(self, role: str, each: Change | PartyRow, day: date, count: int, more: str) -> Circle:
        """Return the mark of a State's exit, on a day among so many parties."""
        x, y = self.at(day, count)
        told = f"{self.words.state(each.party, each.name)}, {self.words.day(day)}{more}"
        return Circle(role, x, y, 5, told, self.href(each.party))


def draw_over_time(
    found: PartiesOverTime,
    on: date | str | None = None,
    *,
    leavers: Iterable[PartyRow] = (),
    width: float = 960.0,
    height: float = 300.0,
    words: Words = ENGLISH,
    href: Callable[[str], str] = lambda _: "",
) -> Drawing:
    """Return the parties over time as a drawing."""
    marked = date.fromisoformat(on) if isinstance(on, str) else on
    dated = ((each.leaves_on, each) for each in leavers if each.leaves_on)
    coming = sorted(dated, key=itemgetter(0))
    scale = _scale(found, [*(day for day, _ in coming), *([marked] if marked else [])], width)
    plane = _Plane(found, coming, scale, height - 26.0, words, href)
    shapes = [
        *grid(scale, plane.bottom + 4),
        *_levels(plane),
        *_course(plane),
        *_exits(plane),
        *_coming(plane),
        *(_marked(plane, marked) if marked else ()),
    ]
    title = words.marks.named(words.treaty(found.treaty, found.treaty_name), words["over_time"])
    return Drawing(width, height, tuple(shapes), title, found.sentence)


def _scale(found: PartiesOverTime, more: list[date], width: float) -> Scale:
    days = [found.as_of, *more]
    first = found.changes[0].day if found.changes else days_on(found.as_of, -365)
    last = max(days)
    room = max((last - first).days // 40, 20)
    return Scale(min(first, *days), days_on(last, room), left=34.0, right=width - 14.0)


def _levels(plane: _Plane) -> Iterator[Shape]:
    step = next((n for n in _ROUND if plane.most / n <= _MOST_LINES), _ROUND[-1])
    for count in range(0, plane.most + 1, step):
        y = plane.height(count)
        yield Line("grid", plane.scale.left, y, plane.scale.right, y)
        yield Text("tick", plane.scale.left - 8, y + 4, str(count), "end")


def _course(plane: _Plane) -> Iterator[Shape]:
    corners: list[tuple[float, float]] = []
    for day, count in plane.found.points:
        x, y = plane.at(day, count)
        corners += [(x, corners[-1][1]), (x, y)] if corners else [(x, y)]
    if corners:
        corners.append((plane.scale(plane.found.as_of), corners[-1][1]))
        ground = [(corners[-1][0], plane.bottom), (corners[0][0], plane.bottom)]
        yield Trace("area", (*corners, *ground), is_closed=True)
        yield Trace("course", tuple(corners))


def _exits(plane: _Plane) -> Iterator[Shape]:
    """Yield a mark for each exit; those of one day stand one below the other."""
    exits = (each for each in plane.found.changes if each.change == "left")
    for day, found in groupby(exits, lambda each: each.day):
        same = [*found]
        for number, each in enumerate(same, 1):
            count = each.count + len(same) - number
            yield plane.mark("exit", each, day, count, f": {each.count}")


def _coming(plane: _Plane) -> Iterator[Shape]:
    as_of = plane.found.as_of
    count = plane.found.count_on(as_of)
    if plane.coming:
        x, y = plane.at(as_of, count)
        yield Line("waiting", x, y, plane.scale(plane.coming[-1][0]), y)
    for day, each in plane.coming:
        yield plane.mark("leaving", each, day, count, "")


def _marked(plane: _Plane, on: date) -> Iterator[Shape]:
    count = plane.found.count_on(on)
    x, y = plane.at(on, count)
    is_late = x > (plane.scale.left + plane.scale.right) / 2
    yield Line("today", x, 8, x, plane.bottom)
    yield Text("strong", x - 8 if is_late else x + 8, max(y + 34, 40),
               f"{plane.words.day(on)}: {count}", "end" if is_late else "start")  # fmt: skip
