"""A second reading of the clauses, written from the treaties and sharing nothing with the package.

Days are tuples (year, month, day) and every rule is the first thing that comes to mind: step by
step, term by term, no table, no arithmetic on ordinals. It is slow, and meant to be.
"""

import tomllib

LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def leap(year):
    """Return whether a year of the Gregorian calendar has 366 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def length(year, month):
    """Return how many days a month has."""
    return 29 if month == 2 and leap(year) else LENGTHS[month - 1]


def tomorrow(day):
    """Return the day after."""
    year, month, number = day
    if number < length(year, month):
        return (year, month, number + 1)
    return (year, month + 1, 1) if month < 12 else (year + 1, 1, 1)


def yesterday(day):
    """Return the day before."""
    year, month, number = day
    if number > 1:
        return (year, month, number - 1)
    if month > 1:
        return (year, month - 1, length(year, month - 1))
    return (year - 1, 12, 31)


def parse(period):
    """Return an ISO 8601 period as (months, days)."""
    months = days = 0
    number = ""
    for letter in period[1:]:
        if letter.isdigit():
            number += letter
            continue
        count = int(number)
        number = ""
        months += {"Y": 12 * count, "M": count}.get(letter, 0)
        days += {"W": 7 * count, "D": count}.get(letter, 0)
    return months, days


def plus(day, period):
    """Return a day plus months one by one, then days one by one; a missing day is the last one."""
    months, days = parse(period)
    year, month, number = day
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    day = (year, month, min(number, length(year, month)))
    for _ in range(days):
        day = tomorrow(day)
    return day


def first_of_next_month(day):
    """Return the first of a month that comes after the day, by walking to it."""
    day = tomorrow(day)
    while day[2] != 1:
        day = tomorrow(day)
    return day


def annual(text, year):
    """Return MM-DD in a year."""
    month, number = (int(part) for part in text.split("-"))
    return (year, month, min(number, length(year, month)))


class CannotSayError(Exception):
    """The clause waits for something that no calendar fixes, or for a day that is not known."""


class NoNoticeError(Exception):
    """Notice cannot be given on this day."""


def anchor(name, anchors):
    """Return an anchor day; None where it is not known."""
    if name[0].isdigit():
        return tuple(int(part) for part in name.split("-"))
    return anchors.get(name)


def may_notify(table, day, anchors):
    """Refuse a notice before a lock-in is over or outside every window."""
    lock = table.get("not_before")
    if lock:
        start = anchor(lock["from"], anchors)
        if start is not None and day < plus(start, lock["period"]):
            raise NoNoticeError
    windows = table.get("windows")
    if windows:
        start = anchor(windows["from"], anchors)
        if start is not None and not any(
            opens <= day <= plus(opens, windows["open_for"])
            for opens in openings(start, windows, day)
        ):
            raise NoNoticeError


def openings(start, windows, day):
    """Return every opening of a window up to a day."""
    months, every = parse(windows["first_after"])[0], parse(windows["every"])[0]
    found = []
    while (opens := plus(start, f"P{months}M")) <= day:
        found.append(opens)
        months += every
    return found


def landed(lands, day, anchors):
    """Return where the clause lands, for each kind of landing."""
    return LANDINGS[lands["on"]](lands, day, anchors)


def nth_month(lands, day, anchors):
    """The first day of the nth month after the month of the day."""
    for _ in range(lands["months"]):
        day = first_of_next_month(day)
    return day


def nth_month_end(lands, day, anchors):
    """The last day of the nth month after the month of the day."""
    day = nth_month(lands, (day[0], day[1], 1), anchors)
    return (day[0], day[1], length(day[0], day[1]))


def end_of_year(lands, day, anchors):
    """The end of this year or a later one, or of the first year that leaves enough notice."""
    ends = lands.get("year_ends", "12-31")
    year = day[0] - 1
    while True:
        year += 1
        end = annual(ends, year)
        if end < day:
            continue
        if "notice" in lands:
            if plus(day, lands["notice"]) <= end:
                return end
            continue
        return annual(ends, year + lands.get("years_ahead", 0))


def annual_date(lands, day, anchors):
    """A day of the year, if notice came by the cut-off before it; else a year later."""
    year = day[0] - 1
    while True:
        year += 1
        effect = annual(lands["date"], year)
        if effect < day:
            continue
        if "notice" in lands:
            in_time = plus(day, lands["notice"]) <= effect
        elif "by" in lands:
            limit = annual(lands["by"], year - lands.get("years_before", 0))
            in_time = day <= limit if lands.get("is_inclusive", True) else day < limit
        else:
            in_time = lands.get("is_inclusive", True) or day < effect
        if in_time:
            return effect


def end_of_term(lands, day, anchors):
    """The end of the first term that ends with enough notice; terms are walked one by one."""
    start = anchor(lands["from"], anchors)
    if start is None:
        raise CannotSayError
    months = parse(lands["initial"])[0]
    while True:
        end = plus(start, f"P{months}M")
        if plus(day, lands["notice"]) <= end:
            return end
        if "renewal" not in lands:
            return plus(day, lands["notice"])
        months += parse(lands["renewal"])[0]


def at_event(lands, day, anchors):
    """Nobody can say when."""
    raise CannotSayError


LANDINGS = {
    "that-day": lambda lands, day, anchors: day,
    "day-after": lambda lands, day, anchors: tomorrow(day),
    "first-day-of-next-month": lambda lands, day, anchors: first_of_next_month(day),
    "first-day-of-nth-month": nth_month,
    "last-day-of-nth-month": nth_month_end,
    "end-of-year": end_of_year,
    "annual-date": annual_date,
    "end-of-term": end_of_term,
    "event": at_event,
}


def may_act(clause, day, event, first_act):
    """Refuse a notice before the event that opens the right, after it closed, or a hasty one."""
    opens = clause.get("only_if")
    if opens:
        happened = opens.get("happened_on")
        begun = event or (happened and (happened.year, happened.month, happened.day))
        if not begun or day < begun:
            raise NoNoticeError
        if "closes_after" in opens and day > plus(begun, opens["closes_after"]):
            raise NoNoticeError
    first = clause.get("first_act")
    if first and first_act:
        gap = "P0D" if first["mode"] == "within" else first["gap"]
        if day < plus(first_act, gap):
            raise NoNoticeError


def followed(rule, clause, day, own, leader, anchors, counting):
    """Return the day of the party that gave notice first, if this notice is in time to share it."""
    if leader is None or leader > day:
        return own
    shared = core(clause, leader, anchors, counting)
    end = plus(leader, rule["within"])
    if "until" in rule:
        end = min(end, annual(rule["until"], shared[0]))
    return min(own, shared) if day <= end else own


def core(clause, day, anchors, counting):
    """Return where the period and the landing lead, before anything moves the day."""
    lands = clause.get("lands", {"on": "that-day"})
    if "runs" in clause:
        period = clause["runs"]["period"]
        day = plus(day, period)
        how = clause.get("counting", counting)
        if lands["on"] == "that-day" and parse(period)[0]:
            day = {"day-after": tomorrow, "receipt-counted": yesterday}.get(how, tuple)(day)
    return landed(lands, day, anchors)


def effect(clause, day, anchors, counting, conflicts=(), named=None, **others):
    """Return the day of effect of a notice under the ``clause`` table of a data file.

    ``counting`` is the depositary's, ``conflicts`` are (start, end) with end None while it lasts,
    ``named`` a later day named in the notice. Of the ``others``, ``event`` opens a right that is
    closed without it, ``first_act`` is the first of two acts, ``leader`` the day of the notice
    that this one follows, ``agreed`` the day set by the organ that has to consent.
    """
    notice = day
    may_act(clause, day, others.get("event"), others.get("first_act"))
    may_notify(clause.get("may_notify", {}), day, anchors)
    day = core(clause, day, anchors, counting)
    if "followers" in clause:
        rule, leader = clause["followers"], others.get("leader")
        day = followed(rule, clause, notice, day, leader, anchors, counting)
    limit = clause.get("effect_not_before")
    if limit:
        start = anchor(limit["from"], anchors)
        if start is not None:
            day = max(day, plus(start, limit["period"]))
    if "later_date" in clause and named is not None:
        longest = clause["later_date"].get("maximum")
        day = max(day, named if longest is None else min(named, plus(notice, longest)))
    day = waited(clause.get("waits_for"), day, notice, conflicts)
    if "consent" in clause:
        if others.get("agreed") is None:
            raise CannotSayError
        day = max(day, others["agreed"])
    return day


def waited(proviso, day, notice, conflicts):
    """Return the day, or the end of the armed conflict in which it (or the notice) falls."""
    if proviso is None:
        return day
    tested = day if proviso["tested"] == "at-expiry" else notice
    moved = True
    while moved:
        moved = False
        for start, end in conflicts:
            if start <= tested and (end is None or tested < end):
                if end is None:
                    raise CannotSayError
                day, tested, moved = max(day, end), end, True
    return day


def merged(family, member):
    """Return a family's table with what a member says instead."""
    table = dict(family)
    for key, value in member.items():
        both = isinstance(value, dict) and isinstance(table.get(key), dict)
        table[key] = merged(table[key], value) if both else value
    return table


def treaties(directory):
    """Return every treaty of a directory of data files, as plain tables, by id."""
    found = {}
    for path in sorted(directory.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        members = data.pop("members", [{}])
        for member in members:
            table = merged(data, member)
            found[table["id"]] = table
    return found
