"""Names: every State and every treaty, in every language, and what is doubtful about them."""

import pytest

from withdrawal.languages.folder import LANGUAGES
from withdrawal.languages.lexicon import EUROPEAN_UNION, lexicon
from withdrawal.languages.names import PARTY, TREATY, names_of
from withdrawal.languages.words import fold, words_of
from withdrawal.law.treaties.catalogue import catalogue


def named(text: str, language: str = "en") -> dict[str, list[tuple[object, ...]]]:
    """Return what a text names, by kind."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for each in names_of(words_of(text), lexicon(language)):
        found.setdefault(each.kind, []).append(each.values)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
class TestEveryState:
    def test_by_name_and_genitive(self, language: str):
        """Every State is known by its name and its genitive, and taken for no other."""
        for code, name in lexicon(language).state_names.items():
            if code != EUROPEAN_UNION:
                assert named(name.name, language)[PARTY] == [(code,)], name
                assert named(name.of, language)[PARTY] == [(code,)], name

    def test_members_and_observers(self, language: str):
        """All 193 members of the United Nations and both observers have a name."""
        assert len(lexicon(language).state_names) >= 195
        assert {"LTU", "VAT", "PSE", "USA", "TUV"} <= set(lexicon(language).state_names)


@pytest.mark.parametrize("language", LANGUAGES)
class TestEveryTreaty:
    def test_is_in_the_catalogue(self, language: str):
        """Every treaty with a name in a language exists."""
        assert set(lexicon(language).treaty_names) <= set(catalogue())

    @pytest.mark.slow
    def test_can_be_asked_by_the_name_answers_use(self, language: str):
        """The name an answer uses, in each of its forms, names that treaty and no other; labour
        conventions are named by rule, and tested below."""
        names = lexicon(language).treaty_names
        for key, name in names.items():
            for text in {name.name, name.left or name.name} if key[:5] != "ilo-c" else ():
                found = named(text, language)[TREATY]
                assert (key,) in found, text
                assert all(key in each for each in found), text

    def test_labour_conventions_by_number(self, language: str):
        """Every labour convention has a name with its number in it, by which it is known."""
        for number in (1, 45, 87, 191):
            key = f"ilo-c{number:03}"
            name = lexicon(language).treaty_names[key].name
            assert str(number) in name
            assert named(name, language)[TREATY] == [(key,)]


def test_one_name_one_treaty():
    """No name of a treaty in any language is that of another treaty in the same or another one."""
    meant: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for key, each in lexicon(language).treaty_names.items():
            for name in (each.name, each.left or each.name):
                meant.setdefault(fold(name), set()).add(key)
    assert {name: keys for name, keys in meant.items() if len(keys) > 1} == {}


class TestEnglishForAll:
    def test_every_treaty_by_id_and_title(self):
        """Every treaty of the catalogue is known by its id and by its English title."""
        known = catalogue()
        for key in sorted(known)[::7]:
            assert any(key in each for each in named(key)[TREATY]), key
            title = known.treaty(key).title
            assert any(key in each for each in named(title)[TREATY]), title


class TestInflection:
    @pytest.mark.parametrize(
        ("language", "text", "code"),
        [
            ("lt", "Lietuvoje", "LTU"), ("lt", "lietuvą", "LTU"), ("lv", "Igaunijai", "EST"),
            ("fi", "Suomesta", "FIN"), ("fi", "suomalaisten", "FIN"), ("fi", "Venäjällä", "RUS"),
            ("et", "Lätist", "LVA"), ("pl", "Polskę", "POL"), ("pl", "litewskiego", "LTU"),
            ("pl", "Niemczech", "DEU"), ("uk", "Польщею", "POL"), ("uk", "українського", "UKR"),
            ("sv", "litauiska", "LTU"), ("sv", "Tysklands", "DEU"), ("nb", "norske", "NOR"),
            ("da", "hviderussiske", "BLR"), ("de", "ukrainischen", "UKR"),
            ("de", "Estlands", "EST"),
            ("fr", "finlandaise", "FIN"), ("fr", "polonais", "POL"),
            ("es", "estadounidenses", "USA"),
            ("en", "Dutch", "NLD"), ("en", "Turkish", "TUR"), ("en", "Lithuania's", "LTU"),
        ],
    )  # fmt: skip
    def test_cases_and_adjectives(self, language: str, text: str, code: str):
        """Case endings, adjectives and inhabitants name the State."""
        assert named(text, language)[PARTY] == [(code,)]

    @pytest.mark.parametrize(
        ("language", "text", "treaty"),
        [
            ("lt", "Otavos konvencijoje", "ottawa-1997"),
            ("pl", "konwencją ottawską", "ottawa-1997"),
            ("sv", "personminefördraget", "ottawa-1997"),
            ("fi", "miinakieltosopimuksesta", "ottawa-1997"),
            ("uk", "касетними боєприпасами", "ccm-2008"),
            ("de", "Atomwaffensperrvertrags", "npt-1968"),
            ("fr", "traité de l'Atlantique Nord", "nato-1949"),
            ("en", "the landmine ban", "ottawa-1997"),
            ("en", "the 1961 drugs convention", "single-convention-1961"),
        ],
    )
    def test_treaties(self, language: str, text: str, treaty: str):
        """Treaties are known by inflected names, compounds and descriptions."""
        assert (treaty,) in named(text, language)[TREATY]


class TestDoubt:
    @pytest.mark.parametrize(
        ("text", "kind", "count"),
        [("Korea", PARTY, 2), ("Congo", PARTY, 2), ("the Geneva Convention", TREATY, 4)],
    )
    def test_several_meanings(self, text: str, kind: str, count: int):
        """A name with several meanings keeps them all."""
        assert [len(each) for each in named(text)[kind]] >= [count]

    @pytest.mark.parametrize(
        ("text", "code"), [("South Korea", "KOR"), ("DR Congo", "COD"), ("Guinea-Bissau", "GNB")]
    )
    def test_longer_names_settle_it(self, text: str, code: str):
        """The longer name wins over the shorter one inside it."""
        assert named(text)[PARTY] == [(code,)]

    @pytest.mark.parametrize(("text", "code"), [("Niger", "NER"), ("Nigeria", "NGA")])
    @pytest.mark.parametrize("language", ["en", "fi", "de", "sv", "pl"])
    def test_niger_is_not_nigeria(self, language: str, text: str, code: str):
        """Names that begin alike are told apart in every language."""
        assert named(text, language)[PARTY] == [(code,)]


class TestAbbreviations:
    def test_codes(self):
        """ISO codes count in capitals alone: "two years ago" does not speak of Angola."""
        assert named("LTU")[PARTY] == [("LTU",)]
        assert PARTY not in named("ltu")
        assert PARTY not in named("can and are two years ago")

    def test_who_is_not_who(self):
        """The World Health Organization is written in capitals or with its article."""
        assert named("leave WHO")[TREATY] == [("who-constitution-1946",)]
        assert named("leave the who")[TREATY] == [("who-constitution-1946",)]
        assert TREATY not in named("who leaves")

    def test_european_union_as_party(self):
        """The EU is a treaty to leave, but a party where another treaty is named."""
        assert named("leave the EU")[TREATY] == [("teu-art-50",)]
        assert named("the EU left the Energy Charter Treaty")[PARTY] == [("EUE",)]

    def test_security_council_is_no_treaty(self):
        """Organs of the United Nations are not its Charter."""
        assert TREATY not in named("tell the UN Security Council")


class TestLongerNames:
    """Words that are a name, and with the word beside them a part of another."""

    @pytest.mark.parametrize(
        ("text", "also"),
        [
            ("leave the WHO Framework Convention", "fctc-2003"),
            ("leave the Energy Charter Protocol", "ect-efficiency-protocol-1994"),
            ("leave the Council of Europe Convention on something", "lanzarote-convention-2007"),
        ],
    )
    def test_both_may_be_meant(self, text: str, also: str):
        """The shorter name does not answer alone; the treaties of the longer one stand with it."""
        ((first, *others),) = named(text)[TREATY]
        assert first != also
        assert also in others

    @pytest.mark.parametrize("text", ["leave the WHO", "leave the Antarctic Treaty", "leave NATO"])
    def test_a_whole_name(self, text: str):
        """A name beside which nothing stands, or a word of its own, means its treaty alone."""
        ((*keys,),) = named(text)[TREATY]
        assert len(keys) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_common_words_are_no_names(language: str):
    """No word that says nothing by itself names a State or a treaty: Ukrainian того is not Togo."""
    lex = lexicon(language)
    for word in sorted(lex.stop - lex.treaties.skipped):
        kinds = {each.kind for each in names_of(words_of(word), lex)}
        assert kinds.isdisjoint({PARTY, TREATY}), word
