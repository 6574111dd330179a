"""What is fuzzed: for each door through which data comes in, good inputs, bad ones, and the test.

A target's ``run`` takes bytes and goes the whole way; ``read``, where there is one, stops once the
input is accepted or refused. Only a `WithdrawalError` may come out of the package; anything else
is a crash, and is found by whoever calls them.
"""

from __future__ import annotations

import contextlib
import json
import tomllib
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import commands
import documents
import doors
import values
from attrs import frozen
from mutate import Tree, changed, lines, toml
from place import as_file, scratch

from tests.exhaustive.every_path import reachable
from withdrawal.case.proceedings.case import Case
from withdrawal.case.proceedings.journal import Journal
from withdrawal.case.scenarios.play import play
from withdrawal.case.scenarios.scenario import Scenario, read_scenario
from withdrawal.dates import Interval
from withdrawal.errors import WithdrawalError
from withdrawal.law.circumstances import Circumstances
from withdrawal.law.procedures.file import read_procedure
from withdrawal.law.procedures.procedure import Procedure
from withdrawal.law.treaties import treaty
from withdrawal.law.treaties.treaty import read_treaties

ROOT = Path(__file__).parents[2]
DAYS = (date(1945, 1, 1), date(2027, 8, 31), date(2028, 2, 29), date(9999, 12, 31))
LONGEST_REMARK = 40
"""Letters of a text; names, ids and periods are shorter."""
FACTS = Circumstances(
    anchors={"in-force-for-party": date(2000, 1, 31)},
    conflicts=(Interval(date(2027, 1, 1), date(2028, 6, 30)), Interval(date(2090, 1, 1), None)),
    named_date=date(2030, 2, 28),
)


@frozen
class Target:
    """A door.

    Attributes:
        name: its name.
        make: returns a bad input.
        run: does with an input what a user would; raises what the package raises, or returns
            the word for a refusal.
        good: returns inputs that have to pass.
        read: the first part of ``run``: only reads an input; None where that is all there is.
        limit: seconds of processor time that an input may take.
        slow: of so many inputs asked of every door, this one is given one.
    """

    name: str
    make: Callable[[Random], bytes]
    run: Callable[[bytes], str | None]
    good: Callable[[], tuple[bytes, ...]]
    read: Callable[[bytes], object] | None = None
    limit: float = 1.0
    slow: int = 1


def from_trees(trees: Callable[[], list[Tree]]) -> Callable[[Random], bytes]:
    """Return a maker of bad TOML files: mostly well-formed, with changed trees."""

    def make(rng: Random) -> bytes:
        listed = trees()
        tree = rng.choice(listed)
        if rng.random() < 0.9:
            tree = changed(rng, tree, listed)
        data = toml(tree).encode(errors="replace")
        return lines(rng, data) if rng.random() < 0.15 else data

    return make


@cache
def files(pattern: str) -> tuple[bytes, ...]:
    """Return the contents of the project's own files."""
    return tuple(path.read_bytes() for path in sorted(ROOT.glob(pattern)))


@cache
def trees(pattern: str) -> list[Tree]:
    """Return the same as trees; the members of a family are few, and remarks are short."""
    found = [briefly(tomllib.loads(each.decode())) for each in files(pattern)]
    for tree in found:
        if len(tree.get("members", ())) > 3:
            tree["members"] = tree["members"][:3]
    return found


def briefly(tree: Tree) -> Tree:
    """Return a tree whose long texts are cut: nothing depends on them, and reading them is slow."""
    if isinstance(tree, dict):
        return {key: briefly(inner) for key, inner in tree.items()}
    if isinstance(tree, list):
        return [briefly(inner) for inner in tree]
    return tree[:LONGEST_REMARK] if isinstance(tree, str) else tree


# -- scenario files -----------------------------------------------------------------------------

SCENARIOS = "examples/*.toml"


def open_scenario(data: bytes) -> Scenario:
    """Read a scenario."""
    return read_scenario(as_file(data, "scenario.toml"))


def run_scenario(data: bytes) -> None:
    """Read a scenario, play it and print it."""
    played = play(open_scenario(data))
    json.dumps(played.to_json(), allow_nan=False)


# -- treaty files -------------------------------------------------------------------------------

TREATIES = "withdrawal/law/data/treaties/*.toml"


def open_treaties(data: bytes) -> tuple[treaty.Treaty, ...]:
    """Read a file of treaties, whole."""
    return tuple(read_treaties(as_file(data, "treaty.toml")))


def run_treaty(data: bytes) -> None:
    """Read a file of treaties, and ask each clause about a few days in every way."""
    for each in open_treaties(data):
        facts = each.facts(FACTS)
        for way in (None, *(way.id for way in each.clause.alternatives)):
            ask(each, treaty.evolve(facts, way_out=way))


