"""What was read in the five reports, beside the labels written by hand."""

import json
import os

import pytest

from withdrawal.proof.misreadings import READ, read_in
from withdrawal.record.claims import documents

LABELS = [(each, label) for each in documents() for label in each.claims]
ORIGINALS = os.environ.get("WITHDRAWAL_REPORTS", "")
KEPT = {"kind", "parties", "treaty", "step", "value", "offset", "length", "verdict", "rule"}


@pytest.mark.parametrize(("document", "label"), LABELS, ids=lambda each: getattr(each, "id", ""))
def test_each_is_found_or_explained(document, label):
    """Each label is among what was read, or its file says why not: never both, never neither."""
    is_found = any(each.tells(label) for each in read_in(document))
    assert is_found == (label.not_read is None)


def test_no_words_are_kept():
    """Values, places and rules are kept, and none of the reports' words."""
    rows = [row for found in json.loads(READ.read_text("utf-8")).values() for row in found]
    assert rows
    assert all(set(row) == KEPT for row in rows)


def test_nothing_right_is_contradicted():
    """What was read and is contradicted, its label calls wrong."""
    for document in documents():
        for claim in read_in(document):
            if claim.verdict == "contradicted":
                labels = [each for each in document.claims if claim.tells(each)]
                assert {each.supported for each in labels} == {"no"}


def test_the_clock_that_starts_with_a_vote_is_contradicted():
    """The one claim that this project began with is found by the machine, and found wrong."""
    wrong = [each for doc in documents() for each in read_in(doc) if each.verdict == "contradicted"]
    assert [(each.kind, each.value["starts"]) for each in wrong] == [("period-starts", "approval")]


def test_the_file_is_what_is_read(load_tool):
    """Where the originals are at hand, reading them gives the file; else it says: not run."""
    read_sources = load_tool("read_sources")
    assert read_sources.checked("nowhere") == "not run"
    assert read_sources.checked(ORIGINALS or "nowhere") in ("the same", "not run")
