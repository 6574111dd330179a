"""The page of a question in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from withdrawal.errors import QuestionError
from withdrawal.inquiries.ask import Ask
from withdrawal.output.reply import grounds
from withdrawal.web.asking import unless_today
from withdrawal.web.rendering import Page
from withdrawal.web.work import do_slowly

if TYPE_CHECKING:
    from withdrawal.questions.intents import Understood


async def ask_page(request: Request) -> Response:
    """A question in plain words: its sentences, each with the way to its reasons."""
    page = Page(request)
    given = page.asked(Ask)
    try:
        reply = await do_slowly(request, given.answer)
    except (QuestionError, HTTPException) as error:
        about = {"question": given.question, "as_of": given.as_of, "answers": (), "notes": ()}
        return page.refused("ask.html", error, **about)
    page.speak(reply.lang)
    answers = [_said(each, page, reply.understood) for each in reply.answers]
    if len(answers) == 1 and answers[0]["href"] and not reply.notes:
        return RedirectResponse(answers[0]["href"], 303)
    return page.html("ask.html", question=given.question, answers=answers,
                     notes=reply.notes, lang=reply.lang)  # fmt: skip


def _said(said: Any, page: Page, understood: Understood) -> dict[str, Any]:
    """Return a sentence and the address of the page that says the same with its reasons, if any."""
    answer = said.answer
    party, treaty = getattr(answer, "party", None), getattr(answer, "treaty", None)
    schema = answer.to_json()["schema"]
    href = ""
    if party and schema.startswith("withdrawal/answer/"):
        approved = understood.approved
        href = page.link(
            f"/when/{party}/{treaty}",
            received=understood.received if answer.basis in (None, "given") else None,
            approved=approved.isoformat() if approved else None,
            as_of=unless_today(answer.as_of),
        )
    elif party and schema.startswith("withdrawal/forecast/"):
        href = page.link(f"/forecast/{party}/{treaty}", as_of=unless_today(answer.as_of))
    return {
        "text": said.text,
        "href": href,
        "more": page.link(f"/treaties/{treaty}") if treaty else "",
        "sections": [page.section(each) for each in grounds(said, page.t)],
    }
