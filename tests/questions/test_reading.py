"""Reading: what is understood, and what is refused rather than guessed."""

from datetime import date

import pytest

from withdrawal.errors import QuestionError
from withdrawal.questions.intents import Intent, Understood
from withdrawal.questions.reading import read

TODAY = date(2026, 11, 21)


def understood(question: str) -> Understood:
    """Return what is understood of a question."""
    return read(question, as_of=TODAY)


def refused(question: str) -> str:
    """Return the code a question is refused with."""
    with pytest.raises(QuestionError) as caught:
        understood(question)
    return caught.value.code


class TestIntents:
    @pytest.mark.parametrize(
        ("question", "intent"),
        [
            ("When does Latvia leave the Ottawa Convention?", Intent.EFFECT),
            ("poland ottawa when?", Intent.EFFECT),
            ("Is Latvia still in the Ottawa Convention?", Intent.BOUND),
            ("Has Latvia left the Ottawa Convention?", Intent.BOUND),
            ("How soon could Sweden leave the Ottawa Convention?", Intent.EARLIEST),
            ("If Sweden notified on 1 May 2027, when is it out of Ottawa?", Intent.HYPOTHETICAL),
            ("Last day for Sweden to be out of Ottawa by 2028?", Intent.LATEST_NOTICE),
            ("How long is the notice period of the Paris Agreement?", Intent.PERIOD),
            ("Who must be told about leaving the Ottawa Convention?", Intent.RECIPIENTS),
            ("Can a State leave the UN Charter?", Intent.MAY_LEAVE),
            ("Where does Latvia's exit from the Istanbul Convention stand?", Intent.STAGE),
            ("Which countries have left the Rome Statute?", Intent.LEAVING),
            ("How likely is Norway to be out of Ottawa by 2029?", Intent.CHANCE),
        ],
    )
    def test_eleven_questions(self, question: str, intent: Intent):
        """Each of the eleven questions is told from the others."""
        assert understood(question).intent is intent


class TestParts:
    def test_several_parties(self):
        """Several States at once, in the order they are named."""
        found = understood("When did Lithuania, Estonia and Latvia leave the Ottawa Convention?")
        assert found.parties == ("LTU", "EST", "LVA")

    def test_groups(self):
        """A group stands for its members."""
        found = understood("When did the Baltic States leave the mine ban?")
        assert found.parties == ("EST", "LVA", "LTU")

    def test_received(self):
        """The supposed date of receipt may be known by month only."""
        found = understood("If Norway notified in June 2027, when is it out of Ottawa?")
        assert found.received == "2027-06"

    def test_vote(self):
        """A vote is kept apart from the receipt, because it starts no clock."""
        found = understood("If parliament votes on 8 May 2027, when is Sweden out of Ottawa?")
        assert (found.received, found.approved) == (None, date(2027, 5, 8))

    def test_as_of(self):
        """A day on which somebody was bound is the day the question is asked for."""
        found = understood("Was Lithuania still bound by the Ottawa Convention on 1 December 2025?")
        assert found.as_of == date(2025, 12, 1)

    @pytest.mark.parametrize(
        "question",
        [
            "On 18 March 2025, how likely was it that Lithuania is out of Ottawa by 1 May 2026?",
            "How likely is Lithuania to be out of Ottawa by 1 May 2026, as of 18 March 2025?",
            "Wie wahrscheinlich am 18. März 2025, dass Litauen bis 1. Mai 2026 Ottawa verlässt?",
        ],
    )
    def test_a_day_and_a_limit(self, question: str):
        """Beside a limit, a day before it is the day the question is asked for."""
        asked = understood(question)
        assert (asked.intent, asked.as_of, asked.out_by) == (
            Intent.CHANCE,
            date(2025, 3, 18),
            date(2026, 5, 1),
        )

    @pytest.mark.parametrize(
        "question",
        [
            "How likely is Lithuania to be out of Ottawa by 1 May 2026, as of 18 March 2027?",
            "How likely is Lithuania to be out of Ottawa by 1 May 2026 or by 1 June 2026?",
            "How likely is Lithuania to be out of Ottawa by 1 May 2026, as of 2025?",
        ],
    )
    def test_two_days_otherwise(self, question: str):
        """Two dates that are no day and its later limit are not told apart."""
        assert refused(question) == "ambiguous"

    def test_year_of_a_title_is_no_date(self):
        """ "The Ottawa Convention (1997)" names a treaty, not a day."""
        assert understood("When did Poland leave the Ottawa Convention (1997)?").received is None

    def test_language_can_be_given(self):
        """A language given is not detected anew."""
        assert read("litauen ottawa", as_of=TODAY, lang="de").lang == "de"

    def test_unknown_language(self):
        """A language questions are not read in is named, with those that are."""
        with pytest.raises(QuestionError, match="'xx' is not a language"):
            read("litauen ottawa", as_of=TODAY, lang="xx")


