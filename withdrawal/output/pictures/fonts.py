"""Fonts for documents and pictures: those of the engine, of the extra ``pdf`` and of the system."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from withdrawal.datafiles import read_toml, structure
from withdrawal.errors import MissingExtraError, MissingFontError
from withdrawal.values import frozen

if TYPE_CHECKING:
    import typst

FAMILIES = ("Libertinus Serif", "Noto Sans Arabic", "Noto Sans CJK SC", "Noto Serif CJK SC")
"""The families asked for, in this order; the first is the engine's own, and has Latin, Greek and
Cyrillic letters."""

_PACKAGES = ("fontpkg_noto_sans_arabic",)
_SHOWN = re.compile(r"the text `\"(?P<text>.+?)\"` could not be displayed")


@frozen
class _Script:
    """Letters, and the package that has a font for them."""

    begins: str
    letters: str
    package: str


@cache
def fonts(extra: str = "pdf") -> typst.Fonts:
    """Return the fonts that documents are set in, looked for once.

    Raises:
        MissingExtraError: typst is not installed.
    """
    try:
        import typst
    except ImportError as error:
        raise MissingExtraError(extra, module="typst") from error
    folders = [
        str(Path(spec.origin).parent / "files")
        for spec in map(find_spec, _PACKAGES)
        if spec is not None and spec.origin is not None
    ]
    return typst.Fonts(font_paths=folders)


def missing_font(complaint: str) -> MissingFontError | None:
    """Return the error for letters that no font shows, where that is what the engine says."""
    found = _SHOWN.search(complaint)
    if found is None:
        return None
    letter = found["text"][0]
    name = unicodedata.name(letter, "")
    path = Path(__file__).with_name("fonts.toml")
    scripts = structure(read_toml(path), dict[str, _Script], source=path.name)
    script = next(each for each in scripts.values() if name.startswith(each.begins))
    return MissingFontError(
        f"No font here shows {script.letters} letters such as {letter!r}: install {script.package}."
    )
