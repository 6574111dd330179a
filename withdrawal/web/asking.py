"""Questions read from the address of a page, and days written into one."""

from __future__ import annotations

import re
from datetime import date

from starlette.datastructures import QueryParams

from withdrawal.inquiries.inquiry import Asked
from withdrawal.inquiries.reading import asked, names_of, old_names

TRACKING = frozenset(
    {
        *("fbclid", "gclid", "gbraid", "wbraid", "dclid", "msclkid"),
        *("yclid", "twclid", "ttclid", "li_fat_id", "epik", "igsh"),
        *("igshid", "mc_cid", "mc_eid", "mkt_tok", "srsltid", "vero_id"),
        *("oly_enc_id", "oly_anon_id", "_ga", "_gl", "_hsenc", "_hsmi"),
    }
)
"""What others append to an address to follow its readers; pages take no notice of it."""

_BETWEEN = re.compile(r"\s*[,;]\s*")
_TRACKING_GROUPS = ("utm_", "pk_", "mtm_", "hsa_")


def is_tracking(name: str) -> bool:
    """Return whether a name in an address is one by which others follow its readers."""
    return name in TRACKING or name.startswith(_TRACKING_GROUPS)


def read(cls: type[Asked], query: QueryParams, **in_path: str) -> tuple[Asked, list[str]]:
    """Return the question in an address, and the names in it that are passed over.

    A field that a form sends empty is not given; what others append to an address is not there;
    any other name that the question has not is passed over, and the page says so. An answer
    must not change silently by a misspelt name. ``lang`` is read elsewhere.

    Raises:
        WithdrawalError: a name is missing, or a value of the wrong form.
    """
    known = {*names_of(cls), *old_names(cls)}
    given = [(k, v) for k, v in query.multi_items() if k != "lang" and not is_tracking(k)]
    passed_over = [name for name, _ in given if name not in known - in_path.keys()]
    taken = ((k, v) for k, v in given if k not in passed_over and v)
    return asked(cls, taken, **in_path), list(dict.fromkeys(passed_over))


def names_between(*texts: str | None) -> tuple[str, ...]:
    """Return the names that stand in fields with commas or semicolons between them."""
    return tuple(name for each in texts for name in _BETWEEN.split(each or "") if name)


def unless_today(day: date) -> str | None:
    """Return a day for an address; None for today, which an address need not say."""
    return None if day == date.today() else day.isoformat()
