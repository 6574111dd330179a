"""Treaties named side by side are each answered for; a State named only beside another is not."""

from __future__ import annotations

import pytest

from withdrawal.errors import QuestionError
from withdrawal.questions import ask

TODAY = "2026-11-30"


def treaties(question: str) -> list[str]:
    """Return of which treaties the answers to a question tell."""
    return [str(each.answer.to_json()["treaty"]) for each in ask(question, as_of=TODAY).answers]


class TestTreaties:
    @pytest.mark.parametrize(
        "question",
        [
            "When did Lithuania leave the cluster munitions convention and the Ottawa Convention?",
            "Which did Lithuania leave first, the cluster munitions convention or Ottawa?",
            "Kummast lahkus Leedu varem, kas kassettmoona või jalaväemiinide konventsioonist?",
            "Wann ist Litauen aus der Streubombenkonvention und der Ottawa-Konvention ausgetreten?",
            "立陶宛什么时候退出《集束弹药公约》和《渥太华公约》？",
            "متى انسحبت ليتوانيا من اتفاقية الذخائر العنقودية واتفاقية أوتاوا؟",
        ],
    )
    def test_each_is_told(self, question: str):
        """Two treaties joined by and, or, a comma: the answer tells of both, in their order."""
        assert treaties(question) == ["ccm-2008", "ottawa-1997"]

    def test_a_period_of_each(self):
        """What is asked of the treaty alone is told of each, too."""
        asked = "How long is the notice period of the Ottawa Convention and of the NPT?"
        assert {each.answer.to_json()["treaty"] for each in ask(asked, as_of=TODAY).answers} == {
            "ottawa-1997",
            "npt-1968",
        }

    @pytest.mark.parametrize(
        "question",
        [
            "When does Poland leave Ottawa (the Istanbul Convention)?",
            "When does Poland leave Ottawa as it did with the Istanbul Convention?",
        ],
    )
    def test_not_joined(self, question: str):
        """Two treaties that nothing joins are asked back."""
        with pytest.raises(QuestionError):
            ask(question, as_of=TODAY)


class TestStates:
    @pytest.mark.parametrize(
        ("question", "said"),
        [
            ("Er Sverige også gået ud af Ottawakonventionen ligesom Finland?", "ligesom Finland"),
            ("La Suède a-t-elle quitté la convention d'Ottawa comme la Finlande ?", "la Finlande"),
            ("Вышла ли Швеция, как и Финляндия, из Оттавской конвенции?", "как и Финляндия"),
            ("Has Sweden left the Ottawa Convention just like Finland?", "just like Finland"),
            ("瑞典(不是芬兰)退出《渥太华公约》了吗?", "不是芬兰"),
        ],
    )
    def test_beside_another(self, question: str, said: str):
        """The one it is asked of is answered for; the other is named as not taken into account."""
        reply = ask(question, as_of=TODAY)
        assert reply.understood.parties == ("SWE",)
        assert said in reply.text

    def test_compared(self):
        """Where two are compared, both are told."""
        asked = "Did Sweden leave the Ottawa Convention on the same day as Finland?"
        assert set(ask(asked, as_of=TODAY).understood.parties) == {"SWE", "FIN"}

    def test_the_one_that_receives(self):
        """The State that only keeps the treaty is named as not taken into account."""
        asked = "Switzerland receives Britain's denunciation of CITES on 1 March 2027. Out when?"
        assert "“Switzerland”" in ask(asked, as_of=TODAY).text

    def test_both_gave_notice(self):
        """Two States joined by and are both asked about, also where one keeps the treaty."""
        asked = "When did Switzerland and France notify their withdrawal from CITES?"
        assert ask(asked, as_of=TODAY).understood.parties == ("CHE", "FRA")
