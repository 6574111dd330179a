"""Problems in the form of RFC 9457: what was asked wrongly, in one sentence, with suggestions."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from withdrawal.errors import BadRequestError, MissingExtraError, UnknownNameError, WithdrawalError
from withdrawal.inquiries.reading import complaint
from withdrawal.web.responses import encoded

MEDIA_TYPE = "application/problem+json"

_MALFORMED = ("date-format", "period-format", "votes-format", "bad-request")


def status_of(error: WithdrawalError) -> int:
    """Return the HTTP status for an error.

    404 for a name that fits nothing, 400 for a text of the wrong form, 501 for a part that is
    not installed, 422 for a question that is well-formed and makes no sense.
    """
    if isinstance(error, UnknownNameError):
        return HTTPStatus.NOT_FOUND
    if isinstance(error, MissingExtraError):
        return HTTPStatus.NOT_IMPLEMENTED
    if error.code in _MALFORMED:
        return HTTPStatus.BAD_REQUEST
    return HTTPStatus.UNPROCESSABLE_ENTITY


def problem(error: Exception) -> dict[str, Any]:
    """Return an error as a problem, with type, title, status, detail and suggestions."""
    if isinstance(error, RequestValidationError):
        error = BadRequestError(complaint(error.errors()[0]))
    if isinstance(error, WithdrawalError):
        status, detail, code = status_of(error), error.message, error.code
        suggestions = list(error.suggestions)
    elif isinstance(error, HTTPException):
        status, suggestions = error.status_code, []
        detail = error.detail
        code = HTTPStatus(status).phrase.lower().replace(" ", "-")
    else:
        raise TypeError(f"{error!r} is not an error the application answers.")
    return {
        "type": f"urn:withdrawal:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": detail,
        "suggestions": suggestions,
    }


def problem_response(error: Exception) -> Response:
    """Return the response that tells a problem as JSON."""
    told = problem(error)
    headers = error.headers if isinstance(error, HTTPException) else None
    return Response(
        encoded(told),
        told["status"],
        headers=headers,
        media_type=MEDIA_TYPE,
    )
