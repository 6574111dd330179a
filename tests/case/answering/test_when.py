"""`withdrawal.when`: the questions the project grew out of, and what must hold for every one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import withdrawal
from withdrawal import errors

TODAY = "2026-11-21"


def when(party, treaty="ottawa-1997", **facts):
    """Ask with a fixed day unless another is given."""
    return withdrawal.when(party, treaty, **{"as_of": TODAY, **facts})


class TestRecordedExits:
    """The six exits of 2024 to 2026."""

    @pytest.mark.parametrize(
        ("party", "treaty", "received", "effect"),
        [
            ("lithuania", "ottawa", date(2025, 6, 27), date(2025, 12, 27)),
            ("latvia", "ottawa", date(2025, 6, 27), date(2025, 12, 27)),
            ("EST", "ottawa-1997", date(2025, 6, 27), date(2025, 12, 27)),
            ("mine ban treaty", "finland", date(2025, 7, 10), date(2026, 1, 10)),
            ("poland", "ottawa", date(2025, 8, 20), date(2026, 2, 20)),
            ("lithuania", "cluster munitions", date(2024, 9, 6), date(2025, 3, 6)),
        ],
    )
    def test_dates(self, party, treaty, received, effect):
        """The date of effect follows from the receipt on record, whatever the order of names."""
        answer = when(party, treaty)
        assert (answer.status, answer.received, answer.effect) == ("effective", received, effect)
        assert answer.basis == "recorded"
        assert answer.last_day_bound == effect - timedelta(days=1)

    def test_every_step_has_its_article(self):
        """The arithmetic step names the article it rests on."""
        (runs,) = [each for each in when("lithuania").because if each.rule == "runs"]
        assert (runs.article, runs.start, runs.end) == (
            "20(3)",
            date(2025, 6, 27),
            date(2025, 12, 27),
        )

    def test_joint_deposit(self):
        """Notices received on one day take effect on one day."""
        assert {when(party).effect for party in ("EST", "LVA", "LTU")} == {date(2025, 12, 27)}

    def test_press_reading_is_a_conflict(self):
        """The reading "six months after the vote" is listed with the date it would give."""
        claimed = {each.effect for each in when("lithuania").disagreements}
        assert claimed == {date(2025, 11, 8)}

    def test_reads_aloud(self):
        """The repr is a sentence."""
        text = "Lithuania's withdrawal from the Ottawa Convention took effect on 27 December 2025."
        assert repr(when("lithuania")) == f"<Answer effective: {text}>"
        assert str(when("lithuania")) == text


def test_the_end_is_reached_on_its_day():
    """An exit that has taken effect was reached on the day of effect, not of the notice."""
    progress = when("Lithuania").standing
    assert (progress.stage, progress.reached_on) == ("effective", "2025-12-27")


class TestAsOf:
    """An answer as of a past day uses only what was known by then."""

    def test_on_the_day_of_the_recommendation(self):
        """On 18 March 2025 nothing was notified; the next step was the President's."""
        answer = when("lithuania", as_of="2025-03-18")
        assert (answer.status, answer.effect) == ("not-notified", None)
        assert answer.earliest == date(2025, 9, 18)
        assert answer.standing.stage == "recommendation+state-defence-council"
        assert answer.standing.next == "president-submission: President"
        assert answer.disagreements == ()

    def test_on_the_day_of_the_vote(self):
        """The vote of 8 May 2025 starts no clock; 8 November is at best the earliest date."""
        answer = when("lithuania", as_of="2025-05-08")
        assert (answer.status, answer.effect, answer.earliest) == (
            "not-notified",
            None,
            date(2025, 11, 8),
        )
        assert answer.standing.stage == "final-vote"
        assert any(owed.startswith("promulgation") for owed in answer.standing.owed)
        told = "notice to: UN Security Council, with a full statement of reasons"
        assert told in answer.standing.owed
        assert any("starts no clock" in each.text for each in answer.because)
        assert {each.effect for each in answer.disagreements} == {date(2025, 11, 8)}

    def test_between_receipt_and_effect(self):
        """While the period runs the answer is pending."""
        answer = when("lithuania", as_of="2025-06-27")
        assert (answer.status, answer.effect) == ("pending", date(2025, 12, 27))

    @pytest.mark.parametrize(
        ("as_of", "status"), [("2025-12-26", "pending"), ("2025-12-27", "effective")]
    )
    def test_the_day_of_effect(self, as_of, status):
        """The State is out on the day of effect and bound on the day before."""
        assert when("latvia", as_of=as_of).status == status

    @given(st.dates(date(2023, 1, 1), date(2026, 11, 21)))
    def test_never_uses_later_knowledge(self, as_of):
        """Before the day of receipt no answer knows of the notice."""
        answer = when("poland", as_of=as_of)
        assert (answer.status == "not-notified") == (as_of < date(2025, 8, 20))
        for reason in answer.because:
            if reason.rule in ("notice", "starts") and answer.received:
                assert reason.start <= as_of


