"""What was written down, and what it changes, as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from withdrawal.output.lines import wrap

if TYPE_CHECKING:
    from withdrawal.keeping.acts import Kept

__all__ = ["kept_text"]


def kept_text(kept: Kept) -> str:
    """Return where a row was written, what it says, and the answer before and after."""
    said = ", ".join(f"{key} {value}" for key, value in kept.row.items() if value not in ("", None))
    lines = [f"Written to {kept.file}: {said}."]
    if kept.replaced:
        rows = "row" if kept.replaced == 1 else "rows"
        lines.append(f"{kept.replaced} {rows} of that file gave way to it.")
    lines += [f"Against what was known: {each}" for each in kept.against]
    if kept.before == kept.after:
        lines.append(f"The answer stays: {kept.after}")
    else:
        lines += [f"Before: {kept.before}", f"After:  {kept.after}"]
    return "\n".join(wrap(each, "", "  ") for each in lines)
