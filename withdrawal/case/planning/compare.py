"""Several States side by side on one treaty: stage, what is left, earliest date, bottleneck."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Unpack

from withdrawal.case.answer import Answer
from withdrawal.case.answering.so_far import standing_of
from withdrawal.case.answering.when import answer
from withdrawal.case.asking.dossier import Dossier, dossier_of
from withdrawal.case.asking.given import Day, Given
from withdrawal.case.asking.matter import matter_of
from withdrawal.case.asking.question import Question, make_question
from withdrawal.case.standing import bottleneck
from withdrawal.datafiles import plain, table_of
from withdrawal.errors import CircumstanceError
from withdrawal.law.names import several
from withdrawal.law.treaties.catalogue import Catalogue
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.record.knowledge import knowledge
from withdrawal.renamed import renamed_arguments
from withdrawal.values import frozen

SCHEMA = "withdrawal/compare/1"


@frozen
class ComparisonRow:
    """One State.

    Attributes:
        left: the stages still to come, in order; empty once notice has been given.
        earliest_notice: the first day the notice could be given under the State's own law.
        earliest_effect: the day of effect that would follow, or the one that is fixed.
        bottleneck: the stage its law makes wait longest, and why; None where none waits.
        expected_notice: the day of the notice if each stage takes as long as it usually does, in
            ordinary sittings; None where nothing is left.
    """

    answer: Answer
    left: tuple[str, ...] = ()
    earliest_notice: date | None = None
    earliest_effect: date | None = None
    bottleneck: str | None = None
    expected_notice: date | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the row as JSON-ready data."""
        found = self.answer
        return {
            "party": found.party,
            "name": found.party_name,
            "status": found.status,
            "stage": found.standing.stage,
            **table_of(self, "answer"),
            "effect": plain(found.effect),
            "membership": found.membership.to_json(),
        }


@frozen
class Comparison:
    """Several States and one treaty, as of one day.

    Attributes:
        rows: the States, in the order asked for.
    """

    treaty: str
    treaty_name: str
    as_of: date
    rows: tuple[ComparisonRow, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the comparison as JSON-ready data, schema ``withdrawal/compare/1``."""
        told = table_of(self, "treaty_name")
        return {"schema": SCHEMA, **told, "knowledge": knowledge().to_json()}


@renamed_arguments(source="catalogue")
def compare(
    parties: Iterable[str],
    treaty: str | Treaty,
    *,
    as_of: Day | None = None,
    catalogue: Catalogue | None = None,
    **given: Unpack[Given],
) -> Comparison:
    """Return several States side by side on their way out of one treaty.

    Args:
        parties: the States, by name or code; one text is one State.
        treaty: an id or a name, or a `Treaty`.
        as_of: the day, default today; later knowledge is not used.
        catalogue: another catalogue than the packaged one.
        given: the circumstances, as `withdrawal.when` takes them, supposed of each State alike.

    Raises:
        WithdrawalError: a name, a circumstance or the date makes no sense, or no State is given.
    """
    questions = [
        make_question(party, treaty, as_of=as_of, catalogue=catalogue, **given)
        for party in several(parties, "parties")
    ]
    if not questions:
        raise CircumstanceError("No State is given: expected at least one.")
    law = questions[0].treaty
    rows = tuple(_row(question, dossier_of(question)) for question in questions)
    return Comparison(law.id, law.name, questions[0].as_of, rows)


def _row(question: Question, dossier: Dossier) -> ComparisonRow:
    found = answer(question, dossier)
    if found.status not in ("not-notified", "announced", "suspended"):
        return ComparisonRow(found, earliest_effect=found.effect or found.earliest)
    standing = standing_of(question, dossier)
    road = standing.road(question.as_of)
    notice = road[-1].earliest if road else question.as_of
    facts = matter_of(question, dossier, is_without_notice=True).facts
    possible = question.treaty.clause.earliest_effect(notice, facts)
    slowest, usual = bottleneck(road), standing.road(question.as_of, pace="usual")
    return ComparisonRow(
        found,
        left=tuple(each.id for each in standing.ahead),
        earliest_notice=possible[0] if possible else None,
        earliest_effect=possible[1] if possible else None,
        bottleneck=f"{slowest.stage}: {slowest.because}" if slowest else None,
        expected_notice=usual[-1].expected if usual else None,
    )
