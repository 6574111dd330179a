"""A list of withdrawals that somebody follows, what is said of each, and its calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from urllib.parse import quote, urlencode

from withdrawal.output.following.ics import Entry, calendar_text, changes_of, notice_keys
from withdrawal.output.tables.definitions import names_of
from withdrawal.record.history import Withdrawal
from withdrawal.record.knowledge import known_as_of
from withdrawal.record.parties import came_back
from withdrawal.values import frozen

_WHAT_FOLLOWED = ("revoked_on", "rejoined_on")


@frozen(kw_only=True)
class Addressed:
    """What can be followed at the address of a page.

    Attributes:
        title: the name of the list.
        site: the address of the site that shows it, like ``https://example.org``; may be empty.
        path: the page's path on it, without the ending of a file.
        query: the page's query with its ``?``; empty without one.
    """

    title: str
    site: str = ""
    path: str = ""
    query: str = ""

    def address(self, ending: str = "") -> str:
        """Return the address of the page, or with an ending of its file."""
        return f"{self.site}{self.local(ending)}"

    def local(self, ending: str = "") -> str:
        """Return the same as seen from another page of the site."""
        return f"{self.path}{ending}{self.query}"


@frozen(kw_only=True)
class Followed(Addressed):
    """A list of withdrawals under one name, as told for a day."""

    rows: tuple[Withdrawal, ...]
    as_of: date

    @property
    def webcal(self) -> str:
        """The address by which programs subscribe to the calendar at once."""
        return f"webcal:{self.address('.ics').partition(':')[2]}"

    def address_of(self, row: Withdrawal) -> str | None:
        """Return the address of the answer about one of the withdrawals; None without a site."""
        return f"{self.site}/when/{quote(row.party)}/{quote(row.treaty)}" if self.path else None


def query_of(**narrowed: str | None) -> str:
    """Return the query of a page that is narrowed so; empty where it is not."""
    given = urlencode({name: value for name, value in narrowed.items() if value})
    return f"?{given}" if given else ""


def name_of(row: Withdrawal) -> str:
    """Return for example ``Lithuania: Ottawa Convention``."""
    names = names_of(row.party, row.treaty)
    return f"{names['party_name']}: {names['treaty_name']}"


def known_since(row: Withdrawal, as_of: date) -> date:
    """Return the day on which the newest fact of a row became known.

    Where the record has no such day, it is the one up to which facts were gathered.
    """
    days = [row.known_from, *(row.latest(each) for each in _WHAT_FOLLOWED)]
    known = [day for day in days if day is not None and day <= as_of]
    return max(known, default=min(known_as_of(), as_of))


def told(row: Withdrawal, as_of: date) -> str:
    """Return what is on record of a withdrawal, a sentence a fact, with its source."""
    return " ".join(_sentences(row, as_of))


def _sentences(row: Withdrawal, as_of: date) -> Iterator[str]:
    for key, words in (
        ("announced", "Announced on"),
        ("notified", "Notice dated"),
        ("received", "Notice received"),
    ):
        if (day := row.known(key)) is not None:
            how = ", worked back from the effect" if row.received_is_computed else ""
            told = day.placed if key == "received" else day
            yield f"{words} {told}{how if key == 'received' else ''}."
    if (effect := row.known("effect")) is not None:
        how = ", worked out from the clause" if row.effect_is_computed else ""
        yield f"{_verb(row, as_of)} {effect}{how}."
    if (day := row.known("revoked_on")) is not None:
        yield f"Revoked on {day}."
    if (day := came_back(row)) is not None:
        yield f"A party again on {day}."
    yield f"Confidence: {row.confidence}."
    if row.source:
        yield f"Source: {row.source}."


def _verb(row: Withdrawal, as_of: date) -> str:
    if row.status not in ("effective", "pending"):
        is_void = row.kind.is_notice and row.status in ("revoked", "no-effect")
        return "Effect would have been on" if is_void else "Effect"
    last = row.latest("effect")
    return "Takes effect on" if last is None or last > as_of else "Took effect on"


_UNSURE = ("disputed", "uncertain")


def calendar(followed: Followed) -> str:
    """Return a list as the text of a calendar file, with a name and a pace to refresh it.

    What has no day of effect on record has no event. A notice taken back is a cancelled one, so
    that it goes from the calendars that had it. An event has the identity that it has in the
    calendar of its answer: a calendar that holds both shows it once.
    """
    return calendar_text(_entries(followed), followed.as_of, name=followed.title)


def _entries(followed: Followed) -> Iterator[Entry]:
    for row, key in zip(followed.rows, notice_keys(followed.rows), strict=True):
        effect = row.known("effect")
        if effect is None or (day := effect.earliest or effect.latest) is None:
            continue
        yield Entry(
            f"{key}/effect",
            day,
            f"{name_of(row)}, {_outcome(row)}",
            told(row, followed.as_of),
            last=effect.latest,
            is_certain=_is_settled(row),
            is_cancelled=_is_off(row),
            sequence=changes_of(row, followed.as_of),
            has_alarm=not _is_off(row),
            address=followed.address_of(row),
        )


def _is_off(row: Withdrawal) -> bool:
    return row.status in ("revoked", "no-effect")


def _is_settled(row: Withdrawal) -> bool:
    is_due = row.status in ("effective", "pending") and row.confidence not in _UNSURE
    effect = row.known("effect")
    return is_due and effect is not None and effect.is_exact and not effect.is_uncertain


def _outcome(row: Withdrawal) -> str:
    what = "exit" if row.is_out or row.kind.ends_bond else row.kind.in_words
    if _is_off(row):
        return f"{what} would have taken effect ({row.status.replace('-', ' ')})"
    computed = " (worked out from the clause)" if row.effect_is_computed else ""
    verb = "takes effect" if _is_settled(row) else "would take effect"
    return f"{what} {verb}{computed}"
