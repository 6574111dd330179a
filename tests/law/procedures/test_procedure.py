"""`procedure`: what the data files say, and what is refused in them."""

import pytest
from attrs import frozen

from withdrawal.errors import DataFileError, UnknownNameError
from withdrawal.law.procedures.file import DATA, kinds, read_procedure
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.law.procedures.stages import DayLimits, Phase


@frozen
class SomeTreaty:
    """As much of a treaty as a route looks at."""

    id: str = "some-treaty"
    category: str | None = None


class TestLookup:
    """One file a State, and a named default for the others."""

    def test_number(self):
        """Fifty-six States are described."""
        assert len(procedures()) == 75

    def test_once(self):
        """A file is read once."""
        assert procedure("LTU") is procedure("LTU")

    def test_default(self):
        """A State without a file gets the default, and every answer says so."""
        rule = procedure("DJI")
        assert (rule.country, rule.name, rule.is_default) == (
            "DJI",
            "executive act, unverified",
            True,
        )
        assert "No procedure of this State is on record" in rule.assumptions(rule.route())[0]

    def test_known_procedure_assumes_less(self):
        """A verified procedure with one route takes nothing for granted."""
        rule = procedure("DEU")
        assert rule.assumptions(rule.route()) == ()

    def test_uncertain_procedure_says_so(self):
        """An uncertain procedure says why it is uncertain."""
        rule = procedure("CYP")
        assert "was not found" in rule.assumptions(rule.route())[0]

    def test_repr(self):
        """A procedure reads aloud in a few words."""
        assert repr(procedure("LTU")).startswith("Procedure(country='LTU', name='Lithuania'")


class TestFirstSix:
    """The States of the joint exits, in full."""

    def test_lithuania(self):
        """The President submits; 85 of 141 adopt; the President has ten days."""
        stages = procedure("LTU").stages
        assert stages["president-submission"].actor == "President"
        assert stages["final-vote"].majority.needed() == 85
        assert stages["promulgation"].limits.maximum == 10
        assert stages["promulgation"].limits.beyond == "signed-by-other"
        (back,) = stages["promulgation"].returns
        assert back.override.needed() == 71
        assert back.afterwards.maximum == 3

    def test_latvia(self):
        """The ordinary route lets the President return the law once; the urgent one does not."""
        rule = procedure("LVA")
        ordinary, urgent = rule.stages["promulgation"], rule.stages["urgent-promulgation"]
        assert (ordinary.limits.minimum, ordinary.limits.maximum) == (10, 21)
        assert (ordinary.returns[0].times, ordinary.returns[0].within) == (1, 10)
        assert (urgent.limits.maximum, urgent.returns) == (3, ())
        assert rule.route("urgent").applies.facts == ("urgent",)

    def test_poland(self):
        """Senate in thirty days or silence, signature, then a separate act of the President."""
        rule = procedure("POL")
        order = rule.route().stages
        assert order.index("promulgation") < order.index("denunciation-act") < order.index("notice")
        assert rule.stages["upper-house-vote"].limits.beyond == "deemed-done"
        assert rule.stages["upper-house-vote"].returns[0].goes_on
        assert rule.stages["urgent-upper-house-vote"].limits.maximum == 14

    def test_finland(self):
        """The second reading comes on the third day after the first at the earliest."""
        limits = procedure("FIN").stages["final-vote"].limits
        assert (limits.minimum, limits.counted_from) == (3, "first-reading")

    def test_estonia(self):
        """A plain majority of votes cast, and fourteen days for the President."""
        stages = procedure("EST").stages
        stages["final-vote"].majority.check(81, 1, 7)
        assert stages["promulgation"].limits.maximum == 14

    def test_ukraine(self):
        """A withdrawal ends in a notice; the law of 2025 ended in a claim of suspension."""
        rule = procedure("UKR")
        assert rule.route().stages[-1] == "notice"
        assert rule.route("suspension").stages[-1] == "suspension-notice"
        assert rule.stages["final-vote"].majority.needed() == 226


