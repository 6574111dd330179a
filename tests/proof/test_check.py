"""`withdrawal.proof.check`: what is wrong with a data file is found, and named."""

import re

import pytest

from withdrawal.dates import Period
from withdrawal.errors import DataFileError
from withdrawal.law.clause.moves import NotBefore
from withdrawal.law.procedures.file import DATA
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.proof import check as module
from withdrawal.proof.check import _about_index, check, complaint_of_days, pipelines
from withdrawal.proof.check_record import complaints_of_the_rest
from withdrawal.record.starting import collect, stored

GOOD = """
id = "mine-2020"
title = "A treaty of mine"
sources = ["its text, art. 9"]
confidence = "known"
in_force = 2021-05-31

[clause]
exit = "allowed"
starts = { on = "deposit" }
runs = { period = "P6M" }
"""


@pytest.fixture
def checked(tmp_path):
    """Return a function that checks files with the texts it is given."""

    def run(*texts):
        for number, text in enumerate(texts):
            (tmp_path / f"file{number}.toml").write_text(text, encoding="utf-8")
        return check(tmp_path)

    return run


class TestFiles:
    """Files of the user's own."""

    def test_sound(self, checked):
        """A good file has no findings, and its clause was computed."""
        result = checked(GOOD)
        assert (result.treaties, result.clauses, result.findings) == (1, 1, ())

    def test_one_file(self, tmp_path):
        """A single file may be named."""
        path = tmp_path / "mine.toml"
        path.write_text(GOOD)
        assert check(path).is_sound

    @pytest.mark.parametrize(
        ("old", "new", "words"),
        [
            ('"P6M"', '"six months"', "six months"),
            ('on = "deposit"', 'on = "signature"', "signature"),
            ('confidence = "known"', 'confidence = "sure"', "sure"),
            ('sources = ["its text, art. 9"]', "sources = []", "sources"),
            ('sources = ["its text, art. 9"]', "", "'sources' is missing"),
            ('sources = ["its text, art. 9"]', 'sources = [""]', "none empty"),
            ('id = "mine-2020"', 'id = "Mine 2020"', "small letters"),
            ('title = "A treaty of mine"', 'title = " "', "official title"),
            ('title = "A treaty of mine"', 'titel = "A treaty of mine"', "titel"),
            ("[clause]", '[parent]\ntreaty = "nothing-1900"\n\n[clause]', "nothing-1900"),
            ('starts = { on = "deposit" }\nruns = { period = "P6M" }', "", "needs one of the keys"),
            (
                'runs = { period = "P6M" }',
                'may_notify = { not_before = { period = "P1Y", from = "treaty-inforce" } }',
                "treaty-inforce",
            ),
            ('runs = { period = "P6M" }', 'lands = { on = "annual-date" }', "date"),
            ('exit = "allowed"', 'exit = "allowed', "is not TOML"),
        ],
    )
    def test_finding(self, checked, old, new, words):
        """Each fault is found, with the file and what was expected."""
        assert old in GOOD
        result = checked(GOOD.replace(old, new))
        assert not result.is_sound
        assert result.findings[0].file == "file0.toml"
        assert words in result.findings[0].text

    def test_twin_ids(self, checked):
        """Two treaties may not share an id."""
        result = checked(GOOD, GOOD)
        assert "stands in file0.toml too" in result.findings[0].text

    def test_twin_routes(self, checked):
        """Two routes of a clause may not share an id."""
        route = '\n[[clause.alternatives]]\nid = "a"\ntext = "A way."\n'
        result = checked(GOOD + 2 * route)
        assert "an id of its own" in result.findings[0].text

    def test_route_is_computed(self, checked):
        """A route is computed on every day like a clause."""
        route = '\n[[clause.alternatives]]\nid = "a"\ntext = "A way."\nruns = { period = "P2D" }\n'
        assert checked(GOOD + route).clauses == 2

    def test_own_anchor(self, checked):
        """A clause may count from a day that its file names, and from no other."""
        lock = '[clause]\neffect_not_before = { period = "P3Y", from = "opening" }'
        text = GOOD.replace("[clause]", lock)
        named = text.replace("[clause]", '[anchors]\nopening = "2020-02-29"\n\n[clause]')
        assert "'opening'" in checked(text).findings[0].text
        assert checked(named).findings == ()

    def test_parent_may_be_packaged(self, checked):
        """A reference to a packaged treaty resolves."""
        text = GOOD.replace("[clause]", '[parent]\ntreaty = "unfccc-1992"\n\n[clause]')
        assert checked(text).is_sound

    def test_all_findings(self, checked):
        """One bad file does not hide another."""
        result = checked(GOOD.replace("P6M", "6M"), GOOD.replace("deposit", "post"))
        assert {each.file for each in result.findings} == {"file0.toml", "file1.toml"}

    def test_nothing_there(self, tmp_path):
        """A directory without treaty files is an error."""
        with pytest.raises(DataFileError, match="expected a treaty file"):
            check(tmp_path)

    def test_json(self, checked):
        """The JSON has the keys of withdrawal/check/1."""
        data = checked(GOOD.replace("P6M", "6M")).to_json()
        assert data["schema"] == module.SCHEMA == "withdrawal/check/1"
        assert data["findings"][0]["file"] == "file0.toml"


