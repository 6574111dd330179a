"""The end of a year, and a single day, as the time of exits that are asked for."""

import pytest

from withdrawal.questions import ask

TODAY = "2026-11-30"


class TestEndsOfTimes:
    @pytest.mark.parametrize(
        "question",
        [
            "Which states ceased to be members of UNIDO at the end of 2016?",
            "Who left UNIDO at the end of 2016?",
            "Who left UNIDO on 31 December 2016?",
            "Welche Staaten hörten 2016 auf, Mitglied der UNIDO zu sein?",
            "Quels États ont cessé d'être membres de l'ONUDI en 2016 ?",
            "Які держави перестали бути членами ЮНІДО наприкінці 2016 року?",
            "Mitkä valtiot lakkasivat olemasta UNIDOn jäseniä vuonna 2016?",
            "Vilka stater upphörde att vara medlemmar i UNIDO 2016?",
            "哪些国家在2016年不再是联合国工业发展组织的成员？",
        ],
    )
    def test_lists_what_took_effect_then(self, question: str):
        """Who left then, or ceased to be a member then, is who was out then for the first time."""
        (said,) = ask(question, as_of=TODAY).answers
        assert [each.party for each in said.answer.rows] == ["DNK", "GRC", "SVK"]

    def test_after_a_day_leaves_the_day_out(self):
        """What takes effect after a day is not what takes effect on it; since it, that as well."""
        (after,) = ask("Who left UNESCO after 31 December 2018?", as_of=TODAY).answers
        (since,) = ask("Who left UNESCO since 31 December 2018?", as_of=TODAY).answers
        assert after.answer.rows == ()
        assert [each.party for each in since.answer.rows] == ["ISR", "USA"]

    def test_says_how_the_end_was_read(self):
        """The end of a year is its last quarter, and the reply says so, with one full stop."""
        reply = ask("Kto wystąpił z UNIDO pod koniec 2016 roku?", as_of=TODAY)
        assert reply.notes == (
            "Odczytano jako: 1 października 2016\u00a0r. – 31 grudnia 2016\u00a0r.",
        )

    def test_of_a_day_without_exits_all_until_then_are_told(self):
        """Where nothing took effect on a day, who had left by it is told as well."""
        empty, left = ask("Who left the ICC on 1 January 2018?", as_of=TODAY).answers
        assert empty.answer.rows == ()
        assert "Burundi" in left.text
