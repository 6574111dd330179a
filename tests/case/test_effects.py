"""Many notices at once: equal to `when` on every element, and refused where `when` refuses."""

from datetime import date, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import withdrawal
from withdrawal.case.effects import effects
from withdrawal.dates import parse_day
from withdrawal.errors import (
    CircumstanceError,
    DateFormatError,
    DateRangeError,
    ImpossibleDateError,
    UnknownTreatyError,
)
from withdrawal.law.clause.compiling import compile_pipeline
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.law.treaties.treaty import Treaty

NAT = np.datetime64("NaT", "D")


def array(*days: str) -> np.ndarray:
    """Days as an array."""
    return np.array(days, dtype="datetime64[D]")


class TestAgainstWhen:
    @settings(max_examples=25)
    @given(
        st.sampled_from(
            [
                "ottawa-1997",
                "ilo-c158",
                "genocide-1948",
                "icrw-1946",
                "icsid-1965",
                "cisg-1980",
                "bern-convention-1979",
                "iccpr-1966",
            ]
        ),
        st.lists(st.dates(date(2000, 1, 1), date(2040, 12, 31)), min_size=1, max_size=4),
    )
    def test_every_element(self, key: str, days: list[date]):
        """For each day: the effect that `when` gives a notice received on it, else NaT."""
        found = effects(key, np.array(days, "datetime64[D]"), in_force_for_party="1999-08-31")
        for day, effect in zip(days, found.tolist(), strict=True):
            answer = withdrawal.when(
                "Sweden",
                key,
                received=day,
                in_force_for_party="1999-08-31",
                as_of="2050-01-01",
            )
            assert effect == answer.effect

    @pytest.mark.parametrize(
        ("key", "way_out"),
        [
            ("specialized-agencies-1947", "one-agency"),
            ("who-constitution-1946", "condition-of-1948"),
        ],
    )
    @given(st.dates(date(2000, 1, 1), date(2040, 12, 31)))
    @settings(max_examples=10)
    def test_another_way_out(self, key: str, way_out: str, day: date):
        """By another way out too, where the treaty itself has none or another one."""
        (found,) = effects(key, np.array([day], "datetime64[D]"), way_out=way_out).tolist()
        asked = withdrawal.when("Sweden", key, received=day, way_out=way_out, as_of="2050-01-01")
        assert found == asked.effect
        assert found is not None

    @given(
        st.one_of(
            st.dates(date(2000, 1, 1), date(2100, 1, 1)),
            st.datetimes(
                datetime(2000, 1, 1),
                datetime(2100, 1, 1),
                timezones=st.sampled_from([timezone(timedelta(hours=h)) for h in (-11, 0, 14)]),
            ),
            st.dates(date(2000, 1, 1), date(2100, 1, 1)).map(str),
            st.dates(date(2000, 1, 1), date(2100, 1, 1)).map(lambda day: f"{day:%Y-%m}"),
            st.from_regex(r"\A[ +]?20[ 0-9TZ:-]{2,9}\Z"),
            st.integers(-9999, 9999) | st.floats() | st.booleans(),
        )
    )
    @example(datetime(2027, 9, 1, 0, 30, tzinfo=timezone(timedelta(hours=14))))
    def test_takes_whole_days(self, value):
        """A whole day is taken, to the effect that `when` gives; what is none is refused."""
        try:
            parse_day(value)
        except (DateFormatError, ImpossibleDateError) as refusal:
            with pytest.raises(type(refusal)):
                effects("ottawa-1997", [value])
        else:
            answer = withdrawal.when("Sweden", "ottawa-1997", received=value, as_of="2200-01-01")
            assert effects("ottawa-1997", [value]).tolist() == [answer.effect]

    def test_every_way_out(self):
        """By every way out of every treaty: the effect that `when` gives, on each of some days."""
        days, compared = [date(2027, 3, 1), date(2028, 2, 29), date(2030, 8, 31)], 0
        ways = [
            (law, way.id)
            for law in map(catalogue().treaty, catalogue())
            for way in law.clause.alternatives
            if way.operators
        ]
        for law, way in ways:
            found = effects(law, days, way_out=way, in_force_for_party="1999-08-31").tolist()
            for day, effect in zip(days, found, strict=True):
                asked = withdrawal.when(
                    "Sweden",
                    law,
                    received=day,
                    way_out=way,
                    in_force_for_party="1999-08-31",
                    as_of="2050-01-01",
                )
                if asked.status in ("effective", "pending", "conditional", "no-effect"):
                    assert (law.id, way, effect) == (law.id, way, asked.effect)
                    compared += 1
        assert compared > len(ways)

    @pytest.mark.parametrize(
        ("key", "circumstance"),
        [
            ("ottawa-1997", {"in_force_for_party": "2003-11-01"}),
            ("paris-2015", {"in_force_for_party": "2003-11-01"}),
            ("cisg-1980", {"named_date": "2004-02-01"}),
            ("teu-art-50", {"agreed_date": "2004-02-01"}),
            ("teu-art-50", {"extended_to": "2004-02-01"}),
        ],
    )
    @pytest.mark.parametrize("day", ["2003-10-31", "2003-11-01", "2004-02-01", "2004-02-02"])
    def test_refused(self, key: str, circumstance: dict, day: str):
        """Where `when` refuses a notice that contradicts a circumstance, there is no day."""
        (found,) = effects(key, array(day), **circumstance).tolist()
        try:
            asked = withdrawal.when("Sweden", key, received=day, as_of="2050-01-01", **circumstance)
        except CircumstanceError:
            assert found is None
        else:
            assert found == asked.effect

    def test_refused_on_the_edge(self):
        """A notice on the day the treaty came into force for the State is the first good one."""
        found = effects(
            "ottawa-1997",
            array("2003-10-31", "2003-11-01", "NaT"),
            in_force_for_party="2003-11-01",
        )
        assert np.datetime_as_string(found).tolist() == ["NaT", "2004-05-01", "NaT"]

    @pytest.mark.parametrize(
        ("circumstance", "expected"),
        [
            ({}, ["2027-09-01", "2028-02-29"]),
            ({"conflict": "2027-08-15/2028-02-03"}, ["2028-02-03", "2028-02-29"]),
            ({"conflict": ["2027-08-15/2028-02-03", "2028-02-01/.."]}, ["NaT", "NaT"]),
            ({"conflict": "2027-03-10/2027-05-01"}, ["2027-09-01", "2028-02-29"]),
        ],
    )
    def test_conflicts(self, circumstance: dict, expected: list[str]):
        """A conflict when the period ends holds an effect back; without an end there is none."""
        found = effects("ottawa-1997", array("2027-03-01", "2027-08-31"), **circumstance)
        assert np.datetime_as_string(found).tolist() == expected

    @pytest.mark.parametrize(
        ("key", "circumstance", "expected"),
        [
            ("cisg-1980", {"named_date": "2029-01-01"}, "2029-01-01"),
            ("teu-art-50", {"agreed_date": "2028-01-01"}, "2028-01-01"),
            ("teu-art-50", {"extended_to": "2030-01-01"}, "2030-01-01"),
            ("paris-2015", {"in_force_for_party": "2026-01-01"}, "NaT"),
            ("paris-2015", {"in_force_for_party": "2016-11-04"}, "2028-03-01"),
        ],
    )
    def test_other_circumstances(self, key: str, circumstance: dict, expected: str):
        """A named, an agreed and a prolonged day count, and a lock-in for the party."""
        found = effects(key, array("2027-03-01"), **circumstance)
        assert str(found[0]) == expected

    def test_no_way_out(self):
        """A treaty that cannot be left has no effects."""
        assert np.isnat(effects("iccpr-1966", array("2027-03-01", "2027-03-02"))).all()

    def test_only_with_its_parent(self):
        """A treaty left only with its parent has the effects of that one."""
        days = array("2027-03-01", "2027-03-02")
        found = effects("achr-court-jurisdiction-1969", days)
        assert (found == effects("achr-1969", days)).all()
        assert not np.isnat(found).any()


