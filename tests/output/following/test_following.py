"""Lists that can be followed: calendars to subscribe to and Atom feeds."""

from datetime import date
from xml.etree.ElementTree import fromstring

import icalendar
import pytest
from attrs import evolve

from withdrawal.case.answering.when import when
from withdrawal.output.following.feed import feed
from withdrawal.output.following.followed import Followed, calendar, known_since, told
from withdrawal.output.following.ics import answer_calendar
from withdrawal.record.history import history

AS_OF = date(2026, 11, 28)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def followed(rows, *, title="x", path=""):
    """Return rows of the record on a site."""
    return Followed(title=title, rows=rows, as_of=AS_OF, site="https://site.example", path=path)


@pytest.fixture(scope="module")
def rome():
    """Who left the Rome Statute, on a site."""
    rows = history("rome-statute-1998")
    return followed(rows, title="Rome & <Statute>", path="/treaties/rome")


def events(listed):
    """Return the events of a calendar by their summary."""
    found = icalendar.Calendar.from_ical(calendar(listed)).events
    return {str(each["summary"]): each for each in found}


class TestCalendar:
    """Days of effect, to subscribe to."""

    def test_the_calendar_says_what_it_is(self, rome):
        """It has a name, old and new, and a day as its pace."""
        read = icalendar.Calendar.from_ical(calendar(rome))
        assert read["NAME"] == read["X-WR-CALNAME"] == rome.title
        assert read["REFRESH-INTERVAL"].dt.days == 1

    def test_one_notice_is_one_event_everywhere(self):
        """The event of a notice is the same as in the calendar of its answer, with an address."""
        rows = history("ottawa-1997", "LTU")
        (event,) = events(followed(rows, path="/now")).values()
        answer = answer_calendar(when("LTU", "ottawa-1997", as_of=str(AS_OF)))
        (other,) = icalendar.Calendar.from_ical(answer).events
        for key in ("UID", "SEQUENCE", "STATUS", "SUMMARY"):
            assert event[key] == other[key]
        assert event["URL"] == "https://site.example/when/LTU/ottawa-1997"

    def test_a_notice_taken_back_is_cancelled(self, rome):
        """What was revoked goes from the calendars that had it, and rings no alarm."""
        found = events(rome)
        event = found["South Africa: Rome Statute, exit would have taken effect (revoked)"]
        assert event["STATUS"] == "CANCELLED"
        assert not event.walk("VALARM")

    def test_every_event_is_another(self):
        """No two rows of the record share an identity."""
        every = icalendar.Calendar.from_ical(calendar(followed(history()))).events
        assert len({str(each["UID"]) for each in every}) == len(every) > 500

    def test_what_is_disputed_is_tentative(self, rome):
        """A disputed row is never a settled day."""
        row = evolve(history("rome-statute-1998", "BDI")[0], status="disputed")
        (event,) = events(evolve(rome, rows=(row,))).values()
        assert event["STATUS"] == "TENTATIVE"


class TestFeed:
    """What became known, the newest first."""

    def test_what_atom_asks_for(self, rome):
        """Identity, title, day and author are there, and texts are escaped."""
        root = fromstring(feed(rome))
        assert root.findtext("a:title", namespaces=ATOM) == rome.title
        assert root.findtext("a:author/a:name", namespaces=ATOM)
        entries = root.findall("a:entry", ATOM)
        assert len(entries) == len(rome.rows)
        for each in (root, *entries):
            assert each.findtext("a:id", namespaces=ATOM).startswith("urn:uuid:")
            assert each.find("a:link", ATOM).get("href").startswith("https://site.example/")

    def test_updated(self, rome):
        """The feed is as new as the newest entry, and its entries go from new to old."""
        root = fromstring(feed(rome))
        days = [each.text for each in root.findall("a:entry/a:updated", ATOM)]
        assert days == sorted(days, reverse=True)
        assert root.findtext("a:updated", namespaces=ATOM) == days[0]

    def test_identities_stay(self, rome):
        """An entry is the same one when the row says something new, and other rows come."""
        ids = {each.text for each in fromstring(feed(rome)).findall("a:entry/a:id", ATOM)}
        fewer = evolve(rome, rows=tuple(evolve(each, note="new") for each in rome.rows[:3]))
        assert {each.text for each in fromstring(feed(fewer)).findall("a:entry/a:id", ATOM)} < ids

    def test_control_characters(self, rome):
        """What no XML may hold is left out."""
        row = evolve(rome.rows[0], source="a\x00\x1bb\ud800")
        assert b"Source: ab" in feed(evolve(rome, rows=(row,)))


def test_a_revocation_is_news():
    """A row is as new as its newest fact that was known on the day."""
    (row,) = [each for each in history("rome-statute-1998", "ZAF") if each.revoked_on]
    assert known_since(row, AS_OF) == row.revoked_on
    assert known_since(row, date(2016, 12, 1)) == row.received


def test_what_was_worked_out_says_so():
    """A day worked out from the clause never reads as one on record."""
    row = next(each for each in history() if each.effect_is_computed and each.effect)
    assert ", worked out from the clause." in told(row, AS_OF)
