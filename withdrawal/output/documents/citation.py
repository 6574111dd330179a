"""Citations for those who keep a list of what they cite: BibTeX and RIS."""

from __future__ import annotations

import re
from datetime import date

from withdrawal.record.knowledge import knowledge
from withdrawal.values import frozen
from withdrawal.version import __version__

_NOT_A_KEY = re.compile(r"[^A-Za-z0-9]+")
_SPECIAL = re.compile(r"([&%$#_{}])")


@frozen
class Citation:
    """A page to be cited, at its address for good, as it was on the day that it was asked for."""

    title: str
    address: str
    day: date

    @property
    def note(self) -> str:
        """What it rests on: the version, and how new the knowledge is."""
        return f"withdrawal {__version__}, {knowledge().in_words()}"

    @property
    def bibtex(self) -> str:
        """The entry for BibTeX; the letters that TeX reads as orders are escaped."""
        key = _NOT_A_KEY.sub("-", self.address.partition("://")[2]).strip("-")[:60]
        fields = {
            "title": "{" + _escaped(self.title) + "}",
            "year": str(self.day.year),
            "url": self.address,
            "urldate": self.day.isoformat(),
            "note": _escaped(self.note),
        }
        told = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        return f"@misc{{withdrawal-{key},\n{told}}}\n"

    @property
    def ris(self) -> str:
        """The entry in the RIS format, each line ended as its description asks."""
        day = f"{self.day:%Y/%m/%d}/"
        lines = (
            ("TY", "ELEC"),
            ("TI", self.title),
            ("PY", str(self.day.year)),
            ("DA", day),
            ("UR", self.address),
            ("Y2", day),
            ("N1", self.note),
            ("ER", ""),
        )
        return "".join(f"{name}  - {value}\r\n" for name, value in lines)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text.replace("\\", "\\textbackslash "))
