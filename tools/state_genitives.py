"""Rules of thumb for the genitive and the stem of a State's name, one small function a language.

They cover the regular names; `state_names/xx.toml` holds the exceptions. In French and Spanish
the "genitive" is the phrase with *de*, in German the phrase that follows a noun.
"""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["GENITIVE", "stem", "with_article"]

_VOWELS = "aeiouyäöüõáéíóúůąęāēīūėėаеєиіїоуюя"


def _english(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _scandinavian(name: str) -> str:
    return f"{name}’" if name[-1] in "sxz" else f"{name}s"


def _swedish(name: str) -> str:
    return name if name[-1] in "sxz" else f"{name}s"


def _german(name: str) -> str:
    loose = name[-1] in "sßxz" or " und " in name or "-" in name
    return f"von {name}" if loose else f"{name}s"


_FRENCH_BARE = frozenset(
    [
        "Andorre",
        "Antigua-et-Barbuda",
        "Bahreïn",
        "Chypre",
        "Cuba",
        "Djibouti",
        "Haïti",
        "Israël",
        "Kiribati",
        "Madagascar",
        "Malte",
        "Maurice",
        "Monaco",
        "Nauru",
        "Oman",
        "Palaos",
        "Saint-Christophe-et-Niévès",
        "Sainte-Lucie",
        "Saint-Marin",
        "Saint-Vincent-et-les Grenadines",
        "Sao Tomé-et-Principe",
        "Singapour",
        "Trinité-et-Tobago",
        "Tuvalu",
        "Vanuatu",
        "Samoa",
        "Brunei",
        "Niue",
        "Fidji",
        "Tonga",
    ]
)
_FRENCH_PLURAL = frozenset(
    [
        "Bahamas",
        "Comores",
        "Émirats arabes unis",
        "États-Unis",
        "Maldives",
        "Pays-Bas",
        "Philippines",
        "Seychelles",
        "Îles Marshall",
        "Îles Salomon",
        "Îles Cook",
    ]
)
_FRENCH_MASCULINE = frozenset(
    [
        "Mexique",
        "Mozambique",
        "Cambodge",
        "Zimbabwe",
        "Belize",
        "Suriname",
        "Timor oriental",
        "Saint-Siège",
    ]
)


def with_article(name: str) -> str:
    """Return a French name of a State as it stands in a sentence: la Lituanie, le Canada."""
    if name in _FRENCH_BARE:
        return name
    if name in _FRENCH_PLURAL:
        return f"les {name}".replace("les Î", "les îles ").replace("îles les", "îles")
    if name[0] in "AEIOUÉÎÈYaeiouéîè" and name != "Yémen":
        return f"l’{name}"
    return f"{'la' if _is_feminine(name) else 'le'} {name}"


def _is_feminine(name: str) -> bool:
    head = name.split()[0]
    return (
        head == "République"
        or (name.endswith("e") and name not in _FRENCH_MASCULINE)
        or (head in {"Corée", "Sierra", "Macédoine", "Guinée", "Guinée-Bissau"})
    )


def _french(name: str) -> str:
    article = with_article(name)
    if article == name:
        return f"d’{name}" if name[0] in "AEIOUHÉ" and name != "Haïti" else f"de {name}"
    if article.startswith("les "):
        return f"des {article[4:]}"
    if article.startswith("le "):
        return f"du {article[3:]}"
    return f"de {article}"


def _spanish(name: str) -> str:
    return f"del {name[3:]}" if name.startswith("el ") else f"de {name}"


def _finnish(name: str) -> str:
    return f"{name}n" if name[-1].lower() in _VOWELS else f"{name}in"


def _estonian(name: str) -> str:
    return name if name[-1].lower() in _VOWELS else f"{name}i"


def _latvian(name: str) -> str:
    return f"{name}s" if name[-1] in "ae" else name


_LITHUANIAN = (
    ("dis", "džio"), ("tis", "čio"), ("as", "o"), ("is", "io"), ("ys", "io"), ("us", "aus"),
    ("ai", "ų"), ("a", "os"), ("ė", "ės"),
)  # fmt: skip


def _lithuanian(name: str) -> str:
    return _replaced(name, _LITHUANIAN) or name


_POLISH = (
    ("ea", "ei"), ("ia", "ii"), ("ja", "ji"), ("ka", "ki"), ("ga", "gi"), ("la", "li"),
    ("ua", "ui"), ("oa", "oa"), ("a", "y"), ("roko", "roka"), ("burg", "burga"),
)  # fmt: skip


def _polish(name: str) -> str:
    changed = _replaced(name, _POLISH)
    if changed:
        return changed
    return name if name[-1].lower() in _VOWELS else f"{name}u"


_UKRAINIAN = (("ія", "ії"), ("ея", "еї"), ("ща", "щі"), ("а", "и"), ("й", "ю"), ("ь", "ю"))


def _ukrainian(name: str) -> str:
    changed = _replaced(name, _UKRAINIAN)
    if changed:
        return changed
    return name if name[-1].lower() in _VOWELS else f"{name}у"


def _replaced(name: str, endings: tuple[tuple[str, str], ...]) -> str | None:
    for old, new in endings:
        if name.endswith(old):
            return name[: -len(old)] + new
    return None


GENITIVE: dict[str, Callable[[str], str]] = {
    "en": _english, "sv": _swedish, "nb": _scandinavian, "da": _scandinavian, "de": _german,
    "fr": _french, "es": _spanish, "fi": _finnish, "et": _estonian, "lv": _latvian,
    "lt": _lithuanian, "pl": _polish, "uk": _ukrainian,
}  # fmt: skip

_STRIPPED = {
    "fi": ("i",), "et": (), "lv": ("as", "is", "us", "a", "e", "s"),
    "lt": ("as", "is", "us", "ys", "ai", "os", "a", "e"), "pl": ("a", "e", "y", "i", "o"),
    "uk": ("а", "я", "о", "е", "ь", "и", "і"),
}  # fmt: skip
_ENDINGS = {
    "fi": [
        "n",
        "a",
        "ta",
        "ssa",
        "sta",
        "lla",
        "lta",
        "lle",
        "ksi",
        "in",
        "ia",
        "issa",
        "ista",
        "illa",
        "ilta",
        "ille",
    ],
    "et": [
        "i",
        "t",
        "s",
        "st",
        "le",
        "l",
        "lt",
        "ga",
        "ni",
        "ks",
        "sse",
        "is",
        "ist",
        "ile",
        "il",
        "ilt",
        "iga",
        "iks",
        "isse",
    ],
    "lv": ["a", "as", "ai", "u", "am", "iem", "e", "es", "ei", "is", "i", "s"],
    "lt": [
        "as",
        "o",
        "ui",
        "a",
        "e",
        "u",
        "is",
        "io",
        "iui",
        "i",
        "iu",
        "us",
        "aus",
        "ai",
        "yje",
        "oje",
        "os",
        "es",
        "ei",
        "eje",
        "e",
        "ais",
        "uose",
    ],
    "pl": ["a", "y", "i", "e", "u", "em", "owi", "ie", "om", "ach", "ami", "o", "ii", "iej"],
    "uk": ["а", "у", "і", "и", "ом", "ою", "ові", "ю", "я", "ем", "ею", "еві", "ії", "ію"],
}
_SHORTEST = {"fi": 6, "et": 6, "lv": 5, "lt": 5, "pl": 5, "uk": 5}


def stem(word: str, language: str) -> str:
    """Return a phrase element for every form of a folded word: ``lietuv*``, ``peru|perun|...``."""
    if language in ("sv", "nb", "da", "de"):
        return f"{word}|{word}s" if len(word) > 3 else word
    if language not in _STRIPPED or len(word) < 4:
        return word
    root = _root(word, language)
    if len(root) >= _SHORTEST[language]:
        return f"{root}*"
    base = word if language in ("fi", "et") else root
    forms = [word, *(f"{base}{ending}" for ending in _ENDINGS[language])]
    return "|".join(dict.fromkeys(forms))


def _root(word: str, language: str) -> str:
    for ending in _STRIPPED[language]:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
