"""The reading of English documents: one rule a test, each in words of our own."""

import json

import pytest

from withdrawal.errors import QuestionError, UnknownTreatyError, WithdrawalError
from withdrawal.reading import read

OTTAWA = "the Ottawa Convention"


def verdicts(text, on="2026-03-01", **more):
    """Kind and verdict of each claim."""
    return [(each.kind, each.verdict) for each in read(text, on=on, language="en", **more).claims]


class TestEffect:
    @pytest.mark.parametrize(
        ("text", "on", "verdict"),
        [
            (
                f"Finland is no longer a party to {OTTAWA} since 10 January.",
                "2026-03-01",
                "supported",
            ),
            (f"Finland ceased to be party to {OTTAWA} in 2024.", "2026-03-01", "contradicted"),
            (
                f"Finland ceased to be a party to {OTTAWA} on 10 July 2025.",
                "2026-03-01",
                "contradicted",
            ),
            (f"Finland left {OTTAWA} on 10 July 2025.", "2026-03-01", "loose"),
            (f"Finland left {OTTAWA} on 11 January 2026.", "2026-03-01", "loose"),
            (f"Finland has left {OTTAWA}.", "2026-03-01", "supported"),
            (f"Finland has left {OTTAWA}.", "2025-08-01", "loose"),
            (f"Finland has left {OTTAWA}.", "2019-08-01", "contradicted"),
            (f"Finland would be out of {OTTAWA} on 10 January 2026.", "2025-08-01", "supported"),
        ],
    )
    def test_verdict(self, text, on, verdict):
        """An effect is judged by the record, a two-way word on a neighbour's day mildly."""
        assert verdicts(text, on) == [("effect", verdict)]

    def test_year_less_days_fit_any_near_year(self):
        """A day without a year is contradicted only where no near year fits."""
        said = f"Finland was out of {OTTAWA} on 10 January."
        assert verdicts(said, "2025-12-20") == [("effect", "supported")]

    def test_disputed(self):
        """A disputed exit is not judged."""
        said = "Venezuela ceased to be a member under the OAS Charter on 27 April 2019."
        assert verdicts(said, "2019-06-01") == [("effect", "unjudgeable")]

    def test_later_is_not_used(self):
        """A right value uses nothing that came after the document."""
        said = f"Estonia's exit from {OTTAWA} will be complete on 4 August 2025."
        [claim] = read(said, on="2025-06-05").claims
        assert claim.verdict == "contradicted"
        assert str(claim.right.day) == "2025-12-05/.."
        assert "2025-12-27" in claim.later


class TestSilence:
    @pytest.mark.parametrize(
        "text",
        [
            "The last troops will withdraw from Mali on 1 May 2026, half a year after the notice.",
            "Washington quit the nuclear deal with Iran on 8 May 2018.",
            "Spain has withdrawn its reservation to the Convention on the Rights of the Child.",
            f"Norway wants to leave {OTTAWA} on 1 May 2026.",
            f"Critics fear that Sweden will leave {OTTAWA} on 1 May 2026.",
            f"Sweden did not leave {OTTAWA} on 1 May 2024.",
            f"Estonia spoke of {OTTAWA}. Even after we left, mines stay banned, he said.",
        ],
    )
    def test_nothing_is_claimed(self, text):
        """Look-alikes, wishes, fears and denials make no claim of an exit."""
        assert [each for each in verdicts(text) if each[0] in ("effect", "step")] == []

    def test_unread_says_why(self):
        """A sentence about leaving of which nothing was taken is told, with the reason."""
        [unread] = read("Norway wants to leave the Ottawa Convention.", on="2026-01-01").unread
        assert unread.why == "it speaks of a wish or a plan"


