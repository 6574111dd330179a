"""A survey says of each pair what `when` says."""

from datetime import date
from functools import cache
from random import Random

import numpy as np
import pytest

import withdrawal
from withdrawal.case.roll_of_state import ties_of
from withdrawal.case.survey import answered, survey
from withdrawal.case.surveyed import COLUMNS, Found, Survey
from withdrawal.errors import UnknownTreatyError
from withdrawal.law.countries import countries
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.output.tables.definitions import columns
from withdrawal.record.history import history

DAY = date(2026, 11, 28)
SHAPES = (
    "achr-court-jurisdiction-1969",  # left only with its parent
    "antarctic-treaty-1959",  # ended for a State by another exit
    "aarhus-1998",  # a lock-in from the day the treaty bound the State
    "ch-eu-free-movement-1999",  # a notice ends it for all
    "ect-efficiency-protocol-1994",  # left by whoever leaves its parent
    "european-establishment-1955",  # terms that run from that day
    "ottawa-1997",  # waits for the end of a conflict
    "paris-2015",
    "un-charter-1945",  # every State is a party
)


def treaties() -> list[str]:
    """Return the treaties to ask about: some of each shape, and some by lot."""
    return sorted({*SHAPES, *Random(22).sample(list(catalogue()), 8)})


@cache
def of_a_state() -> Survey:
    """Return the survey of a State that left much, and came back to some of it."""
    return survey("USA", as_of=DAY)


class TestEqualToWhen:
    @pytest.mark.parametrize("on", [None, date(2027, 5, 29), date(2015, 3, 10)])
    @pytest.mark.parametrize("treaty", treaties())
    def test_every_state(self, treaty, on):
        """For every tenth State, and each with a step on record, it is what the answer says."""
        made, law = survey(treaty=treaty, as_of=DAY, on=on), catalogue().treaty(treaty)
        acting = {row.party for row in history(treaty)}
        for number, state in enumerate(made.states):
            if number % 10 == 0 or state.id in acting:
                assert made.of(state.id, treaty) == answered(state, law, DAY, on), state.id

    def test_it_is_what_the_public_function_says(self):
        """Status, days and membership are those of `withdrawal.when`."""
        told = withdrawal.when("Lithuania", "Ottawa Convention", as_of=DAY)
        found = survey("Lithuania", "Ottawa Convention", as_of=DAY).of("LTU", "ottawa-1997")
        assert found == Found(
            told.status, told.effect, told.earliest, told.latest, "recorded", "not-a-party"
        )

    def test_the_treaties_of_a_state(self):
        """What binds a State has the first day out that the survey gives; nothing else has one.

        Where it left once and came back, that is the day to which a notice would lead now.
        """
        ties, made = ties_of("USA", DAY, DAY), of_a_state()
        for each in ties:
            found = made.of("USA", each.treaty).day
            if found and found < DAY:
                found = survey("USA", each.treaty, as_of=DAY, on=DAY).of("USA", each.treaty).day
            is_bound = each.stands in ("party", "leaving")
            assert each.earliest == (found if is_bound else None), each.treaty
        assert min(each.earliest for each in ties if each.earliest) == DAY
        assert {"party", "leaving", "left"} <= {each.stands for each in ties}


class TestTable:
    def test_one_state(self):
        """A State is asked of every treaty, and the counts are of all of them."""
        made = of_a_state()
        assert (len(made.states), made.treaties) == (1, tuple(catalogue()))
        assert sum(made.counts.values()) == len(made) == len(list(made)) == len(catalogue())

    def test_columns(self):
        """Columns as arrays, rows and the defined columns agree."""
        made = survey(treaty="ottawa-1997", as_of=DAY)
        assert tuple(columns("survey")) == COLUMNS
        rows = [each.to_json() for each in made]
        assert len(rows) == len(countries())
        assert made.column("party").tolist() == [row["party"] for row in rows]
        days = made.column("effect")
        assert days.dtype == np.dtype("datetime64[D]")
        assert [None if np.isnat(each) else str(each) for each in days] == [
            row["effect"] for row in rows
        ]

    def test_frame(self):
        """A frame has days as days, and null where there is none."""
        frame = withdrawal.to_frame(survey(treaty="ottawa-1997", as_of=DAY), backend="pyarrow")
        assert frame.column_names == list(COLUMNS)
        assert date(2025, 12, 27) in frame["effect"].to_pylist()
        assert frame["effect"].null_count > 150

    def test_unknown_name(self):
        """A name that fits nothing is refused."""
        with pytest.raises(UnknownTreatyError):
            survey(treaty="otawa-1998")

    def test_too_early(self):
        """A notice before the treaty bound the State makes no sense, and has no status."""
        made = survey("Poland", "ottawa-1997", as_of="2026-11-28", on="2011-01-01")
        assert made.of("POL", "ottawa-1997") == Found(None)
