"""The proof itself: that it finds what is wrong, leaves nothing out and can be run in parts."""

import runpy
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from attrs import evolve, frozen

from withdrawal.dates import Counting, DayTable, Period, Pieces
from withdrawal.law.circumstances import Circumstances
from withdrawal.law.clause.clause import Clause
from withdrawal.law.clause.gates import LockIn
from withdrawal.law.clause.operators import Obstacle, Runs, Starts
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.law.treaties.catalogue import catalogue

HERE = Path(__file__).parent
DAY = timedelta(days=1)
SIX_MONTHS = Runs(Period(months=6))


@frozen
class _Planted(Runs):
    """A period with a fault: on one day something else follows."""

    period: Period = Period(months=6)
    wrong: date | None = date(2027, 3, 15)

    def apply(self, day, setting):
        """Return the end of the period, save on the day of the fault."""
        if day == date(2027, 3, 15):
            return self.wrong
        return super().apply(day, setting)

    def pieces(self, first, last, setting):
        """Bend where the fault is, so that the table has it too."""
        return


@frozen
class _Bent(Runs):
    """A period that says it is straight on a day where it bends."""

    period: Period = Period(months=6)

    def pieces(self, first, last, setting):
        """Claim too few bends."""
        return Pieces()

    def apply(self, day, setting):
        """Return another distance on one day in the middle."""
        return day + (100 if day == date(2027, 3, 15) else 99) * DAY


@frozen
class _Silent(LockIn):
    """A gate that does not say when it opens."""

    period: Period = Period(years=3)
    anchor: str = "2020-01-01"

    def obstacle(self, day, setting):
        """Give no word on the next notice."""
        return Obstacle("no-effect", "Too early.")


def examined(every_day, rules, *operators, facts=None, **clause):
    """Return the findings about a clause of some operators."""
    rule = rules.Rule("planted", Clause(operators=operators, **clause), facts or Circumstances())
    return every_day.examine(rule).findings


