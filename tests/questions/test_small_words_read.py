"""No small word is dropped: it is read, or the question is refused and the word named."""

from __future__ import annotations

import pytest

from withdrawal.errors import QuestionError
from withdrawal.questions import ask, understand
from withdrawal.questions.intents import Intent

TODAY = "2026-11-28"


def _status(question: str) -> list[str]:
    return [each.answer.to_json()["status"] for each in ask(question, as_of=TODAY).answers]


class TestTime:
    @pytest.mark.parametrize(
        ("question", "day"),
        [
            ("Was Lithuania bound by the Ottawa Convention before 27 December 2025?", "2025-12-26"),
            ("Was Lithuania bound by the Ottawa Convention after 27 December 2025?", "2025-12-28"),
            ("Was Lithuania bound by the Ottawa Convention two years ago?", "2024-11-28"),
            ("Was Estonia still bound by the Ottawa Convention on 24 December?", "2025-12-24"),
            (
                "War Litauen vor dem 27. Dezember 2025 an die Ottawa-Konvention gebunden?",
                "2025-12-26",
            ),
        ],
    )
    def test_day_asked_for(self, question: str, day: str):
        """Before and after leave the day out; what has been is looked for in the past."""
        assert ask(question, as_of=TODAY).understood.as_of.isoformat() == day

    def test_title(self):
        """A day within a treaty's own title is part of its name."""
        question = "Is Sweden bound by the Ottawa Convention of 18 September 1997?"
        assert ask(question, as_of=TODAY).understood.as_of.isoformat() == TODAY

    @pytest.mark.parametrize(
        ("words", "received"),
        [
            ("before 1 March 2027", "2026-11-28/2027-02-28"),
            ("after 1 March 2027", "2027-03-02/.."),
            ("within 90 days", "2026-11-28/2027-02-26"),
            ("in early 2027", "2027-01-01/2027-06-30"),
            ("on the first day of March 2027", "2027-03-01"),
            ("on the last day of March 2027", "2027-03-31"),
            ("the day after tomorrow", "2026-11-30"),
            ("on 1 March 2027", "2027-03-01"),
        ],
    )
    def test_bounds(self, words: str, received: str):
        """A limit or a vague word gives bounds, a day gives a day."""
        question = f"When is Sweden out of Ottawa if its notice is received {words}?"
        assert ask(question, as_of=TODAY).understood.received == received

    @pytest.mark.parametrize(("word", "day"), [("before", "2027-12-31"), ("by", "2028-01-01")])
    def test_strict(self, word: str, day: str):
        """To be out before a day is not to be out by it."""
        question = (
            f"What is the last day for Sweden's notice to be out of Ottawa {word} 1 January 2028?"
        )
        assert str(ask(question, as_of=TODAY).understood.out_by) == day

    def test_both_orders(self):
        """In English 02/03/2027 is two days, and both are answered."""
        reply = ask("when is sweden out of ottawa if notice is received on 02/03/2027", as_of=TODAY)
        effects = [each.answer.to_json()["effect"] for each in reply.answers]
        assert effects == ["2027-09-02", "2027-08-03"]

    def test_weekday(self):
        """A weekday that does not fit its day is said."""
        question = "If Sweden gives notice on Monday 3 February 2027, when is it out of Ottawa?"
        assert ask(question, as_of=TODAY).notes == ("Read as: Wednesday, 3 February 2027.",)

    def test_span(self):
        """Over a span both ends are asked; where they agree, one answer is enough."""
        assert _status("Was Finland still in the Ottawa Convention last year?") == ["pending"]
        assert len(_status("Was Estonia in the Ottawa Convention in December 2025?")) == 2


