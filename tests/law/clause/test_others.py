"""What others have to do with the day: followers of a first leaver, and consent."""

from datetime import date

import pytest

from withdrawal.dates import Period
from withdrawal.law.circumstances import Circumstances, Setting
from withdrawal.law.clause.clause import Clause
from withdrawal.law.clause.moves import Consent, Followers
from withdrawal.law.clause.operators import Runs
from withdrawal.law.treaties.catalogue import catalogue

FIRST = date(1978, 6, 29)


@pytest.fixture(scope="module")
def icnaf():
    """Return the clause of the Northwest Atlantic fisheries convention (art. XVI)."""
    return catalogue().treaty("icnaf-1949").clause


def facts(key="icnaf-1949", **more):
    """Return the circumstances of a treaty with some more."""
    return catalogue().treaty(key).facts(Circumstances(**more))


class TestFollowers:
    """Others may follow a first leaver within a time, for the same day."""

    @pytest.mark.parametrize(
        ("day", "effect"),
        [
            (date(1978, 6, 28), date(1978, 12, 31)),
            (date(1978, 7, 19), date(1978, 12, 31)),
            (date(1978, 7, 29), date(1978, 12, 31)),
            (date(1978, 7, 30), date(1979, 12, 31)),
        ],
    )
    def test_within_the_month(self, icnaf, day, effect):
        """A notice up to one month after the first shares its day; a later one does not."""
        assert icnaf.effect(day, facts(leader=FIRST)) == effect

    def test_without_a_first_leaver(self, icnaf):
        """A notice that follows nobody is under the ordinary rule."""
        assert icnaf.effect(date(1978, 7, 19), facts()) == date(1979, 12, 31)

    def test_following_is_a_named_reading(self, icnaf):
        """Where nothing is known of others, the earlier day is a reading with its condition."""
        (reading,) = icnaf.rivals(date(1978, 7, 19), facts())
        assert (reading.name, reading.effect) == ("follows-another", date(1978, 12, 31))
        assert "on or after 1978-06-19" in reading.text
        assert icnaf.rivals(date(1978, 7, 19), facts(leader=FIRST)) == ()

    @pytest.mark.parametrize("day", [date(1978, 6, 30), date(1978, 7, 31), date(1978, 12, 1)])
    def test_no_reading_where_nobody_could_be_followed(self, icnaf, day):
        """There is no such reading for a notice in time, or more than a month after the cut-off."""
        assert icnaf.rivals(day, facts()) == ()

    def test_a_follower_may_be_followed(self, icnaf):
        """A first leaver that itself followed another gives its own day on record."""
        chain = facts(leader=date(1979, 7, 5), leader_effect=date(1979, 12, 31))
        assert icnaf.effect(date(1979, 7, 31), chain) == date(1979, 12, 31)
        assert icnaf.effect(date(1979, 8, 5), chain) == date(1979, 12, 31)
        assert icnaf.effect(date(1979, 8, 6), chain) == date(1980, 12, 31)

    def test_a_last_day_of_the_year(self):
        """Under the tuna convention nobody follows after 1 April, whatever the month says."""
        clause = catalogue().treaty("iccat-1966").clause
        facts_ = facts("iccat-1966", leader=date(2027, 12, 31))
        late = facts("iccat-1966", leader=date(2028, 3, 20), leader_effect=date(2028, 12, 31))
        assert clause.effect(date(2028, 1, 31), facts_) == date(2028, 12, 31)
        assert clause.effect(date(2028, 4, 1), late) == date(2028, 12, 31)
        assert clause.effect(date(2028, 4, 2), late) == date(2029, 12, 31)

    def test_explained(self, icnaf):
        """The reason says which notice is followed, and until when it could be."""
        reckoning = icnaf.reckon(date(1978, 7, 19), facts(leader=FIRST))
        assert "follows the notice of 1978-06-29 within 1 month (until 1978-07-29)" in (
            reckoning.steps[-1].text
        )
        assert "receipt of its copy" in reckoning.assumptions[-1]
        late = icnaf.reckon(date(1978, 8, 1), facts(leader=FIRST))
        assert "could be done until 1978-07-29" in late.steps[-1].text

    def test_latest_notice(self, icnaf):
        """The last notice for a target is the last day to follow."""
        found = icnaf.latest_notice(date(1978, 12, 31), facts(leader=FIRST))
        assert found == date(1978, 7, 29)

    def test_a_landing_that_leads_nowhere(self):
        """Where the first leaver's own notice has no day, nobody shares it."""
        rule = Followers(Period(months=1), landing=(Consent("all"),))
        setting = Setting(FIRST, Circumstances(leader=FIRST))
        assert rule.apply(FIRST, setting) == FIRST


class TestConsent:
    """A notice that is a request has no day without consent."""

    CLAUSE = Clause(operators=(Runs(Period(years=1)), Consent("the Council", article="33")))

    def test_without_it(self):
        """Without consent effect is open, from the end of the period on."""
        obstacle = self.CLAUSE.reckon(date(2027, 1, 1)).obstacle
        assert (obstacle.status, obstacle.since) == ("conditional", date(2028, 1, 1))
        assert "without the consent of the Council" in obstacle.text

    @pytest.mark.parametrize(
        ("agreed", "effect"),
        [
            (date(2027, 6, 1), date(2028, 1, 1)),
            (date(2028, 6, 1), date(2028, 6, 1)),
        ],
    )
    def test_with_it(self, agreed, effect):
        """Consent for a day before the period is over waits for its end."""
        found = self.CLAUSE.reckon(date(2027, 1, 1), Circumstances(agreed_date=agreed))
        assert found.effect == effect
        assert found.steps[-1].text == f"With the consent of the Council: {effect}."
