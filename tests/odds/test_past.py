"""Past cases: what three records tell of one way out, put together."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from withdrawal.errors import DataFileError
from withdrawal.odds import evidence as past
from withdrawal.odds.evidence import PastCase, past_case, past_cases
from withdrawal.odds.known import events_of
from withdrawal.record.history import history


def steps(case: PastCase) -> list[str]:
    """Return what happened, with the days."""
    return [f"{event.step} {event.when}" for event in case.events]


class TestPutTogether:
    """A case has its steps, its notice and what is noted of it."""

    def test_who_acted_together(self) -> None:
        """Cases of one group carry its name; any other case is a group of its own."""
        assert past_case("lva-ottawa-1997").group == "ottawa-2025"
        assert past_case("ltu-ccm-2008").group == "ltu-ccm-2008"

    def test_the_route(self) -> None:
        """The route is noted where it is not the one that the treaty calls for."""
        assert past_case("lva-ottawa-1997").route == "urgent"
        assert past_case("est-ottawa-1997").route is None

    def test_a_government_that_fell(self) -> None:
        """The stage reached only after a government had fallen is noted."""
        assert past_case("bgr-iib").fell_before == "first-reading"
        assert past_case("cze-iib").fell_before is None

    def test_set_aside(self) -> None:
        """Why the days of a case are not fitted is noted with it."""
        assert "two attempts" in (past_case("ecu-ecu-per-bit").set_aside or "")
        assert past_case("lva-ottawa-1997").set_aside is None

    def test_the_notice(self) -> None:
        """A case has the row of the history that tells what became of its notice."""
        notice = past_case("lva-ottawa-1997").notice
        assert notice is not None
        assert (notice.party, notice.treaty) == ("LVA", "ottawa-1997")

    def test_steps_of_the_history(self) -> None:
        """Where only the history dates a case, its announcement and its receipt are the steps."""
        assert steps(past_case("ago-opec-statute")) == [
            "announcement 2023-12-21",
            "notice-received 2023-12-21",
        ]

    def test_every_case_has_a_step(self) -> None:
        """No case is without any date, and each id stands once."""
        cases = past_cases()
        assert all(case.events for case in cases)
        assert len({case.id for case in cases}) == len(cases) > 100


class TestFromNotice:
    """What a row of the history dates."""

    def made(self, seen: set[str], **days: date) -> list[str]:
        """Return the steps of Latvia's notice, with other days."""
        notice = past_case("lva-ottawa-1997").notice
        assert notice is not None
        bare = evolve(notice, announced=None, approved=None)
        return [event.step for event in past._from_notice(evolve(bare, **days), seen)]

    def test_each_day_is_a_step(self) -> None:
        """Announcement, approval and receipt are steps, where they have a day."""
        given = {"announced": date(2025, 3, 18), "approved": date(2025, 4, 16)}
        assert self.made(set(), **given) == ["announcement", "final-vote", "notice-received"]
        assert self.made(set()) == ["notice-received"]

    @pytest.mark.parametrize(
        ("seen", "left"),
        [
            ("government-decision", ["final-vote", "notice-received"]),
            ("upper-house-vote", ["announcement", "notice-received"]),
            ("notification", ["announcement", "final-vote"]),
        ],
    )
    def test_what_an_observation_dates_better(self, seen: str, left: list[str]) -> None:
        """A step that an observation dates, under any of its names, is not told twice."""
        given = {"announced": date(2025, 3, 18), "approved": date(2025, 4, 16)}
        assert self.made({seen}, **given) == left

    def test_nothing_after_the_receipt(self) -> None:
        """A day of approval after the receipt is that of another attempt."""
        assert self.made(set(), approved=date(2030, 1, 1)) == ["notice-received"]


class TestEventsOf:
    """The steps of one State's way out of one treaty."""

    def test_the_last_attempt_begun(self) -> None:
        """Of several attempts the last one begun by the day asked for counts."""
        first, second = (case for case in past_cases() if case.id.startswith("usa-paris-2015-"))
        assert events_of("USA", "paris-2015") == second.events
        assert events_of("USA", "paris-2015", by=date(2020, 1, 1)) == first.events

    def test_a_notice_that_a_chronology_does_not_tell_of(self) -> None:
        """A notice on record that came after all the steps of a chronology is one of the steps."""
        last = events_of("BFA", "rome-statute-1998")[-1]
        given = history("rome-statute-1998", "BFA")[-1].given
        assert (last.step, last.when.day) == ("notice-received", given)
        assert events_of("BFA", "rome-statute-1998", by=date(2026, 1, 1))[-1] != last

    def test_none(self) -> None:
        """A State of which nothing is on record has no steps."""
        assert events_of("CHE", "ottawa-1997") == ()


class TestObservations:
    """The file of observations."""

    def test_still_waiting(self) -> None:
        """A case somebody looked at in vain tells so by that day, and not by a step."""
        looked = {case.id: case.looked for case in past_cases() if case.looked is not None}
        assert looked["irl-ect-1994"] == date(2025, 12, 4)
        assert f"government-decision {looked['irl-ect-1994']}" not in steps(
            past_case("irl-ect-1994")
        )

    def test_keys(self, tmp_path, monkeypatch) -> None:
        """A line with another key, or without one, is refused by line and key."""
        path = tmp_path / "observations.jsonl"
        path.write_text('{"case": "a", "nota": 1}\n', encoding="utf-8")
        monkeypatch.setattr(past, "DATA", tmp_path)
        with pytest.raises(DataFileError, match=r"jsonl line 1: confidence, .*nota.*: expected"):
            past._rows()
