"""States by every name people use, present and former."""

import pytest

import withdrawal
from withdrawal.errors import AmbiguousNameError, UnknownCountryError
from withdrawal.law.countries import Country, countries, country, resolve_country


def meant_by(name: str) -> tuple[str, ...]:
    """The State a name stands for, or the States it fits."""
    try:
        return (resolve_country(name).name,)
    except AmbiguousNameError as error:
        return error.suggestions


class TestNames:
    @pytest.mark.rows(
        "name, key",
        [
            ("Lithuania", "LTU"),
            ("lithuania", "LTU"),
            ("LTU", "LTU"),
            ("ltu", "LTU"),
            ("LT", "LTU"),
            ("Lietuva", "LTU"),
            ("Suomi", "FIN"),
            ("Eesti", "EST"),
            ("Україна", "UKR"),
            ("Россия", "RUS"),
            ("Russian Federation", "RUS"),
            ("Türkiye", "TUR"),
            ("Turkey", "TUR"),
            ("Côte d’Ivoire", "CIV"),
            ("cote d'ivoire", "CIV"),
            ("Ivory Coast", "CIV"),
            ("UK", "GBR"),
            ("Great Britain", "GBR"),
            ("USA", "USA"),
            ("United States of America", "USA"),
            ("Czechia", "CZE"),
            ("Czech Republic", "CZE"),
            ("Burma", "MMR"),
            ("Swaziland", "SWZ"),
            ("Holland", "NLD"),
            ("Soviet Union", "SUN"),
            ("USSR", "SUN"),
            ("Czechoslovakia", "CSK"),
            ("Yugoslavia", "YUG"),
            ("East Germany", "DDR"),
            ("DDR", "DDR"),
            ("European Union", "EUE"),
            ("EU", "EUE"),
            ("Guinea", "GIN"),
            ("Niger", "NER"),
            ("South Korea", "KOR"),
            ("England", "GBR"),
            ("Scotland", "GBR"),
            ("Wales", "GBR"),
            ("Northern Ireland", "GBR"),
            ("Czech", "CZE"),
            ("Kosovo", "XKX"),
            ("XKX", "XKX"),
            ("Cape Verde", "CPV"),
            ("Zaire", "COD"),
            ("Taiwan", "TWN"),
            ("Chinese Taipei", "TWN"),
            ("Holy See", "VAT"),
            ("Vatican City", "VAT"),
            ("Palestine", "PSE"),
            ("FYROM", "MKD"),
            ("FRY", "SCG"),
            ("West Germany", "DEU"),
            ("North Vietnam", "VNM"),
            ("Siam", "THA"),
            ("Persia", "IRN"),
            ("Rhodesia", "ZWE"),
            ("Northern Rhodesia", "ZMB"),
            ("Upper Volta", "BFA"),
            ("Kampuchea", "KHM"),
            ("UAE", "ARE"),
            ("EEC", "EUE"),
        ],
    )
    def test_a_name_resolves(self, name: str, key: str):
        """English names, endonyms, codes, variants and former names all resolve."""
        assert resolve_country(name).id == key

    @pytest.mark.rows("key", list(countries()))
    def test_every_state_by_its_own_names(self, key: str):
        """Every State is found by its id, its English name and its two-letter code."""
        state = countries()[key]
        assert state.id == key
        assert resolve_country(key) is country(key) is state
        assert resolve_country(state.name) is state
        assert str(state) == state.name
        if state.alpha2:
            assert resolve_country(state.alpha2) is state

    @pytest.mark.rows("key", list(countries()))
    def test_every_other_name(self, key: str):
        """Every other name finds its State, or says that it fits several."""
        for name in countries()[key].names:
            assert countries()[key].name in meant_by(name)

    def test_codes(self):
        """Ids have three letters; only former States lack a code of two."""
        assert all(len(key) == 3 and key.isupper() for key in countries())
        former = {key for key, each in countries().items() if each.alpha2 is None}
        assert former == {"CSK", "DDR", "EUE", "SCG", "SUN", "VDR", "YMD", "YUG"}