class TestTerms:
    @pytest.mark.parametrize(
        ("text", "verdict"),
        [
            ("takes effect six months after receipt of the notice.", "supported"),
            ("takes effect twelve months after receipt of the notice.", "contradicted"),
            ("takes effect six months after the parliamentary vote.", "contradicted"),
            ("takes six months.", "loose"),
        ],
    )
    def test_period(self, text, verdict):
        """A period is judged by the clause: its length, and what starts it."""
        assert verdicts(f"Withdrawal from {OTTAWA} {text}") == [("period-starts", verdict)]

    def test_lock_in(self):
        """A lock-in that ended long ago holds nobody until a later year."""
        said = "Under the NATO treaty Finland is locked in until 2043."
        assert verdicts(said, "2025-02-20") == [("lock-in", "contradicted")]

    def test_condition(self):
        """A condition is judged by the clause alone."""
        said = f"If Norway gave notice on 1 March 2027, it would be out of {OTTAWA} on {{}}."
        assert verdicts(said.format("1 September 2027")) == [("effect", "supported")]
        assert verdicts(said.format("1 March 2028")) == [("effect", "contradicted")]

    def test_recipients(self):
        """Who must be told is judged by the clause; who will be told is never wrong."""
        must = f"Under {OTTAWA} notice must be given to the Security Council."
        will = f"Under {OTTAWA} NATO headquarters will be informed of the withdrawal."
        assert ("recipients", "supported") in verdicts(must)
        assert ("recipients", "unjudgeable") in verdicts(will)


class TestArguments:
    def test_state_and_treaty_given(self):
        """A State and a treaty that the asker names are those of a text that names neither."""
        [claim] = read(
            "It left on 10 January 2026.", on="2026-02-01", treaty="ottawa", state="fi"
        ).claims
        assert (claim.parties, claim.treaty, claim.verdict) == (
            ("FIN",),
            "ottawa-1997",
            "supported",
        )

    def test_no_day(self):
        """Without the document's day nothing relative is resolved, and a note says so."""
        reading = read(f"Finland is no longer a party to {OTTAWA}, it said yesterday.")
        assert "no day" in reading.notes[0]
        assert [each.value.day for each in reading.claims] == [None]

    def test_an_interval(self):
        """What is true on any day of an interval is not contradicted."""
        said = f"Finland has left {OTTAWA}."
        assert verdicts(said, "2019-01-01/2026-02-01") == [("effect", "supported")]

    def test_refusals(self):
        """Unknown languages, treaties and days are refused."""
        with pytest.raises(QuestionError, match="expected one of"):
            read("x", language="xx")
        with pytest.raises(UnknownTreatyError):
            read("x", treaty="no such treaty at all")
        with pytest.raises(WithdrawalError):
            read("x", on="tomorrow")


class TestReport:
    TEXT = f"Finland left {OTTAWA} on 10 July 2025. Withdrawal takes six months."

    def test_json(self):
        """The reading as data has its schema, and the same bytes on every run."""
        one, two = (json.dumps(read(self.TEXT, on="2026-02-01").to_json()) for _ in range(2))
        data = json.loads(one)
        assert one == two
        assert set(data) == {"schema", "document", "claims", "unread", "notes"}
        assert data["schema"] == "withdrawal/reading/1"
        assert set(data["claims"][0]["value"]) == {
            *("day", "period", "starts", "count", "recipients", "votes")
        }

    def test_its_text_is_not_shown(self):
        """The reading's own words do not spell the document out."""
        assert repr(read(self.TEXT, on="2026-02-01")) == "<Reading: 2 claims, 0 contradicted>"


