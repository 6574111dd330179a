"""Every shape that a procedure can say, in a State that is nowhere, along every path."""

from datetime import date
from pathlib import Path

import pytest

import withdrawal
from tests.exhaustive.every_path import play_route
from withdrawal.case.planning.plan import plan
from withdrawal.case.proceedings.case import Case
from withdrawal.law.procedures.file import read_procedure
from withdrawal.law.procedures.limits import window
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.output.pictures.diagram import to_mermaid
from withdrawal.output.pictures.flow import to_svg
from withdrawal.output.pictures.picture import picture_of
from withdrawal.output.tables.procedures import procedure_json, procedure_report
from withdrawal.output.text import report_text

FILE = Path(__file__).with_name("shapes.toml")
STATE = "DJI"
DAY = date(2027, 3, 5)


@pytest.fixture(scope="module")
def rule():
    """The procedure of the file."""
    return read_procedure(FILE)


@pytest.fixture
def installed(tmp_path):
    """Let a State decide by the procedure of the file."""
    own = tmp_path / "procedures" / f"{STATE}.toml"
    own.parent.mkdir()
    own.write_bytes(FILE.read_bytes())
    with withdrawal.knowledge(tmp_path):
        yield


def case(route=None, *events, **more):
    """Return a case with some events, one a day."""
    made = Case(STATE, "ottawa-1997", route=route, **more)
    for number, step in enumerate(events, 1):
        made.record(step, on=date(2027, 3, number))
    return made


class TestEveryPath:
    """The proof of all procedures, of this one."""

    @pytest.mark.parametrize(("route", "parts"), [("law", 25), ("before-2010", 1), ("urgent", 1)])
    def test_all_hold(self, installed, route, parts):
        """Paths of each route, some where there are many, end as cases where they say."""
        played = play_route(STATE, route, 0, parts)
        assert played.findings == []
        assert played.paths > 5


class TestInstead:
    """Members' own bill beside the government's."""

    def test_either_way(self, rule):
        """The vote follows the government's decision or the members' bill, never both."""
        graph = rule.graph("law")
        for first, other in (("government-decision", "members-bill"),) * 2:
            moved = graph.find("opinion", first)
            assert {other} <= set(moved.skipped)
            assert moved.kind == "advance"
            assert graph.find(moved.target, other) is None
            assert graph.find(moved.target, "final-vote").kind == "advance"

    def test_counted(self, rule):
        """What runs from the stage before runs from the one that was taken."""
        order = rule.order(rule.route("law"))
        days = {"opinion": date(2027, 1, 1), "members-bill": date(2027, 2, 1)}
        found = window(rule.stages["final-vote"], days, order, start=date(2027, 1, 1))
        assert found.lawful_from == date(2027, 3, 1)
        assert found.lawful_until == date(2027, 5, 1)


class TestOpinion:
    """An opinion that may be negative."""

    def test_negative(self, installed):
        """A vote against completes it as well."""
        made = case("law")
        made.record("opinion", on=DAY, votes="2-7-0")
        assert made.stage == "opinion"


class TestPractice:
    """A stage that no law asks for."""

    def test_never_binding(self, rule):
        """Practice may be left out, and is never owed."""
        assert rule.stages["consultation"].is_optional
        assert not rule.stages["consultation"].is_binding_approval


class TestReturns:
    """Two returns between chambers, the second settled by a third body."""

    STEPS = ("opinion", "government-decision", "final-vote", "returned", "final-vote", "returned")

    def test_each_its_own(self, installed):
        """The second return goes another way than the first, with another majority and clock."""
        made = case("law", *self.STEPS)
        (again,) = [each for each in made.graph.lawful(made.stage) if each.kind == "advance"]
        assert again.majority.in_words().startswith("three quarters of all members (114 of 151)")
        assert (again.limits.maximum, again.limits.counted_from) == (20, "upper-house-vote")
        made.record("final-vote", on=date(2027, 4, 1))
        (last,) = [each for each in made.graph.lawful(made.stage) if each.kind == "advance"]
        assert (last.stage.id, last.limits.maximum) == ("settlement", 10)
        made.record("settlement", on=date(2027, 4, 2))
        assert made.standing.over >= {"upper-house-vote"}

    def test_not_before(self, rule):
        """The third body has no part where nothing was sent back."""
        assert "settlement" not in rule.order(rule.route("law")).stages
        assert rule.graph("law").find("final-vote", "settlement") is None

    def test_late(self, installed):
        """A chamber that takes longer than its clock allows is told."""
        made = case("law", *self.STEPS[:4])
        (again,) = [each for each in made.next_steps() if each.step == "final-vote"]
        assert again.latest == date(2027, 4, 3)
        made.record("final-vote", on=date(2027, 5, 1))
        assert any("at most 30 days" in each for each in made.irregularities)


class TestAfterTheNotice:
    """Approval that follows, and what is published after."""

    def test_owed(self, installed):
        """An approval that follows the notice is owed until it is on record."""
        made = case("urgent", "royal-decision", "overseas-agreement", "notice-received")
        assert any("later-vote" in each for each in made.owed())
        made.record("later-vote", on=date(2027, 3, 20), votes="80-20-0")
        assert not any("later-vote" in each for each in made.owed())

    def test_refused(self, installed):
        """Its refusal undoes the notice."""
        made = case("urgent", "royal-decision", "overseas-agreement", "notice-received")
        made.record("rejected", on=date(2027, 3, 20))
        assert made.when(as_of=date(2027, 4, 1)).status == "revoked"

    def test_votes_count(self, installed):
        """The votes of an approval that follows are measured too."""
        made = case("urgent", "royal-decision", "overseas-agreement", "notice-received")
        with pytest.raises(ValueError, match="at least 76 present"):
            made.record("later-vote", on=date(2027, 3, 20), votes="30-20-0")

    def test_limit(self, installed):
        """A step after the notice has its own limit, and may come after effect."""
        made = case("before-2010", "royal-decision", "notice-received")
        made.record("effect", on=date(2027, 9, 2))
        made.record("end-publication", on=date(2027, 9, 3))
        assert any("15 working days" in each for each in made.irregularities)


