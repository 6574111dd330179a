"""What changed in the data since a version."""

import subprocess

import pytest

from withdrawal import changes
from withdrawal.errors import CircumstanceError
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.record.changes import kept
from withdrawal.record.history import history


@pytest.fixture(scope="module")
def writing(load_tool):
    """The program that compares the data with those of a version."""
    return load_tool("write_changes")


@pytest.fixture(scope="module")
def every():
    """Everything that changed since the first version."""
    return changes("1.0.0").rows


def test_something_changed_in_every_kind(every):
    """Treaties, the record, lists, their lines and procedures are compared."""
    assert {each.kind for each in every} == {"treaty", "record", "list", "party", "procedure"}


def test_no_change_is_none(every):
    """A changed fact differs from what it was; what was added was not there, and so on."""
    assert all(each.before != each.after for each in every)
    assert all(each.before is None for each in every if each.what == "added")
    assert all(each.after is None for each in every if each.what == "removed")


def test_what_was_added_is_there(every):
    """Every treaty and row that was added is in the data; what was removed is not."""
    known = catalogue().summaries
    treaties = [each for each in every if each.kind == "treaty"]
    assert {each.treaty for each in treaties if each.what == "added"} <= set(known)
    assert not {each.treaty for each in treaties if each.what == "removed"} & set(known)
    pairs = {(each.treaty, each.party) for each in history()}
    rows = [each for each in every if each.kind == "record" and each.what == "added"]
    assert {(each.treaty, each.party) for each in rows} <= pairs


@pytest.mark.parametrize("version", kept())
def test_the_file_is_fresh(writing, version):
    """What is kept is what comparing with the tree of the version gives now: `make data`."""
    try:
        found = writing.since(version)
    except subprocess.CalledProcessError:
        pytest.skip("no tree of that version: not a clone with its history")
    assert tuple(found) == changes(version).rows


def test_a_spell_is_a_line(writing):
    """A State that left and came back is compared spell by spell, each known by one of its days."""
    first = {"status": "party", "consent_date": "2016-09-03", "in_force_for_party": "2016-11-04"}
    again = {"status": "party", "consent_date": "2021-01-20"}
    left = {**first, "left_on": "2020-11-04"}
    assert list(writing.rows([first], [again, left], writing.SPELL)) == [
        ("2016-11-04.left_on", None, "2020-11-04"),
        ("added", None, "consent_date 2021-01-20, party"),
    ]
    (gone,) = writing.rows([first], [], writing.SPELL)
    assert gone[0] == "removed"


def test_narrowed():
    """Names narrow the list; a treaty that is no more is found by its id."""
    found = changes(treaty="Banjul Charter", kind="list").rows
    assert [(each.treaty, each.what) for each in found] == [("african-charter-1981", "added")]
    assert changes(treaty="vehicle-dimensions-1950").rows[0].what == "removed"
    assert {each.party for each in changes(party="Lithuania").rows} == {"LTU"}


def test_an_unknown_version():
    """A version of which nothing is kept is refused with those that are."""
    with pytest.raises(CircumstanceError, match=r"expected 1\.0\.0"):
        changes("0.9")
