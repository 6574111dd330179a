"""``withdrawal record``: write one checked fact into a folder of one's own data."""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, get_type_hints

from cyclopts import App

from withdrawal.cli.options import AsJson, Flat, emit
from withdrawal.keeping import acts, joining
from withdrawal.output.tables.changes import kept_report

record = App(name="record", help="Write one checked fact into a folder of your own data.")


def _command(act: Callable[..., acts.Kept]) -> Callable[..., int]:
    """Return the command of an act: its own arguments, with its grounds as options, and JSON."""

    def run(*names: str, json: bool = False, **said: Any) -> int:
        kept = act(*names, **said)
        return emit(kept.to_json(), kept_report(kept), as_json=json)

    kinds = {**get_type_hints(act), "json": AsJson}
    grounds: Any = kinds["grounds"]
    kinds["grounds"] = Annotated[grounds, Flat]
    own = Parameter("json", Parameter.KEYWORD_ONLY, default=False)
    given = (*signature(act).parameters.values(), own)
    arguments = [each.replace(annotation=kinds[each.name]) for each in given]
    run.__signature__ = Signature(arguments)  # type: ignore[attr-defined]
    run.__doc__, run.__annotations__ = act.__doc__, kinds
    return run


for _name, _act in (
    ("add", acts.add),
    ("announced", acts.announce),
    ("revoked", acts.revoke),
    ("joined", joining.join),
):
    record.command(_command(_act), name=_name)
