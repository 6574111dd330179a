"""Reading procedures: every word of a data file arrives in the stage it describes."""

import tomllib
from functools import cache

import pytest
from attrs import evolve

from withdrawal.datafiles import structure
from withdrawal.dates import DayRule
from withdrawal.errors import DataFileError
from withdrawal.law.procedures.file import DATA, kinds, read_procedure
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.law.procedures.majority import Majority
from withdrawal.law.procedures.sessions import Span
from withdrawal.law.procedures.stages import NONE_FOUND, DayLimits, Kind, Phase, Return

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@cache
def table(country):
    """Return a procedure's file as it is written."""
    return tomllib.loads((DATA / f"{country}.toml").read_text(encoding="utf-8"))


STAGES = [(country, stage) for country in procedures() for stage in table(country)["stages"]]
WITH_RETURNS = [(country, stage) for country, stage in STAGES if "returns" in stage]
WITH_SESSIONS = [country for country in procedures() if "sessions" in table(country)]


def named(row):
    """Return a stage's State and name."""
    return f"{row[0]} {row[1]['id']}"


def majority(written):
    """Return the majority a table describes; the seats of a chamber come from elsewhere."""
    return structure(written, Majority | None, source="test")


def as_written(found, written):
    """Return a majority that was read, without the seats that its chamber brought."""
    if found is None or "chamber" not in written:
        return found
    return evolve(found, seats=written.get("seats"), seats_by_day=())


class TestKinds:
    """The kinds that all procedures share."""

    def test_as_written(self):
        """Phase, words, aliases and defaults of a kind are those of its table."""
        written = tomllib.loads((DATA / "_kinds.toml").read_text(encoding="utf-8"))
        assert list(kinds()) == list(written)
        for name, each in written.items():
            kind = kinds()[name]
            assert kind.id == name
            assert kind.phase is Phase(each["phase"])
            assert kind.words == each["words"]
            assert kind.aliases == tuple(each.get("aliases", ()))
            for key in ("is_binding_approval", "can_reject", "on_sitting_day"):
                assert getattr(kind, key) is each.get(key, False), f"{name}.{key}"

    @pytest.mark.parametrize("phase", ["returned", "effective", "Court"])
    def test_a_phase_that_no_stage_has(self, phase):
        """What only befalls a case, and what is no phase, is refused with those that there are."""
        with pytest.raises(DataFileError, match=r"key phase: .* is unknown: expected .*, people, "):
            structure({"phase": phase, "words": "x"}, Kind, source="_kinds.toml: x", id="x")


@pytest.mark.rows("country, written", STAGES, ids=named)
class TestStages:
    """Each stage of each procedure."""

    def test_words(self, country, written):
        """Names, words and sources are the file's, or the kind's where it has none."""
        stage = procedure(country).stages[written["id"]]
        kind = kinds()[written.get("kind", written["id"])]
        assert (stage.id, stage.kind) == (written["id"], kind)
        assert stage.actor == written["actor"]
        assert stage.decision == written.get("decision", kind.words)
        assert stage.aliases == (*written.get("aliases", ()), *kind.aliases)
        assert stage.legal_basis == written.get("legal_basis", NONE_FOUND)
        assert stage.source == written.get("source")
        assert stage.note == written.get("note")
        assert stage.confidence == written.get("confidence", table(country)["confidence"])

    def test_phase(self, country, written):
        """A stage that names no phase has that of its kind."""
        stage = procedure(country).stages[written["id"]]
        said = written.get("phase")
        assert stage.phase is (stage.kind.phase if said is None else Phase(said))

    def test_defaults(self, country, written):
        """What a stage leaves out it takes from its kind; what may be left out is no approval."""
        stage = procedure(country).stages[written["id"]]
        optional = written.get("is_optional", written.get("is_practice", "instead_of" in written))
        approval = stage.kind.is_binding_approval and not optional
        assert stage.is_optional is optional
        assert stage.is_binding_approval is written.get("is_binding_approval", approval)
        assert stage.can_reject is written.get("can_reject", stage.kind.can_reject)
        assert stage.on_sitting_day is written.get("on_sitting_day", stage.kind.on_sitting_day)

    def test_votes_and_days(self, country, written):
        """Majority, day limits and what comes first are those of the file."""
        stage = procedure(country).stages[written["id"]]
        votes = written.get("majority")
        assert as_written(stage.majority, votes) == majority(votes)
        assert stage.limits == DayLimits(**written.get("limits", {}))
        assert stage.after == (tuple(written["after"]) if "after" in written else None)


