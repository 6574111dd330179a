"""The dossier: what was known of a case by a day, and which bond it is about."""

from datetime import date, timedelta

import pytest
from attrs import evolve

import withdrawal
from withdrawal.case.asking.dossier import Dossier, dossier_of
from withdrawal.case.asking.question import make_question
from withdrawal.errors import CircumstanceError
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.record.history import history
from withdrawal.record.parties import Bond, Roll, bound_since, membership

UNCCD = catalogue().treaty("unccd-1994")


def dossier(*, as_of):
    """Return what was known of Canada and the desertification convention."""
    return dossier_of(make_question("CAN", "unccd-1994", as_of=as_of))


class TestBondOn:
    """The bond that counts on a day: Canada was bound from 1996 to 2014, and again from 2017."""

    @pytest.mark.parametrize(
        ("day", "since"),
        [
            (date(1990, 1, 1), date(1996, 12, 26)),
            (date(1996, 12, 26), date(1996, 12, 26)),
            (date(2014, 3, 28), date(1996, 12, 26)),
            (date(2017, 3, 20), date(1996, 12, 26)),
            (date(2017, 3, 21), date(2017, 3, 21)),
            (date(2026, 1, 1), date(2017, 3, 21)),
        ],
    )
    def test_last_begun(self, day, since):
        """The last bond begun by then counts; before the first, that one."""
        bond = dossier(as_of="2026-11-21").bond_on(day)
        assert bound_since(bond, UNCCD) == (since, True)

    def test_without_any(self):
        """Where no bond is on record, an empty one stands for it."""
        day = date(2020, 1, 1)
        assert Dossier(UNCCD, Roll("CAN", UNCCD), day).bond_on(day) == Bond()

    def test_same_day(self):
        """A notice that took effect on the day of a new declaration ended the old one."""
        found = dossier_of(make_question("CAN", "icj-statute-art-36-2", as_of="2000-01-01"))
        assert [found.bond_under(each).left_on for each in found.notices] == [
            date(1970, 4, 7),
            date(1985, 9, 10),
            date(1994, 5, 10),
        ]

    @pytest.mark.parametrize(
        ("day", "left"), [("2016-01-01", None), ("2018-01-01", date(2014, 3, 28))]
    )
    def test_returned_after(self, day, left):
        """Only a State that is bound again has returned after an exit."""
        assert dossier(as_of=day).returned_after(date.fromisoformat(day)) == left


class TestBoundSince:
    """The record first, then the treaty's rule, then the later of consent and entry into force."""

    def test_recorded(self):
        """A day on record is used as it is."""
        bond = Bond(date(2016, 12, 21), in_force_for_party=date(2018, 1, 1))
        assert bound_since(bond, UNCCD) == (date(2018, 1, 1), True)

    def test_by_rule(self):
        """Article 36 of the desertification convention: the ninetieth day after the deposit."""
        assert bound_since(Bond(date(2016, 12, 21)), UNCCD) == (date(2017, 3, 21), True)

    def test_neither(self):
        """Without a rule the day is the later of the two, and is marked as taken for granted."""
        treaty = evolve(UNCCD, entry_into_force=None, in_force=date(2000, 1, 1))
        assert bound_since(Bond(date(1999, 7, 10)), treaty) == (date(2000, 1, 1), False)
        assert bound_since(Bond(date(2023, 7, 10)), treaty) == (date(2023, 7, 10), False)

    def test_unknown(self):
        """No consent on record, no day."""
        assert bound_since(Bond(), UNCCD) == (None, True)


class TestLeftAndCameBack:
    """A State that left and came back is judged by the bond in place on the day."""

    def test_lock_in_of_its_time(self):
        """Canada's notice of 2013 is judged by the bond of 1996, also when asked about in 2018."""
        answer = withdrawal.when("CAN", "unccd-1994", as_of="2018-01-01")
        assert (answer.status, answer.effect) == ("effective", date(2014, 3, 28))
        assert answer.rejoined == date(2017, 3, 21)
        assert answer.is_bound

    def test_between(self):
        """A notice between the two bonds leaves nothing."""
        answer = withdrawal.when("CAN", "unccd-1994", received="2015-06-01", as_of="2026-11-21")
        assert answer.status == "not-a-party"
        assert "left on 2014-03-28" in answer.because[0].text

    def test_lock_in_again(self):
        """The three years during which none may leave begin anew with the second bond."""
        early = withdrawal.when("CAN", "unccd-1994", received="2018-06-01", as_of="2026-11-21")
        assert (early.status, early.earliest) == ("no-effect", date(2021, 3, 21))
        later = withdrawal.when("CAN", "unccd-1994", received="2021-06-01", as_of="2026-11-21")
        assert later.effect == date(2022, 6, 1)

    def test_left_again(self):
        """The return of 2003 is over once the State has left again in 2018."""
        with pytest.raises(CircumstanceError, match="on record, of 2026 or of any other day"):
            withdrawal.when("SWE", "ottawa-1997", notice=2026)
        answer = withdrawal.when("USA", "unesco-1945", notice=1983, as_of="2019-01-01")
        assert (answer.effect, answer.rejoined) == (date(1984, 12, 31), None)
        assert not answer.is_bound

    @pytest.mark.parametrize(
        ("as_of", "rejoined"),
        [("1972-01-01", None), ("1974-11-27", None), ("1974-11-28", date(1974, 11, 28))],
    )
    def test_on_the_day(self, as_of, rejoined):
        """Greece is a party again from 28 November 1974, not a day before."""
        answer = withdrawal.when("GRC", "echr-1950", as_of=as_of)
        assert (answer.effect, answer.rejoined) == (date(1970, 6, 13), rejoined)

    def test_back_since_a_year(self):
        """A State back since a day that is not known is bound, and its sentence says so."""
        answer = withdrawal.when("URY", "unasur-2008", as_of="2026-11-28")
        assert (answer.status, answer.rejoined, answer.is_bound) == ("effective", None, True)
        assert answer.sentence.endswith("; it is a party again.")
        assert "bound again in 2023" in answer.because[-1].text
        before = withdrawal.when("URY", "unasur-2008", as_of="2021-06-01")
        assert before.is_bound is False

    def test_before_the_first(self):
        """A day before Finland joined finds no party, and a notice of then makes no sense."""
        answer = withdrawal.when("FIN", "ottawa-1997", as_of="2010-01-01")
        assert answer.status == "not-a-party"
        with pytest.raises(CircumstanceError, match="2012-07-01"):
            withdrawal.when("FIN", "ottawa-1997", received="2010-01-01")

    def test_plan(self):
        """A plan is made for the bond in place: none while the State was out."""
        out = withdrawal.plan("USA", "unesco-1945", out_by="2030-01-01", as_of="1990-01-01")
        assert "it left on 31 December 1984" in out.sentence
        back = withdrawal.plan("USA", "unesco-1945", out_by="2030-01-01", as_of="2010-01-01")
        assert back.latest_receipt == date(2028, 12, 31)

    def test_no_plan_before_joining(self):
        """Nor is one made before the State joined."""
        found = withdrawal.plan("FIN", "ottawa-1997", out_by="2012-01-01", as_of="2010-01-01")
        assert found.latest_receipt is None
        assert "bound since 2012-07-01" in found.sentence