class TestOthers:
    """Procedures of their own kind."""

    def test_switzerland(self):
        """A hundred days for asking a referendum, no more and no less."""
        limits = procedure("CHE").stages["referendum-window"].limits
        assert (limits.minimum, limits.maximum, limits.counted_from) == (100, 100, "publication")

    def test_netherlands(self):
        """Silence for thirty days after laying approves."""
        stage = procedure("NLD").stages["tacit-approval"]
        assert (stage.limits.minimum, stage.limits.beyond) == (30, "deemed-done")
        assert "final-vote" in procedure("NLD").route("express").stages

    def test_ecuador(self):
        """Court first, Assembly second, decree third."""
        order = [
            each for each in procedure("ECU").route().stages
            if each in ("court-review", "final-vote", "presidential-decree")
        ]  # fmt: skip
        assert order == ["court-review", "final-vote", "presidential-decree"]

    def test_argentina(self):
        """Two thirds of all members of each chamber for treaties of constitutional rank."""
        rule = procedure("ARG")
        route = rule.route(treaty=SomeTreaty("achr-1969"))
        needed = [each.majority.needed() for each in rule.stages_of(route) if each.majority]
        assert (route.id, needed) == ("constitutional-rank", [172, 48])

    def test_denmark(self):
        """A consent in the form of an Act is exempt from a referendum (s. 42(6))."""
        rule = procedure("DNK")
        assert not {"referendum-window", "referendum"} & set(rule.stages)

    def test_united_kingdom(self):
        """Leaving the European Union took an Act, other treaties the prerogative."""
        rule = procedure("GBR")
        assert rule.route(treaty=SomeTreaty("teu-art-50")).id == "statute"
        assert rule.route(treaty=SomeTreaty()).id == "prerogative"

    def test_czechia(self):
        """Both chambers are seised in parallel, and the President waits for both."""
        stages = procedure("CZE").stages
        assert stages["first-reading"].after == stages["senate-committees"].after
        assert stages["head-of-state-act"].after == ("final-vote", "upper-house-vote")


class TestRoutes:
    """Which route applies is data: treaties, categories and stated facts."""

    def test_by_name(self):
        """A case may name its route."""
        assert procedure("LVA").route("urgent").id == "urgent"

    def test_by_fact(self):
        """A stated fact calls for its route."""
        assert procedure("LVA").route(facts=["urgent"]).id == "urgent"
        assert procedure("LVA").route(facts=["major-treaty"]).id == "ordinary"

    def test_default_first(self):
        """Without anything said, the default route is taken, and the answer says which."""
        rule = procedure("LVA")
        route = rule.route()
        assert route.is_default
        assert route is rule.routes[0]
        assert "did not declare the law urgent" in rule.assumptions(route)[0]
        assert rule.assumptions(route, is_named=True) == ()

    def test_unknown(self):
        """An unknown route is an error that lists the known ones."""
        with pytest.raises(UnknownNameError, match="expected ordinary or urgent") as caught:
            procedure("LVA").route("fast")
        assert caught.value.suggestions[:2] == ("ordinary", "urgent")

    def test_never_by_itself(self):
        """A route of the past is taken by its name alone, the old one too."""
        rule = procedure("ZAF")
        assert rule.route(treaty=SomeTreaty("rome-statute-1998")).id == "parliament"
        assert rule.route("executive-2016").id == "before-2017"


class TestStage:
    """What a stage takes from its kind, and how it is called."""

    def test_defaults_of_the_kind(self):
        """A final vote is an approval, can reject, and takes place on a sitting day."""
        stage = procedure("EST").stages["final-vote"]
        assert stage.is_binding_approval
        assert stage.can_reject
        assert stage.on_sitting_day
        assert stage.phase is Phase.PARLIAMENT

    def test_inherited_confidence(self):
        """A stage that says nothing is as sure as its file."""
        assert procedure("EST").stages["final-vote"].confidence == "verified"

    @pytest.mark.parametrize(
        ("country", "stage", "word"),
        [
            ("LTU", "promulgation", "president-signature"),
            ("LTU", "state-defence-council", "president-support"),
            ("LTU", "president-submission", "president-decree"),
            ("POL", "denunciation-act", "president-denunciation-act"),
            ("POL", "notice", "notice-deposited"),
            ("EST", "government-decision", "government-approval"),
            ("UKR", "suspension-notice", "suspension-claimed"),
            ("LVA", "recommendation", "joint-recommendation"),
            ("CZE", "final-vote", "lower-house-vote"),
        ],
    )
    def test_answers_to(self, country, stage, word):
        """The words of the record mean the stages of the data."""
        assert procedure(country).stages[stage].answers_to(word)

    def test_kinds(self):
        """Every kind has words and a phase, and no alias is claimed by itself."""
        for kind in kinds().values():
            assert kind.words
            assert isinstance(kind.phase, Phase)
            assert kind.id not in kind.aliases

    @pytest.mark.parametrize(
        ("limits", "words"),
        [
            (DayLimits(), ""),
            (DayLimits(10, 21), "10 to 21 days"),
            (DayLimits(0, 3), "at most 3 days"),
            (DayLimits(maximum=0), "at most 0 days"),
            (DayLimits(30, 30), "30 days"),
            (DayLimits(15, unit="sitting"), "at least 15 sitting days"),
            (DayLimits(0), ""),
        ],
    )
    def test_limits_in_words(self, limits, words):
        """Day limits read aloud."""
        assert limits.in_words() == words


GOOD = """
name = "Ruritania"
approval = "law"
confidence = "known"

[[routes]]
id = "ordinary"
name = "a law"
is_default = true
stages = ["final-vote", "promulgation", "notice"]

[[stages]]
id = "final-vote"
actor = "Diet"

[[stages]]
id = "promulgation"
actor = "King"

[[stages]]
id = "notice"
actor = "foreign ministry"
"""