@pytest.mark.rows("country, written", WITH_RETURNS, ids=named)
class TestReturns:
    """How a stage sends the act back."""

    def test_as_written(self, country, written):
        """Where to, how often, by when and with what afterwards."""
        found = procedure(country).stages[written["id"]].returns
        for back, each in zip(found, written["returns"], strict=True):
            limits = each.get("afterwards")
            votes = each.get("override")
            assert evolve(back, override=as_written(back.override, votes)) == Return(
                to=tuple(each["to"]),
                times=None if each.get("is_unlimited") else each.get("times", 1),
                text=each["text"],
                override=majority(votes),
                within=each.get("within"),
                goes_on=each.get("goes_on", False),
                afterwards=DayLimits(**limits) if limits else None,
                limits={name: DayLimits(**one) for name, one in each.get("limits", {}).items()},
            )


@pytest.mark.rows("country", procedures())
class TestWhole:
    """A procedure as a whole."""

    def test_head(self, country):
        """Name, approval and notes are those of the file."""
        rule, written = procedure(country), table(country)
        assert (rule.country, rule.name) == (country, written["name"])
        assert (rule.approval, rule.confidence) == (written["approval"], written["confidence"])
        assert (rule.practice, rule.notes) == (written.get("practice"), written.get("notes"))
        assert rule.sources == tuple(written.get("sources", ()))
        assert rule.court_cases == tuple(written.get("court_cases", ()))
        assert len(rule.legal_basis) == len(written.get("legal_basis", ()))
        assert (rule.parliament is None) == ("parliament" not in written)

    def test_routes(self, country):
        """The usual route comes first, then the others in the order of the file."""
        written = table(country)["routes"]
        usual = [each["id"] for each in written if each.get("is_default")]
        others = [each["id"] for each in written if not each.get("is_default")]
        routes = procedure(country).routes
        assert [each.id for each in routes] == usual + others
        stages = {each["id"]: tuple(each["stages"]) for each in written}
        for route in routes:
            own = stages[route.id]
            first = () if "recommendation" in own else ("recommendation",)
            assert route.stages == first + own


@pytest.mark.rows("country", WITH_SESSIONS)
class TestSessions:
    """When a parliament sits."""

    def test_as_written(self, country):
        """Sessions, recesses and weekdays are those of the file."""
        sessions, written = procedure(country).sessions, table(country)["sessions"]
        for key in ("ordinary", "recesses"):
            assert getattr(sessions, key) == tuple(
                Span(DayRule.parse(each["from"]), DayRule.parse(each["to"]))
                for each in written.get(key, ())
            )
        days = written.get("weekdays", WEEKDAYS[:5])
        assert sessions.weekdays == tuple(WEEKDAYS.index(each) for each in days)
        assert (sessions.source, sessions.confidence) == (written["source"], written["confidence"])
        assert sessions.note == written.get("note")


class TestOrder:
    """A file may list the routes in any order."""

    def test_usual_route_first(self, tmp_path):
        """A usual route that a file puts last comes first all the same."""
        source = (DATA / "FIN.toml").read_text(encoding="utf-8")
        head, *routes = source.split("[[routes]]")
        last, stages = routes.pop().split("[[stages]]", 1)
        path = tmp_path / "FIN.toml"
        moved = "".join(f"[[routes]]{each}" for each in (last, *routes))
        path.write_text(f"{head}{moved}[[stages]]{stages}", encoding="utf-8")
        names = [each.id for each in read_procedure(path).routes]
        usual = [each.id for each in procedure("FIN").routes]
        assert names[0] == usual[0]
        assert sorted(names) == sorted(usual)
        assert len(usual) > 1