class TestArrays:
    def test_shape_and_missing_days(self):
        """The result has the shape of the days, with NaT where a day is NaT."""
        days = array("2027-03-01", "NaT", "1890-08-30", "2027-08-31").reshape(2, 2)
        found = effects("ottawa-1997", days)
        assert found.shape == (2, 2)
        assert found.dtype == np.dtype("datetime64[D]")
        assert np.datetime_as_string(found).tolist() == [
            ["2027-09-01", "NaT"],
            ["1891-02-28", "2028-02-29"],
        ]

    def test_a_single_day(self):
        """A single day gives an array without dimensions."""
        found = effects("ottawa-1997", "2027-08-31")
        assert found.shape == ()
        assert found.item() == date(2028, 2, 29)

    @pytest.mark.parametrize("days", [[], ["NaT"], np.array([], "datetime64[D]"), [[], []]])
    def test_no_days(self, days):
        """No days, or none that is known, give none."""
        found = effects("ottawa-1997", np.array(days, "datetime64[D]"))
        assert found.shape == np.shape(days)
        assert np.isnat(found).all()

    def test_what_numpy_reads_as_days(self):
        """Texts, dates and finer times are read as days, None and NaT as none."""
        expected = date(2028, 2, 29)
        for missing in (None, np.datetime64("NaT", "D"), NAT):
            assert effects("ottawa-1997", [missing, "2027-08-31"]).tolist() == [None, expected]
        for days in (["2027-08-31"], [date(2027, 8, 31)], np.array(["2027-08-31T23:59"], "M8[s]")):
            assert effects("ottawa-1997", days).tolist() == [expected]

    def test_a_treaty_of_ones_own(self):
        """The treaty may be an object."""
        law = Treaty.plain("P3M", then="first-day-of-next-month")
        assert effects(law, ["2027-03-01"]).tolist() == [date(2027, 7, 1)]

    def test_the_days_are_left_alone(self):
        """The days given are not changed, and the result may be."""
        days = array("2027-03-01", "2027-08-31")
        found = effects("ottawa-1997", days)
        found[0] = NAT
        assert days.tolist() == [date(2027, 3, 1), date(2027, 8, 31)]
        assert effects("ottawa-1997", days)[0] == np.datetime64("2027-09-01")