class TestRoutes:
    """Which route is taken."""

    @pytest.mark.parametrize(
        ("day", "route"),
        [(date(2009, 12, 31), "before-2010"), (date(2010, 1, 1), "law"), (None, "law")],
    )
    def test_by_day(self, rule, day, route):
        """The law of the day counts; with no day, the law as it is now."""
        assert rule.route(on=day).id == route

    def test_by_kind_of_treaty(self, rule):
        """All facts of a route must hold; those that the treaty shows nobody need state."""
        known = catalogue()
        treaty = known.treaty("crpd-2006")
        assert rule.route(treaty=treaty, facts=["urgent"]).id == "urgent"
        assert rule.route(treaty=treaty).id == "law"
        assert rule.route(treaty=known.treaty("ottawa-1997"), facts=["urgent"]).id == "law"

    def test_order_of_one_route(self, rule):
        """A stage may wait for others in one of its routes only."""
        order = rule.order(rule.route("urgent"))
        assert order.direct["overseas-agreement"] == ("royal-decision",)


class TestTold:
    """Each shape is told, and drawn."""

    @pytest.mark.parametrize(
        "words",
        [
            "from 2010-01-01",
            "until 2009-12-31",
            "77 of 151",
            "at least 76 present",
            "5 of 9",
            "at least 10 days from opinion (Rules art. 1)",
            "1 to 3 months",
            "in place of government-decision",
            "an opinion: a negative one completes it too",
            "practice, not law",
            "only after a return",
            "its refusal undoes the notice",
        ],
    )
    def test_text(self, rule, words):
        """The text of a procedure says it."""
        assert words in " ".join(procedure_text_of(rule).split())

    @pytest.mark.parametrize("route", ["law", "before-2010", "urgent"])
    def test_drawn(self, rule, route):
        """Every stage of a route is in its picture."""
        chosen = rule.route(route)
        drawn = picture_of(rule, chosen)
        text, picture = to_mermaid(drawn), to_svg(drawn)
        for stage in chosen.stages:
            assert f"<b>{stage}</b>" in text
            assert stage in picture

    def test_json(self, rule):
        """Data for programs has the same."""
        law = procedure_json(rule)["routes"][0]
        assert (law["valid_from"], law["valid_until"]) == ("2010-01-01", None)
        stages = {each["id"]: each for each in law["stages"]}
        assert stages["members-bill"]["instead_of"] == ["government-decision"]
        assert stages["opinion"]["is_opinion"]
        vote = stages["final-vote"]
        assert vote["further_limits"][0]["unit"] == "month"
        assert vote["limits"]["legal_basis"] == "Rules art. 1"
        assert (vote["votes"]["needed"], vote["votes"]["quorum"]) == (77, 76)


def procedure_text_of(rule):
    """Return the text of the procedure; the State is one that exists, for its name."""
    from attrs import evolve

    return report_text(procedure_report(evolve(rule, country=STATE)))


class TestLawOfTheDay:
    """The law of the day that is asked about."""

    @pytest.mark.parametrize(("as_of", "owed"), [("2009-06-01", False), ("2027-03-01", True)])
    def test_answer(self, installed, as_of, owed):
        """What is still to come is asked by the law of the day, not by today's."""
        found = plan(STATE, "ottawa-1997", out_by="2029-01-01", as_of=as_of)
        assert ("final-vote" in {each.stage for each in found.stages}) is owed


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("valid_until = 2009-12-31", "valid_until = 2010-01-01", "both the default on some day"),
        ("valid_until = 2009-12-31", "valid_until = 2009", "key routes#2.valid_until"),
        ('chamber = "Diet", rounding', 'chamber = "Duma", rounding', "'Duma' has no seats"),
        ('chamber = "Diet", rounding', 'chamber = "Senate", rounding', "'Senate' has no seats"),
        ('rounding = "up"', 'rounding = "half"', "majority.rounding.*expected one of up, down"),
        ('quorum_share = "half" }\nlimits', 'quorum_share = "most" }\nlimits', "one-third"),
        ('rolls = "forward"', 'rolls = "on"', "limits.rolls.*expected one of forward, back"),
        ("is_practice = true", "is_practice = true\nis_binding_approval = true", "practice binds"),
        ("is_opinion = true", "is_opinion = true\ncan_reject = true", "an opinion is given"),
        ('instead_of = ["government-decision"]', 'instead_of = ["notice"]', "instead_of: 'notice'"),
        (
            "limits = { final-vote = { maximum = 30 } }",
            "limits = { x = {} }",
            "returns.limits: 'x'",
        ),
        ("overseas-agreement = [", "publication = [", "routes.urgent.after: 'publication'"),
        ('["royal-decision"] }', '["later-vote"] }', "after: 'later-vote' does not come before"),
        ('counted_from = "opinion"', 'counted_from = "settlement"', "'settlement' does not come"),
    ],
)
def test_what_makes_no_sense(tmp_path, old, new, message):
    """What makes no sense is named by file, key and expected value."""
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "RUR.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=message) as caught:
        read_procedure(path)
    assert str(caught.value).startswith("RUR.toml")
    assert "expected" in str(caught.value)