class TestConflictProviso:
    """The armed conflict is tested when the six months end (Ottawa Convention, art. 20(3))."""

    def test_open_conflict(self):
        """A conflict without end at expiry leaves the date open."""
        answer = when("sweden", received="2027-03-01", conflict="2027-08-15/..")
        assert (answer.status, answer.effect, answer.earliest) == (
            "conditional",
            None,
            date(2027, 9, 1),
        )
        assert any("2027-09-01" in each.text for each in answer.because)

    def test_conflict_over_before_expiry(self):
        """A conflict that is over when the period ends changes nothing."""
        answer = when("sweden", received="2027-03-01", conflict="2027-03-10/2027-05-01")
        assert (answer.status, answer.effect) == ("pending", date(2027, 9, 1))

    def test_conflict_with_an_end(self):
        """Effect comes on the day the conflict ends."""
        answer = when("sweden", received="2027-03-01", conflict="2027-08-15/2028-02-03")
        assert answer.effect == date(2028, 2, 3)

    def test_order_of_conflicts_does_not_matter(self):
        """Independent facts may be learned in any order."""
        spans = ["2027-08-15/2028-02-03", "2028-01-01/2028-06-01"]
        answers = {
            when("sweden", received="2027-03-01", conflict=each).effect
            for each in (spans, spans[::-1])
        }
        assert answers == {date(2028, 6, 1)}


class TestUkraine:
    """A suspension that the treaty does not know."""

    def test_disputed(self):
        """The claim of suspension is disputed, has no effect, and its critics are cited."""
        answer = when("ukraine")
        assert (answer.status, answer.effect) == ("disputed", None)
        text = " ".join(each.text for each in answer.because)
        for expected in ("no suspension", "Switzerland", "Norway", "22nd Meeting", "conflict"):
            assert expected in text

    def test_before_the_claim(self):
        """Before 18 July 2025 there was no claim to dispute."""
        assert when("ukraine", as_of="2025-07-17").status == "not-notified"

    def test_withdrawal_would_wait(self):
        """A notice of withdrawal would wait for the end of the conflict on record."""
        answer = when("ukraine", received="2026-12-01")
        assert (answer.status, answer.earliest) == ("conditional", date(2027, 6, 1))


class TestNotAParty:
    """There is nothing to withdraw from."""

    @pytest.mark.parametrize("party", ["russia", "US", "China", "India", "Pakistan", "South Korea"])
    def test_ottawa(self, party):
        """States that never joined the Ottawa Convention."""
        assert when(party).status == "not-a-party"

    @pytest.mark.parametrize("party", ["poland", "Latvia", "Estonia", "Finland"])
    def test_cluster_munitions(self, party):
        """States that never joined the Convention on Cluster Munitions."""
        assert when(party, "cluster munitions").status == "not-a-party"

    def test_after_leaving(self):
        """A State that is out cannot leave again."""
        assert when("lithuania", received="2026-06-01").status == "not-a-party"


class TestNonsense:
    """Questions that make no sense are errors that say what was expected."""

    @pytest.mark.parametrize(
        ("arguments", "facts", "error", "expected"),
        [
            (("Lituania", "ottawa"), {}, errors.UnknownCountryError, "Lithuania"),
            (("Sweden", "otawa"), {}, errors.UnknownTreatyError, "Ottawa Convention"),
            (("Sweden", "Norway"), {}, errors.UnknownTreatyError, "both States"),
            (
                ("Sweden", "ottawa"),
                {"received": "2027-02-31"},
                errors.ImpossibleDateError,
                "28 days",
            ),
            (
                ("Sweden", "ottawa"),
                {"received": "1998-01-01"},
                errors.CircumstanceError,
                "1999-05-01",
            ),
            (
                ("Sweden", "ottawa"),
                {"received": "2027-01-02", "named_date": "2027-01-01"},
                errors.CircumstanceError,
                "before the receipt",
            ),
            (
                ("Sweden", "ottawa"),
                {"received": "2027-01-02", "approved": "2027-02-01"},
                errors.CircumstanceError,
                "approval first",
            ),
            (
                ("Sweden", "ottawa"),
                {"received": "2027-01-02", "conflict": "2027-01-01"},
                errors.DateFormatError,
                "START/END",
            ),
            (("Sweden", "ottawa"), {"notice": 2019}, errors.CircumstanceError, "2019"),
            (("Sweden", "ottawa"), {"way_out": "urgent"}, errors.CircumstanceError, "urgent"),
            (("Sweden", "ottawa"), {"period": "P6M"}, errors.CircumstanceError, "one or the other"),
            (("Sweden", None), {}, errors.CircumstanceError, "a treaty, or a period"),
        ],
    )
    def test_errors(self, arguments, facts, error, expected):
        """The message names the value and what was expected."""
        with pytest.raises(error, match=expected):
            when(*arguments, **facts)