class TestPartsOfAYear:
    @pytest.mark.parametrize(
        "question",
        [
            "Which exits take effect in Q2 2027?",
            "Mitkä irtautumiset tulevat voimaan vuoden 2027 toisella neljänneksellä?",
            "Millised väljaastumised jõustuvad 2027. aasta teises kvartalis?",
            "Kuras izstāšanās stājas spēkā 2027. gada otrajā ceturksnī?",
            "Kurie pasitraukimai įsigalios 2027 m. antrąjį ketvirtį?",
            "Какие выходы вступят в силу во втором квартале 2027 года?",
            "哪些退出将于2027年第二季度生效？",
            "ما الانسحابات التي تسري في الربع الثاني من عام 2027؟",
        ],
    )
    def test_quarters(self, question: str):
        """A quarter is three months, before its year or behind it."""
        understood = ask(question, as_of=TODAY).understood
        assert (str(understood.start), str(understood.end)) == ("2027-04-01", "2027-06-30")

    @pytest.mark.parametrize(
        "question",
        [
            "Which exits take effect in summer 2027?",
            "Welche Austritte werden im Sommer 2027 wirksam?",
            "Quels retraits prennent effet à l'été 2027 ?",
            "Mitkä irtautumiset tulevat voimaan kesällä 2027?",
            "Which exits take effect next summer?",
        ],
    )
    def test_seasons(self, question: str):
        """A season with its year, or the next one, is read as three months, which is said."""
        reply = ask(question, as_of=TODAY)
        understood = reply.understood
        assert (str(understood.start), str(understood.end)) == ("2027-06-01", "2027-08-31")
        assert reply.notes

    @pytest.mark.parametrize("season", ["this winter", "in winter 2027", "one summer"])
    def test_a_season_in_doubt(self, season: str):
        """A winter lies in two years; a season is not guessed where nothing says which is meant."""
        with pytest.raises(QuestionError):
            ask(f"Which exits take effect {season}?", as_of=TODAY)


class TestRefusals:
    @pytest.mark.parametrize(
        ("question", "word"),
        [
            ("When does Sweden leave Ottawa if it does not give notice on 1 March 2027?", "not"),
            ("When does Sweden leave Ottawa unless the Riksdag says no?", "unless"),
            ("Can the UK leave the Energy Charter Treaty without notice?", "without"),
            ("When did the US leave before Russia the Open Skies Treaty?", "before"),
        ],
    )
    def test_is_named(self, question: str, word: str):
        """A word that can turn the answer and that nothing reads refuses, and is named."""
        with pytest.raises(QuestionError) as caught:
            ask(question, as_of=TODAY)
        assert caught.value.code == "not-understood"
        assert f"“{word}”" in caught.value.message

    def test_little_is_left_out(self):
        """A word that nothing reads is named in the reply."""
        reply = ask("When did the brave Lithuania leave the Ottawa Convention?", as_of=TODAY)
        assert reply.notes == ("Not taken into account: “brave”.",)


class TestNothingReads:
    @pytest.mark.parametrize(
        "question",
        [
            "¿Cuánto le cuesta a Estados Unidos irse de la UNESCO?",
            "¿Sigue Granada, la ciudad andaluza, en el Convenio de Estambul?",
            "What are the risks of leaving the Rome Statute?",
            "Чи можуть малі держави вийти з Римського статуту швидше за інших?",
            "ما الأثر المالي لانسحاب الولايات المتحدة من اليونسكو؟",
            "Milloin oman maan irtautuminen Ottawan sopimuksesta tulee voimaan?",
            "在罗马规约的缔约国其中非缔约国有哪些？",
            "Kada Lenkija būtų pasitraukusi iš Otavos konvencijos, jei nebūtų apie tai pranešusi?",
            "Which was the third State to leave UNESCO?",
            "Welcher Staat hat die UNESCO als zweiter verlassen?",
            "Which States have been out of UNESCO for six months?",
            "Has Poland been out of the Ottawa Convention for six months?",
            "Can Denmark leave the UN treaty on plastics?",
            "Kada Norvegija pasitrauks iš Otavos konvencijos, jei nepraneš 2027 m. kovo 1 d.?",
        ],
    )
    def test_refused(self, question: str):
        """A place in line, a length of time, a topic and a negated verb are not passed over."""
        with pytest.raises(QuestionError):
            ask(question, as_of=TODAY)

    @pytest.mark.parametrize(
        ("question", "status"),
        [
            ("Verlässt Finnland die Ottawa-Konvention?", "effective"),
            ("Lämnar Finland Ottawakonventionen?", "effective"),
            ("Eroaako Suomi Ottawan sopimuksesta?", "effective"),
        ],
    )
    def test_verb_first(self, question: str, status: str):
        """A question may open with its verb."""
        assert _status(question) == [status]

    def test_bound_until(self):
        """Bound until a day asks about the day before."""
        question = "Was Lithuania bound by the Ottawa Convention until 27 December 2025?"
        assert ask(question, as_of=TODAY).understood.as_of.isoformat() == "2025-12-26"

    def test_remaining_is_not_leaving(self):
        """The reflexive verb of Ukrainian tells who stays, the plain one who goes."""
        stays, goes = (
            ask(f"Хто {verb} в ЮНЕСКО?", as_of=TODAY) for verb in ("залишається", "залишає")
        )
        assert stays.understood.intent is Intent.PARTIES
        assert goes.understood.intent is Intent.LEAVING