class TestRange:
    def test_days_far_apart(self):
        """The days may lie centuries apart."""
        found = effects("ottawa-1997", array("0001-01-01", "2027-08-31"))
        assert np.datetime_as_string(found).tolist() == ["0001-07-01", "2028-02-29"]

    def test_the_end_of_the_calendar(self):
        """A day in the last year has its effect, until there is none left."""
        assert str(effects("ottawa-1997", array("9999-06-30"))[0]) == "9999-12-30"
        with pytest.raises(DateRangeError, match="9999-07-01 plus P6M"):
            effects("ottawa-1997", array("9999-07-01"))

    @pytest.mark.parametrize("day", ["0000-12-31", "10000-01-01", "-0001-01-01"])
    def test_beyond_the_calendar(self, day: str):
        """Days that Python has no date for are refused."""
        with pytest.raises(DateRangeError) as caught:
            effects("ottawa-1997", array("2027-03-01", day))
        assert caught.value.message == (
            "A day lies outside the calendar: expected the years 1 to 9999."
        )


class TestRefusals:
    def test_a_route_that_does_not_exist(self):
        """An unknown way out is refused, with those there are."""
        with pytest.raises(CircumstanceError) as caught:
            effects("rome-statute-1998", ["2027-03-01"], way_out="typo")
        assert caught.value.message.startswith("'typo' is not a way out of Rome Statute: ")

    @pytest.mark.parametrize(
        "days",
        [
            "soon",
            [["2027-01-01"], []],
            object(),
            [1.5],
            [5],
            [True],
            [float("nan")],
            ["2027-08"],
            ["2027-08-31T12:00"],
            ["2027-08-31", "NaT"],
            [np.datetime64("2027-08")],
            np.array([5]),
            np.array(["2027-08"], "datetime64[M]"),
            np.array(["2027"], "datetime64[Y]"),
        ],
    )
    def test_what_is_not_days(self, days):
        """What is no whole day is refused with the package's own error, never read as one."""
        with pytest.raises(DateFormatError, match=r"datetime64\[D\], or texts of the form"):
            effects("ottawa-1997", days)

    def test_masked(self):
        """What a mask hides is refused; a mask that hides nothing is none."""
        days = array("2027-03-01", "2027-08-31")
        with pytest.raises(DateFormatError, match="Some days are masked"):
            effects("ottawa-1997", np.ma.array(days, mask=[True, False]))
        assert len(effects("ottawa-1997", np.ma.array(days, mask=False))) == 2

    def test_other_mistakes(self):
        """Unknown names and impossible circumstances are refused as by `when`."""
        with pytest.raises(UnknownTreatyError):
            effects("xyzzy", ["2027-03-01"])
        with pytest.raises(DateFormatError):
            effects("ottawa-1997", ["2027-03-01"], named_date="soon")


