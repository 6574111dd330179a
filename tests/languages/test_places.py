"""Capitals and organs that stand for a State: one State each, and hardly a State without."""

from itertools import product

import pytest

from withdrawal.datafiles import read_toml
from withdrawal.languages.folder import FOLDERS, places, state_names
from withdrawal.languages.lexicon import EUROPEAN_UNION, lexicon
from withdrawal.languages.words import words_of
from withdrawal.reading import read
from withdrawal.reading.lexicon import READ_IN, language_of
from withdrawal.reading.mentions import mentions_of
from withdrawal.reading.sentences import sentences_of

NO_MORE = {EUROPEAN_UNION, "CSK", "DDR", "SCG", "SUN", "VDR", "YMD", "YUG"}
"""No State, or none any more."""
NAMED_ALIKE = {
    *("AND", "BRA", "DJI", "GTM", "KWT", "LUX", "MCO", "MEX", "PAN", "SGP", "SMR", "STP", "TTO"),
    *("TUN", "VAT"),
}
"""Those whose capital bears the State's name, or is one of its names (Port of Spain)."""
MEANS_MORE = {
    *("ATG", "AUT", "BEL", "BHS", "CAN", "CRI", "DMA", "ETH", "GRD", "GUY", "ITA", "KEN", "MAR"),
    *("MDV", "NLD", "SYC"),
}
"""Those whose capital is a word, another place, the seat of an organization or a treaty's name."""

FEW = 8


def said(language: str) -> list[tuple[str, str]]:
    """Return each phrase for a place in its base form, with its State."""
    return [
        (code, " ".join(word.strip("*") for word in words))
        for code, text in places(language).items()
        for phrase in text.split(";")
        for words in product(*(part.split("|") for part in phrase.split()))
    ]


def cues_of(language: str) -> list[str]:
    """Return the phrases by which a language says "notified", in their base form."""
    text = read_toml(FOLDERS / language / "reading.toml")["cues"]["notified"]
    return [each.strip(" *") for each in text.split(";")]


@pytest.mark.parametrize("language", READ_IN)
class TestPlaces:
    def test_each_stands_for_one_state(self, language):
        """A phrase in its base form is of its own State alone, in documents and in questions."""
        read, asked, odd = language_of(language).places, lexicon(language).places, {}
        for code, text in said(language):
            words = [each.folded for each in words_of(text)]
            whole = {each.value for each in asked.matches(words) if len(each.places) == len(words)}
            found = {cue.role for cue in read.cues(words)} | whole
            if found != {code}:
                odd[code, text] = found
        assert odd == {}

    def test_each_notifies_for_its_state(self, language):
        """What a capital or an organ "notified", its State did, and no other; some are the name
        of a treaty first."""
        spoken, odd = language_of(language), {}
        cue = next(each for each in cues_of(language) if " " not in each)
        for code, text in said(language):
            (sentence,) = sentences_of(f"{text} {cue}")
            mentions = mentions_of(sentence, spoken, None)
            found = {each.parties for each in mentions.states}
            if found != {(code,)} and not mentions.treaties:
                odd[code, text] = found
        assert odd == {}

    def test_hardly_a_state_has_none(self, language):
        """Each State has a place that stands for it, but for a few, unless its capital is named as
        it is, or as something else."""
        lacking = state_names(language).keys() - places(language).keys()
        assert len(lacking - NO_MORE - NAMED_ALIKE - MEANS_MORE) <= FEW


SCENES = {
    "en": "In Manila, Burundi recalled that it ceased to be a party to the Rome Statute on "
    "27 October 2017.",
    "de": "In Manila sagte ein Vertreter, Burundi sei am 27. Oktober 2017 aus dem Römischen Statut "
    "ausgeschieden.",
    "fr": "À Manille, le Burundi a rappelé avoir cessé d'être partie au Statut de Rome le "
    "27 octobre 2017.",
    "sv": "I Manila sade Burundi att landet den 27 oktober 2017 upphörde att vara part i "
    "Romstadgan.",
}


@pytest.mark.parametrize("language", SCENES)
def test_where_something_is_said(language: str):
    """A city is no State where one is named and the city tells only where something was said."""
    [claim] = read(SCENES[language], on="2019-05-01", language=language).claims
    assert (claim.parties, claim.verdict) == (("BDI",), "supported")