@pytest.mark.no_cover
class TestFaultsAreFound:
    """Each promise is broken once, on one day, and the proof says so."""

    @pytest.fixture(autouse=True)
    def thirty_years(self, every_day, monkeypatch):
        """Ask about the days of thirty years around the faults, not of a century and a half."""
        first, last = every_day.number(date(2015, 1, 1)), every_day.number(date(2044, 12, 31))
        days = every_day.DAYS[first - every_day.NUMBERS[0] : last - every_day.NUMBERS[0] + 1]
        monkeypatch.setattr(every_day, "NUMBERS", np.arange(first, last + 1))
        monkeypatch.setattr(every_day, "DAYS", days)
        monkeypatch.setattr(every_day, "GRID", days[::467])
        monkeypatch.setattr(every_day, "FIRST", days[0])
        monkeypatch.setattr(every_day, "LAST", days[-1])

    def test_a_sound_clause(self, every_day, rules):
        """Six months from receipt, after a lock-in, has no fault."""
        lock = LockIn(Period(years=3), "2020-01-01")
        assert examined(every_day, rules, lock, Starts("deposit"), SIX_MONTHS) == []

    def test_effect_before_receipt(self, every_day, rules):
        """An effect on the day before receipt is found, also as a step back."""
        found = examined(every_day, rules, _Planted(wrong=date(2027, 3, 14)))
        assert any("2027-03-15: effect before receipt (1 days)" in text for text in found)
        assert any("a later notice takes effect earlier" in text for text in found)

    def test_effect_before_the_period_is_over(self, every_day, rules):
        """One day short of the period is found by the months added in whole numbers."""
        found = examined(every_day, rules, _Planted(wrong=date(2027, 9, 14)))
        assert any("2027-03-15: effect before the period is over" in text for text in found)

    def test_effect_a_day_late(self, every_day, rules):
        """One day more than the period is found where nothing moves the day."""
        found = examined(every_day, rules, _Planted(wrong=date(2027, 9, 16)))
        assert any("2027-03-15: effect not at the end of the period" in text for text in found)

    def test_order(self, every_day, rules):
        """A day whose effect comes after that of the next two days is found."""
        found = examined(every_day, rules, _Planted(wrong=date(2027, 9, 18)))
        assert any("2027-03-16: a later notice takes effect earlier (2 days)" in t for t in found)

    def test_no_effect_and_no_reason(self, every_day, rules):
        """A day without effect whose reason says nothing of the next notice is found."""
        found = examined(every_day, rules, _Silent(), SIX_MONTHS)
        assert "too early, and no word on when it is not" in found[0]

    def test_table(self, every_day, rules):
        """A table that differs from its rule on a single day is found."""
        found = examined(every_day, rules, _Bent())
        assert any("2027-03-15: the table and the rule differ (1 days)" in text for text in found)

    @pytest.mark.parametrize("answer", [(), None])
    def test_readings(self, every_day, rules, monkeypatch, answer):
        """A reading that is not named, or named where none differs, is found."""
        genuine = Clause.readings

        def readings(self, notice, facts):
            """Leave the readings out, or name one of the day before instead."""
            return answer if answer is not None else genuine(self, notice - DAY, facts)

        monkeypatch.setattr(Clause, "readings", readings)
        assert any("readings [" in text for text in examined(every_day, rules, SIX_MONTHS))

    def test_counting(self, every_day, rules):
        """Where practice does not settle the counting, both ways are expected on every day."""
        rule = rules.Rule(
            "unsettled",
            Clause(operators=(SIX_MONTHS,), is_counting_settled=False),
            Circumstances(),
        )
        found = every_day.examine(rule)
        assert found.findings == []
        assert found.flagged == found.asked == len(every_day.DAYS)

    def test_plans(self, every_day, rules, monkeypatch):
        """A latest notice that is a day too early is found."""
        genuine = Clause.latest_notice

        def latest_notice(self, out_by, facts, *, not_before):
            """Return the day before."""
            latest = genuine(self, out_by, facts, not_before=not_before)
            return latest and latest - DAY

        monkeypatch.setattr(Clause, "latest_notice", latest_notice)
        assert any("by brute force" in text for text in examined(every_day, rules, SIX_MONTHS))

    def test_months_in_whole_numbers(self, load):
        """The second opinion on months gives both readings of a short month."""
        days = np.array(["2027-08-31", "2027-08-29", "2027-02-28"], "datetime64[D]").view(np.int64)
        down, up = (each.view("datetime64[D]") for each in load("plain").plus(days, 6, 0))
        assert down.astype(str).tolist() == ["2028-02-29", "2028-02-29", "2027-08-28"]
        assert up.astype(str).tolist() == ["2028-03-01", "2028-02-29", "2027-08-28"]


class TestNothingIsLeftOut:
    """The rules stand for every treaty, and the parts for the whole."""

    def test_every_treaty(self, every):
        """Every treaty of the catalogue has a rule, also one that cannot be left."""
        assert {key for rule in every for key in rule.treaties} == set(catalogue())

    def test_rules_are_shared_only_where_equal(self, every):
        """Treaties that share a rule give the same day of effect on any day."""
        days = [date(1991, 8, 31), date(2027, 8, 29), date(2028, 2, 29)]
        for rule in (each for each in every if len(each.treaties) > 1 and "," not in each.name):
            for key in rule.treaties:
                treaty = catalogue().treaty(key)
                if rule.clause.operators and len(treaty.clause.operators) == 0:
                    continue
                facts = evolve(treaty.facts(), anchors=dict(rule.facts.anchors))
                same_route = [
                    [str(clause.effect(day, facts)) for day in days]
                    for clause in (
                        treaty.clause,
                        *(
                            Clause(operators=each.operators)
                            for each in treaty.clause.alternatives
                            if each.operators
                        ),
                    )
                ]
                assert [str(rule.clause.effect(day, facts)) for day in days] in same_route

    def test_circumstances(self, every):
        """Conflicts, named and agreed days, events and others' notices are among them."""
        said = {name.rpartition(", ")[2] for name in (rule.name for rule in every)}
        assert {
            "a conflict",
            "two conflicts and one that lasts",
            "a named day",
            "an agreed day",
            "a prolonged period",
            "own days unknown",
            "the event has a day",
            "the first act has a day",
            "a notice to follow",
            "a follower to follow",
            "consent from a day",
            "a conflict and repatriation after it",
        } <= said

    def test_other_readings_and_days(self, every):
        """Rival readings and the days on which other duties end are rules to prove too."""
        names = [rule.name for rule in every]
        assert any(", reading day-150" in name for name in names)
        assert any(", split 1" in name for name in names)

    def test_every_route(self, every_path):
        """Every State with a procedure and the default are played, on every route."""
        states = {state for state, _ in every_path.every_route()}
        assert states == {*procedures(), "DJI"}

    @pytest.mark.no_cover
    def test_parts_of_paths(self, every_path):
        """The parts of a route's paths are disjoint and together the whole."""
        country, route = "FRA", procedure("FRA").routes[0].id
        played = [every_path.play_route(country, route, part, 5).paths for part in range(5)]
        graph = procedure(country).graph(route)
        assert sum(played) == sum(1 for _ in every_path.paths_of(graph))
        assert max(played) - min(played) <= 1


