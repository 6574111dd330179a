"""What a forecast says: it follows `when` on what is settled, and says what it supposes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from attrs import evolve

import withdrawal
from withdrawal.dates import long_date
from withdrawal.errors import ScenarioError
from withdrawal.odds.api import forecast
from withdrawal.odds.distribution import Distribution
from withdrawal.odds.engine.mass import Mass
from withdrawal.odds.forecast import chance_in_words

LITHUANIA = forecast("Lithuania", "ottawa-1997", as_of="2025-03-18")


OPEN = ("pending", "conditional", "not-notified", "announced", "suspended")
"""The statuses of `when` that leave something to be forecast."""


class TestFollowsWhen:
    """What is on record is settled by `when`; the forecast only counts what that leaves open."""

    @pytest.mark.parametrize(
        ("party", "treaty"),
        [
            ("PRK", "npt-1968"),
            ("VEN", "oas-charter-1948"),
            ("ARG", "who-constitution-1946"),
            ("SEN", "territorial-sea-1958"),
            ("ITA", "ilo-c089"),
        ],
    )
    def test_disputed(self, party: str, treaty: str) -> None:
        """Where `when` says that an exit is disputed there is no day, and that is the reason."""
        made = forecast(party, treaty, as_of="2026-11-22")
        assert made.status == withdrawal.when(party, treaty, as_of="2026-11-22").status
        assert made.effect.reasons == {"disputed": 1.0}
        assert made.median is None
        assert made.to_json()["never"] == {"disputed": 1.0}
        assert "is disputed; no day of effect is recognised." in made.sentence

    def test_before_it_was_disputed(self) -> None:
        """The day counts: before the notice of 2003 nothing of it was disputed."""
        made = forecast("PRK", "npt-1968", as_of="2002-12-31")
        assert made.status == withdrawal.when("PRK", "npt-1968", as_of="2002-12-31").status
        assert "disputed" not in made.effect.reasons

    def test_every_exit_on_record(self) -> None:
        """No exit on record has another status or day than `when` gives, unless it came back.

        Each third is asked, and all of what does not take effect.
        """
        rows = sorted(withdrawal.history(), key=lambda row: (row.party, row.treaty))
        odd = [row for row in rows if row.status != "effective"]
        pairs = sorted({(row.party, row.treaty) for row in (*rows[::3], *odd)})
        told = {pair: withdrawal.when(*pair, as_of="2026-11-22") for pair in pairs}
        settled = {
            pair: each
            for pair, each in told.items()
            if each.status not in OPEN and not each.is_back
        }
        assert len(settled) > 150
        for pair, each in settled.items():
            made = forecast(*pair, as_of="2026-11-22")
            assert (made.status, made.median) == (each.status, each.effect), pair

    def test_a_notice_not_public_yet(self) -> None:
        """A notice that became known only later is not known to the forecast either."""
        made = forecast("PRK", "iccpr-1966", as_of="1997-08-30")
        assert made.status == withdrawal.when("PRK", "iccpr-1966", as_of="1997-08-30").status
        made = forecast("HND", "icsid-1965", as_of="2024-02-25")
        assert made.status == withdrawal.when("HND", "icsid-1965", as_of="2024-02-25").status
        assert made.status == "not-notified"

    def test_a_notice_before_the_treaty_was_in_force(self) -> None:
        """A notice on record counts though the treaty came into force for the State later."""
        for day in ("2021-06-01", "2026-11-22"):
            told = withdrawal.when("PLW", "pacific-islands-forum-2005", as_of=day)
            made = forecast("PLW", "pacific-islands-forum-2005", as_of=day)
            assert (made.status, made.median) == (told.status, told.effect)

    def test_what_it_takes_for_granted(self) -> None:
        """Where `when` settles the case, its assumptions are told, not those of the steps."""
        answer = withdrawal.when("VEN", "oas-charter-1948", as_of="2026-11-22")
        made = forecast("VEN", "oas-charter-1948", as_of="2026-11-22")
        assert made.assumptions == answer.assumptions

    def test_another_supposition(self) -> None:
        """A conflict that is only supposed reopens an exit that is over on record."""
        made = forecast("LTU", "ottawa-1997", as_of="2026-03-01", conflict="2025-10-01/..")
        assert made.median is not None
        assert made.median > date(2026, 3, 1)

    def test_a_case_of_ones_own_is_its_own_record(self) -> None:
        """A case given whole is read from its own events, whatever else is on record."""
        case = withdrawal.Case("VEN", "oas-charter-1948")
        case.record("executive-decision", on="2020-03-02")
        case.record("notice", on="2020-03-02")
        assert forecast(case, as_of="2026-11-22").median == date(2022, 3, 2)

    def test_durations_are_checked_all_the_same(self) -> None:
        """A stage that does not exist is refused of a disputed case too."""
        with pytest.raises(ScenarioError, match="is not a stage"):
            forecast("PRK", "npt-1968", as_of="2026-11-22", durations={"x": {"fixed": 3}})

    def test_a_scenario_of_the_record(self, tmp_path: Path) -> None:
        """A case of a scenario that takes its events from the record is settled by it too."""
        path = tmp_path / "npt.toml"
        path.write_text(
            'title = "x"\nas_of = 2026-11-22\n[[cases]]\nparty = "PRK"\ntreaty = "npt-1968"\n'
            'events = "record"\n',
            encoding="utf-8",
        )
        (made,) = withdrawal.simulate(path, runs=100).cases.values()
        assert made.reasons == {"disputed": 1.0}


class TestSentence:
    """What a forecast says in one sentence."""

    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            (
                ("LTU", "ottawa-1997", "2026-11-22"),
                "Lithuania's exit from the Ottawa Convention took effect on 27 December 2025.",
            ),
            (
                ("LTU", "ottawa-1997", "2025-12-27"),
                "Lithuania's exit from the Ottawa Convention took effect on 27 December 2025.",
            ),
            (
                ("USA", "unesco-1945", "2026-11-22"),
                (
                    "As of 22 November 2026, the United States' exit from UNESCO takes effect on "
                    "31 December 2026 with a chance of 97%; 3% never."
                ),
            ),
            (
                ("PRK", "npt-1968", "2026-11-22"),
                (
                    "As of 22 November 2026, whether North Korea's exit from the NPT has any "
                    "effect is disputed; no day of effect is recognised."
                ),
            ),
            (
                ("USA", "ottawa-1997", "2026-11-22"),
                (
                    "As of 22 November 2026, the United States was not a party on 20 February "
                    "2026, so there is no exit whose day could be forecast."
                ),
            ),
        ],
    )
    def test_whole(self, asked: tuple[str, str, str], expected: str) -> None:
        """Names, days and tense are those of the sentence of `when`."""
        party, treaty, day = asked
        assert forecast(party, treaty, as_of=day).sentence == expected

    def test_a_range(self) -> None:
        """Where no day holds nearly all of it, the day with even odds comes with its range."""
        ends = LITHUANIA.interval(0.8)
        assert ends is not None
        assert LITHUANIA.median is not None
        assert not LITHUANIA.is_supposed
        assert LITHUANIA.sentence == (
            "As of 18 March 2025, Lithuania's exit from the Ottawa Convention takes effect by "
            f"{long_date(LITHUANIA.median)} with even odds, if it does: 80% between "
            f"{long_date(ends[0])} and {long_date(ends[1])}; "
            f"{LITHUANIA.probability_never:.0%} never."
        )

    def test_supposed(self) -> None:
        """Where nothing is on record the sentence says from which day it supposes a start."""
        made = forecast("SWE", "ottawa-1997", as_of="2026-11-22")
        assert made.is_supposed
        assert made.sentence.startswith(
            "Supposing that Sweden starts on 22 November 2026 and goes through with it, for "
            "nothing is on record of it yet, its exit from the Ottawa Convention takes effect by "
        )

    def test_a_day_to_come(self) -> None:
        """A day that is known and still to come is told as that."""
        made = evolve(
            LITHUANIA, effect=Distribution.known(date(2025, 12, 27)), as_of=date(2025, 12, 26)
        )
        assert made.sentence == (
            "Lithuania's exit from the Ottawa Convention takes effect on 27 December 2025."
        )

    def test_another_day(self) -> None:
        """The chance of other days is told beside the main one, where there is any to speak of."""
        mass = Mass(20000, np.array([0.92, 0.0, 0.03]))
        made = evolve(LITHUANIA, effect=Distribution(mass, {"revoked": 0.05}))
        assert made.sentence.endswith(
            "takes effect on 4 October 2024 with a chance of 92%, on another day with 3%; 5% never."
        )

    def test_nothing_against_it(self) -> None:
        """Without a chance of never there is none to tell."""
        mass = Mass(20000, np.array([0.5, 0.5]))
        made = evolve(LITHUANIA, effect=Distribution(mass))
        assert made.sentence.endswith("80% between 4 October 2024 and 5 October 2024.")

    @pytest.mark.parametrize(
        ("chance", "words"),
        [
            (0.0, "0%"),
            (0.0049, "less than 1%"),
            (0.005, "less than 1%"),
            (0.006, "1%"),
            (0.14, "14%"),
            (0.9949, "99%"),
            (0.995, "more than 99%"),
            (1.0, "100%"),
        ],
    )
    def test_chance_in_words(self, chance: float, words: str) -> None:
        """What may happen is never called impossible, nor what may fail certain."""
        assert chance_in_words(chance) == words
