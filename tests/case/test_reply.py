"""What the events of a case say to the clause, and what an answer says of the case."""

from datetime import date

from withdrawal import Case


class TestEvents:
    """Events that move the day of effect."""

    def test_named_date(self):
        """A later day that the notice names is the day of effect, where the clause lets it be."""
        case = Case("SWE", "rome-statute-1998")
        case.record("final-vote", on="2027-04-07")
        case.record("notice-received", on="2027-05-03", until="2028-12-31")
        assert case.when(as_of="2027-06-01").effect == date(2028, 12, 31)

    def test_prolonged(self):
        """The end of a period prolonged by an event is the day of effect; the last one counts."""
        case = Case("GBR", "teu-art-50")
        case.record("final-vote", on="2017-03-13")
        case.record("upper-house-vote", on="2017-03-13")
        case.record("promulgation", on="2017-03-16")
        case.record("notice-received", on="2017-03-29")
        assert case.when(as_of="2019-01-01").effect == date(2019, 3, 29)
        case.record("period-extended", on="2019-03-22", until="2019-04-12")
        case.record("period-extended", on="2019-04-11", until="2019-10-31")
        assert case.when(as_of="2019-03-25").effect == date(2019, 4, 12)
        assert case.when(as_of="2019-05-01").effect == date(2019, 10, 31)

    def test_no_end_of_time(self):
        """A case knows all that is recorded, whenever it happened."""
        assert Case("SWE", "ottawa-1997").question.as_of == date.max


class TestAssumptions:
    """What an answer takes for granted about the procedure."""

    def test_a_route_that_was_named(self):
        """That the route is this one is assumed, once, only where nobody named it."""
        usual = Case("FIN", "ottawa-1997")
        (assumed,) = usual.procedure.assumptions(usual.route)
        named = Case("FIN", "ottawa-1997", route=usual.route.id)
        assert usual.when(as_of="2026-01-01").assumptions.count(assumed) == 1
        assert assumed not in named.when(as_of="2026-01-01").assumptions


class TestObjections:
    """Who objected."""

    def test_nobody_named(self):
        """An objection of which only the day is known is another party's."""
        case = Case("UKR", "ottawa-1997", route="suspension")
        case.record("final-vote", on="2025-07-15")
        case.record("promulgation", on="2025-07-15")
        case.record("suspension-notice", on="2025-07-18")
        case.record("objection", on="2025-10-17")
        texts = [each.text for each in case.when(as_of="2025-12-01").because]
        assert "Another party (2025-10-17): objection." in texts