class TestMalformed:
    """A malformed file is refused by file, key and expectation."""

    @pytest.fixture
    def read(self, tmp_path):
        """Read a changed copy of a good file."""

        def reader(old="", new=""):
            assert old in GOOD
            path = tmp_path / "RUR.toml"
            path.write_text(GOOD.replace(old, new) if old else GOOD + new, encoding="utf-8")
            return read_procedure(path)

        return reader

    def test_good(self, read):
        """The file itself is good, and begins with the recommendation common to all."""
        rule = read()
        assert (rule.country, rule.name) == ("RUR", "Ruritania")
        assert rule.route().stages == ("recommendation", "final-vote", "promulgation", "notice")

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ('actor = "Diet"', 'actr = "Diet"', "unknown key 'actr' in stages"),
            ('actor = "Diet"', "", "key 'actor' is missing in stages"),
            ('actor = "Diet"', 'actor = 7', "stages.*7 is not text"),
            ('approval = "law"', 'approval = "bill"', "key approval: .*bill"),
            ('name = "Ruritania"', 'name = "Ruritania"\ncolour = "red"', "unknown key 'colour'"),
            ('id = "promulgation"', 'id = "promulgating"', "'promulgating' is not a kind of stage"),
            ('id = "promulgation"', 'id = "final-vote"', "'final-vote' is described twice"),
            ('id = "promulgation"', 'kind = "promulgation"\nid = "effect"', "'effect' is taken"),
            ('"final-vote", "promulgation"', '"final-vote", "assent"', "'assent' is not described"),
            ('"final-vote", "promulgation"', '"final-vote"', "'promulgation' is in no route"),
            ('"promulgation", "notice"', '"promulgation"', "in no route"),
            ('id = "promulgation"', 'kind = "notice"\nid = "promulgation"', "exactly one notice"),
            ("is_default = true", "", "exactly one route with is_default"),
            ('actor = "Diet"', 'actor = "Diet"\nafter = ["notice"]', "does not come before it"),
            ('actor = "King"', 'actor = "King"\nlimits = { minimum = 9, maximum = 3 }',
             r"key stages#\d\.limits: day limits 9 to 3 are impossible"),
            ('actor = "King"', 'actor = "King"\nlimits = { maximum = 3, unit = "moons" }', "moons"),
            ('actor = "King"', 'actor = "King"\nlimits = { maximum = 3, counted_from = "x" }',
             "limits.counted_from: 'x' does not come before it"),
            ('actor = "King"', 'actor = "King"\nreturns = [{ to = ["x"], text = "" }]',
             "returns.to: 'x' does not come before it"),
            ('actor = "King"', 'actor = "King"\nreturns = [{ to = [], text = "" }]',
             "at least one stage"),
            ('actor = "King"', ('actor = "King"\nreturns = [{ to = ["final-vote"], text = "", '
             'is_unlimited = true }, { to = ["final-vote"], text = "" }]'), "nothing after one"),
            ('actor = "Diet"', 'actor = "Diet"\nmajority = { rule = "most" }', "majority.*most"),
            ('actor = "Diet"', 'actor = "Diet"\nis_optional = "yes"', "is not true or false"),
            ('actor = "Diet"', 'actor = "Diet"\nguard = "votes > 3"', "unknown key 'guard'"),
            ("is_default = true", 'is_default = true\napplies = { facts = ["rich"] }', "rich"),
        ],
    )  # fmt: skip
    def test_message(self, read, old, new, message):
        """The message names file, key and expectation."""
        with pytest.raises(DataFileError, match=message) as caught:
            read(old, new)
        assert caught.value.message.startswith("RUR.toml: ")
        assert caught.value.message.endswith(".")

    @pytest.mark.parametrize(
        ("sessions", "message"),
        [
            ('ordinary = [{ from = "03-10", to = "32-01" }]', "'32-01' is not a rule for a day"),
            ('ordinary = [{ from = "03-10" }]', "key 'to' is missing"),
            ('weekdays = ["Caturday"]', "Caturday"),
        ],
    )
    def test_sessions(self, read, sessions, message):
        """A sitting calendar outside the vocabulary is refused."""
        text = f'\n[sessions]\nsource = "rules"\nconfidence = "known"\n{sessions}\n'
        with pytest.raises(DataFileError, match=message):
            read("", text)

    def test_not_toml(self, tmp_path):
        """A file that is not TOML says so."""
        path = tmp_path / "RUR.toml"
        path.write_text("name = ", encoding="utf-8")
        with pytest.raises(DataFileError, match="not TOML"):
            read_procedure(path)

    def test_every_file_has_a_name(self):
        """Data files are named after their State."""
        assert {each.stem for each in DATA.glob("*.toml")} - set(procedures()) == {
            "_default",
            "_facts",
            "_kinds",
            "_notices",
            "_pace",
            "_recommendation",
        }
