"""Every status on the page, in every language."""

from datetime import date
from typing import Any

import pytest
from starlette.requests import Request

from withdrawal.case.answer import Answer
from withdrawal.case.findings import STATUSES, MembershipTold
from withdrawal.web.app import routed
from withdrawal.web.languages import LANGUAGES, language
from withdrawal.web.rendering import Page
from withdrawal.web.settings import Settings
from withdrawal.web.views.answer import AnswerView

APP = routed()
APP.state.settings = Settings()
TODAY, DAY, LISTED = date(2026, 11, 21), date(2027, 5, 1), date(2025, 10, 5)


def view(code: str, status: str, told: MembershipTold, **more: Any) -> AnswerView:
    """Return a made answer ready for its page."""
    names = {"party_name": "Lithuania", "treaty_name": "Ottawa Convention"}
    values = {"membership": told, **names, **more}
    answer = Answer("ottawa-1997", "LTU", status, TODAY, **values)  # type: ignore[arg-type]
    scope = {"type": "http", "path": "/when/LTU/ottawa-1997", "headers": [], "app": APP}
    request = Request({**scope, "query_string": f"lang={code}".encode(), "path_params": {}})
    return AnswerView(answer, Page(request), ())


@pytest.mark.parametrize("code", LANGUAGES)
class TestEveryLanguage:
    """Headline, status, membership, basis."""

    def test_statuses(self, code):
        """Every status has a word and a sentence of its own."""
        party = MembershipTold("party")
        views = [view(code, each, party, announced=LISTED, ended_on=LISTED) for each in STATUSES]
        assert len({each.status for each in views}) == len(STATUSES)
        assert len({each.sentence for each in views}) == len(STATUSES)

    def test_not_known(self, code):
        """Where membership is not known, that stands by the headline, and without a colour."""
        made = view(code, "not-notified", MembershipTold("not-known"), earliest=DAY)
        said = language(code)["if_party"] if code != "en" else "not known whether a party"
        assert made.headed[1:] == (language(code)["at_the_earliest"], said)
        assert said in made.report.headline
        assert made.colour == "not-known"

    def test_day_of_the_list(self, code):
        """The day of an older list stands in the headline, which is that of every other form."""
        outside = view(code, "not-a-party", MembershipTold("not-a-party", None, LISTED))
        assert language(code).day(LISTED) in outside.headline
        inside = view(code, "no-exit", MembershipTold("party", None, LISTED))
        assert language(code).day(LISTED) in inside.headed[2]
        assert language(code).day(LISTED) in inside.headline

    def test_basis(self, code):
        """A day of receipt that was worked back is not called recorded."""
        told = MembershipTold("party")
        notes = {
            basis: view(code, "effective", told, received=LISTED, effect=LISTED, basis=basis)
            .report.facts[1]
            .note
            for basis in ("recorded", "given", "worked-back")
        }
        assert len(set(notes.values())) == 3

    def test_reported(self, code):
        """What rests on reports says whose, in the line under the headline."""
        told = MembershipTold("party")
        made = view(
            code, "pending", told, effect=DAY, confidence="reported", rests_on="A newspaper"
        )
        assert "A newspaper" in made.report.reported
        assert not view(code, "pending", told, effect=DAY).report.reported


class TestCitation:
    """What is copied."""

    def test_says_how_new_and_how_known(self):
        """The citation says how new the knowledge is, and that a receipt was worked back."""
        told = MembershipTold("party")
        made = view("en", "effective", told, received=LISTED, effect=LISTED, basis="worked-back")
        assert "as known on" in made.citation
        assert "worked back" in made.citation
