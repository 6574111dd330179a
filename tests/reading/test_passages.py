"""The labelled passages: are they well formed, and do open and sealed ones stay apart?

One passage a line, in `passages/xx.jsonl` (seen while the reader is written) and `sealed/xx.jsonl`
(looked at only to measure). Both have the same form: a text of our own wording, the day of its
document, and the claims in it, each with its exact words and what a careful reader says of them.
"""

import json
import random
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from withdrawal.law.treaties.catalogue import treaty

HERE = Path(__file__).parent
split = str.split
STATES = json.loads(
    (HERE.parents[1] / "withdrawal" / "law" / "data" / "countries.json").read_text("utf-8")
)["states"]

LANGUAGES = split("ar da de en es et fi fr lt lv nb pl ru sv uk zh")
KINDS = set(
    split(
        "effect period-starts step recipients lock-in protection votes joined in-force is-party "
        "not-party party-count"
    )
)
STEPS = set(
    split(
        "considered announced recommended proposed decided approved-by-government "
        "submitted-to-parliament committee first-reading approved-by-parliament "
        "rejected-by-parliament returned-to-parliament signed-into-law notified received revoked "
        "effective postponed"
    )
)
STARTS = set(
    split(
        "receipt-by-depositary notification signature approval ratification accession document "
        "unstated"
    )
)
VERDICTS = {"supported", "contradicted", "loose", "unjudgeable"}
PASSAGE = {"id", "source", "language", "date", "type", "tests", "text", "claims"}
CLAIM = set(
    split("kind parties treaty step when period starts words verdict right_value why offset")
)
EXTRA = {"recipients", "votes", "count", "hypothetical", "also_right", "later", "off_by"}
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
PERIOD = re.compile(r"P\d+[DMY]")


def lines(folder: str, language: str) -> list[dict]:
    """The passages of one file."""
    text = (HERE / folder / f"{language}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


@cache
def passages(language: str) -> list[dict]:
    """All passages of a language, open ones first."""
    return lines("passages", language) + lines("sealed", language)


ALL = [passage for language in LANGUAGES for passage in passages(language)]
CLAIMS = [(passage, claim) for passage in ALL for claim in passage["claims"]]
each_passage = pytest.mark.rows("passage", ALL, ids=lambda passage: passage["id"])


def test_no_language_is_left_out():
    """Open and sealed files exist for the same sixteen languages and no others."""
    for folder in ("passages", "sealed"):
        assert sorted(path.stem for path in (HERE / folder).glob("*.jsonl")) == LANGUAGES


@pytest.mark.rows("language", LANGUAGES)
class TestLanguage:
    def test_there_are_enough(self, language):
        """Twenty or more passages, and twenty or more claims among the sealed ones."""
        assert len(passages(language)) >= 20
        assert sum(len(passage["claims"]) for passage in lines("sealed", language)) >= 20

    def test_half_are_sealed_by_the_seed(self, language):
        """Which half is sealed is the draw of the seed 20261129, not anybody's choice."""
        ids = sorted(passage["id"] for passage in passages(language))
        drawn = set(random.Random(f"20261129 {language}").sample(ids, len(ids) // 2))
        assert {passage["id"] for passage in lines("sealed", language)} == drawn

    def test_sealed_and_open_stay_apart(self, language):
        """No id and no text stands twice, and only what is sealed says so."""
        for key in ("id", "text"):
            assert max(Counter(passage[key] for passage in passages(language)).values()) == 1
        assert all(passage["sealed"] is True for passage in lines("sealed", language))
        assert not any("sealed" in passage for passage in lines("passages", language))

    def test_every_verdict_is_asked_for(self, language):
        """Each language has claims of all four verdicts, and a text that must yield nothing."""
        claims = [claim for passage in passages(language) for claim in passage["claims"]]
        assert {claim["verdict"] for claim in claims} == VERDICTS
        assert any(not passage["claims"] for passage in passages(language))


@each_passage
class TestPassage:
    def test_form(self, passage):
        """A passage has the keys of the form, its language in its id, and a real day."""
        assert set(passage) - {"sealed"} == PASSAGE
        assert passage["id"].startswith(passage["language"])
        assert date.fromisoformat(passage["date"]) <= date(2026, 11, 29)
        assert passage["text"] == passage["text"].strip()

    def test_offsets_match_the_words(self, passage):
        """Every label points at its very words, counted in characters."""
        for claim in passage["claims"]:
            end = claim["offset"] + len(claim["words"])
            assert claim["words"]
            assert passage["text"][claim["offset"] : end] == claim["words"]

    def test_lists_are_closed(self, passage):
        """Kinds, steps, starts and verdicts are those the reader may say, and no others."""
        for claim in passage["claims"]:
            assert CLAIM <= set(claim) <= CLAIM | EXTRA
            assert claim["kind"] in KINDS
            assert claim["verdict"] in VERDICTS
            assert set(claim.get("also_right", ())) <= VERDICTS - {claim["verdict"]}
            assert claim["step"] is None or claim["step"] in STEPS
            assert claim["starts"] is None or claim["starts"] in STARTS

    def test_states_and_treaties_exist(self, passage):
        """Every party is a code the package knows, every treaty an id of the catalogue."""
        for claim in passage["claims"]:
            assert set(claim["parties"]) <= set(STATES)
            assert treaty(claim["treaty"]).id == claim["treaty"]

    def test_values_are_written_as_days_and_periods(self, passage):
        """A day is a year, a month or a day; a period ISO 8601; a past step not after the text."""
        for claim in passage["claims"]:
            when, period = claim["when"], claim["period"]
            assert when is None or DAY.fullmatch(when)
            assert period is None or PERIOD.fullmatch(period)
            if claim["kind"] == "step" and when and claim["verdict"] != "unjudgeable":
                assert when <= passage["date"][: len(when)]

    def test_kinds_carry_their_value(self, passage):
        """A step names its step, recipients their list, votes and counts their numbers."""
        for claim in passage["claims"]:
            assert (claim["step"] is not None) == (claim["kind"] in ("step", "effect"))
            assert ("recipients" in claim) == (claim["kind"] == "recipients")
            assert ("votes" in claim) == (claim["kind"] == "votes")
            assert ("count" in claim) == (claim["kind"] == "party-count")

    def test_a_wrong_claim_says_what_is_right(self, passage):
        """What is contradicted or loose carries the right value; every label says why."""
        for claim in passage["claims"]:
            assert claim["why"]
            wrong = claim["verdict"] in ("contradicted", "loose")
            assert (claim["right_value"] is not None) == wrong
