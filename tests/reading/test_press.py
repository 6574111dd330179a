"""What real reports do: several States and days in a sentence, names nobody knows, "since"."""

import pytest

from withdrawal.reading import read


def told(text, language, on):
    """Each claim of a text: kind, States, day or period and its start, verdict."""
    return [
        (
            claim.kind,
            "/".join(claim.parties),
            str(claim.value.day or claim.value.starts or ""),
            claim.verdict,
        )
        for claim in read(text, on=on, language=language).claims
    ]


class TestSeveralStates:
    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("en", "Finland leaves the Ottawa Convention on 10 January, Poland on 20 February."),
            ("es", "Polonia sale del Tratado de Ottawa el 20 de febrero, Finlandia el 10 de enero"),
            ("pl", "Finlandia opuści konwencję ottawską 10 stycznia, a Polska 20 lutego."),
        ],
    )  # fmt: skip
    def test_each_has_its_own_day(self, language, text):
        """Of States that are each followed by a day, every one has that day."""
        found = told(text, language, "2025-12-28")
        assert sorted(found) == [
            ("effect", "FIN", "2026-01-10", "supported"),
            ("effect", "POL", "2026-02-20", "supported"),
        ]

    def test_words_are_those_of_one(self):
        """The words of each such claim begin with its State and end with its day."""
        text = "Finland leaves the Ottawa Convention on 10 January and Poland on 20 February."
        second = read(text, on="2025-12-28").claims[1]
        assert second.words == "Poland on 20 February"

    def test_the_day_beside_the_word(self):
        """The day of the effect is that of its own piece, not one of a clause put in between."""
        text = (
            "Nicaragua, which gave notice on 19 November 2021, left the OAS Charter on "
            "19 November 2023."
        )
        days = [each[2] for each in told(text, "en", "2023-11-20") if each[0] == "effect"]
        assert days == ["2023-11-19"]

    def test_the_country_after_several(self):
        """After a sentence about several States nobody is meant by "the country"."""
        text = (
            "Ecuador left OPEC on 1 January 2020 and Qatar on 1 January 2019. "
            "The country joined in 2007."
        )
        assert [each[0] for each in told(text, "en", "2023-12-22")] == ["effect", "effect"]


GREENLAND = {
    "da": "Storbritannien forlod EU den 31. januar 2020. Grønland forlod det i 1985.",
    "de": "Großbritannien hat die EU am 31. Januar 2020 verlassen. Grönland verließ sie 1985.",
    "en": "The United Kingdom left the EU on 31 January 2020. Greenland left it in 1985.",
    "pl": "Wielka Brytania opuściła UE 31 stycznia 2020 r. Grenlandia opuściła ją w 1985 r.",
    "zh": "英国于2020年1月31日退出欧洲联盟。格陵兰于1985年退出。",
}  # fmt: skip


class TestUnknownNames:
    @pytest.mark.parametrize("language", GREENLAND)
    def test_are_not_the_last_state(self, language):
        """What a name that nobody knows did is not held against the State named before."""
        found = told(GREENLAND[language], language, "2025-03-01")
        assert "contradicted" not in [each[3] for each in found]
        assert not any(each[2] == "1985" and each[3] == "supported" for each in found)

    def test_the_union_leaves_too(self):
        """The European Union is a party where it acts itself, of a treaty that it was in."""
        text = "The EU left the Energy Charter Treaty on 28 June 2025."
        assert told(text, "en", "2025-07-01") == [("effect", "EUE", "2025-06-28", "supported")]


SINCE = {
    "da": "Siden den 6. marts 2025 har Litauen ikke været part i konventionen om klyngevåben.",
    "es": "Desde el 6 de marzo de 2025, Lituania no está vinculada por la convención CCM.",
    "pl": "Od 6 marca 2025 r. Litwa nie jest stroną konwencji o amunicji kasetowej.",
}  # fmt: skip


@pytest.mark.parametrize("language", SINCE)
def test_no_party_since_a_day(language):
    """ "Is no party since a day" says when the exit took effect."""
    assert told(SINCE[language], language, "2025-03-07") == [
        ("effect", "LTU", "2025-03-06", "supported")
    ]


START = {
    "da": "En udmeldelse af Romstatutten får virkning et år efter, at FN har modtaget den.",
    "pl": "Wyjście ze statutu rzymskiego jest skuteczne rok od dnia, w którym ONZ je otrzymało.",
}  # fmt: skip


@pytest.mark.parametrize("language", START)
def test_a_start_behind_a_comma(language):
    """What a period runs from may follow in a clause of its own."""
    found = told(START[language], language, "2025-06-02")
    assert ("period-starts", "", "receipt-by-depositary", "supported") in found


def test_protection_is_no_lock_in():
    """How long investments stay protected is not how long nobody may leave."""
    treaty = "Tratado sobre la Carta de la Energía"
    text = f"Las inversiones del {treaty} siguen protegidas durante veinte años."
    assert told(text, "es", "2025-04-18") == [("protection", "", "", "supported")]


def test_votes_in_words():
    """Small numbers of votes may be written in words."""
    text = (
        "Saeima przyjęła wypowiedzenie konwencji stambulskiej: za było 56 posłów, przeciw 32, "
        "a dwóch wstrzymało się."
    )
    claims = read(text, on="2025-10-31", language="pl").claims
    assert [str(each.value.votes) for each in claims if each.kind == "votes"] == ["56-32-2"]
