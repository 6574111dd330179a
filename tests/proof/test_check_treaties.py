"""What the check says of treaties that read: life, numbers, names, and honest grades."""

from pathlib import Path

import pytest

from withdrawal.datafiles import read_toml
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.law.treaties.treaty import Treaty, read_treaties
from withdrawal.proof.check import SHARED_NAMES, check, complaints_of_names, complaints_of_treaty

FILE = """
id = "{key}"
title = "Pact {key}"
short_names = {names}
sources = ["{source}"]
confidence = "{confidence}"
{more}
[clause]
exit = "allowed"
[clause.runs]
period = "P3M"
{tables}
"""


def treaty(
    folder: Path,
    more: str = "",
    *,
    key: str = "own-1990",
    names: str = "[]",
    source: str = "the text",
    confidence: str = "known",
    tables: str = "",
) -> Treaty:
    """Write and read a treaty file."""
    path = folder / f"{key}.toml"
    text = FILE.format(
        key=key, names=names, source=source, confidence=confidence, more=more, tables=tables
    )
    path.write_text(text, encoding="utf-8")
    return read_treaties(path)[0]


class TestLife:
    @pytest.mark.parametrize(
        ("more", "complaint"),
        [
            ("ended = 2020-01-01", "key ended_how: "),
            ('ended = 2020-01-01\nended_how = "replaced"', "key replaced_by: expected what"),
            ('replaced_by = ["no-such-treaty"]', "key replaced_by: 'no-such-treaty' is not the id"),
            ('status = "abrogated in 2017"', "key status: tells of an end"),
            ('notes = ["Not in force as far as known."]', "key notes: tells of an end"),
        ],
    )
    def test_what_is_missing(self, tmp_path: Path, more: str, complaint: str):
        """An end without a manner, a successor that is not there, words without a key are named."""
        (text,) = complaints_of_treaty(treaty(tmp_path, more), ["own-1990"])
        assert text.startswith(complaint)
        assert text.endswith(".")

    @pytest.mark.parametrize(
        "more",
        [
            "",
            'ended = 2020-01-01\nended_how = "expired"\nstatus = "ended 2020-01-01"',
            'ended = 2020-01-01\nended_how = "replaced"\nreplaced_by = ["own-1991"]',
            'status = "replaced between its parties"\nbinds_still = "those outside the new one"',
            'notes = ["Not in force as far as known."]\nnot_in_force = true',
        ],
    )
    def test_all_is_said(self, tmp_path: Path, more: str):
        """A life that is told by its keys is sound."""
        assert not list(complaints_of_treaty(treaty(tmp_path, more), ["own-1990", "own-1991"]))


class TestGrades:
    @pytest.mark.parametrize("more", ['notes = ["text not read"]', 'notes = ["Not yet read."]'])
    def test_verified_beside_not_read(self, tmp_path: Path, more: str):
        """`verified` is refused beside a note, or a source, that says that it was not read."""
        (text,) = complaints_of_treaty(treaty(tmp_path, more, confidence="verified"), [])
        assert text.startswith("key confidence: 'verified'")
        assert not list(complaints_of_treaty(treaty(tmp_path, more, confidence="reported"), []))
        source = treaty(tmp_path, source="a page; the text was not read", confidence="verified")
        assert len(list(complaints_of_treaty(source, []))) == 1


class TestNumbers:
    def test_a_malformed_number(self, tmp_path: Path):
        """A number that has not the form of one is named by its key."""
        tables = '[identifiers]\nmtdsg = ["26-5"]'
        (text,) = complaints_of_treaty(treaty(tmp_path, tables=tables), [])
        assert text.startswith("key identifiers.mtdsg: '26-5'")


class TestNames:
    def test_a_name_of_two(self, tmp_path: Path):
        """A name that two treaties have is named, unless it is declared to be shared."""
        one = treaty(tmp_path, key="one-1990", names='["Stockholm Convention", "Pact!"]')
        two = treaty(tmp_path, key="two-1990", names='["Stockholm Convention", "PACT"]')
        (found,) = complaints_of_names([one, two])
        assert found == ("two-1990", "the name 'pact' is that of one-1990 too: expected one.")

    def test_in_a_check(self, tmp_path: Path):
        """The check of a directory names the file."""
        treaty(tmp_path, key="one-1990", names='["Pact"]')
        treaty(tmp_path, key="two-1990", names='["Pact"]')
        (found,) = check(tmp_path).findings
        assert found.file == "two-1990.toml"
        assert found.text.startswith("two-1990: the name 'pact'")

    def test_every_declared_name_is_shared(self):
        """A name that is declared to be shared is that of several treaties."""
        for name in read_toml(SHARED_NAMES)["names"]:
            assert len(catalogue().index.find(name)) > 1