class TestProcedures:
    """The files of procedures, and all that describes no treaty."""

    def test_a_broken_procedure(self, tmp_path):
        """An unknown key in a procedure is found, with the key and what was expected."""
        text = (DATA / "LTU.toml").read_text(encoding="utf-8")
        path = tmp_path / "LTU.toml"
        path.write_text(text.replace('actor = "Seimas"', 'actr = "Seimas"'), encoding="utf-8")
        result = check(path)
        assert not result.is_sound
        assert "unknown key 'actr'" in result.findings[0].text

    def test_starting_claims_are_fresh(self):
        """What `when` reads about the start of periods is what the documents say."""
        assert stored() == collect()


class TestDerivedFiles:
    """What is derived from the treaty files, and what belongs to them."""

    def test_an_index_of_other_files(self):
        """An index, summaries and numbers that are not those of the files are each named."""
        texts = {each.text for each in _about_index([])}
        assert texts == {
            "is not the index of the treaty files: expected a fresh one.",
            "does not sum up the treaty files: expected a fresh one.",
            "does not number the treaty files: expected a fresh one.",
        }

    def test_claims_of_other_documents(self, monkeypatch):
        """Claims about the start of periods that are not those of the documents are named."""
        monkeypatch.setattr("withdrawal.proof.check_record.stored", dict)
        (text,) = [text for _, text in complaints_of_the_rest()]
        assert text == "is not what the documents say: expected `make data` after a change."

    def test_a_day_nobody_knows(self):
        """A clause that counts from an unknown day is told which days there are."""
        rule = NotBefore(Period(years=3), "opening")
        said = complaint_of_days((rule,), catalogue().treaty("ottawa-1997"))
        assert said.startswith("counts from 'opening': expected a date")
        assert "in-force-for-party" in said

    def test_the_parts_of_a_clause(self):
        """Each way out is checked under its own name, the usual one as the clause."""
        names = list(pipelines(catalogue().treaty("who-constitution-1946")))
        assert names == ["way out condition-of-1948"]
        assert next(iter(pipelines(catalogue().treaty("ottawa-1997")))) == "clause"


class TestScenarios:
    """Scenario files, told by their cases."""

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            (
                'facts = ["urgnet"]',
                "facts: 'urgnet' is not a fact that a route depends on",
            ),
            ('route = "urgnt"', "route: 'urgnt' is not a route of Latvia: expected ordinary"),
            (
                'circumstances = { way_out = "sideways" }',
                "circumstances: 'sideways' is not a way out of Ottawa Convention: expected none",
            ),
            ('routes = "urgent"', "unknown key 'routes' in cases#1: expected some of"),
        ],
    )
    def test_a_misspelt_word(self, checked, line, said):
        """A fact, a route or a way out that is none is named with file, case and key."""
        text = f'title = "x"\n[[cases]]\nparty = "LVA"\ntreaty = "ottawa"\n{line}\n'
        (finding,) = checked(text).findings
        assert finding.file == "file0.toml"
        assert said in finding.text
        place = r"file0\.toml: (case 'lva'|unknown key 'routes' in cases#1): "
        assert re.match(place, finding.text)

    def test_a_sound_one(self, checked):
        """A scenario whose cases can be opened has nothing wrong, and counts as no treaty."""
        text = 'title = "x"\n[[cases]]\nparty = "LVA"\ntreaty = "ottawa"\nfacts = "urgent"\n'
        result = checked(text)
        assert (result.findings, result.treaties) == ((), 0)
