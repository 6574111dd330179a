"""The one report, in every form: none tells less than another."""

import html as markup
import re
from datetime import date
from functools import cache
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

import withdrawal
from tests.doors.test_same_answer import PAIRS
from tests.output.test_telling import DAY, LISTED, made
from withdrawal.case.findings import STATUSES, Ambiguity, Disagreement, Notice, StandingSummary
from withdrawal.case.roll_over_time import parties_over_time
from withdrawal.inquiries.changes import Changes
from withdrawal.inquiries.documents import Backtest
from withdrawal.inquiries.history import Now
from withdrawal.languages.told import Marks, spoken_days
from withdrawal.law.countries import countries
from withdrawal.law.procedures.library import procedure, procedures
from withdrawal.law.treaties.catalogue import catalogue
from withdrawal.law.treaties.treaty import Treaty
from withdrawal.mcp.shapes import table_lines
from withdrawal.odds.api import forecast
from withdrawal.output.case import case_report
from withdrawal.output.following.ics import answer_calendar
from withdrawal.output.forecast import forecast_report, simulation_report
from withdrawal.output.html import dated, report_html
from withdrawal.output.markdown import report_markdown
from withdrawal.output.planning import comparison_report, plan_report, played_report
from withdrawal.output.reading import reading_report
from withdrawal.output.reply import reply_report
from withdrawal.output.report import Fact, Item, Report, Section
from withdrawal.output.spoken import words_in
from withdrawal.output.tables.changes import changes_report
from withdrawal.output.tables.deciding import compared, compared_report
from withdrawal.output.tables.definitions import treaty_row
from withdrawal.output.tables.parties import over_time_report, parties_report
from withdrawal.output.tables.procedures import procedure_report, state_row, states_report
from withdrawal.output.tables.record import (
    RECORD,
    backtest_report,
    check_report,
    history_report,
    now_report,
)
from withdrawal.output.tables.sources import sources_report
from withdrawal.output.tables.survey import survey_report
from withdrawal.output.tables.treaties import treaties_report, treaty_report
from withdrawal.output.telling import answer_report
from withdrawal.output.text import report_text
from withdrawal.proof.check import Check, Finding
from withdrawal.proof.misreadings import sources
from withdrawal.record.bound.lists import list_names
from withdrawal.record.history import history

AS_OF = date(2026, 11, 21)


def squeezed(text: str) -> str:
    """A text without spaces and line ends, so that its layout does not count."""
    return re.sub(r"\s+", "", text)


def of_html(text: str) -> str:
    """What a reader of HTML sees, with the addresses behind it."""
    links = " ".join(re.findall(r'href="([^"]*)"', text))
    return squeezed(markup.unescape(re.sub(r"<[^>]*>", "", text) + links))


def of_markdown(text: str) -> str:
    """What a reader of Markdown sees, with the addresses behind it."""
    return squeezed(re.sub(r"\\(?=[^\w\s]|_)", "", text))


def lacking(report: Report, shown: str, form: str) -> list[str]:
    """Return what of a report a form does not show: titles, texts, articles and sources."""
    said = [report.sentence, report.reported, report.foot, *report.told]
    if form == "text":
        said = [spoken_days(each) for each in said]
    if form == "html":
        said = [each for each in said if each not in report.told]
        said += [part for fact in report.facts for part in (fact.name, fact.value, fact.note)]
    sources: list[str] = []
    for section in report.sections:
        said.append(section.title)
        for item in section.items:
            is_row = section.style == "rows" or (form == "html" and section.columns)
            told = [part.text for cell in item.cells for part in (cell, *cell.beside)]
            told = told if is_row else [item.lead, item.text]
            said += [*told, item.basis]
            sources += [source.href or source.name for source in item.sources]
    if form == "text":
        sources = [spoken_days(each) for each in sources]
    if form == "html":
        said = [markup.unescape(re.sub(r"<[^>]*>", "", dated(each))) for each in said]
    return [each for each in (*said, *sources) if each and squeezed(each) not in shown]


def check(report: Report) -> None:
    """Hold every form of a report."""
    assert lacking(report, squeezed(report_text(report)), "text") == []
    assert lacking(report, of_markdown(report_markdown(report)), "markdown") == []
    assert lacking(report, of_html(report_html(report)), "html") == []


