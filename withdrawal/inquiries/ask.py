"""A question in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

from attrs import field

from withdrawal.errors import CircumstanceError
from withdrawal.inquiries.forms import Day, Form
from withdrawal.inquiries.inquiry import Inquiry
from withdrawal.values import frozen

if TYPE_CHECKING:
    from withdrawal.law.treaties.catalogue import Catalogue
    from withdrawal.questions.reply import Reply


@frozen(kw_only=True, slots=False)
class Ask(Inquiry):
    """A plain question, in your own language.

    Attributes:
        question: When a withdrawal takes effect, whether a State is still bound, the last day for
            notice ...
        lang: Its language, by its code, like sv; default the one it is found to be in.
        as_of: The day the question is asked for; default today.
    """

    schema: ClassVar[str] = "withdrawal/ask/1"
    example: ClassVar = {"question": "when does Lithuania leave the Ottawa Convention?"}
    is_slow: ClassVar[bool] = True

    question: Annotated[str, Form(shortest=1, longest=1000, alias="q")] = field(kw_only=False)
    lang: Annotated[str | None, Form("^[a-z]{2}$")] = None
    as_of: Day = None

    def answer(self, catalogue: Catalogue | None = None) -> Reply:
        from withdrawal.questions import ask

        if catalogue is not None:
            raise CircumstanceError("A question in plain words takes no catalogue of your own.")
        return ask(self.question, lang=self.lang, as_of=self.as_of)
