"""Write withdrawal/law/data/procedures/_pace.toml from the estimates, for those who plan."""

from __future__ import annotations

import math

from withdrawal.law.procedures.file import pools
from withdrawal.law.procedures.pace import FILE
from withdrawal.odds.estimates import Estimates

_HEAD = """\
# How many days each kind of stage took in past cases: half of them at most `usual`, nine in ten at
# most `cautious`. Written by `python -m withdrawal.odds.fitting.pace` from durations.json.
"""


def text() -> str:
    """Return the file as it follows from the estimates."""
    estimates, parts = Estimates.load(), [_HEAD]
    for pool in sorted(pools()):
        stay = estimates.stay(pool, "")
        parts.append(
            f"[{pool}]\nusual = {math.ceil(stay.median)}\ncautious = {math.ceil(stay.p90)}\n"
            f'level = "{stay.level}"\ncases = {stay.cases}\n'
        )
    return "\n".join(parts)


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8", newline="\n")