@cache
def answers() -> list[withdrawal.Answer]:
    """Some pairs of each form that the record has, answered."""
    return [withdrawal.when(*pair, as_of=AS_OF) for pair in PAIRS]


def laws() -> list[Treaty]:
    """A treaty of each shape and life that there is, with and without parties and practice."""
    kept = {row.treaty for row in history()}, {*list_names()}
    alike = {}
    for key, each in catalogue().summaries.items():
        life = each["exit"], bool(each["ended"]), each["not_in_force"]
        alike[*each["shape"], *life, *(key in names for names in kept)] = key
    return [*map(catalogue().treaty, alike.values())]


class TestEveryForm:
    """Each text, article and source stands in every form that shows sections."""

    def test_pairs(self):
        """Of pairs of every form that the record has."""
        for answer in answers():
            check(answer_report(answer))

    def test_pairs_in_a_calendar(self):
        """A calendar's description tells all that the other forms tell."""
        entered = 0
        for answer in answers():
            if answer.effect or answer.earliest:
                event = icalendar.Calendar.from_ical(answer_calendar(answer)).events[0]
                shown = squeezed(str(event["description"]))
                assert lacking(answer_report(answer), shown, "calendar") == []
                entered += 1
        assert entered > len(PAIRS) / 2

    @pytest.mark.parametrize("status", STATUSES)
    def test_every_status(self, status):
        """Of every status, with every section there can be."""
        answer = made(
            status,
            earliest=DAY,
            received=LISTED,
            basis="worked-back",
            protected_until=DAY,
            rejoined=DAY,
            is_back=True,
            confidence="reported",
            rests_on="A newspaper",
            assumptions=("That it is so.",),
            ambiguities=(Ambiguity("r", DAY, "Some count from the vote."),),
            disagreements=(Disagreement("It is out.", "A; https://b.org/x", DAY, "It is not."),),
            notices=(Notice(LISTED, DAY, "revoked", "taken back"), Notice(None, None, "pending")),
            carries=("paris-2015",),
            standing=StandingSummary("vote", "2025-05", "deposit", ("deposit", "wait"), "ordinary"),
        )
        report = answer_report(answer)
        kinds = [each.kind for each in report.sections]
        assert kinds == [
            *("why", "progress", "assumptions", "ambiguities", "conflicts", "notices", "carries")
        ]
        check(report)

    @pytest.mark.parametrize("party", ["SWE", "PRK", "LTU"])
    def test_forecasts(self, party):
        """Of a forecast: open, disputed, and known."""
        treaty = "npt-1968" if party == "PRK" else "ottawa-1997"
        check(forecast_report(forecast(party, treaty, as_of=AS_OF)))

    def test_plans(self):
        """Of a plan, of one that comes too late, and of a comparison."""
        for day in ("2029-01-01", "2027-01-01"):
            check(plan_report(withdrawal.plan("SWE", "ottawa-1997", out_by=day, as_of=AS_OF)))
        check(comparison_report(withdrawal.compare(["SWE", "USA"], "ottawa-1997", as_of=AS_OF)))

    def test_readings(self):
        """Of a document's reading: claims right and wrong, and what was not read."""
        text = Path("seeds/retellings/weekly.txt").read_text(encoding="utf-8")
        report = reading_report(withdrawal.read(text, on="2025-07-05"))
        assert [each.kind for each in report.sections] == ["claims", "unread"]
        check(report)

    def test_scenarios(self):
        """Of a scenario, played and drawn: each case, and whether all are out in time."""
        played = played_report(withdrawal.play("baltic"))
        assert any(item.source for item in played.of("case"))
        check(played)
        drawn = withdrawal.simulate("baltic", runs=100, seed=1, as_of="2025-03-18")
        check(simulation_report(drawn))

    def test_treaties_and_states(self):
        """Of treaties of every shape, and of States that decide in every way."""
        for law in laws():
            check(treaty_report(law))
        described = [procedure(key) for key in procedures()]
        for known in {(x.approval, len(x.routes), bool(x.sessions)): x for x in described}.values():
            check(procedure_report(known))

    def test_lists(self):
        """Of the record, of what is pending, of what changed, and of surveys, long and short."""
        check(history_report(history()[::6]))
        check(now_report(Now(as_of="2025-10-01").answer().rows, date(2025, 10, 1)))
        check(changes_report(Changes(treaty="ottawa", since="1.0.0").answer()))
        for asked in ({"party": "NOR"}, {"treaty": "ottawa"}):
            report = survey_report(withdrawal.survey(**asked, as_of="2026-11-21"))
            assert [each.kind for each in report.sections] == ["pairs"]
            check(report)
        check(history_report(()))

    def test_tables_of_what_is_known(self):
        """Of treaties, of States, of parties on a day and over time, and of the sources."""
        summaries = [*catalogue().summaries.items()][::6]
        check(treaties_report(treaty_row(*each) for each in summaries))
        check(states_report(map(state_row, countries().values())))
        check(parties_report(withdrawal.parties("ottawa", on="2026-03-01")))
        check(over_time_report(parties_over_time("ottawa")))
        check(compared_report(compared(map(procedure, ("LTU", "POL")))))
        check(sources_report(sources()))

    def test_tables_of_what_was_proved(self):
        """Of the check of data files, and of the record computed anew."""
        check(check_report(Check(1, 1, 0, 0, (Finding("a.toml", "it is wrong"),))))
        check(backtest_report(Backtest().answer_to()))

    def test_days_known_in_part(self):
        """A notice, an effect and a return known by month or year are told so, and not left out."""
        (section,) = history_report(history("unasur-2008", "URY")).sections
        assert section.grid(Marks())[1][2:4] == ("2020-03", "2020-09 (worked out from the clause)")
        assert section.grid(Marks())[1][4].endswith("Party again since 2023)")

    @pytest.mark.parametrize("code", ["en", "de", "zh"])
    def test_the_same_rows(self, code):
        """A table has the same columns and cells as text, Markdown, HTML and for agents."""
        words = words_in(code)
        section = RECORD.section(history("ottawa-1997"), words)
        report = Report(
            title="Withdrawals", sentence="5 records.", sections=(section,), language=code
        )
        head, *rows = section.grid(report.marks)
        text, mark = report_text(report).splitlines(), report_markdown(report).splitlines()
        agent = table_lines(section, report.marks)
        page = re.findall(r"<tr>(.*?)</tr>", report_html(report))
        assert all(name in text[3] for name in head)
        assert mark[mark.index("| --- | --- | --- | --- | --- |") - 1] == f"| {' | '.join(head)} |"
        for number, row in enumerate(rows):
            assert all(cell in text[4 + number] for cell in row)
            assert f"| {' | '.join(row)} |" in mark
            assert agent[1 + number].endswith(" | ".join(row))
            days = re.findall(r'datetime="([^"]+)"', page[1 + number])
            assert days == [cell for cell in row if re.fullmatch(r"[\d-]{10}", cell)]
            assert all(cell in page[1 + number] for cell in row if cell not in days)

    @pytest.mark.parametrize(
        "question",
        [
            "When does Latvia leave the mine ban?",
            "Who left the Rome Statute?",
            "Which treaties did Poland leave in 2025?",
            "How long is the notice period of NATO?",
            "Last day for Sweden to be out of Ottawa by 2028?",
        ],
    )
    def test_replies(self, question):
        """Of a reply to a plain question, whatever it was about."""
        check(reply_report(withdrawal.ask(question, as_of="2026-11-21")))

    def test_cases(self):
        """Of a case of one's own."""
        case = withdrawal.Case("SWE", "ottawa-1997")
        case.record(
            "government-decision",
            on="2026-03-01",
            source=["https://a.org/1", "https://b.org/2"],
            actor="*bold* <img src=x onerror=alert(1)>",
            detail="- [x](javascript:alert(1)) &lt;b&gt;",
        )
        report = case_report(case, case.when())
        check(report)
        assert [each.href for each in report.of("events")[0].sources] == [
            "https://a.org/1",
            "https://b.org/2",
        ]

    @given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=20))
    def test_nothing_is_taken_for_markup(self, text, lead, source):
        """Whatever stands in a text: HTML has only the tags of its form, Markdown none."""
        section = Section("x", text, (Item(text, lead=lead, article=text, source=source),))
        report = Report(title=lead, sentence=text, facts=(Fact(lead, text),), sections=(section,))
        tags = set(re.findall(r"<(\w+)", report_html(report)))
        assert tags <= {"div", "p", "dl", "dt", "dd", "span", "section", "h2", "ul", "li", "br"}
        bare = re.sub(r"\\([^\w\s]|_)", "", report_markdown(report))
        assert not re.search(r"[<>\[\]`|~&]", bare)
