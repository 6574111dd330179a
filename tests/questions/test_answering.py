"""Answers: one grammatical sentence in the asker's language, and the JSON behind it."""

import sys

import attrs
import pytest

from withdrawal.case.answer import Answer
from withdrawal.errors import MissingExtraError
from withdrawal.languages.folder import LANGUAGES, Sentences
from withdrawal.languages.wording import wording
from withdrawal.questions import ask

TODAY = "2026-11-21"

SENTENCES = """
By when must Lithuania notify to be out of the Ottawa Convention by 1 January 2028?
= Lithuania’s withdrawal from the Ottawa Convention took effect on 27 December 2025.
By when must the US notify to be out of the Paris Agreement by 1 March 2027?
= The United States’ withdrawal from the Paris Agreement took effect on 27 January 2026.
When does Lithuania leave the Ottawa Convention?
= Lithuania’s withdrawal from the Ottawa Convention took effect on 27 December 2025.
när träder Litauens utträde ur Ottawakonventionen i kraft?
= Litauens utträde ur Ottawakonventionen trädde i kraft den 27 december 2025.
Når trer Litauens utmeldelse av Ottawakonvensjonen i kraft?
= Litauens uttreden av Ottawa-konvensjonen fikk virkning 27. desember 2025.
Hvornår forlod Litauen Ottawakonventionen?
= Litauens udtræden af Ottawakonventionen fik virkning den 27. december 2025.
Milloin Liettua irtautui Ottawan sopimuksesta?
= Liettuan irtautuminen Ottawan sopimuksesta tuli voimaan 27. joulukuuta 2025.
Millal lahkus Leedu Ottawa konventsioonist?
= Leedu väljaastumine Ottawa konventsioonist jõustus 27. detsembril 2025.
Kad Lietuva izstājās no Otavas konvencijas?
= Lietuvas izstāšanās no Otavas konvencijas stājās spēkā 2025. gada 27. decembrī.
Kada Lietuva pasitraukė iš Otavos konvencijos?
= Lietuvos pasitraukimas iš Otavos konvencijos įsigaliojo 2025 m. gruodžio 27 d.
Kiedy Litwa wystąpiła z konwencji ottawskiej?
= Wypowiedzenie przez Litwę konwencji ottawskiej nabrało mocy 27 grudnia 2025 r.
Коли Литва вийшла з Оттавської конвенції?
= Вихід Литви з Оттавської конвенції набрав чинності 27 грудня 2025_р.
Wann ist Litauen aus dem Ottawa-Übereinkommen ausgetreten?
= Der Rücktritt Litauens vom Ottawa-Übereinkommen ist am 27. Dezember 2025 wirksam geworden.
Quand la Lituanie a-t-elle quitté la Convention d'Ottawa ?
= Le retrait de la Lituanie de la Convention d’Ottawa a pris effet le 27 décembre 2025.
¿Cuándo dejó Lituania la Convención de Ottawa?
= La denuncia de la Convención de Ottawa por Lituania surtió efecto el 27 de diciembre de 2025.
Is Poland still bound by the landmine ban?
= Not a party: Poland’s withdrawal from the Ottawa Convention took effect on 20 February 2026.
Is Nicaragua still a member of UNESCO?
= Still a party: Nicaragua’s withdrawal from UNESCO takes effect on 31 December 2026.
What's the last day for Iceland to give notice if it wants out of the whaling convention in 2028?
= For Iceland’s withdrawal from the International Convention for the Regulation of Whaling
  to take effect by 31 December 2028, the notice must be received by 1 January 2028.
If Sweden notified on 31 August 2027, when is it out of Ottawa?
= Sweden’s withdrawal from the Ottawa Convention would take effect on 29 February 2028. By the
  list of 20 February 2026 the State was a party.
If Norway notified in June 2027, when is it out of Ottawa?
= Norway’s withdrawal from the Ottawa Convention would take effect between 1 December 2027 and 30
  December 2027. By the list of 20 February 2026 the State was a party.
How long is the notice period of the Paris Agreement?
= The notice period for withdrawal from the Paris Agreement is 1 year.
Who must be told when a State leaves the Ottawa Convention?
= Notice of withdrawal from the Ottawa Convention must be given to: the depositary
  (the UN Secretary-General); all other parties; the UN Security Council.
Can a State leave the UN Charter?
= The Charter of the United Nations says nothing about withdrawal.
Can Sweden leave the refugee convention?
= By the treaty, denunciation of the 1951 Refugee Convention is allowed.
When does Russia leave the Ottawa Convention?
= There is nothing to withdraw from: on 20 February 2026 Russia was not among the parties to the
  Ottawa Convention.
When does Ukraine's withdrawal from the Ottawa Convention take effect?
= Whether Ukraine’s suspension of the treaty has any effect is disputed; no notice of withdrawal
  from the Ottawa Convention is on record.
Does the notice of Hungary leaving the Rome Statute still bind it?
= Still a party: Hungary’s notice of withdrawal from the Rome Statute was taken back and has no
  effect.
Who has left the Paris Agreement?
= Withdrawals from the Paris Agreement on record: the United States (4 November 2020; since
  then a party again); the United States (27 January 2026).
"""
NARROW_SPACE = "\u202f"