def ask(each: treaty.Treaty, facts: Circumstances) -> None:
    """Ask a clause about a few days; a day beyond the calendar is an error of the package."""
    for day in DAYS:
        with contextlib.suppress(WithdrawalError):
            each.clause.reckon(day, facts)
            each.clause.readings(day, facts)
            effect = each.clause.effect(day, facts)
            if effect is not None:
                each.clause.protected_until(effect)
            each.in_force_for(day)
    with contextlib.suppress(WithdrawalError):
        each.clause.latest_notice(DAYS[2], facts)
        each.clause.earliest_effect(DAYS[1], facts)
    with contextlib.suppress(WithdrawalError):
        each.clause.table(DAYS[1], DAYS[2], facts)


# -- procedure files ----------------------------------------------------------------------------

PROCEDURES = "withdrawal/law/data/procedures/[A-Z]*.toml"


def open_procedure(data: bytes) -> Procedure:
    """Read a procedure."""
    return read_procedure(as_file(data, "XYZ.toml"))


def run_procedure(data: bytes) -> None:
    """Read a procedure and build the graph of each of its routes, uncached."""
    from withdrawal.law.procedures.graph.builder import build_graph

    found = open_procedure(data)
    for route in found.routes:
        graph = build_graph(found.country, route.id, found.stages_of(route))
        assert reachable(graph) <= {state.name for state in graph.states}
    if found.sessions is not None:
        for day in DAYS[1:3]:
            found.sessions.is_sitting_day(day)


# -- journals -----------------------------------------------------------------------------------


@cache
def journals() -> tuple[bytes, ...]:
    """Return journals of cases that went on to the end, one for each packaged scenario."""
    found = list(files("tests/case/proceedings/journals/*.jsonl"))
    for path in sorted(ROOT.glob(SCENARIOS)):
        for case in play(read_scenario(path)).cases:
            kept = scratch() / "made.jsonl"
            kept.unlink(missing_ok=True)
            try:
                journal = Journal.create(kept, case.case.party, case.case.treaty.id)
                for event in case.case.history:
                    journal.record(event.step, on=event.when, votes=event.votes, until=event.until)
            except WithdrawalError:
                pass
            found.append(kept.read_bytes())
    return tuple(found)


@cache
def journal_rows() -> list[Tree]:
    """Return every line of the journals as a tree."""
    return [[json.loads(line) for line in each.splitlines()] for each in journals()]


def make_journal(rng: Random) -> bytes:
    """Return a journal with changed lines."""
    listed = journal_rows()
    if rng.random() < 0.3:
        return lines(rng, rng.choice(journals()))
    rows = rng.choice(listed)
    tree = changed(rng, rows, listed)
    rows = tree if isinstance(tree, list) else [tree]
    if rng.random() < 0.7:
        for number, row in enumerate(rows):
            if number and isinstance(row, dict):
                row["n"] = number
    dumped = (json.dumps(row, default=str, ensure_ascii=rng.random() < 0.5) for row in rows)
    return "".join(f"{row}\n" for row in dumped).encode(errors="replace")


def open_journal(data: bytes) -> Case:
    """Open a journal, and return the case it tells, free to be changed."""
    return Journal(as_file(data, "case.jsonl"))._replayed().case


def run_journal(data: bytes) -> None:
    """Open a journal, ask it everything, and take its last event back and forth."""
    case = open_journal(data)
    json.dumps(case.when(as_of="2027-01-01").to_json(), allow_nan=False)
    case.next_steps()
    case.owed()
    if case.entries:
        last = case.undo()
        with contextlib.suppress(WithdrawalError):
            case.add(last)


TARGETS = {
    each.name: each
    for each in (
        Target("scenario", from_trees(lambda: trees(SCENARIOS)), run_scenario,
               lambda: files(SCENARIOS), open_scenario),
        Target("treaty", from_trees(lambda: trees(TREATIES)), run_treaty,
               lambda: files(TREATIES)[::40], open_treaties),
        Target("procedure", from_trees(lambda: trees(PROCEDURES)), run_procedure,
               lambda: files(PROCEDURES), open_procedure),
        Target("journal", make_journal, run_journal, journals, open_journal),
        Target("arguments", commands.make_arguments, commands.run_arguments,
               commands.good_arguments, slow=100),
        Target("question", doors.make_question, doors.run_question, doors.good_questions,
               doors.read_question),
        Target("request", doors.make_request, doors.run_request, doors.good_requests),
        Target("text", documents.make_text, documents.run_text, documents.good_texts,
               documents.read_text),
        Target("document", documents.make_document, documents.run_document,
               documents.good_documents, documents.read_document, limit=5.0, slow=100),
        Target("call", values.make_call, values.run_call, values.good_calls, limit=5.0),
        Target("inquiry", values.make_inquiry, values.run_inquiry, values.good_inquiries,
               values.read_inquiry),
        Target("process", commands.make_arguments, commands.run_process,
               lambda: commands.good_arguments()[:4], slow=1000),
    )
}  # fmt: skip