class TestKeeping:
    def test_a_table_is_kept(self):
        """The same clause, circumstances and years are compiled once, by value."""
        compile_pipeline.cache_clear()
        for _ in range(2):
            for day in ("2027-03-01", "2027-12-31"):
                effects("ottawa-1997", [day], conflict="2028-03-01/..")
        assert compile_pipeline.cache_info().misses == 1
        effects("ottawa-1997", ["2027-03-01"], conflict="2028-03-02/..")
        effects("ottawa-1997", ["2028-03-01"], conflict="2028-03-02/..")
        effects("paris-2015", ["2027-03-01"], conflict="2028-03-02/..")
        assert compile_pipeline.cache_info().misses == 4

    def test_circumstances_do_not_leak(self):
        """What was assumed for one call is not for the next."""
        day = array("2027-03-01")
        first = effects("paris-2015", day, in_force_for_party=date(2016, 11, 4))
        second = effects("paris-2015", day, in_force_for_party=date(2016, 11, 4) + timedelta(9999))
        assert first.tolist() == [date(2028, 3, 1)]
        assert second.tolist() == [None]


class TestRarerShapes:
    """Many notices at once, of clauses that need a day of their own."""

    @pytest.mark.parametrize(
        ("treaty", "days", "facts", "expected"),
        [
            (
                "icnaf-1949",
                ["1978-07-19", "1978-07-29", "1978-07-30"],
                {"follows": "1978-06-29"},
                ["1978-12-31", "1978-12-31", "1979-12-31"],
            ),
            ("icnaf-1949", ["1979-08-02"], {"follows": "Bulgaria"}, ["1979-12-31"]),
            ("madrid-protocol-1991", ["2027-08-31"], {}, ["NaT"]),
            ("madrid-protocol-1991", ["2027-08-31"], {"event": "2027-01-01"}, ["2029-08-31"]),
            (
                "acto-1978",
                ["2027-05-28", "2027-05-29"],
                {"first_act": "2027-02-28"},
                ["NaT", "2028-05-29"],
            ),
            (
                "gc-i-1949",
                ["2027-01-31"],
                {"conflict": "2026-12-01/2028-05-01", "repatriated": "2029-01-31"},
                ["2029-01-31"],
            ),
        ],
    )
    def test_circumstances(self, treaty, days, facts, expected):
        """Each circumstance counts for arrays of days as it does for one day."""
        found = effects(treaty, np.array(days, "datetime64[D]"), **facts)
        assert found.astype(str).tolist() == expected
