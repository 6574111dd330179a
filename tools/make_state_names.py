"""Make withdrawal/languages/data/states/*.json: what States are called in thirteen languages.

The names are those of the Unicode CLDR (through Babel); `tools/state_names/xx.toml` adds the
adjectives, further names and the genitives that no rule gives. Run it after changing either:

    python tools/make_state_names.py
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from babel import Locale
from state_codes import ALPHA3
from state_genitives import GENITIVE, stem, with_article

from withdrawal.languages.words import words_of

HERE = Path(__file__).parent
OUT = HERE.parent / "withdrawal" / "languages" / "data" / "states"
LANGUAGES = ["en", "sv", "nb", "da", "fi", "et", "lv", "lt", "pl", "uk", "de", "fr", "es"]


def rows(language: str) -> dict[str, list[str]]:
    """Return for each State its name, its genitive and the phrases that name it."""
    written = tomllib.loads((HERE / "state_names" / f"{language}.toml").read_text("utf-8"))
    territories = Locale(language).territories
    made = {}
    for alpha2, alpha3 in ALPHA3.items():
        common = territories[alpha2]
        short = common.split(" (")[0].split(" – ")[0]
        name = written.get("name", {}).get(alpha3, short)
        genitive = written.get("genitive", {}).get(alpha3) or GENITIVE[language](name)
        phrases = [
            *_plain(name, language),
            *_plain(genitive, language)[:1],
            *_plain(short, language),
        ]
        if alpha3 in AMBIGUOUS:
            phrases = [each for each in phrases if len(each.split()) > 1]
        if language == "fr":
            name = with_article(name)
        phrases += [each.strip() for each in written["patterns"].get(alpha3, "").split(";")]
        made[alpha3] = [name, genitive, "; ".join(dict.fromkeys(filter(None, phrases)))]
    return _without_namesakes(made)


def _without_namesakes(made: dict[str, list[str]]) -> dict[str, list[str]]:
    """Drop inflected forms that are another State's name: "Nigeria" is no form of Niger."""
    names = {" ".join(each.folded for each in words_of(row[0])): code for code, row in made.items()}
    for code, row in made.items():
        kept = [
            "|".join(each for each in phrase.split("|") if names.get(each, code) == code)
            for phrase in row[2].split("; ")
        ]
        row[2] = "; ".join(filter(None, kept))
    return made


AMBIGUOUS = {"COD", "COG"}
"""States whose common name does not tell them apart: a bare "Congo" must be asked about."""


def _plain(name: str, language: str) -> list[str]:
    """Return phrases for a name as it stands and, where the language inflects, for its stem."""
    words = [each.folded for each in words_of(name)]
    words = [each for each in words if each not in ARTICLES.get(language, ())]
    return [" ".join(words), " ".join(stem(each, language) for each in words)] if words else []


ARTICLES = {
    "en": {"the", "s", "of", "and"},
    "de": {"der", "die", "das", "des", "von", "und"},
    "fr": {"la", "le", "les", "l", "d", "de", "du", "des", "et"},
    "es": {"la", "el", "los", "las", "de", "del", "y"},
}


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        lines = [
            f"{json.dumps(code)}: {json.dumps(row, ensure_ascii=False)}"
            for code, row in sorted(rows(language).items())
        ]
        text = "{\n" + ",\n".join(lines) + "\n}\n"
        (OUT / f"{language}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
