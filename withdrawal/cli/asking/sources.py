"""``withdrawal sources``: what each source document claims, and what the treaty says to it."""

from __future__ import annotations

from withdrawal.cli.options import AsJson, emit
from withdrawal.output.tables.sources import sources_report
from withdrawal.proof.misreadings import sources as find_sources


def sources(*, json: AsJson = False) -> int:
    """Tell what each source document claims, where they disagree, and which the treaty supports."""
    found = find_sources()
    return emit(found.to_json(), sources_report(found), as_json=json)
