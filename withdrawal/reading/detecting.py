"""Which language a document is in: by its script, its letters and its words."""

from __future__ import annotations

import re

from withdrawal.languages.detection import ranked_languages
from withdrawal.languages.words import words_of
from withdrawal.reading.lexicon import READ_IN

_SAMPLE = 4_000
_ENOUGH = 0.3
_SCRIPTS = (("zh", "[\u4e00-\u9fff]"), ("ar", "[\u0600-\u06ff]"), ("ru", "[\u0400-\u04ff]"))
_UKRAINIAN, _RUSSIAN = re.compile("[іїєґ]", re.I), re.compile("[ыэъё]", re.I)


def language_in(plain: str) -> str:
    """Return the language of a text, one of `READ_IN`; English where nothing tells."""
    sample = plain[:_SAMPLE]
    letters = sum(each.isalpha() for each in sample) or 1
    for code, script in _SCRIPTS:
        if len(re.findall(script, sample)) / letters > _ENOUGH:
            found = _slavic(sample) if code == "ru" else code
            return found if found in READ_IN else "en"
    ranked = [code for code, _ in ranked_languages(words_of(sample)) if code in READ_IN]
    return ranked[0] if ranked else "en"


def _slavic(sample: str) -> str:
    return "uk" if len(_UKRAINIAN.findall(sample)) > len(_RUSSIAN.findall(sample)) else "ru"