class TestMissing:
    @pytest.mark.parametrize(
        ("question", "code"),
        [
            ("When does Poland leave?", "no-treaty"),
            ("When does the withdrawal from the Energy Charter Treaty take effect?", "no-party"),
            ("Last day for Sweden to give notice to be out of Ottawa?", "no-date"),
            (
                "If Sweden notified on 31 February 2027, when is it out of Ottawa?",
                "impossible-date",
            ),
            ("Is Korea still bound by the Ottawa Convention?", "ambiguous"),
            ("May a State leave the Geneva Convention?", "ambiguous"),
            ("When does Poland leave Ottawa (the Istanbul Convention)?", "ambiguous"),
            ("If Poland notified on 1 May or 1 June 2027, when is it out of Ottawa?", "ambiguous"),
            ("When does Sweden leave the UN AI treaty?", "no-treaty"),
            ("Has Sweden joined the Ottawa Convention, and when?", "not-understood"),
        ],
    )
    def test_asks_for_it(self, question: str, code: str):
        """What is missing or doubtful is asked for."""
        assert refused(question) == code


class TestOtherQuestions:
    @pytest.mark.parametrize(
        "question",
        [
            "When did Sweden join the Ottawa Convention?",
            "When did the Ottawa Convention enter into force for Lithuania?",
            "Why did Lithuania leave the Ottawa Convention?",
            "How did Lithuania leave the Ottawa Convention?",
            "Should Lithuania leave the Ottawa Convention?",
            "When does Hungary revoke its withdrawal from the Rome Statute?",
            "When does Ukraine's suspension of the Ottawa Convention end?",
            "Can Lithuania rejoin the Ottawa Convention?",
            "When does Finland's reservation to the Ottawa Convention take effect?",
            "When does Lithuania withdraw its troops from the Ottawa Convention?",
            "How long has Lithuania been out of the Ottawa Convention?",
            "Ottawa Convention Lithuania effective 2025",
            "When does Georgia the US state leave the Paris Agreement?",
            "translate 'when does Lithuania leave the Ottawa Convention' into French",
            "När gick Sverige med i Nato?",
            "När träder Ottawakonventionen i kraft för Litauen?",
            "Wann trat das Ottawa-Übereinkommen für Litauen in Kraft?",
            "Kiedy konwencja ottawska weszła w życie dla Litwy?",
            "Kada Otavos konvencija įsigaliojo Lietuvai?",
            "Quand la Convention d'Ottawa est-elle entrée en vigueur pour la Lituanie ?",
        ],
    )
    def test_about_treaties_but_not_these(self, question: str):
        """A question about something else than leaving is not answered as if it were."""
        assert refused(question) == "not-understood"

    @pytest.mark.parametrize(
        "question",
        [
            "When does the next train leave Poland for Paris?",
            "How long is the flight from Sweden to Ottawa?",
            "chance of rain in Ottawa on 1 June 2027",
            "When will Turkey be out of the oven?",
            "Is Michael Jordan still bound to Chicago?",
            "What is the notice period for my landlord in Sweden?",
            "Who told Sweden about Ottawa?",
            "Wann verlässt der nächste Zug Polen nach Paris?",
            "Quand la France quitte-t-elle Paris ?",
            "Kiedy odchodzi pociąg z Polski do Paryża?",
            "Коли Україна виходить на матч?",
            "¿Cuándo sale España hacia París?",
            "Milloin Suomi lähtee Pariisiin?",
        ],
    )
    def test_about_something_else(self, question: str):
        """Cities, trains and football are not treaties."""
        assert refused(question) in ("not-understood", "no-treaty", "no-party")