class TestRecordedOutcomes:
    """What became of real notices, as known on the day asked for."""

    @pytest.mark.parametrize(
        ("party", "treaty", "as_of", "status", "effect"),
        [
            ("USA", "paris", TODAY, "effective", "2026-01-27"),
            ("USA", "paris", "2020-01-01", "pending", "2020-11-04"),
            ("Hungary", "icc", TODAY, "revoked", None),
            ("Hungary", "icc", "2026-05-28", "pending", "2026-06-02"),
            ("South Africa", "icc", TODAY, "revoked", None),
            ("South Africa", "icc", "2017-03-06", "pending", "2017-10-19"),
            ("USA", "who", "2020-08-01", "pending", "2021-07-06"),
            ("USA", "who", TODAY, "effective", "2026-01-22"),
            ("North Korea", "iccpr", TODAY, "no-effect", None),
            ("North Korea", "npt", TODAY, "disputed", None),
            ("Bolivia", "icsid", TODAY, "effective", "2007-11-03"),
            ("Russia", "coe-statute-1949", TODAY, "effective", "2022-03-16"),
            ("Russia", "coe-statute-1949", "2022-03-15", "pending", "2022-12-31"),
            ("Russia", "echr", TODAY, "effective", "2022-09-16"),
        ],
    )
    def test_status(self, party, treaty, as_of, status, effect):
        """Revoked, disputed, overtaken or matured: the answer follows the day asked for."""
        answer = when(party, treaty, as_of=as_of)
        found = answer.effect.isoformat() if answer.effect else None
        assert (answer.status, found) == (status, effect)

    @pytest.mark.parametrize(
        ("as_of", "effect"),
        [
            ("2018-01-01", date(2019, 3, 29)),
            ("2019-03-22", date(2019, 4, 12)),
            ("2019-04-11", date(2019, 10, 31)),
            ("2019-10-29", date(2020, 1, 31)),
        ],
    )
    def test_prolongations(self, as_of, effect):
        """Each prolongation of the two years of art. 50 counts from the day it was agreed."""
        assert when("United Kingdom", "eu", as_of=as_of).effect == effect

    def test_an_earlier_notice(self):
        """A year picks an earlier notice, and the others are listed."""
        answer = when("USA", "paris", notice=2019)
        assert answer.effect == date(2020, 11, 4)
        assert [each.received for each in answer.notices] == [date(2025, 1, 27)]

    def test_what_it_carries_along(self):
        """Leaving the UNFCCC also leaves Kyoto and Paris."""
        assert {"kyoto-1997", "paris-2015"} <= set(when("Sweden", "unfccc").carries)

    def test_sunset(self):
        """Investments under the Energy Charter stay protected for twenty years."""
        answer = when("Italy", "energy charter treaty")
        assert (answer.effect, answer.protected_until) == (date(2016, 1, 1), date(2036, 1, 1))


class TestSilentTreaties:
    """Treaties without a clause on leaving."""

    @pytest.mark.parametrize("treaty", ["iccpr", "vcdr-1961", "un-charter-1945", "cedaw"])
    def test_no_exit(self, treaty):
        """No exit; the twelve months of Vienna Convention art. 56 are named as a reading."""
        answer = when("Sweden", treaty, received="2027-01-15")
        assert (answer.status, answer.effect) == ("no-exit", None)
        (reading,) = answer.ambiguities
        assert reading.effect == date(2028, 1, 15)

    def test_authority_against(self):
        """For the Covenant, General Comment 26 stands against that reading."""
        (reading,) = when("Sweden", "iccpr").ambiguities
        assert "General Comment No. 26" in reading.text

    def test_custom(self):
        """That art. 56 may apply as custom only is taken for granted, and said."""
        (assumed,) = [x for x in when("Sweden", "cedaw").assumptions if "art. 56" in x]
        assert "art. 4" in assumed
        assert "custom" in assumed

    def test_whether_it_is_a_party_is_not_known(self):
        """Without a list that names the State, no exit is not told as if it were a party."""
        silent = "asean-haze-2002"
        assert any("whether the State is a party" in x for x in when("USA", silent).assumptions)
        assert not any("whether the State" in x for x in when("Sweden", "cedaw").assumptions)

    def test_left_with_its_parent(self):
        """An amendment without a clause of its own is left with the treaty it belongs to."""
        texts = [each.text for each in when("Sweden", "doha-amendment-2012").because]
        assert "Leaving the Kyoto Protocol also leaves this treaty." in texts

    def test_a_way_for_others_only(self):
        """A way out that one State reserved is told of that State, and offered to no other."""
        reserved = "condition that it may leave on one year's notice"
        assert any(reserved in each.text for each in when("USA", "who").because)
        assert not any("Not used" in each for each in when("Spain", "who").assumptions)


class TestWindows:
    """A notice outside a window has no effect."""

    def test_next_window(self):
        """The answer names the next day on which notice could be given, and its effect."""
        answer = when("Sweden", "ilo-c158", received="2027-01-01")
        assert (answer.status, answer.effect) == ("no-effect", None)
        assert answer.earliest == date(2036, 11, 23)
        assert any("2035-11-23" in each.text for each in answer.because)