class TestContradictionsAreEarned:
    @pytest.mark.parametrize(
        ("language", "text"),
        [
            # The day of something else that ends, takes effect or is told.
            (
                "fr",
                (
                    "La Hongrie quitte la Cour pénale internationale. Le mandat du juge prend "
                    "fin le 5 mai 2026."
                ),
            ),
            (
                "en",
                (
                    f"Finland left {OTTAWA} on 10 January. The minister's mandate expired on 5 "
                    "May 2025."
                ),
            ),
            ("en", f"Poland left {OTTAWA}. Its membership of another body ended on 5 May 2025."),
            (
                "de",
                (
                    "Finnland trat am 10. Januar aus der Ottawa-Konvention aus. Das Gesetz "
                    "trat am 5. Mai 2025 in Kraft."
                ),
            ),
            # Another State between.
            (
                "en",
                (
                    f"Lithuania quit a pact. Estonia gave notice under {OTTAWA}. It was no "
                    "longer bound from 6 March 2025."
                ),
            ),
            # A period or a duty to tell that is not of leaving.
            ("en", "Hungary quits the Rome Statute. The court takes two years to finish a case."),
            (
                "en",
                (
                    "Hungary quits the Rome Statute. It must inform the European Commission of "
                    "its budget."
                ),
            ),
            (
                "de",
                (
                    "Sechs Monate nach der Kündigung der Ottawa-Konvention endete die "
                    "Mitgliedschaft Finnlands."
                ),
            ),
            # A period that only leads to the day, counted back, or told by the depositary.
            (
                "sv",
                (
                    "Polen lämnade Ottawakonventionen den 20 februari. Det sade upp den i "
                    "augusti, sex månader innan det fick verkan."
                ),
            ),
            (
                "fr",
                (
                    "Le Portugal, dépositaire du traité sur la charte de l'énergie, a transmis "
                    "hier une notification."
                ),
            ),
            # A treaty of another kind in the next sentence; another thing between.
            (
                "en",
                f"Finland left {OTTAWA}. Under the fisheries treaty notice takes two years.",
            ),
            (
                "de",
                (
                    "Polen ist aus der Ottawa-Konvention ausgetreten. Der Handelsvertrag hat eine "
                    "Kündigungsfrist von zwei Jahren."
                ),
            ),
            (
                "fr",
                (
                    "La Finlande a quitté la convention d'Ottawa. Le traité de pêche prévoit un "
                    "préavis de deux ans."
                ),
            ),
            ("en", f"Poland left {OTTAWA}. Talks went on. The notice period is one month."),
            (
                "sv",
                (
                    "Finland lämnade Ottawakonventionen. Regeringen skickade ett brev till EU den "
                    "3 maj 2025."
                ),
            ),
            (
                "fr",
                "La Hongrie n'est plus liée par le Statut de Rome depuis deux ans.",
            ),
            (
                "es",
                (
                    "El Tratado sobre la Carta de la Energía, hecho en Lisboa el 17 de diciembre "
                    "de 1994, ya no vincula a España."
                ),
            ),
            ("lt", "NATO kariai paliko uostą. Lenkijos ministrė atšaukė įsakymą."),
        ],
    )
    def test_silence(self, language, text):
        """What is not plainly the exit of the State from the treaty is never called wrong."""
        claims = read(text, on="2026-03-01", language=language).claims
        assert [each for each in claims if each.verdict == "contradicted"] == []

    def test_a_period_before_its_day_is_one_claim(self):
        """A wrong period that leads to a wrong day is called wrong once, by the day."""
        text = (
            "Ungarn hat dem UN-Generalsekretär den Austritt aus dem Römischen Statut mitgeteilt. "
            "Nach sechs Monaten, am 2. Dezember 2025, ist Ungarn kein Mitglied mehr."
        )
        wrong = [c.kind for c in read(text, on="2025-06-03", language="de").claims if c.right]
        assert wrong == ["effect"]