def test_polish_leaves_and_takes_back_with_one_verb():
    """Who "wycofał się" left; who "wycofał" a notice took it back."""
    left = understand("Kiedy Polska wycofała się z konwencji ottawskiej?", as_of="2026-12-01")
    back = understand("Czy Gambia wycofała wypowiedzenie Statutu rzymskiego?", as_of="2026-12-01")
    assert (left.intent, back.intent) == (Intent.EFFECT, Intent.REVOKED)


def test_an_arabic_monday_is_no_two_days():
    """The Arabic Monday, which is spelt as two, is a day of the week behind its "day"."""
    question = "إذا قدمت النرويج إشعارها يوم الاثنين المقبل، فمتى تخرج من اتفاقية أوتاوا؟"
    assert understand(question, as_of="2026-12-01").received == "2026-12-07"


@pytest.mark.parametrize(
    "question",
    [
        "Hvilken dag ble Portugals melding om å gå ut av energicharteravtalen mottatt?",
        "Vilken dag mottogs Portugals anmälan om utträde ur energistadgefördraget?",
        "Wann traf die Kündigung Portugals zum Vertrag über die Energiecharta ein?",
    ],
)
def test_when_a_notice_about_leaving_came_in(question: str):
    """A notice "om" leaving is about it: asked is when it came in, on no condition."""
    reply = ask(question, as_of=TODAY)
    assert reply.answers[0].answer.to_json()["received"] == ["2024-02-01"]


@pytest.mark.parametrize(
    "question",
    [
        "Which countries have left UNESCO but are still members?",
        "Hvilke lande har meldt sig ud af UNESCO, men er stadig medlemmer?",
        "Welche Länder sind aus der UNESCO ausgetreten, aber noch Mitglieder?",
        "¿Qué países han anunciado su salida de la UNESCO pero siguen siendo miembros?",
        "Które państwa wystąpiły z UNESCO, ale nadal są członkami?",
        "У каких государств сейчас идёт срок выхода из ЮНЕСКО?",
        "Для яких держав зараз триває строк виходу з ЮНЕСКО?",
        "Kurioms valstybėms dar eina pasitraukimo iš UNESCO terminas?",
        "Millistel riikidel jookseb praegu UNESCO-st lahkumise tähtaeg?",
        "Minkä valtioiden ero Unescosta on parhaillaan vireillä?",
    ],
)
def test_left_and_bound_still(question: str):
    """Whoever left and is a member still, or for whom the period runs, has a notice running."""
    rows = ask(question, as_of=TODAY).answers[0].answer.to_json()["rows"]
    assert {row["party"] for row in rows} == {"USA", "NIC"}


def test_a_member_state_that_left_already_is_out():
    """Who has left "already" is listed whole: that word says nothing of being bound still."""
    found = ask("Hvilke medlemslande har allerede forladt UNESCO?", as_of=TODAY).understood
    assert found.intent is Intent.LEAVING
