"""What a treaty's clause says to everyone, for questions that name no State."""

from __future__ import annotations

from withdrawal.questions.reply import ClauseFacts

__all__ = ["clause_facts"]


def clause_facts(treaty: str) -> ClauseFacts:
    """Return what a treaty's clause says to everyone."""
    from withdrawal.law.treaties.catalogue import resolve_treaty

    found = resolve_treaty(treaty)
    clause = found.clause
    lines = (found.paraphrase,) if found.paraphrase else ()
    return ClauseFacts(
        treaty,
        clause.exit,
        clause.article,
        clause.period,
        clause.recipients,
        clause.needs_reasons,
        lines,
        found.depositaries,
    )
