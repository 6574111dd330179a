"""Write withdrawal/law/data/countries.json from Babel's CLDR data and the list of former States.

Run after a change of Babel: `python tools/build_countries.py`. Names come from CLDR; what CLDR
has no name for (former States, usual variants) is written here.
"""

import json
from pathlib import Path

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages

from withdrawal.law.names import NameIndex

TARGET = Path(__file__).parent.parent / "withdrawal" / "law" / "data" / "countries.json"

FORMER = {
    "CSK": ("Czechoslovakia", ["CSSR", "Czech and Slovak Federal Republic"]),
    "SUN": ("Soviet Union", ["USSR", "Union of Soviet Socialist Republics"]),
    "YUG": ("Yugoslavia", ["Socialist Federal Republic of Yugoslavia", "SFRY"]),
    "DDR": ("German Democratic Republic", ["East Germany", "GDR"]),
    "SCG": ("Serbia and Montenegro", []),
    "YMD": ("Democratic Yemen", ["South Yemen"]),
    "VDR": ("Republic of Viet-Nam", ["South Vietnam"]),
    "EUE": ("European Union", ["EU", "European Communities"]),
}
VARIANTS = {
    "USA": ["United States of America", "US", "U.S.", "U.S.A.", "America"],
    "GBR": [
        "United Kingdom of Great Britain and Northern Ireland",
        "UK",
        "U.K.",
        "Britain",
        "Great Britain",
    ],
    "RUS": ["Russian Federation"],
    "KOR": ["Republic of Korea", "South Korea", "ROK"],
    "PRK": ["Democratic People's Republic of Korea", "North Korea", "DPRK"],
    "CHN": ["People's Republic of China", "PRC"],
    "IRN": ["Islamic Republic of Iran"],
    "SYR": ["Syrian Arab Republic"],
    "VEN": ["Bolivarian Republic of Venezuela"],
    "BOL": ["Plurinational State of Bolivia"],
    "TZA": ["United Republic of Tanzania"],
    "MDA": ["Republic of Moldova"],
    "LAO": ["Lao People's Democratic Republic"],
    "VNM": ["Viet Nam"],
    "CZE": ["Czech Republic"],
    "MKD": ["Macedonia", "Republic of North Macedonia"],
    "SWZ": ["Swaziland"],
    "MMR": ["Burma"],
    "CPV": ["Cape Verde"],
    "CIV": ["Ivory Coast"],
    "COD": ["Democratic Republic of the Congo", "DR Congo", "DRC", "Zaire"],
    "COG": ["Republic of the Congo", "Congo-Brazzaville"],
    "GMB": ["The Gambia"],
    "BHS": ["The Bahamas"],
    "NLD": ["Kingdom of the Netherlands", "Holland", "The Netherlands"],
    "TUR": ["Turkey"],
    "PSE": ["Palestine", "State of Palestine"],
    "VAT": ["Holy See", "Vatican"],
    "TLS": ["East Timor"],
    "TWN": ["Republic of China"],
    "LKA": ["Ceylon"],
    "BFA": ["Upper Volta"],
    "BEN": ["Dahomey"],
    "DEU": ["Federal Republic of Germany"],
    "ESP": ["Kingdom of Spain"],
}
MENDED = {
    "MMR": "Myanmar",
    "PSE": "State of Palestine",
    "VAT": "Holy See",
    "TUR": "Türkiye",
    "BIH": "Bosnia and Herzegovina",
    "TTO": "Trinidad and Tobago",
    "ATG": "Antigua and Barbuda",
    "KNA": "Saint Kitts and Nevis",
    "LCA": "Saint Lucia",
    "VCT": "Saint Vincent and the Grenadines",
    "STP": "Sao Tome and Principe",
    "COD": "Democratic Republic of the Congo",
    "COG": "Congo (Republic)",
}
NOT_STATES = frozenset(
    [
        "ABW",
        "AIA",
        "ALA",
        "ASC",
        "ASM",
        "ATA",
        "ATF",
        "BES",
        "BLM",
        "BMU",
        "BUR",
        "BVT",
        "CCK",
        "CPT",
        "CUW",
        "CXR",
        "DGA",
        "ESH",
        "FLK",
        "FRO",
        "FXX",
        "GGY",
        "GIB",
        "GLP",
        "GRL",
        "GUF",
        "GUM",
        "HKG",
        "HMD",
        "IMN",
        "IOT",
        "JEY",
        "MAC",
        "MAF",
        "MNP",
        "MTQ",
        "MYT",
        "NCL",
        "NFK",
        "PCN",
        "PRI",
        "PYF",
        "REU",
        "SGS",
        "SHN",
        "SJM",
        "SPM",
        "SXM",
        "TAA",
        "TCA",
        "TKL",
        "TMP",
        "UMI",
        "VGB",
        "VIR",
        "WLF",
        "XAA",
        "XBB",
        "ZAR",
        "ZZZ",
        "CYM",
        "MSR",
        "QUU",
        "XKK",
    ]
)
AMBIGUOUS = {"congo": ["COD", "COG"], "korea": ["KOR", "PRK"]}


def endonyms(alpha2: str) -> list[str]:
    """Return the State's name in its own official languages."""
    names = []
    for language in get_official_languages(alpha2, regional=False, de_facto=True):
        try:
            name = Locale.parse(language).territories.get(alpha2)
        except Exception:
            continue
        if name:
            names.append(name)
    return names


def main() -> None:
    """Build and write the file."""
    english = Locale.parse("en").territories
    states = {}
    for alpha3, alpha2 in sorted(
        (a3, a2[0])
        for a3, a2 in get_global("territory_aliases").items()
        if len(a3) == 3 and a3.isalpha() and len(a2) == 1 and len(a2[0]) == 2
    ):
        if alpha2 not in english or alpha3 in FORMER or alpha3 in NOT_STATES:
            continue
        name = MENDED.get(alpha3, english[alpha2])
        others = [english[alpha2], english.get(f"{alpha2}-alt-short"), *VARIANTS.get(alpha3, [])]
        others += endonyms(alpha2)
        names = dict.fromkeys(each for each in others if each and each != name)
        states[alpha3] = {"name": name, "alpha2": alpha2, "names": list(names)}
    for alpha3, (name, others) in FORMER.items():
        states[alpha3] = {"name": name, "alpha2": None, "names": others}
    names = {
        key: [each["name"], *each["names"], *([each["alpha2"]] if each["alpha2"] else [])]
        for key, each in states.items()
    }
    exact = {name: sorted(ids) for name, ids in NameIndex.of(names, str).exact.items()}
    data = {
        "states": dict(sorted(states.items())),
        "index": dict(sorted((exact | AMBIGUOUS).items())),
    }
    TARGET.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
