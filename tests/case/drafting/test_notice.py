"""`withdrawal.notice`: a draft where a notice could be given, and the reason where it could not."""

import pytest

import withdrawal
from withdrawal.case.statuses import STATUS
from withdrawal.errors import NoDraftError, UnknownNameError, WithdrawalError
from withdrawal.languages.lines import spoken_days
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.output.documents.memo import memo_report
from withdrawal.output.documents.notice import LANGUAGES, notice_report
from withdrawal.output.text import report_text

TODAY = "2026-11-21"


def shapes():
    """Return one treaty of each shape of clause, with a State to ask for."""
    met = {}
    for key, each in catalogue().summaries.items():
        met.setdefault((each["exit"], tuple(each["shape"]), each["kind"]), key)
    return sorted(met.values())


class TestDraft:
    """What a draft holds is what the treaty asks for."""

    @pytest.fixture
    def sweden(self):
        """Sweden and the Ottawa Convention, which asks for reasons and three addressees."""
        return withdrawal.notice("Sweden", "ottawa", as_of=TODAY)

    def test_what_the_treaty_asks(self, sweden):
        """Article, addressees, period and reasons are those of the clause."""
        assert sweden.treaty.clause.article == "20"
        assert sweden.recipients == ("depositary", "all other parties", "UN Security Council")
        assert sweden.period.in_words() == "6 months"
        kinds = [each.kind for each in sweden.checks]
        assert {"reasons-missing", "addressees", "conflict", "full-powers"} <= {*kinds}

    def test_nothing_is_filled_in(self, sweden):
        """No day, name, number or seal is filled in; it is called a draft, and what it takes for
        granted stands in it.
        """
        text = report_text(notice_report(sweden))
        told = " ".join(text.split())
        assert all(spoken_days(each) in told for each in sweden.answer.assumptions)
        instrument = text.partition("Instrument\n")[2].partition("Before it leaves")[0]
        for left_open in ("[place], [date]", "[signature] [name]", "[full statement of reasons]"):
            assert left_open in " ".join(instrument.split())
        assert "2026" not in instrument
        assert "2027" not in instrument
        assert text.startswith("DRAFT\n")

    def test_reasons(self):
        """Reasons that are given stand in the instrument, and the checklist says to read them."""
        made = withdrawal.notice("Sweden", "ottawa", as_of=TODAY, reasons="One.\n\nTwo {x}.")
        text = report_text(notice_report(made))
        assert "Two {x}." in text
        assert made.checks[0].kind == "reasons-given"

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_languages(self, sweden, language):
        """Each language has every sentence, and no blank is left in any."""
        text = report_text(notice_report(sweden, language))
        assert "{" not in text

    def test_membership_not_known(self):
        """Where it is not known whether the State is a party, the first line says so."""
        made = withdrawal.notice("Brazil", "icsid-1965", as_of=TODAY)
        assert made.answer.membership.value == "not-known"
        first = notice_report(made).sentence
        assert first.startswith("It is not known here whether Brazil is a party")


class TestNoDraft:
    """A notice that could not be given is not drafted, and the reason is told."""

    @pytest.mark.parametrize(
        ("party", "treaty", "why"),
        [
            ("Russia", "ottawa", "was not a party"),
            ("Lithuania", "ottawa", "took effect on 27 December 2025"),
            ("USA", "unfccc", "Open instead: to take it back"),
            ("USA", "un-charter-1945", "Open instead: consent of all"),
            ("Germany", "ilo 81", "The next day on which one may be given is 2030-04-07"),
            ("North Korea", "npt", "disputed"),
        ],
    )
    def test_why(self, party, treaty, why):
        """No party, an exit or a notice on record, no exit, a closed window, a dispute."""
        with pytest.raises(NoDraftError, match="No notice is drafted") as error:
            withdrawal.notice(party, treaty, as_of=TODAY)
        assert why in error.value.message

    def test_a_window_that_is_open_then(self):
        """In the window that is open on the day of receipt there is a draft."""
        made = withdrawal.notice("Germany", "ilo 81", as_of=TODAY, received="2030-05-01")
        assert made.effect is not None

    def test_bad_words(self):
        """A signatory or a language that is not known is refused with those that are."""
        with pytest.raises(UnknownNameError, match="head-of-state"):
            withdrawal.notice("Sweden", "ottawa", signatory="king")
        with pytest.raises(UnknownNameError, match="expected en, fr"):
            notice_report(withdrawal.notice("Sweden", "ottawa", as_of=TODAY), "xx")


class TestEveryShape:
    """Every shape of clause and every status has a memo, and a notice or a reason."""

    @pytest.mark.parametrize("treaty", shapes())
    def test_of_a_clause(self, treaty):
        """A text of the memo, and a draft in each language or one sentence why there is none."""
        assert _memo_and_notice("FRA", treaty, TODAY)

    def test_of_a_status(self, asked):
        """The same for the questions whose answers have every status."""
        met = {}
        for row in asked["answers"]["supposed"]:
            given = {"as_of": TODAY, **row}
            try:
                status = withdrawal.when(**given).status
            except WithdrawalError:
                continue
            met.setdefault(status, (given["party"], given["treaty"], given["as_of"]))
        assert len(met) > len(STATUS) // 2
        assert all(_memo_and_notice(*each) for each in met.values())


def _memo_and_notice(party, treaty, as_of):
    if not treaty:
        return True
    told = report_text(memo_report(withdrawal.memo(party, treaty, as_of=as_of)))
    assert "The question" in told
    try:
        made = withdrawal.notice(party, treaty, as_of=as_of)
    except NoDraftError as error:
        return error.message.startswith("No notice is drafted")
    return all("{" not in report_text(notice_report(made, each)) for each in LANGUAGES)
