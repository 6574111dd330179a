"""The parties to a treaty over time, as a line that rises and falls, with each exit as a mark."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from attrs import frozen

from withdrawal.case.roll_over_time import Change, PartiesOverTime
from withdrawal.dates import days_on, long_date
from withdrawal.output.pictures.drawing import Circle, Drawing, Line, Shape, Text, Trace
from withdrawal.output.pictures.timeline_layout import Scale, grid

__all__ = ["Leaver", "draw_over_time"]

_TOP = 18.0
_ROUND = (1, 2, 5, 10, 20, 25, 50, 100)
_MOST_LINES = 5

Names = Callable[[str, str], str]
Days = Callable[[date], str]


@frozen
class Leaver:
    """A State whose notice runs: it is still a party, and will be out on a day."""

    party: str
    name: str
    effect: date


@frozen
class _Plane:
    """Where days and numbers lie."""

    scale: Scale
    most: int
    bottom: float

    def at(self, day: date, count: int) -> tuple[float, float]:
        return self.scale(day), self.height(count)

    def height(self, count: int) -> float:
        return self.bottom - (self.bottom - _TOP) * count / self.most


def draw_over_time(
    found: PartiesOverTime,
    on: date | str | None = None,
    *,
    leavers: Iterable[Leaver] = (),
    width: float = 960.0,
    height: float = 300.0,
    name: Names = lambda _, english: english,
    day: Days = long_date,
    href: Callable[[str], str] = lambda _: "",
    title: str = "",
) -> Drawing:
    """Return the parties over time as a drawing.

    Args:
        found: the rise and fall.
        on: a day to mark, with the number of that day.
        leavers: those whose notice runs.
        width, height: the size; a phone's screen takes a narrow one.
        name: a State's name in the reader's language, from its code and its English name.
        day: a day in the reader's language.
        href: where the mark of a State's exit leads, from its code; empty for nowhere.
        title: what it is called; default in English.
    """
    coming = tuple(leavers)
    marked = date.fromisoformat(on) if isinstance(on, str) else on
    plane = _plane(found, coming, marked, width, height)
    shapes = [
        *grid(plane.scale, plane.bottom + 4),
        *_levels(plane),
        *_course(found, plane),
        *_exits(found, plane, name, day, href),
        *_coming(found, coming, plane, name, day, href),
        *(_marked(found, marked, plane, day) if marked else ()),
    ]
    called = title or f"{found.treaty_name}: parties over time"
    return Drawing(width, height, tuple(shapes), called, found.sentence)


def _plane(
    found: PartiesOverTime, coming: tuple[Leaver, ...], on: date | None, width: float, height: float
) -> _Plane:
    days = [found.as_of, *(each.effect for each in coming), *([on] if on else [])]
    first = found.changes[0].day if found.changes else days_on(found.as_of, -365)
    last = max(days)
    room = max((last - first).days // 40, 20)
    scale = Scale(min(first, *days), days_on(last, room), left=34.0, right=width - 14.0)
    most = max((each.count for each in found.changes), default=1)
    return _Plane(scale, max(most, 1), height - 26.0)


def _levels(plane: _Plane) -> Iterator[Shape]:
    step = next((n for n in _ROUND if plane.most / n <= _MOST_LINES), _ROUND[-1])
    for count in range(0, plane.most + 1, step):
        y = plane.height(count)
        yield Line("grid", plane.scale.left, y, plane.scale.right, y)
        yield Text("tick", plane.scale.left - 8, y + 4, str(count), "end")


def _course(found: PartiesOverTime, plane: _Plane) -> Iterator[Shape]:
    if not found.points:
        return
    corners: list[tuple[float, float]] = []
    for day, count in found.points:
        x, y = plane.at(day, count)
        if corners:
            corners.append((x, corners[-1][1]))
        corners.append((x, y))
    corners.append((plane.scale(found.as_of), corners[-1][1]))
    ground = [(corners[-1][0], plane.bottom), (corners[0][0], plane.bottom)]
    yield Trace("area", (*corners, *ground), is_closed=True)
    yield Trace("course", tuple(corners))


def _exits(
    found: PartiesOverTime, plane: _Plane, name: Names, day: Days, href: Callable[[str], str]
) -> Iterator[Shape]:
    """Yield a mark for each exit; those of one day stand one below the other."""
    before: dict[date, list[Change]] = {}
    for each in found.changes:
        if each.change == "left":
            same = before.setdefault(each.day, [])
            same.append(each)
    for same in before.values():
        for number, each in enumerate(same, 1):
            x, y = plane.at(each.day, each.count + len(same) - number)
            told = f"{name(each.party, each.name)}, {day(each.day)}: {each.count}"
            yield Circle("exit", x, y, 5, told, href(each.party))


def _coming(
    found: PartiesOverTime,
    coming: tuple[Leaver, ...],
    plane: _Plane,
    name: Names,
    day: Days,
    href: Callable[[str], str],
) -> Iterator[Shape]:
    count = found.count_on(found.as_of)
    if coming:
        (x, y), last = plane.at(found.as_of, count), max(each.effect for each in coming)
        yield Line("waiting", x, y, plane.scale(last), y)
    for each in sorted(coming, key=lambda leaver: leaver.effect):
        x, y = plane.at(each.effect, count)
        yield Circle("leaving", x, y, 5, f"{name(each.party, each.name)}, {day(each.effect)}",
                     href(each.party))  # fmt: skip


def _marked(found: PartiesOverTime, on: date, plane: _Plane, day: Days) -> Iterator[Shape]:
    count = found.count_on(on)
    x, y = plane.at(on, count)
    is_late = x > (plane.scale.left + plane.scale.right) / 2
    yield Line("today", x, 8, x, plane.bottom)
    yield Text("strong", x - 8 if is_late else x + 8, max(y + 34, 40),
               f"{day(on)}: {count}", "end" if is_late else "start")  # fmt: skip
