"""Official numbers and bodies without a treaty, in plain questions."""

import pytest

from withdrawal.languages.numbers import numbers_of
from withdrawal.languages.words import words_of
from withdrawal.questions import ask, understand


class TestNumbers:
    @pytest.mark.parametrize(
        ("question", "treaty"),
        [
            ("Can Sweden leave XXVI-5?", "ottawa-1997"),
            ("When can Sweden leave treaty XXVI.5?", "ottawa-1997"),
            ("Can France leave IV-11-b?", "crc-opac-2000"),
            ("Kann Deutschland XXVI-5 kündigen?", "ottawa-1997"),
            ("Can France leave UNTC XXVII 7 a?", "kyoto-1997"),
        ],
    )
    def test_a_number_names_its_treaty(self, question: str, treaty: str):
        """A question may name the treaty by its official number."""
        assert understand(question, as_of="2026-11-21").treaty == treaty

    @pytest.mark.parametrize(
        "text", ["I 5 times", "in IV 3 ways", "xxvi 5", "C 87", "5", "V 1", "the XXVI, 5"]
    )
    def test_what_only_looks_like_one(self, text: str):
        """Figures that stand apart are no number, unless it is said whose."""
        assert not list(numbers_of(words_of(text)))

    def test_places(self):
        """A number takes the places of its words, and no more."""
        found = list(numbers_of(words_of("leave XXVI-5 and IV-11-b a day")))
        assert found == [(("ottawa-1997",), (1, 2)), (("crc-opac-2000",), (4, 5, 6))]


class TestBodies:
    @pytest.mark.parametrize(
        ("question", "body"),
        [
            ("Can the US leave the IPCC?", "ipcc"),
            ("can the us leave the ipcc?", "ipcc"),
            ("When does the USA leave UN Women?", "un-women"),
            ("Kann Deutschland aus dem Weltklimarat austreten?", "ipcc"),
        ],
    )
    def test_a_plain_answer(self, question: str, body: str):
        """A question about a body without a treaty of its own is answered plainly."""
        reply = ask(question, as_of="2026-11-21")
        assert reply.understood.is_about_a_body
        told = reply.to_json()
        assert told["understood"]["treaty"] is None
        assert told["understood"]["body"] == body
        assert told["answers"][0]["schema"] == "withdrawal/body/1"
        assert "has no treaty of its own to leave" in reply.text

    def test_taken_as(self):
        """What was understood names the body in the language of the question."""
        reply = ask("Kann Deutschland aus dem Weltklimarat austreten?", as_of="2026-11-21")
        assert "Weltklimarat" in reply.taken_as

    def test_a_treaty_beside_it(self):
        """Where a treaty is named too, the question is about the treaty."""
        found = understand("Can the USA leave the Paris Agreement and the IPCC?")
        assert found.treaty == "paris-2015"
        assert "body" not in found.to_json()