def sentences() -> list[tuple[str, str]]:
    """Return the questions above and their answers; lines that go on are indented."""
    lines = SENTENCES.strip().replace("\n  ", " ").replace("_", NARROW_SPACE).splitlines()
    return [(lines[n], lines[n + 1].removeprefix("= ")) for n in range(0, len(lines), 2)]


class TestSentences:
    @pytest.mark.parametrize(("question", "sentence"), sentences())
    def test_says(self, question: str, sentence: str):
        """The answer opens with one sentence in the language of the question."""
        assert ask(question, as_of=TODAY).text == sentence

    def test_earliest(self):
        """The earliest possible date is the core's."""
        reply = ask("How soon could Norway leave the Ottawa Convention?", as_of=TODAY)
        answer = reply.answers[0].answer
        assert isinstance(answer, Answer)
        assert str(answer.earliest) == "2027-05-21"
        assert "is 21 May 2027." in reply.text
        assert "By the list of 20 February 2026" in reply.text

    def test_chance(self):
        """A probability is given in percent, and agrees with the forecast."""
        pytest.importorskip("numpy")
        from withdrawal.odds.api import forecast

        question = "How likely is Sweden to be out of the Ottawa Convention by 1 June 2028?"
        reply = ask(question, as_of=TODAY)
        share = forecast("SWE", "ottawa-1997", as_of=TODAY).probability_by("2028-06-01")
        assert f"would be {round(100 * share)}%." in reply.text

    def test_vote_starts_no_clock(self):
        """A vote gives at best the earliest date, six months after a notice on the same day."""
        question = "If parliament votes on 8 May 2027, when is Sweden out of the Ottawa Convention?"
        reply = ask(question, as_of=TODAY)
        assert reply.text.startswith("No notice of Sweden’s withdrawal")
        assert "8 November 2027." in reply.text

    def test_a_receipt_worked_back_is_no_recorded_one(self):
        """That a receipt was worked back stands beside it where a notice is told, too."""
        said = ask("Has Mali given notice of withdrawal from the Rome Statute?", as_of=TODAY).text
        told = "Yes: notice received 24 June 2026 (worked back from the effect on record)."
        assert said.startswith(told)

    def test_of_a_state_that_came_back_a_new_notice_counts(self):
        """The earliest day of a State that left and came back is that of a notice given today."""
        reply = ask("When can Iceland leave the whaling convention?", as_of=TODAY)
        assert "would take effect on 30 June 2027" in reply.text

    def test_tells_since_when_a_state_is_back(self):
        """Who asks when a State left is told that it came back since."""
        reply = ask("When did Iceland leave the whaling convention?", as_of=TODAY)
        assert "took effect on 30 June 1992. Party again since" in reply.text
        assert reply.text.endswith(": 10 October 2002.")

    def test_a_notice_of_a_year_that_was_taken_back(self):
        """That the notice asked about was taken back is told, though another followed it."""
        question = "Was the US notice of 2020 to leave the World Health Organization revoked?"
        told = ask(question, as_of=TODAY).text
        assert told.startswith(
            "Yes: notice received 6 July 2020; notice taken back 20 January 2021."
        )
        later = ask(question.replace("2020", "2025"), as_of=TODAY).text
        assert later.startswith("No: ")

    def test_one_for_each_party(self):
        """Several States get a sentence each."""
        reply = ask("When did the Baltic States leave the Ottawa Convention?", as_of=TODAY)
        assert [each.text.split("’")[0] for each in reply.answers] == [
            "Estonia", "Latvia", "Lithuania",
        ]  # fmt: skip


def test_no_odds_for_what_is_disputed():
    """Where it is disputed whether a State is out already, no chance is named."""
    said = ask("How likely is it that North Korea is out of the NPT by 1 January 2028?").text
    assert "is disputed" in said
    assert "%" not in said


