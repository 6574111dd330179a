"""Write withdrawal/law/data/countries.json from Babel's CLDR data and the list of former States.

Run after a change of Babel: `python tools/build_countries.py`. Names come from CLDR; what CLDR
has no name for (former States, usual variants) is written here.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages

from withdrawal.law.names import NameIndex, normal

TARGET = Path(__file__).parent.parent / "withdrawal" / "law" / "data" / "countries.json"

FORMER = {
    "CSK": ("Czechoslovakia", ["CSSR", "Czech and Slovak Federal Republic"]),
    "SUN": ("Soviet Union", ["USSR", "Union of Soviet Socialist Republics"]),
    "YUG": ("Yugoslavia", ["Socialist Federal Republic of Yugoslavia", "SFRY"]),
    "DDR": ("German Democratic Republic", ["East Germany", "GDR"]),
    "SCG": ("Serbia and Montenegro", ["Federal Republic of Yugoslavia", "FRY"]),
    "YMD": ("Democratic Yemen", ["South Yemen"]),
    "VDR": ("Republic of Viet-Nam", ["South Vietnam"]),
    "EUE": (
        "European Union",
        ["EU", "European Communities", "European Community", "European Economic Community", "EEC"],
    ),
}
NOTES = {
    "CSK": "Czechoslovakia ceased to exist on 31 December 1992; Czechia and Slovakia succeeded it.",
    "DDR": "The German Democratic Republic became part of the Federal Republic of Germany on "
    "3 October 1990.",
    "SCG": "Serbia and Montenegro parted in June 2006; Serbia continues its membership of the "
    "United Nations.",
    "SUN": "The Soviet Union ceased to exist in December 1991; Russia continues its membership of "
    "the United Nations.",
    "TWN": "Taiwan is not a member of the United Nations, which has seated the People's Republic "
    "of China for China since 25 October 1971 (General Assembly resolution 2758), so the treaties "
    "kept by its Secretary-General do not list it; some others do.",
    "VDR": "The Republic of Viet-Nam became part of the Socialist Republic of Viet Nam on "
    "2 July 1976.",
    "XKX": "Kosovo is not a member of the United Nations, so the treaties kept by its "
    "Secretary-General do not list it; some others do (it has been a member of the IMF and of the "
    "World Bank since 2009), and some parties do not recognise it.",
    "YMD": "Democratic Yemen and the Yemen Arab Republic became one State on 22 May 1990.",
    "YUG": "The Socialist Federal Republic of Yugoslavia broke up in 1991 and 1992; five States "
    "succeeded it.",
}
ENDED = {
    "CSK": "1993-01-01",
    "DDR": "1990-10-03",
    "SCG": "2006-06-03",
    "SUN": "1991-12-26",
    "VDR": "1976-07-02",
    "YMD": "1990-05-22",
    "YUG": "1992-04-27",
}
"""The first day without each former State."""
PARTS = {
    "CHN": ["HKG", "MAC"],
    "DNK": ["FRO", "GRL"],
    "FIN": ["ALA"],
    "FRA": ["GUF", "GLP", "MTQ", "MYT", "NCL", "PYF", "REU", "SPM", "WLF"],
    "GBR": ["AIA", "BMU", "CYM", "FLK", "GGY", "GIB", "IMN", "JEY", "MSR", "SHN", "TCA", "VGB"],
    "NLD": ["ABW", "CUW", "SXM"],
    "NOR": ["SJM"],
    "NZL": ["TKL"],
    "USA": ["ASM", "GUM", "MNP", "PRI", "VIR"],
}
VARIANTS = {
    "USA": ["United States of America", "US", "U.S.", "U.S.A.", "America"],
    "GBR": [
        "United Kingdom of Great Britain and Northern Ireland",
        "UK",
        "U.K.",
        "Britain",
        "Great Britain",
        "England",
        "Scotland",
        "Wales",
    ],
    "RUS": ["Russian Federation"],
    "KOR": ["Republic of Korea", "South Korea", "ROK"],
    "PRK": ["Democratic People's Republic of Korea", "North Korea", "DPRK"],
    "CHN": ["People's Republic of China", "PRC"],
    "IRN": ["Islamic Republic of Iran", "Persia"],
    "SYR": ["Syrian Arab Republic"],
    "VEN": ["Bolivarian Republic of Venezuela"],
    "BOL": ["Plurinational State of Bolivia"],
    "TZA": ["United Republic of Tanzania", "Tanganyika", "Zanzibar"],
    "MDA": ["Republic of Moldova", "Moldavia"],
    "LAO": ["Lao People's Democratic Republic"],
    "VNM": ["Viet Nam", "North Vietnam", "Democratic Republic of Viet-Nam"],
    "CZE": ["Czech Republic", "Czech"],
    "MKD": [
        "Macedonia",
        "Republic of North Macedonia",
        "the former Yugoslav Republic of Macedonia",
        "FYROM",
    ],
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
    "VAT": ["Holy See", "Vatican", "Vatican City"],
    "TLS": ["East Timor"],
    "TWN": ["Republic of China", "Chinese Taipei", "Formosa"],
    "LKA": ["Ceylon"],
    "BFA": ["Upper Volta"],
    "BEN": ["Dahomey"],
    "DEU": ["Federal Republic of Germany", "West Germany"],
    "ESP": ["Kingdom of Spain"],
    "ARE": ["UAE"],
    "BLR": ["Byelorussia", "Byelorussian SSR", "Byelorussian Soviet Socialist Republic"],
    "BLZ": ["British Honduras"],
    "BWA": ["Bechuanaland"],
    "ETH": ["Abyssinia"],
    "GHA": ["Gold Coast"],
    "GUY": ["British Guiana"],
    "IRL": ["Republic of Ireland"],
    "KGZ": ["Kyrgyz Republic", "Kirghizia"],
    "KHM": ["Kampuchea", "Democratic Kampuchea"],
    "KIR": ["Gilbert Islands"],
    "LSO": ["Basutoland"],
    "MWI": ["Nyasaland"],
    "NAM": ["South West Africa"],
    "SUR": ["Dutch Guiana"],
    "THA": ["Siam"],
    "TUV": ["Ellice Islands"],
    "VUT": ["New Hebrides"],
    "WSM": ["Western Samoa"],
    "YEM": ["Yemen Arab Republic", "North Yemen"],
    "ZMB": ["Northern Rhodesia"],
    "ZWE": ["Rhodesia", "Southern Rhodesia"],
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
BESIDE_ISO = {"XKX": "XK"}
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
AMBIGUOUS = {
    "congo": ["COD", "COG"],
    "korea": ["KOR", "PRK"],
    "united arab republic": ["EGY", "SYR"],
}


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


def state(alpha3: str, alpha2: str, english: Mapping[str, str]) -> dict[str, Any]:
    """Return the entry of a State that exists."""
    name = MENDED.get(alpha3, english[alpha2])
    others = [english[alpha2], english.get(f"{alpha2}-alt-short"), *VARIANTS.get(alpha3, [])]
    others += endonyms(alpha2)
    names = dict.fromkeys(each for each in others if each and each != name)
    return {"name": name, "alpha2": alpha2, "names": list(names)}


def main() -> None:
    """Build and write the file."""
    english = Locale.parse("en").territories
    states = {}
    for alpha3, alpha2 in sorted(
        (a3, a2[0])
        for a3, a2 in get_global("territory_aliases").items()
        if len(a3) == 3 and a3.isalpha() and len(a2) == 1 and len(a2[0]) == 2
    ):
        if alpha2 in english and alpha3 not in FORMER and alpha3 not in NOT_STATES:
            states[alpha3] = state(alpha3, alpha2, english)
    for alpha3, alpha2 in BESIDE_ISO.items():
        states[alpha3] = state(alpha3, alpha2, english)
    for alpha3, (name, others) in FORMER.items():
        states[alpha3] = {"name": name, "alpha2": None, "names": others}
    for alpha3, note in NOTES.items():
        states[alpha3]["note"] = note
    for alpha3, ended in ENDED.items():
        states[alpha3]["ended"] = ended
    parts = {
        normal(english[alpha2[0]].removesuffix(" SAR China")): whole
        for whole, every in PARTS.items()
        for alpha3 in every
        for alpha2 in [get_global("territory_aliases")[alpha3]]
    }
    names = {
        key: [each["name"], *each["names"], *([each["alpha2"]] if each["alpha2"] else [])]
        for key, each in states.items()
    }
    exact = {name: sorted(ids) for name, ids in NameIndex.of(names, str).exact.items()}
    data = {
        "states": dict(sorted(states.items())),
        "index": dict(sorted((exact | AMBIGUOUS).items())),
        "parts": dict(sorted(parts.items())),
    }
    TARGET.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
