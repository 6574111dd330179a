"""`withdrawal.notice`: a draft where a notice could be given, and the reason where it could not."""

import pytest

import withdrawal
from withdrawal.case.statuses import STATUS
from withdrawal.errors import NoDraftError, UnknownNameError
from withdrawal.languages.told import spoken_days
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.output.documents.memo import memo_report
from withdrawal.output.documents.notice import LANGUAGES, notice_report
from withdrawal.output.spoken import words_in
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

    def test_what_a_day_of_receipt_takes_for_granted(self):
        """With a day of receipt a draft supposes that day, and tells of no earliest one."""
        draft = withdrawal.notice("germany", "paris", received="2026-12-15", as_of=TODAY)
        assert (
            draft.assumptions[0]
            == "That the notice is received on 2026-12-15, a day still to come."
        )
        assert not any("earliest date" in each for each in draft.assumptions)
        assert draft.to_json()["assumptions"] == list(draft.assumptions)

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


OF_STATUS = {
    "effective": ("Lithuania", "ottawa"),
    "pending": ("USA", "unesco"),
    "conditional": ("Sweden", "ottawa"),
    "not-notified": ("Sweden", "ottawa"),
    "announced": ("Canada", "bie-1928"),
    "suspended": ("USA", "cfe-1990"),
    "revoked": ("South Africa", "rome-statute-1998"),
    "disputed": ("North Korea", "npt"),
    "no-effect": ("Indonesia", "un-charter-1945"),
    "no-exit": ("USA", "un-charter-1945"),
    "not-open": ("France", "antarctic-treaty-1959"),
    "not-a-party": ("USA", "rome statute"),
    "ended": ("Russia", "new-start-2010"),
    "not-in-force": ("USA", "tpp-2016"),
}
"""A State and a treaty of each status; conditional where a conflict is supposed."""
IN_CONFLICT = {"received": "2026-03-01", "conflict": "2026-01-01/.."}
DRAFTED = {"conditional", "not-notified", "announced", "suspended", "revoked"}
"""The statuses in which a notice is open to the State, without what is supposed."""


class TestEveryShape:
    """Every shape of clause and every status has a memo, and a notice or a reason."""

    @pytest.mark.parametrize("treaty", shapes())
    def test_of_a_clause(self, treaty):
        """A text of the memo, and a draft in each language or one sentence why there is none."""
        memo_told(withdrawal.memo("FRA", treaty, as_of=TODAY))
        assert drafted("FRA", treaty) in (True, False)

    def test_every_status_is_met(self):
        """There is a case of each status there is."""
        assert OF_STATUS.keys() == STATUS.keys()

    @pytest.mark.parametrize("status", OF_STATUS)
    def test_of_a_status(self, status):
        """A memo of that status, and a draft just where a notice is open."""
        party, treaty = OF_STATUS[status]
        given = IN_CONFLICT if status == "conditional" else {}
        made = withdrawal.memo(party, treaty, as_of=TODAY, **given)
        assert made.answer.status == status
        memo_told(made)
        assert drafted(party, treaty) == (status in DRAFTED)


def memo_told(made):
    """Hold a memo in two languages: no blank is left, and the question is asked."""
    for language in ("en", "fr"):
        words = words_in(language)
        told = report_text(memo_report(made, words))
        assert words["question_asked"] in told
        assert "{" not in told


def drafted(party, treaty):
    """Return whether there is a draft, held in each language; else there is one reason."""
    reason = ""
    try:
        made = withdrawal.notice(party, treaty, as_of=TODAY)
    except NoDraftError as error:
        reason = error.message
    if reason:
        assert reason.startswith("No notice is drafted")
        return False
    assert all("{" not in report_text(notice_report(made, each)) for each in LANGUAGES)
    return True