class TestEveryBond:
    """Every bond of a State that ever left is told by `when` as it stands in the table."""

    def test_from_its_first_day(self):
        """The State is a party on the first day, and on the day before only by another bond.

        Of a bond that only its end shows nothing is known before that.
        """
        asked = 0
        for law, party, bonds in _left_once():
            for number, bond in enumerate(bonds):
                since, _ = bound_since(bond, law)
                if since is None or law.clause.exit != "allowed":
                    continue
                before = since - timedelta(days=1)
                was_in = number > 0 and not bonds[number - 1].is_over_by(before)
                assert _is_bound(party, law, since) is not False, (law.id, party, since)
                assert _is_bound(party, law, before) in (was_in, None), (law.id, party, before)
                asked += 1
        assert asked > 50

    def test_until_it_left(self):
        """From the day it left it is out, unless that day counts or it was bound again by then."""
        asked = 0
        for law, party, bonds in _left_once():
            for number, bond in enumerate(bonds):
                if bond.left_on is None:
                    continue
                answer = withdrawal.when(party, law, as_of=bond.left_on)
                if answer.effect != bond.left_on:
                    continue
                again = bonds[number + 1 :] and bound_since(bonds[number + 1], law)[0]
                is_back = bool(again and again <= bond.left_on)
                assert answer.is_bound == (is_back or answer.is_bound_on_effect), (law.id, party)
                asked += 1
        assert asked > 200


def _left_once():
    """Yield the treaty, the State and its bonds, for every exit on record."""
    for key, party in sorted({(row.treaty, row.party) for row in history()}):
        law = catalogue().treaty(key)
        yield law, party, membership(key, party).bonds


def _is_bound(party, law, day):
    return withdrawal.when(party, law, as_of=day).is_bound


class TestNotKnownWhetherAParty:
    """Without a list of parties no State is silently taken for one."""

    def test_not_notified(self):
        """The sentence, the assumptions and `is_bound` all say that it is not known."""
        answer = withdrawal.when("FRA", "au-pair-placement-1969", as_of="2020-01-01")
        assert answer.is_bound is None
        assert answer.sentence.endswith("if it is a party, which is not known here.")
        assert any(each.startswith("On whether the State") for each in answer.assumptions)

    def test_with_a_notice(self):
        """Nor where the asker supposes a notice."""
        answer = withdrawal.when("FRA", "au-pair-placement-1969", received="2020-01-01")
        assert answer.effect == date(2020, 7, 2)
        assert answer.sentence.endswith("if it is a party, which is not known here.")

    def test_notice_on_record(self):
        """A notice on record shows that the State was a party."""
        answer = withdrawal.when("NOR", "au-pair-placement-1969", as_of="2026-11-21")
        assert "not known" not in answer.sentence

    def test_plan(self):
        """A plan says so among what it takes for granted."""
        found = withdrawal.plan("FRA", "au-pair-placement-1969", out_by="2030-01-01")
        assert any(each.startswith("On whether the State") for each in found.assumptions)

    def test_not_on_the_list(self):
        """Of a State that an old list leaves out it is not known; the plan says so too."""
        found = withdrawal.plan("SSD", "ilo-c130", out_by="2035-01-01", as_of="2026-11-28")
        assert found.membership.value == "not-known"
        assert "if it is a party, which is not known here" in found.sentence
        said = withdrawal.when("SSD", "ilo-c130", as_of="2026-11-28")
        assert (said.status, said.is_bound) == ("not-notified", None)
        assert any("does not name it" in each for each in said.assumptions)


def test_a_lock_in_counts_from_the_consent_on_record():
    """A lock-in from a State's consent opens as long after the day of its consent on record."""
    answer = withdrawal.when("MNE", "fao-1945", received="2009-01-01", as_of="2026-11-21")
    assert (answer.status, answer.effect) == ("no-effect", None)
    (told,) = (each.text for each in answer.because if each.rule == "obstacle")
    assert "before 2011-11-17" in told
    assert not any("not on record here" in each for each in answer.assumptions)
