"""Playing scenarios: days between steps, waiting for one another, and what follows by itself."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from withdrawal.case.scenarios.play import Played, play
from withdrawal.case.scenarios.scenario import (
    Scenario,
    ScenarioCase,
    ScenarioEvent,
    find_scenario,
    read_scenario,
)
from withdrawal.dates import PartialDate
from withdrawal.errors import ScenarioError

HEAD = 'title = "x"\n'


def case(name: str, events: str, more: str = "", *, party: str = "SWE") -> str:
    """Return a case as TOML."""
    return f"""
[[cases]]
id = "{name}"
party = "{party}"
treaty = "ottawa-1997"
events = [{events}]
{more}
"""


def steps(decision: str, vote: str, notice: str) -> str:
    """Return three steps, each a date or a number of days."""
    words = ("government-decision", "final-vote", "notice")
    return ", ".join(
        f'{{ step = "{word}", {when} }}'
        for word, when in zip(words, (decision, vote, notice), strict=True)
    )


PLAIN = steps("on = 2027-01-14", "after_days = 30", "after_days = 10")


@pytest.fixture
def played(tmp_path: Path):
    """Return a function that plays a scenario's text."""

    def playing(text: str) -> Played:
        path = tmp_path / "test.toml"
        path.write_text(text, encoding="utf-8")
        return play(read_scenario(path))

    return playing


def days(found: Played, number: int = 0) -> list[str]:
    """Return the days of a case's steps."""
    return [str(step.when) for step in found.cases[number].steps]


class TestWhich:
    """What can be played: a scenario, or where to find it."""

    @pytest.mark.parametrize("kind", [str, Path, read_scenario])
    def test_a_file(self, tmp_path: Path, kind):
        """A scenario is played alike from its file and once it has been read."""
        path = tmp_path / "test.toml"
        path.write_text(HEAD + case("a", PLAIN), encoding="utf-8")
        assert days(play(kind(path)))[-1] == "2027-08-23"

    def test_a_name(self):
        """A scenario that comes along is played by its name."""
        assert play("baltic").to_json() == play(find_scenario("baltic")).to_json()

    def test_no_such_scenario(self):
        """A name of nothing is refused, with the nearest names."""
        with pytest.raises(ScenarioError, match="no such scenario") as caught:
            play("baltik")
        assert caught.value.suggestions[0] == "baltic"

    @pytest.mark.parametrize("bad", [5, None, {}])
    def test_no_scenario(self, bad: object):
        """What is no scenario is refused by name."""
        with pytest.raises(ScenarioError, match="is no scenario"):
            play(bad)  # type: ignore[arg-type]


class TestOpening:
    """A case that cannot even be opened."""

    @pytest.mark.parametrize("given", ['source = ""', 'sources = ["a", " "]'])
    def test_an_empty_source(self, played, given: str):
        """A source without an address is refused with its place."""
        text = HEAD + case("a", f'{{ step = "remark", on = 2027-01-01, {given} }}')
        with pytest.raises(
            ScenarioError, match=r"^test.toml: key cases#1\.events#1\.sources#\d: source is"
        ):
            played(text)

    def test_unknown_treaty(self, played):
        """The fault names the case and comes with the nearest names."""
        text = case("a", PLAIN).replace("ottawa-1997", "otawa-1997")
        with pytest.raises(ScenarioError, match=r"^test.toml: case 'a': 'otawa-1997'") as caught:
            played(HEAD + text)
        assert caught.value.suggestions

    def test_what_is_on_record(self, played):
        """A case told by the record has its days, its votes and its sources."""
        text = case("a", "", party="LTU").replace("events = []", 'events = "record"')
        found = played(HEAD + text)
        kept = {step.step: str(step.when) for step in found.cases[0].steps}
        assert kept["final-vote"] == "2025-05-08"
        assert kept["notice-deposited"] == "2025-06-27"
        assert found.cases[0].steps[7].source.startswith("https://www.lrs.lt")


