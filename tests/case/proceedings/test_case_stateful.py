"""Random legal and illegal sequences: what is illegal raises and changes nothing."""

from datetime import date, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from withdrawal import Case
from withdrawal.dates import PartialDate
from withdrawal.errors import WithdrawalError
from withdrawal.law.procedures.library import procedure
from withdrawal.law.procedures.stages import Phase
from withdrawal.record.events import Source, SourceKind

FIRST = date(2024, 1, 1)
STATES = ("LVA", "LTU", "POL", "FIN", "SWE", "CHE", "NLD", "PRK")
TREATIES = ("ottawa-1997", "rome-statute-1998", "istanbul-convention-2011")
TREATY_SIDE = (
    "notice-received",
    "notice-to-other-parties",
    "notice-to-un-security-council",
    "effect",
    "period-ended-in-conflict",
    "conflict-began",
    "conflict-ended",
    "returned",
    "rejected",
    "revoked",
    "suspension-claimed",
    "objection",
    "remark",
    "nonsense",
)
votes = st.none() | st.sampled_from(["300-0-0", "90-5-1", "60-10-0", "1-50-0", "x"])
sources = st.none() | st.builds(Source, st.sampled_from("ab"), st.sampled_from(SourceKind))


class CaseMachine(RuleBasedStateMachine):
    """Drives one case with steps that mostly make sense, on days that mostly follow."""

    @initialize(party=st.sampled_from(STATES), treaty=st.sampled_from(TREATIES))
    def open(self, party: str, treaty: str) -> None:
        """Begin with an empty case of a State that is taken for bound."""
        self.case = Case(party, treaty, in_force_for_party="2000-01-01")
        self.day = FIRST
        stages = procedure(party).stages_of(self.case.route)
        self.words = [*TREATY_SIDE, *(stage.id for stage in stages)]
        self.binding = {stage.id for stage in stages if stage.is_binding_approval}

    @rule(pick=st.integers(0, 99), later=st.integers(-20, 90), votes=votes, source=sources)
    def any_step(self, pick: int, later: int, votes: str | None, source: Source | None) -> None:
        """Try any word at all."""
        self._try(self.words[pick % len(self.words)], later, votes, source, width=0)

    @rule(pick=st.integers(0, 9), later=st.integers(0, 60), width=st.sampled_from([0, 0, 0, 9, 40]))
    def possible_step(self, pick: int, later: int, width: int) -> None:
        """Try a word that is possible here."""
        steps = [transition.trigger for transition in self.case.graph.next(self.case.stage)]
        if steps:
            self._try(steps[pick % len(steps)], later, None, None, width=width)

    @precondition(lambda self: self.case.next_steps())
    @rule(pick=st.integers(0, 9))
    def on_the_earliest_day(self, pick: int) -> None:
        """Do what is next on the first day that the case itself names."""
        steps = self.case.next_steps()
        step = steps[pick % len(steps)]
        if step.earliest is not None:
            self._try(step.step, (step.earliest - self.day).days, None, None, width=0)

    def _try(
        self, step: str, later: int, votes: str | None, source: Source | None, *, width: int
    ) -> None:
        """Record a step; refused or not, check what must hold."""
        first = self.day + timedelta(days=later)
        when = PartialDate.parse(f"{first}/{first + timedelta(days=width)}" if width else first)
        before = (self.case.stage, self.case.entries, self.case.owed())
        try:
            self.case.record(step, on=when, votes=votes, source=source)
        except WithdrawalError:
            assert (self.case.stage, self.case.entries, self.case.owed()) == before
        else:
            assert self.case.entries != before[1]
            self.day = max(self.day, first) if step != "remark" else self.day

    @rule()
    def undo(self) -> None:
        """Undo gives back what was there before, and the event can be recorded again."""
        if not self.case.entries:
            return
        after = (self.case.stage, self.case.entries)
        undone = self.case.undo()
        assert (self.case.stage, self.case.entries) != after
        if not undone.rivals and self.case.find(undone.step) is not None:
            self.case.add(undone)
            assert self.case.stage == after[0]

    @invariant()
    def it_replays(self) -> None:
        """The history replays to the same state."""
        again = Case(self.case.party, self.case.treaty, in_force_for_party="2000-01-01").replay(
            self.case.history
        )
        assert again.stage == self.case.stage
        assert again.history == self.case.history

    @invariant()
    def approvals_come_before_notice(self) -> None:
        """A notice without every approval that the State's law requires is told as irregular."""
        if self.case.phase in (Phase.NOTIFIED, Phase.EFFECTIVE, Phase.REVOKED):
            done = {each.stage.id for each in self.case.path if each.stage is not None}
            assert self.binding <= done or self.case.irregularities

    @invariant()
    def effect_comes_after_receipt(self) -> None:
        """Nothing takes effect that was not received, and nothing is revoked after effect."""
        triggers = [transition.trigger for transition in self.case.path]
        if "effect" in triggers or "revoked" in triggers:
            assert "notice-received" in triggers
        assert not {"effect", "revoked"} <= set(triggers)

    @invariant()
    def days_are_in_order(self) -> None:
        """Some choice of days within the bounds is in the order of the events."""
        floor = date.min
        for entry in self.case.entries:
            if entry.moves:
                assert (entry.event.when.latest or date.max) >= floor
                floor = max(floor, entry.event.when.earliest or floor)

    @invariant()
    def later_knowledge_is_never_used(self) -> None:
        """As of an earlier day the answer is that of a case without the later events."""
        as_of = self.day - timedelta(days=1)
        known = self.case.known_by(as_of)
        assert known.when(as_of=as_of) == self.case.when(as_of=as_of)
        for entry in known.entries:
            assert entry.event.when.earliest is None or entry.event.when.earliest <= as_of


TestCases = CaseMachine.TestCase
TestCases.settings = settings(
    max_examples=25,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
