"""Questions about clauses: treaties by their period, without a clause, its article, its windows."""

from datetime import date

import pytest

from withdrawal.errors import QuestionError
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.questions import ask

TODAY = date(2026, 12, 1)


def answer_to(question: str):
    """Return the first answer to a question asked on the first day of December 2026."""
    return ask(question, as_of=TODAY).answers[0]


class TestLists:
    """Which treaties have a period, or no clause."""

    @pytest.mark.parametrize(
        ("said", "periods"),
        [
            ("six months", {"P6M"}),
            ("a year", {"P1Y", "P12M"}),
            ("twelve months", {"P1Y", "P12M"}),
            ("90 days", {"P90D"}),
        ],
    )
    def test_period(self, said: str, periods: set[str]):
        """A list by period holds the treaties of just that length; twelve months are a year."""
        rows = answer_to(f"Which treaties have a notice period of {said}?").answer.rows
        assert {catalogue().summaries[each.treaty]["period"] for each in rows} == periods

    @pytest.mark.parametrize("said", ["of six months or a year", "at all", ""])
    def test_no_one_length(self, said: str):
        """Where no length is said, or two, nothing is listed."""
        with pytest.raises(QuestionError):
            ask(f"Which treaties have a notice period {said}?", as_of=TODAY)

    def test_of_a_state(self):
        """What a State cannot leave is what binds it, without a clause on leaving."""
        rows = answer_to("Which treaties can Norway not leave?").answer.rows
        assert {each.party for each in rows} == {"NOR"}
        assert "iccpr-1966" in {each.treaty for each in rows}
        assert "african-charter-1981" not in {each.treaty for each in rows}

    def test_no_clause_elsewhere(self):
        """That a treaty has no clause is read nowhere but where it is asked about."""
        with pytest.raises(QuestionError):
            ask("Has Poland left treaties that do not have an exit clause?", as_of=TODAY)


class TestWindows:
    """Where notice may be given only in windows."""

    def test_may_leave(self):
        """Whether a treaty can be denounced now is told with the days of the next window."""
        said = answer_to("Can Poland denounce ILO Convention No. 87 now?").text
        assert "from 4 July 2030 to 4 July 2031" in said

    def test_could_leave_by(self):
        """What a State could leave by a day leaves out what no window lets it leave by then."""
        rows = answer_to("Which treaties could Poland leave by 31 December 2028?").answer.rows
        assert "ilo-c087" not in {each.treaty for each in rows}


def test_protected_until():
    """How long a treaty binds after an exit is told with the day on which that ends."""
    question = "Until when does the sunset clause bind Italy under the Energy Charter Treaty?"
    assert answer_to(question).to_json()["day"] == "2036-01-01"


def test_since_when_out():
    """Since when a State is no party to such a treaty is asked after its exit."""
    reply = ask("Since when is Poland no longer in the Energy Charter Treaty?", as_of=TODAY)
    assert reply.understood.intent.value == "effect"


def test_article_by_number():
    """An article that is named by its number is not asked for: nothing is answered by it."""
    with pytest.raises(QuestionError):
        ask("Who has left the Rome Statute under article 127?", as_of=TODAY)


def test_left_aside_alone():
    """Where none but the State left aside has left, that State is named before the answer."""
    said = answer_to("Besides Lithuania, who left the cluster munitions convention?").text
    assert said.startswith("Left aside, as asked: Lithuania. No withdrawal")


def test_announced_and_notified_since():
    """An exit that was announced first and notified later was not announced alone."""
    row = "Who announced their exit from {} but gave no notice?"
    assert not answer_to(row.format("the Rome Statute")).answer.rows
    assert [each.party for each in answer_to(row.format("the CIS")).answer.rows] == ["MDA"]


def test_reasons_not_on_record():
    """That reasons need not be given is never claimed: nothing of it is on record."""
    said = answer_to("Must a State give reasons for leaving the Paris Agreement?").text
    assert said.endswith("no rule of the treaty’s own is on record here.")