class TestDays:
    def test_days_between_steps(self, played):
        """A number of days counts from the step before; effect follows by itself."""
        found = played(HEAD + case("a", PLAIN))
        assert days(found) == ["2027-01-14", "2027-02-13", "2027-02-23", "2027-08-23"]

    def test_the_first_step_counts_from_as_of(self, played):
        """The first step counts from the day the question is asked for."""
        text = case("a", steps("after_days = 4", "after_days = 30", "after_days = 10"))
        assert days(played("as_of = 2027-01-10\n" + HEAD + text))[0] == "2027-01-14"

    def test_a_first_step_without_a_start(self, played):
        """Without a day to count from, days are refused by name."""
        with pytest.raises(ScenarioError, match=r"case 'a': events#1: after_days"):
            played(HEAD + case("a", steps("after_days = 4", "after_days = 3", "after_days = 1")))

    def test_counting_from_a_partial_date(self, played):
        """Days cannot be counted from a month."""
        with pytest.raises(ScenarioError, match="a day that is not known"):
            played(HEAD + case("a", steps('on = "2027-01"', "after_days = 3", "after_days = 1")))

    def test_partial_dates_give_bounds(self, played):
        """A partial date of receipt leaves the effect open between bounds."""
        text = steps("on = 2027-01-14", "on = 2027-02-13", 'on = "2027-03"')
        found = played(HEAD + case("a", text))
        answer = found.cases[0].answer
        assert (answer.effect, str(answer.earliest), str(answer.latest)) == (
            None,
            "2027-09-01",
            "2027-09-30",
        )
        assert len(found.cases[0].steps) == 3


class TestTogether:
    TWO = (
        'together = "notice"\n'
        + HEAD
        + case("a", PLAIN)
        + case("b", steps("on = 2027-02-01", "after_days = 60", "after_days = 5"))
    )

    def test_all_wait_for_the_last(self, played):
        """Joint notices are given on one day, when the last State is ready; so is the effect."""
        found = played(self.TWO)
        assert days(found, 0)[2:] == days(found, 1)[2:] == ["2027-04-07", "2027-10-07"]

    @given(ready=st.lists(st.dates(date(2027, 1, 1), date(2029, 12, 31)), min_size=2, max_size=4))
    @settings(max_examples=25, deadline=None)
    def test_one_day_for_all(self, ready: list[date]):
        """Whoever is ready when, joint deposits are on the last day and have one effect."""
        cases = (
            ScenarioCase(
                id=str(number),
                party="SWE",
                treaty="ottawa-1997",
                events=(
                    ScenarioEvent("final-vote", PartialDate.of(day)),
                    ScenarioEvent("notice", after_days=0),
                ),
            )
            for number, day in enumerate(ready)
        )
        found = play(Scenario("joint", "Joint", tuple(cases), together="notice"))
        assert {case.steps[1].when.day for case in found.cases} == {max(ready)}
        assert len({case.answer.effect for case in found.cases}) == 1

    def test_apart(self, played):
        """Without the tie each State gives notice when it is ready."""
        found = played(self.TWO.replace('together = "notice"\n', ""))
        assert days(found, 0)[2] == "2027-02-23"

    def test_a_date_too_early_is_refused(self, played):
        """A notice on a day on which the others are not ready is refused, with the joint day."""
        text = self.TWO.replace('"notice", after_days = 10', '"notice", on = 2027-02-23')
        with pytest.raises(ScenarioError, match="the joint day") as caught:
            played(text)
        assert caught.value.suggestions == ("2027-04-07",)

    def test_it_needs_a_day(self, played):
        """Who gives notice some time in a month cannot do so jointly."""
        text = self.TWO.replace('"notice", after_days = 10', '"notice", on = "2027-04"')
        with pytest.raises(ScenarioError, match="needs an exact day"):
            played(text)


