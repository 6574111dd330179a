"""`withdrawal.case.asking.dossier`: from which day a fact is known, and the way out of course."""

import pytest

from withdrawal.case.asking.dossier import dossier_of
from withdrawal.case.asking.question import make_question


class TestRevocation:
    """When a notice that was taken back is known to have been."""

    @pytest.mark.parametrize(
        ("as_of", "status"),
        [("2017-03-06", "effective"), ("2017-03-07", "revoked"), ("2017-03-08", "revoked")],
    )
    def test_from_its_day_on(self, as_of, status):
        """South Africa took its notice of 2016 back on 7 March 2017, and that day it was known."""
        (notice,) = dossier_of(make_question("ZAF", "rome-statute-1998", as_of=as_of)).notices
        assert notice.status == status


class TestRouteOfCourse:
    """A way out that one State has as a matter of course."""

    def test_united_states_and_the_health_organization(self):
        """Its condition of 1948 goes with the United States unasked, and with nobody else."""
        question = make_question("USA", "who-constitution-1946", as_of="2026-11-21")
        found = dossier_of(question)
        assert found.circumstances(question, None).way_out == "condition-of-1948"
        other = make_question("FRA", "who-constitution-1946", as_of="2026-11-21")
        assert dossier_of(other).circumstances(other, None).way_out is None
