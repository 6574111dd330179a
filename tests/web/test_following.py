"""Feeds and calendars of the pages, and the links to them."""

import re
from xml.etree.ElementTree import fromstring

import icalendar
import pytest

PAGES = ["/now", "/treaties/rome-statute-1998", "/states/USA"]


@pytest.mark.parametrize("path", PAGES)
class TestFollow:
    """Every list of withdrawals can be followed."""

    def test_linked(self, client, path):
        """The page links its feed and its calendar, for programs and for people."""
        page = client.get(path).text
        for ending, kind in ((".atom", "application/atom+xml"), (".ics", "text/calendar")):
            (link,) = re.findall(rf'<link rel="alternate" type="{re.escape(kind)}".*?>', page)
            assert f'href="{path}{ending}"' in link
            assert f'<a href="{path}{ending}"' in page
        assert f'href="webcal://testserver{path}.ics"' in page

    def test_feed(self, client, path):
        """The feed names its own address, and is not sent again where nothing changed."""
        found = client.get(f"{path}.atom")
        assert found.headers["content-type"] == "application/atom+xml; charset=utf-8"
        link = fromstring(found.content).find("{*}link[@rel='self']")
        assert link.get("href") == f"http://testserver{path}.atom"
        again = client.get(f"{path}.atom", headers={"if-none-match": found.headers["etag"]})
        assert again.status_code == 304

    def test_calendar(self, client, path):
        """The calendar has an event for each day of effect, each with an address."""
        found = client.get(f"{path}.ics")
        assert found.headers["content-type"] == "text/calendar; charset=utf-8"
        events = icalendar.Calendar.from_ical(found.text).events
        assert len(events) > 5
        assert all(str(each["URL"]).startswith("http://testserver/when/") for each in events)


def test_narrowed(client):
    """A narrowed list is followed as narrowed, whatever day the page was asked for."""
    page = client.get("/now?treaty=rome-statute-1998&as_of=2026-06-01").text
    assert 'href="/now.ics?treaty=rome-statute-1998"' in page