class TestNotes:
    """What a reader should know of a State that few lists of parties name."""

    def test_former_states(self):
        """Every former State says what became of it."""
        former = [each for each in countries().values() if each.alpha2 is None]
        assert all(each.note for each in former if each.id != "EUE")
        assert "1990" in countries()["DDR"].note

    @pytest.mark.parametrize("key", ["XKX", "TWN"])
    def test_outside_the_united_nations(self, key: str):
        """The note says plainly that the State is not a member of the United Nations."""
        assert "not a member of the United Nations" in country(key).note

    def test_most_have_none(self):
        """Of most States there is nothing to note."""
        assert country("LTU").note is None

    def test_said_in_an_answer(self):
        """An answer carries the note, and takes Kosovo for no party where a full list lacks it."""
        answer = withdrawal.when("Kosovo", "ottawa-1997", as_of="2026-11-21")
        assert answer.membership.complete
        assert (answer.membership.value, answer.is_bound) == ("not-a-party", False)
        assert country("XKX").note in answer.assumptions


class TestErrors:
    @pytest.mark.parametrize(
        ("name", "whole"),
        [("Greenland", "Denmark"), ("Hong Kong", "China"), ("gibraltar", "United Kingdom")],
    )
    def test_a_part_of_a_state(self, name: str, whole: str):
        """A territory is refused with the State that answers for its treaties."""
        with pytest.raises(UnknownCountryError, match="not a State of its own") as caught:
            resolve_country(name)
        assert caught.value.suggestions == (whole,)

    def test_former_unions(self):
        """A name that two States bore together is no guess."""
        with pytest.raises(AmbiguousNameError) as caught:
            resolve_country("United Arab Republic")
        assert caught.value.suggestions == ("Egypt", "Syria")

    def test_a_name_of_several(self):
        """A name that fits two States lists them, and is no guess."""
        with pytest.raises(AmbiguousNameError) as caught:
            resolve_country("Korea")
        assert caught.value.message == (
            "'Korea' fits several States: expected one of South Korea, North Korea."
        )
        assert caught.value.suggestions == ("South Korea", "North Korea")

    def test_three_are_suggested(self):
        """Where many names are near, the three nearest are suggested."""
        with pytest.raises(UnknownCountryError) as caught:
            resolve_country("Irand")
        assert caught.value.suggestions == ("Iran", "Ireland", "India")

    def test_a_misspelt_name(self):
        """A name that fits nothing suggests the nearest."""
        with pytest.raises(UnknownCountryError) as caught:
            resolve_country("Lithuana")
        assert caught.value.message == (
            "'Lithuana' is not a State known here: expected a name or an ISO 3166 code; did you "
            "mean Lithuania?"
        )
        assert caught.value.suggestions[0] == "Lithuania"

    @pytest.mark.parametrize(
        ("part", "key"), [("emirates", "ARE"), ("tobago", "TTO"), ("herzegovina", "BIH")]
    )
    def test_a_part_of_a_name(self, part: str, key: str):
        """A word that stands in the names of one State only finds it."""
        assert resolve_country(part).id == key

    @pytest.mark.parametrize("part", ["western", "islamic", "dutch", "states", "african", "city"])
    def test_a_part_that_names_none(self, part: str):
        """A word that says what or where a State is names none, though one name alone has it."""
        with pytest.raises(UnknownCountryError):
            resolve_country(part)

    @pytest.mark.parametrize(
        "name", ["Malta Convention", "Treaty on European Union", "MEX Convention", "Kuwait Pact"]
    )
    def test_the_name_of_a_treaty(self, name: str):
        """What is called a convention, a treaty or a pact is no State, only after one."""
        with pytest.raises(UnknownCountryError):
            resolve_country(name)

    @pytest.mark.parametrize("name", ["", "   ", "??", "xyzzy", None, 5, ["Estonia"], b"EST"])
    def test_no_name_at_all(self, name: object):
        """What is not a name of anything is refused with the package's own error."""
        with pytest.raises(UnknownCountryError) as caught:
            resolve_country(name)
        assert caught.value.message == (
            f"{str(name)!r} is not a State known here: expected a name or an ISO 3166 code."
        )
        assert caught.value.suggestions == ()

    def test_a_name_without_end(self):
        """A very long name is cut in the message."""
        with pytest.raises(UnknownCountryError) as caught:
            resolve_country("x" * 10_000)
        assert len(caught.value.message) < 200

    def test_by_id_only(self):
        """`country` takes an id and nothing else."""
        assert isinstance(country("EST"), Country)
        for name in ("Estonia", "est", "XXX"):
            with pytest.raises(UnknownCountryError):
                country(name)
