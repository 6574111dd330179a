"""The near misses and questions over sets: whole, of closed words, half of them set aside."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import withdrawal

HERE = Path(__file__).parent
PLACES = ("corpus", "set_aside")
LARGE = ("en", "de", "fr", "es", "pl", "uk")
SMALL = ("sv", "nb", "da", "fi", "et", "lv", "lt", "ru", "zh", "ar")

COLUMNS = ("id", "language", "kind", "question", "as_of", "expect", "why")
NEEDED = {"verdict", "state", "treaty", "intent", "must_not"}
ALLOWED = NEEDED | {"day", "days", "status", "states", "treaties"}
VERDICTS = {"answer", "refuse", "clarify"}
SINGLE = {
    *("effect", "bound", "last-day", "may", "period", "recipients", "notice", "took-effect-on"),
    *("revoked", "depositary", "without-parliament", "survives", "how", "undo", "how-long"),
    *("first-or-again", "carries", "must-do-by", "is-it-true"),
}
SETS = {
    *("pending", "takes-effect-in", "left-since", "leavers", "took-back", "parties", "next"),
    *("compare", "can-leave-by"),
}
INTENTS = SINGLE | SETS | {"none"}
STATUSES = {
    *("bound", "not-bound", "not-a-party", "not-notified", "pending", "effective", "revoked"),
    *("disputed", "no-effect", "supposed"),
}
BARE = {"yes", "no", "exact", "silent", "half"}


def _rows(place: str, language: str) -> list[dict[str, Any]]:
    """The questions of one file."""
    text = (HERE / place / f"{language}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


ALL = [row for place in PLACES for language in (*LARGE, *SMALL) for row in _rows(place, language)]
TREATIES = set(withdrawal.catalogue())


def _states(row: dict[str, Any]) -> set[str]:
    """Every State code a question names, wrong ones included."""
    expect = row["expect"]
    named = [word.removeprefix("state:") for word in expect["must_not"] if word[:6] == "state:"]
    return {*named, *(expect.get("states") or ()), *filter(None, [expect["state"]])}


def _treaties(row: dict[str, Any]) -> set[str]:
    """Every treaty id a question names, wrong ones included."""
    expect = row["expect"]
    named = [word.removeprefix("treaty:") for word in expect["must_not"] if word[:7] == "treaty:"]
    return {*named, *(expect.get("treaties") or ()), *filter(None, [expect["treaty"]])}


class TestCounts:
    """As many questions as promised, each once, half of them set aside."""

    @pytest.mark.parametrize("language", LARGE)
    def test_large(self, language: str) -> None:
        """A large language has 100 near misses and 40 questions over sets."""
        counts = Counter(row["kind"] for row in ALL if row["language"] == language)
        assert counts == {"near-miss": 100, "set": 40}

    @pytest.mark.parametrize("language", SMALL)
    def test_small(self, language: str) -> None:
        """A small language has 20 of each."""
        counts = Counter(row["kind"] for row in ALL if row["language"] == language)
        assert counts == {"near-miss": 20, "set": 20}

    @pytest.mark.parametrize("language", [*LARGE, *SMALL])
    def test_half_is_set_aside(self, language: str) -> None:
        """Half of each kind stands in each of the two folders."""
        kept, aside = (Counter(row["kind"] for row in _rows(p, language)) for p in PLACES)
        assert kept == aside

    def test_ids_are_unique(self) -> None:
        """No id stands twice, and each tells its language and kind."""
        assert len({row["id"] for row in ALL}) == len(ALL)
        for row in ALL:
            assert row["id"].startswith(f"{row['language']}-{row['kind'][0]}")

    def test_questions_are_unique(self) -> None:
        """No question stands twice in one language."""
        assert len({(row["language"], row["question"]) for row in ALL}) == len(ALL)

    def test_no_other_files(self) -> None:
        """Every file set aside is one of a language."""
        found = {path.stem for path in (HERE / "set_aside").glob("*.jsonl")}
        assert found == {*LARGE, *SMALL}


class TestWords:
    """Only words of the closed lists, names that exist, days that are days."""

    @pytest.mark.parametrize("language", [*LARGE, *SMALL])
    def test_closed_words(self, language: str) -> None:
        """Columns, verdict, intent and status come from the lists."""
        for row in (row for row in ALL if row["language"] == language):
            expect = row["expect"]
            assert tuple(row) == COLUMNS
            assert set(expect) >= NEEDED
            assert set(expect) <= ALLOWED
            assert expect["verdict"] in VERDICTS
            assert expect["intent"] in (SETS if row["kind"] == "set" else INTENTS)
            assert expect.get("status") in {None, *STATUSES}

    def test_wrong_answers_are_named(self) -> None:
        """Each question names what would mislead, in words of the list."""
        for row in ALL:
            assert row["expect"]["must_not"], row["id"]
            for word in row["expect"]["must_not"]:
                head, _, tail = word.partition(":")
                known = {"intent": tail in INTENTS, "status": tail in STATUSES}
                assert known.get(head, head in {"day", "state", "treaty"} or word in BARE), word

    def test_refusals_know_no_answer(self) -> None:
        """What is to be refused has no intent and no right day or status."""
        refused = [row["expect"] for row in ALL if row["expect"]["verdict"] == "refuse"]
        assert refused
        for expected in refused:
            assert expected["intent"] == "none"
            assert not {"day", "days", "status", "states"} & set(expected)

    def test_wrong_answers_are_wrong(self) -> None:
        """No answer stands as both right and misleading."""
        for row in ALL:
            expect = row["expect"]
            keys = ("day", "status", "state", "treaty", "intent")
            right = {f"{key}:{expect[key]}" for key in keys if expect.get(key)}
            right |= {f"state:{code}" for code in expect.get("states") or ()}
            right |= {f"treaty:{code}" for code in expect.get("treaties") or ()}
            assert not right & set(expect["must_not"]), row["id"]

    def test_days(self) -> None:
        """Every day is one of the calendar."""
        for row in ALL:
            expect = row["expect"]
            wrong = [word[4:] for word in expect["must_not"] if word.startswith("day:")]
            for day in filter(None, [row["as_of"], expect.get("day"), *wrong]):
                assert date.fromisoformat(day)
            for day in filter(None, expect.get("days") or ()):
                assert date.fromisoformat(day)

    def test_states_exist(self) -> None:
        """Every State code is known."""
        for code in set().union(*map(_states, ALL)):
            assert withdrawal.country(code).id == code

    def test_treaties_exist(self) -> None:
        """Every treaty id is in the catalogue."""
        assert set().union(*map(_treaties, ALL)) <= TREATIES

    def test_sentences(self) -> None:
        """Each says in one short sentence what it tries."""
        for row in ALL:
            assert row["why"].endswith(".")
            assert len(row["why"]) < 120
