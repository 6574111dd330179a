"""What the answer says of the State and of the treaty themselves, and of days known in part."""

import pytest

import withdrawal
from withdrawal.dates import PartialDate

TODAY = "2026-11-28"


def when(party, treaty, **facts):
    """Ask with a fixed day unless another is given."""
    return withdrawal.when(party, treaty, **{"as_of": TODAY, **facts})


class TestLife:
    """What the keys of a treaty's life mean for whoever asks when a State can leave."""

    def test_a_term_that_ends_first(self):
        """An earliest day after the end of the treaty's term is told with that end."""
        said = " ".join(when("Brazil", "itta-2006").assumptions)
        assert "term ends on 2026-12-06, before the day given here" in said

    def test_a_term_that_ends_later(self):
        """The end of a running term is told, with what is on record of it."""
        said = " ".join(when("USA", "usmca-2018").assumptions)
        assert "term ends on 2036-07-01, unless it is prolonged" in said
        assert "did not confirm an extension" in said

    def test_a_term_at_every_door(self):
        """A plan and a forecast that reach beyond the treaty's term say so as the answer does."""
        plan = withdrawal.plan("Brazil", "itta-2006", out_by="2030-01-01", as_of=TODAY)
        forecast = withdrawal.forecast("Brazil", "itta-2006", as_of=TODAY)
        for found in (plan, forecast):
            assert any("term ends on 2026-12-06" in each for each in found.assumptions)

    def test_whom_it_still_binds(self):
        """What became of the treaty between some of its parties is told."""
        assert any("New Zealand in 1986" in each for each in when("NZL", "anzus-1951").assumptions)

    def test_provisional_application(self):
        """A treaty that is only applied provisionally has no parties, and binds not nobody."""
        found = when("France", "ceta-2016")
        assert (found.status, found.is_bound, found.earliest) == ("not-in-force", False, None)
        assert "applied provisionally, since 21 September 2017" in found.sentence
        assert "binds nobody" not in found.sentence


class TestFormerStates:
    def test_after_its_end(self):
        """What became of a former State is told once, and only from the day it was no more."""
        gone, before = when("SUN", "npt-1968"), when("SUN", "npt-1968", as_of="1980-01-01")
        assert gone.status == "not-a-party"
        assert "ceased to exist" in gone.because[0].text
        assert not any("ceased to exist" in each for each in gone.assumptions)
        assert not any("ceased to exist" in each for each in before.assumptions)


class TestDaysInPart:
    @pytest.mark.parametrize(
        ("text", "placed"),
        [
            ("2020-03-05", "on 2020-03-05"),
            ("2020-03", "in 2020-03"),
            ("2022", "in 2022"),
            ("2020/2021", "within 2020/2021"),
        ],
    )
    def test_the_preposition(self, text, placed):
        """Only what is known to the day is on a day."""
        assert PartialDate.parse(text).placed == placed

    @pytest.mark.parametrize(
        ("party", "treaty", "reached"),
        [
            ("POL", "ilo-constitution-1919", "1987-11"),
            ("PLW", "pacific-islands-forum-2005", "2022"),
            ("GAB", "opec-statute", "1995-01"),
        ],
    )
    def test_what_was_reached(self, party, treaty, reached):
        """An end whose day is known in part is never dated by the day of the notice."""
        assert when(party, treaty).standing.reached_on == reached

    def test_taken_back_late(self):
        """A notice taken back after its would-be effect is not said to be taken back before it."""
        said = next(each for each in when("POL", "ilo").because if each.rule == "revoked")
        assert "before it took effect" not in said.text
        assert "would have had effect on 1986-11-17" in said.text


class TestTense:
    def test_whoever_left_was_a_party(self):
        """Since when a State is a party is told in the past of a State that has left."""
        left, stays = when("ARE", "opec-statute"), when("FRA", "npt-1968")
        assert "was a party from 1967" in left.because[0].text
        assert "has been a party since" in stays.because[0].text


class TestTexts:
    """Model clauses and articles of treaties, to which nobody is a party."""

    @pytest.mark.parametrize("text", ["oecd-model-tax-art-32", "vclt-art-62-fundamental-change"])
    def test_no_party_is_asked_for(self, text):
        """No door says of a model clause or an article that it is not known who is a party."""
        plan = withdrawal.plan("FRA", text, out_by="2030-01-01", as_of=TODAY)
        forecast = withdrawal.forecast("FRA", text, as_of=TODAY)
        for said in (plan.sentence, forecast.sentence, when("FRA", text).sentence):
            assert "if it is a party" not in said
        assert plan.sentence.startswith("Under this ")
        assert "exit under the" in forecast.sentence

    def test_a_day_in_words(self):
        """A headline sentence writes its second day as it writes the first."""
        assert "On another day, 1 January 2024" in when("USA", "us-hungary-tax-1979").sentence

    @pytest.mark.parametrize(
        ("treaty", "said"),
        [
            ("inf-1987", "would have ended the INF Treaty for both"),
            ("oecd-model-tax-art-32", "would have taken effect on 1 January 2019"),
        ],
    )
    def test_a_supposed_notice_of_the_past(self, treaty, said):
        """What a supposed notice of the past would have done is never told as still to come."""
        assert said in when("USA", treaty, received="2018-06-20").sentence

    def test_one_party_less(self):
        """A treaty of two is ended for both, one of more for all."""
        assert "A notice ends the treaty for both parties." in when("CAN", "cusfta-1988").sentence


class TestRoll:
    def test_not_in_force(self):
        """Whoever consented to a treaty that is not in force is told as not bound yet."""
        said = withdrawal.parties("basel-liability-1999", as_of=TODAY).sentence
        assert "11 States more consented, not bound yet. The treaty was not in force" in said

    def test_over(self):
        """The list of a treaty that is over says since when it is."""
        said = withdrawal.parties("ilo-c062", as_of=TODAY).sentence
        assert said.endswith("not been in force since 14 June 2024.")


class TestWithoutANotice:
    """Ends that no notice of withdrawal brought about."""

    @pytest.mark.parametrize(
        ("party", "treaty"),
        [("RUS", "echr-1950"), ("RUS", "ctbt-1996"), ("GBR", "upc-agreement-2013")],
    )
    def test_nothing_is_given(self, party, treaty):
        """No receipt of a notice is told, and none is called given by the asker."""
        found = when(party, treaty)
        assert (found.status, found.received, found.basis) == (
            "effective", None, None,
        )  # fmt: skip

    def test_consent_taken_back(self):
        """A State that took back its ratification before entry into force was never bound."""
        found = when("RUS", "ctbt-1996")
        assert found.last_day_bound is None
        assert not any("ceased to be a party" in each.text for each in found.because)