class TestWhoAndWhat:
    def test_an_organ_is_that_of_the_state_beside_it(self):
        """The riksdag of Finland is Finland's."""
        said = "Finlands riksdag godkände lagen om att lämna Ottawakonventionen den 19 juni 2025."
        [claim] = read(said, on="2025-06-23", language="sv").claims
        assert claim.parties == ("FIN",)

    def test_the_depositary_is_no_leaver(self):
        """What the depositaries were handed is the notice of the State spoken of before."""
        said = (
            "Россия вчера официально вышла из Договора по открытому небу. "
            "Депозитариям, Канаде и Венгрии, уведомление передали 18 июня."
        )
        claims = read(said, on="2021-12-19", language="ru").claims
        assert {each.parties for each in claims} == {("RUS",)}

    @pytest.mark.parametrize(
        ("language", "text", "step"),
        [
            (
                "pl",
                (
                    "Rosja notyfikowała swoją decyzję o wyjściu z Traktatu o otwartych "
                    "przestworzach 18 czerwca 2021."
                ),
                "notified",
            ),
            (
                "lv",
                (
                    "Saeima pirmajā lasījumā atbalstīja izstāšanos no Stambulas konvencijas "
                    "2025. gada 23. oktobrī."
                ),
                "first-reading",
            ),
        ],
    )
    def test_of_two_steps_one_is_said(self, language, text, step):
        """A decision that is notified is a notice; what a first reading passes is no law yet."""
        assert [c.step for c in read(text, on="2025-11-01", language=language).claims] == [step]

    def test_what_a_period_runs_from_follows_from(self):
        """Of two events the one right after "from" starts the period."""
        said = "Półroczny termin wypowiedzenia konwencji ottawskiej biegnie od głosowania."
        [claim] = read(said, on="2025-07-01", language="pl").claims
        assert (claim.value.starts, claim.verdict) == ("approval", "contradicted")

    def test_still_to_come(self):
        """ "Will leave" with its day is a claim, in a sentence that says nothing else."""
        assert verdicts(f"Finland will leave {OTTAWA} on 10 January 2026.", "2025-12-01") == [
            ("effect", "supported")
        ]
        [claim] = read(
            "Finland kommer att lämna Ottawakonventionen den 10 januari 2026.",
            on="2025-12-01",
            language="sv",
        ).claims
        assert claim.verdict == "supported"

    def test_rows_of_a_list(self):
        """Rows below a line that says who is out are judged each by itself, until the list ends."""
        said = (
            "Who is out of the mine ban, and when?\n\n- Finland: 10 January 2026\n"
            "- Poland: 20 January 2026\n\nElections\n\n- Latvia: 3 October 2026"
        )
        found = read(said, on="2026-03-01", language="en").claims
        assert [(each.parties, each.verdict) for each in found] == [
            (("FIN",), "supported"),
            (("POL",), "contradicted"),
        ]

    @pytest.mark.parametrize(
        ("said", "verdict"),
        [
            ("by 157 votes to 18 on 19 June 2025", "supported"),
            ("by 147 votes to 28 on 19 June 2025", "contradicted"),
            ("by 147 votes to 28", None),
        ],
    )
    def test_a_vote_is_wrong_only_of_its_day(self, said, verdict):
        """Another count is contradicted where the day tells which vote is meant, else no claim."""
        said = f"Finland's parliament approved the exit from {OTTAWA} {said}."
        found = read(said, on="2025-07-01", language="en").claims
        assert [each.verdict for each in found if each.kind == "votes"] == [verdict] * bool(verdict)

    def test_one_treaty_is_not_doubted(self):
        """A rule told two sentences on is judged where all between speak of the one treaty."""
        said = (
            f"Poland's parliament approved the exit from {OTTAWA} on 25 June 2025. Warsaw handed "
            "in its notice on 20 August 2025. The treaty requires two years' notice."
        )
        assert ("period-starts", "contradicted") in verdicts(said, "2026-03-01")

    def test_a_body_that_is_left(self):
        """A body that is told elsewhere is the treaty where it is left."""
        said = "Japan told the United States on 26 December 2018 of its exit from the IWC."
        [claim] = read(said, on="2018-12-28", language="en").claims
        assert (claim.treaty, claim.verdict) == ("icrw-1946", "supported")

    def test_out_by_now(self):
        """ "No longer bound" without a day is a claim about who is a party."""
        [found] = verdicts(f"Poland is no longer bound by {OTTAWA}.", "2025-12-28")
        assert found == ("not-party", "contradicted")
