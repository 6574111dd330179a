"""``withdrawal record``: write one checked fact into a folder of one's own data."""

from __future__ import annotations

from typing import Annotated

from cyclopts import App, Parameter

from withdrawal.cli.options import AsJson, Country, Flat, TreatyName, emit
from withdrawal.keeping import acts, joining
from withdrawal.output.tables.changes import kept_report

record = App(name="record", help="Write one checked fact into a folder of your own data.")

Grounds = Annotated[acts.Grounds, Flat]
Weighed = Annotated[acts.WeighedGrounds, Flat]


@record.command
def add(
    country: Country,
    treaty: TreatyName,
    /,
    *,
    grounds: Weighed,
    received: Annotated[str | None, Parameter(help="The day the notice was received.")] = None,
    notified: Annotated[str | None, Parameter(help="The date of the notice itself.")] = None,
    announced: Annotated[
        str | None, Parameter(help="The day the State said that it would leave.")
    ] = None,
    effect: Annotated[
        str | None, Parameter(help="The day of effect, where it was read; else the clause's.")
    ] = None,
    kind: Annotated[
        str, Parameter(help="What it was: withdrawal, denunciation, suspension ...")
    ] = "withdrawal",
    json: AsJson = False,
) -> int:
    """Write down that a State gave notice of withdrawal, or left in another way.

    Example: `withdrawal record add sweden ottawa --received 2026-11-02 --source "a gazette"`
    """
    kept = acts.add(
        country,
        treaty,
        grounds,
        received=received,
        notified=notified,
        announced=announced,
        effect=effect,
        kind=kind,
    )
    return emit(kept.to_json(), kept_report(kept), as_json=json)


@record.command
def announced(
    country: Country,
    treaty: TreatyName,
    /,
    *,
    on: Annotated[str, Parameter(help="The day it was said.")],
    by: Annotated[str, Parameter(help="Who said so: president, government, foreign-ministry ...")],
    grounds: Weighed,
    json: AsJson = False,
) -> int:
    """Write down that a State has said that it will leave, without notice to the depositary.

    Example: `withdrawal record announced sweden ottawa --on 2026-11-02 --by government
    --source "a gazette"`
    """
    kept = acts.announce(
        country,
        treaty,
        grounds,
        on=on,
        by=by,
    )
    return emit(kept.to_json(), kept_report(kept), as_json=json)


@record.command
def revoked(
    country: Country,
    treaty: TreatyName,
    /,
    *,
    on: Annotated[str, Parameter(help="The day it was taken back.")],
    grounds: Grounds,
    json: AsJson = False,
) -> int:
    """Write down that the last notice or announcement on record was taken back.

    Example: `withdrawal record revoked sweden ottawa --on 2026-11-20 --source "a gazette"`
    """
    kept = acts.revoke(country, treaty, grounds, on=on)
    return emit(kept.to_json(), kept_report(kept), as_json=json)


@record.command
def joined(
    country: Country,
    treaty: TreatyName,
    /,
    *,
    on: Annotated[str, Parameter(help="The day of its consent to be bound.")],
    grounds: Weighed,
    kind: Annotated[
        str, Parameter(help="How it consented: accession, ratification, succession ...")
    ] = "accession",
    in_force_for_party: Annotated[
        str | None,
        Parameter(
            name="--in-force-for-party", help="The day the treaty came into force for the State."
        ),
    ] = None,
    json: AsJson = False,
) -> int:
    """Write down that a State has joined a treaty, or joined it again.

    Example: `withdrawal record joined sweden ottawa --on 2026-11-02 --source "a gazette"`
    """
    kept = joining.join(
        country,
        treaty,
        grounds,
        on=on,
        kind=kind,
        in_force_for_party=in_force_for_party,
    )
    return emit(kept.to_json(), kept_report(kept), as_json=json)