class TestPaths:
    """A fault in the machine or in the answer is found."""

    def test_sound(self, every_path):
        """A part of the paths of a State with many has no fault."""
        found = every_path.play_route("FIN", "ordinary", 1, 900)
        assert found.findings == []
        assert found.paths >= 10
        assert found.refused > 100

    def test_wrong_day(self, every_path, monkeypatch):
        """A day of effect that the case does not expect is refused, and noted."""
        genuine = every_path.end_of
        monkeypatch.setattr(every_path, "end_of", lambda notice: genuine(notice) + DAY)
        found = every_path.play_route("ISL", "executive", 0, 1)
        assert any("refused: The exit cannot take effect" in text for text in found.findings)

    def test_missing_approval(self, every_path, monkeypatch):
        """A notice without an approval that the law requires is noted."""
        genuine = every_path.paths_of

        def paths(graph):
            """Yield the paths without the transitions that complete the final vote."""
            for path in genuine(graph):
                yield tuple(each for each in path if not (each.stage and each.stage.can_reject))

        monkeypatch.setattr(every_path, "paths_of", paths)
        found = every_path.play_route("EST", "ordinary", 0, 100)
        assert any("refused: " in text for text in found.findings)

    def test_six_months(self, every_path):
        """The second opinion on six months reads a missing day as the last of the month."""
        ends = [every_path.end_of(date(2027, month, 31)) for month in (1, 3, 5, 7, 8, 10, 12)]
        assert [str(each) for each in ends] == [
            "2027-07-31",
            "2027-09-30",
            "2027-11-30",
            "2028-01-31",
            "2028-02-29",
            "2028-04-30",
            "2028-06-30",
        ]


class TestCommand:
    """`make proof` runs a part and says what it examined."""

    @pytest.mark.slow
    def test_a_small_part(self, tmp_path):
        """A part in 800 finds nothing wrong, and writes its page of evidence."""
        page = tmp_path / "evidence.md"
        command = [sys.executable, HERE, "--part", "today/800", "--evidence", page]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.stderr == ""
        assert done.returncode == 0
        assert "days of effect computed one by one" in done.stdout
        assert done.stdout.splitlines()[-1].endswith(" passed, 0 failed")
        assert "What does not hold: 0." in page.read_text(encoding="utf-8")

    @pytest.mark.parametrize("part", ["0/10", "11/10", "x/10"])
    @pytest.mark.usefixtures("load")
    def test_no_such_part(self, part, capsys):
        """Parts are counted from 1."""
        with pytest.raises(SystemExit) as left:
            runpy.run_path(str(HERE / "__main__.py"))["main"](["--part", part])
        assert left.value.code == 2
        assert "part" in capsys.readouterr().err


def test_counting_of_the_proof(every_day):
    """The proof's own table of countings has every way of counting."""
    assert set(every_day.SHIFT) == set(every_day.OTHER) == set(Counting)
    assert DayTable.compile(lambda day: day, every_day.FIRST, every_day.LAST).values.tolist() == (
        every_day.NUMBERS.tolist()
    )