class TestTakenAs:
    def test_says_what_was_understood(self):
        """What was inferred is said: the question, the States, the treaty, the dates."""
        reply = ask("if sweeden notified next month when out of otawa convention", as_of=TODAY)
        assert reply.taken_as == (
            "Taken as: the date if notice were given on a day; Sweden; the Ottawa Convention; "
            "notice received between 1 December 2026 and 31 December 2026; as of 21 November 2026"
        )


class TestJson:
    def test_shape(self):
        """The reply has the keys of its schema, and answers carry their sentence."""
        made = ask("poland ottawa when?", as_of=TODAY).to_json()
        assert list(made) == [
            "schema",
            "question",
            "lang",
            "understood",
            "answers",
            "notes",
            "knowledge",
        ]
        assert made["schema"] == "withdrawal/ask/1"
        assert list(made["understood"]) == [
            "intent", "parties", "treaty", "received", "out_by", "as_of",
        ]  # fmt: skip
        assert made["answers"][0]["schema"] == "withdrawal/answer/2"
        assert made["answers"][0]["effect"] == "2026-02-20"
        assert made["answers"][0]["text"].startswith("Poland")

    @pytest.mark.parametrize(
        ("question", "schema"),
        [
            ("last day for Sweden to be out of Ottawa by 2028?", "withdrawal/plan/2"),
            ("how long is the notice period of nato?", "withdrawal/clause/1"),
            ("who has left the rome statute?", "withdrawal/departures/2"),
        ],
    )
    def test_other_answers(self, question: str, schema: str):
        """Plans, clauses and lists of departures keep schemas of their own."""
        assert ask(question, as_of=TODAY).to_json()["answers"][0]["schema"] == schema


class TestEveryLanguage:
    def test_the_same_sentences(self):
        """Every language has every sentence, word, status, intent, error and example."""
        english = wording("en").texts
        for language in LANGUAGES:
            texts = wording(language).texts
            for section in attrs.fields_dict(Sentences).keys() - {"acts"}:
                theirs, own = getattr(english, section), getattr(texts, section)
                assert own.keys() == theirs.keys(), (language, section)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_sentence_can_be_said(self, language: str):
        """Every template is filled by the names and dates there are, and ends with one stop."""
        words = wording(language)
        blanks = dict.fromkeys(
            ("on", "on_plain", "earliest", "earliest_plain", "latest", "latest_plain", "list",
             "period", "percent", "status", "sentence", "announced", "as_of", "as_of_plain",
             "ended", "closed", "listed", "listed_plain", "provisional", "successors"), "X",
        ) | words.case_blanks("LTU", "ottawa-1997")  # fmt: skip
        for key in words.texts.sentences:
            said = words.sentence(key, **blanks)
            assert "{" not in said
            assert said.endswith((".", "。"))
            assert not said.endswith("..")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_examples_are_understood(self, language: str):
        """What a refusal suggests asking is itself understood, in the same language."""
        from withdrawal.errors import QuestionError
        from withdrawal.questions import understand

        with pytest.raises(QuestionError) as caught:
            understand("xyzzy", lang=language, as_of=TODAY)
        found = [understand(each, as_of=TODAY) for each in caught.value.suggestions]
        assert [each.intent.value for each in found] == ["effect", "latest-notice"]
        assert {each.lang for each in found} == {language}

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_periods(self, language: str):
        """Periods are said in words, with no unit left in English or in code."""
        from withdrawal.dates import Period

        said = wording(language).period(Period.parse("P3Y6M60D"))
        assert "duration" not in said
        assert all(number in said for number in ("3", "6", "60"))

    def test_unnamed_treaties(self):
        """A treaty without a name in a language keeps its English one, in the right frame."""
        assert wording("fi").left("acap-2001") == "sopimuksesta ”ACAP”"
        assert wording("pl").from_treaty("rome-statute-1998") == "ze Statutu Rzymskiego"
        assert wording("pl").from_treaty("ottawa-1997") == "z konwencji ottawskiej"

    def test_nearly_certain(self):
        """What is only nearly certain is never said to be 0% or 100%."""
        assert wording("en").percent(0.9999) == "99.9%"
        assert wording("en").percent(1e-6) == "0.1%"
        assert wording("en").percent(1.0) == "100%"


class TestExtra:
    @pytest.mark.parametrize("module", ["babel", "rapidfuzz"])
    def test_is_asked_for(self, module: str, monkeypatch: pytest.MonkeyPatch):
        """Without the extra, the error says which one brings what is missing."""
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(MissingExtraError, match=r"withdrawal\[ask\]"):
            ask("poland ottawa when?", as_of=TODAY)