class TestAfter:
    def test_after_a_step(self, played):
        """A case may begin some days after a step of another."""
        later = steps("after_days = 3", "after_days = 1", "after_days = 1")
        text = HEAD + case("a", PLAIN) + case("b", later, 'after = "a:final-vote"')
        assert days(played(text), 1)[0] == "2027-02-16"

    def test_after_effect(self, played):
        """Without a step it begins after the other State is out."""
        later = steps("after_days = 3", "after_days = 1", "after_days = 1")
        text = HEAD + case("a", PLAIN) + case("b", later, 'after = "a"')
        assert days(played(text), 1)[0] == "2027-08-26"

    def test_a_date_before_that_is_refused(self, played):
        """A first step before the one it waits for is refused, with the first day possible."""
        text = HEAD + case("a", PLAIN) + case("b", PLAIN, 'after = "a"')
        with pytest.raises(ScenarioError, match="expected 2027-08-23 or later"):
            played(text)

    def test_a_step_that_never_comes(self, played):
        """Waiting for what never comes is refused."""
        text = HEAD + case("a", PLAIN) + case("b", PLAIN, 'after = "a:revoked"')
        with pytest.raises(ScenarioError, match="'revoked' of case 'a' never comes"):
            played(text)

    def test_a_circle(self, played):
        """Two cases that wait for each other are refused by name."""
        later = steps("after_days = 3", "after_days = 1", "after_days = 1")
        text = HEAD + case("a", later, 'after = "b"') + case("b", later, 'after = "a"')
        with pytest.raises(ScenarioError, match="wait for one another"):
            played(text)

    def test_a_step_before_a_joint_notice(self, played):
        """One State may wait for another's vote and still deposit together with it."""
        later = steps("after_days = 3", "after_days = 90", "after_days = 1")
        text = (
            'together = "notice"\n'
            + HEAD
            + case("a", PLAIN)
            + case("b", later, 'after = "a:final-vote"')
        )
        found = played(text)
        assert days(found, 0)[2] == days(found, 1)[2] == "2027-05-18"


class TestOrders:
    @pytest.mark.parametrize(
        ("events", "message"),
        [
            ('{ step = "effect", on = 2027-01-01 }', "'effect' cannot happen"),
            ('{ step = "final-vot", on = 2027-01-01 }', "'final-vot' is no step"),
            (PLAIN + ', { step = "effect", on = 2027-08-01 }', "expected 2027-08-23"),
            (PLAIN + ', { step = "revoked", on = 2027-08-23 }', "took effect on 2027-08-23"),
        ],
    )
    def test_impossible_orders_are_refused_by_name(self, played, events: str, message: str):
        """What cannot happen is refused with file, case and step."""
        with pytest.raises(ScenarioError, match=message) as caught:
            played(HEAD + case("a", events))
        assert caught.value.message.startswith("test.toml: case 'a': events#")

    def test_counted_from_one(self, played):
        """The fourth of some steps is told as the fourth, whoever finds what is wrong with it."""
        for step in ("{ step = 3, on = 2027-01-01 }", '{ step = "effect", on = 2027-01-01 }'):
            with pytest.raises(ScenarioError, match=r"events#4(\.step)?: "):
                played(HEAD + case("a", f"{PLAIN}, {step}"))

    def test_a_majority_that_was_missed(self, played):
        """A vote that misses its majority is refused with file, case and step."""
        text = """
title = "x"
[[cases]]
party = "LTU"
treaty = "ottawa-1997"
events = [{ step = "final-vote", on = 2027-01-01, votes = "84-1-1" }]
"""
        with pytest.raises(ScenarioError, match=r"case 'ltu': events.*85 of 141"):
            played(text)

    @pytest.mark.parametrize(
        ("more", "message"),
        [
            ('route = "no-such"', "case 'a': route: 'no-such' is not a route"),
            ('circumstances = { conflict = "x" }', "case 'a': conflict: 'x' is not a span"),
        ],
    )
    def test_a_case_that_makes_no_sense(self, played, more: str, message: str):
        """A case that cannot be opened is refused by name."""
        with pytest.raises(ScenarioError, match=message):
            played(HEAD + case("a", PLAIN, more))

    def test_nothing_on_record(self, played):
        """The record cannot be played where there is none."""
        text = HEAD + case("a", "").replace("events = []", 'events = "record"')
        with pytest.raises(ScenarioError, match="none of SWE leaving ottawa-1997 are on record"):
            played(text)


class TestWhatFollows:
    def test_conflict(self, played):
        """A period that ends in a conflict is played on to its end."""
        text = HEAD + case("a", PLAIN, 'circumstances = { conflict = "2027-08-15/2028-02-03" }')
        assert [step.step for step in played(text).cases[0].steps[-2:]] == [
            "period-ended-in-conflict",
            "conflict-ended",
        ]
        assert days(played(text))[-2:] == ["2027-08-23", "2028-02-03"]

    def test_a_conflict_without_end(self, played):
        """Where no end is known the play stops there, and the answer is conditional."""
        found = played(HEAD + case("a", PLAIN, 'circumstances = { conflict = "2027-08-15/.." }'))
        assert found.cases[0].steps[-1].step == "period-ended-in-conflict"
        assert found.cases[0].answer.status == "conditional"

    def test_another_period(self, played):
        """A changed rule moves the date, and the answer says that it was changed."""
        found = played(HEAD + case("a", PLAIN, 'rule = { period = "P12M" }'))
        assert days(found)[-1] == "2028-02-23"
        assert "12 months" in found.cases[0].answer.assumptions[0]

    def test_nothing_happens(self, played):
        """A case without events is answered as of the day asked for."""
        found = played("as_of = 2027-01-10\n" + HEAD + case("a", ""))
        assert found.cases[0].steps == ()
        assert found.cases[0].answer.status == "not-notified"
        assert str(found.cases[0].answer.as_of) == "2027-01-10"

    @pytest.mark.parametrize(("target", "met"), [("2027-08-23", True), ("2027-08-22", False)])
    def test_target(self, played, target: str, met: bool):
        """The target is met when every State is out on that day at the latest."""
        assert played(f"target = {target}\n" + HEAD + case("a", PLAIN)).is_met is met

    def test_json(self, played):
        """As data: schema, cases, steps with their stage, and the answer."""
        found = played(HEAD + case("a", PLAIN)).to_json()
        assert (found["schema"], found["scenario"]) == ("withdrawal/run/1", "test")
        (one,) = found["cases"]
        assert (one["party"], one["treaty"], one["route"]) == ("SWE", "ottawa-1997", "riksdag")
        assert one["steps"][-1]["stage"] == one["steps"][-1]["phase"] == "effective"
        assert one["steps"][-1]["computed"] is True
        assert one["answer"]["schema"] == "withdrawal/answer/2"


class TestToldFrom:
    """A story is told from a day: what comes later would be."""

    @pytest.fixture
    def told(self, tmp_path: Path):
        """A function that returns the sentence of a case told on a day."""

        def telling(events: str, as_of: str) -> str:
            path = tmp_path / "story.toml"
            path.write_text(HEAD + case("a", events), encoding="utf-8")
            found = play(read_scenario(path), as_of=as_of).to_json()
            return found["cases"][0]["answer"]["sentence"]

        return telling

    @pytest.mark.parametrize(
        ("as_of", "verb"),
        [("2027-08-22", "would take effect"), ("2027-08-23", "took effect")],
    )
    def test_effect(self, told, as_of: str, verb: str):
        """On the day of effect the exit took effect; the day before, it would."""
        assert told(PLAIN, as_of) == (
            f"Sweden's withdrawal from the Ottawa Convention {verb} on 23 August 2027."
        )

    @pytest.mark.parametrize(
        ("as_of", "words"), [("2027-02-27", "would take back"), ("2027-03-01", "took back")]
    )
    def test_revocation(self, told, as_of: str, words: str):
        """So it is with a notice that is taken back."""
        events = PLAIN + ', { step = "revoked", on = 2027-03-01 }'
        assert words in told(events, as_of)

    def test_today(self):
        """Without a day it is told today: what is on record took effect."""
        record = find_scenario("finland")
        assert "took effect" in play(record).cases[0].sentence
