"""Every refusal of the API as problem details (RFC 9457), in the language the client asks for.

An error that nobody foresaw is logged and answered with its request id and nothing of its content.
"""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.core import exceptions as django_errors
from django.core.signals import got_request_exception
from django.db import IntegrityError
from django.http import Http404
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext_lazy as _
from psycopg.errors import ExclusionViolation, UniqueViolation
from rest_framework import exceptions, status
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import set_rollback

from core.access.budget import OverBudget
from core.access.reach import Refused
from core.trail.fates import Fate, fate
from core.ui.outages import RETRY_AFTER, cause_of, is_outage, status_of
from core.workflow.moves import Conflict, IllegalStep

CONTENT_TYPE = "application/problem+json"
log = logging.getLogger("django.request")


class ProblemError(exceptions.APIException):
    """A refusal with a status, a code for programs and a sentence for people."""

    def __init__(self, status_code: int, code: str, detail):
        self.status_code = status_code
        super().__init__(detail, code)


class PreconditionFailed(ProblemError):
    """The row is no longer the version the client names in If-Match."""

    def __init__(self):
        detail = _("Someone changed this record since you read it. Read it again, then decide.")
        super().__init__(status.HTTP_412_PRECONDITION_FAILED, "version_mismatch", detail)


class TooMuch(ProblemError):
    """The account has too much expensive work going on."""

    def __init__(self, refusal: OverBudget):
        self.wait = refusal.wait
        super().__init__(status.HTTP_429_TOO_MANY_REQUESTS, "over_budget", str(refusal))


class Outage(ProblemError):
    """A server does not answer or the disk is full, nothing was saved, and the same request may do in a moment."""

    wait = RETRY_AFTER

    def __init__(self, error: Exception):
        detail = f"{cause_of(error)} {_('Nothing was saved. Try again soon.')}"
        code = status_of(error)
        super().__init__(code, "no_room" if code == HTTPStatus.INSUFFICIENT_STORAGE else "unavailable", detail)


class Unanswered(ProblemError):
    """Something failed after what was sent has been saved, or may have been: to send it again would do it twice."""

    CODES = {Fate.SAVED: "saved", Fate.IN_DOUBT: "in_doubt"}
    DETAILS = {
        Fate.SAVED: _("It was saved, and only this answer failed. Do not send it again."),
        Fate.IN_DOUBT: _(
            "Whether it was saved is not known. Read it, or send it again with the same Idempotency-Key."
        ),
    }

    def __init__(self, what: Fate):
        super().__init__(status.HTTP_500_INTERNAL_SERVER_ERROR, self.CODES[what], self.DETAILS[what])


TITLES = {
    400: _("The request cannot be read"),
    401: _("Sign in first"),
    403: _("Not allowed"),
    404: _("Not found"),
    405: _("This address does not take that method"),
    406: _("Only JSON is served"),
    409: _("The record's state does not allow this"),
    411: _("The length of the content is missing"),
    412: _("The record has changed"),
    413: _("The request is too large"),
    415: _("Only JSON and forms are read"),
    422: _("The same key was used for another request"),
    429: _("Too many requests"),
    500: _("Something went wrong here"),
    503: _("Out of service for a moment"),
    507: _("No room left"),
}


ANSWERS: dict[type[Exception], Callable[[Any], exceptions.APIException]] = {
    exceptions.APIException: lambda error: error,
    Http404: lambda error: exceptions.NotFound(),
    Refused: lambda error: ProblemError(403, "refused", str(error)),
    OverBudget: TooMuch,
    django_errors.PermissionDenied: lambda error: exceptions.PermissionDenied(),
    django_errors.RequestDataTooBig: lambda error: ProblemError(413, "too_large", _("Send less at once.")),
    django_errors.DisallowedHost: lambda error: ProblemError(
        400, "wrong_host", _("This site is not reached by the name in the Host header.")
    ),
    django_errors.SuspiciousOperation: lambda error: exceptions.ParseError(),
    MultiPartParserError: lambda error: exceptions.ParseError(),
    IllegalStep: lambda error: ProblemError(409, "illegal_step", str(error)),
    Conflict: lambda error: ProblemError(409, "conflict", str(error)),
    django_errors.ValidationError: lambda error: exceptions.ValidationError(_by_field(error)),
    IntegrityError: lambda error: ProblemError(409, "duplicate", _("Another record already holds this place.")),
}


def handle(error: Exception, context: dict) -> Response:
    """DRF's exception handler: any exception of a view becomes problem details."""
    request = context["request"]
    request.accepted_renderer, request.accepted_media_type = JSONRenderer(), JSONRenderer.media_type
    known = as_api_error(error)
    if known.status_code >= status.HTTP_500_INTERNAL_SERVER_ERROR:
        log.error(
            "%s: %s", HTTPStatus(known.status_code).phrase, request.path, exc_info=error, extra={"request": request}
        )
        got_request_exception.send(sender=type(context["view"]), request=request)
    set_rollback()
    return Response(
        problem(known, request),
        status=known.status_code,
        headers=headers_of(known),
        content_type=CONTENT_TYPE,
    )


def problem(error: exceptions.APIException, request) -> dict:
    """The members of the problem details of one error."""
    members = {
        "type": "about:blank",
        "title": str(TITLES.get(error.status_code, error.default_detail)),
        "status": error.status_code,
        "code": _code(error),
        "detail": _sentence(error),
        "instance": request.path,
        "request_id": getattr(request, "request_id", ""),
    }
    if isinstance(error, exceptions.ValidationError):
        members["errors"] = list(_field_errors(error.get_full_details()))
    return members


def as_api_error(error: BaseException | None) -> exceptions.APIException:
    """The refusal that an exception stands for; of one that nobody foresaw, only that it was recorded."""
    if isinstance(error, Exception) and is_outage(error):
        return Outage(error) if fate() is Fate.NOTHING else Unanswered(fate())
    unforeseen = exceptions.APIException(_("The error was recorded. Quote the request id when you ask about it."))
    if isinstance(error, IntegrityError) and not isinstance(error.__cause__, UniqueViolation | ExclusionViolation):
        return unforeseen
    return next((answer(error) for kind, answer in ANSWERS.items() if isinstance(error, kind)), unforeseen)


def _by_field(error: django_errors.ValidationError) -> dict[str, list[str]]:
    """Django's own validation error in DRF's form; messages about the whole go under no field."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    return {"" if name == django_errors.NON_FIELD_ERRORS else name: found for name, found in by_field.items()}


def _field_errors(details, path=""):
    """Flatten DRF's nested details to `{"field", "code", "message"}`; `field` is "" for the request as a whole."""
    if isinstance(details, dict) and set(details) == {"message", "code"} and not isinstance(details["message"], dict):
        yield {"field": path, "code": details["code"], "message": details["message"]}
    elif isinstance(details, dict):
        for name, inner in details.items():
            whole = name in ("", "non_field_errors")
            yield from _field_errors(inner, path if whole else f"{path}.{name}".lstrip("."))
    else:
        for number, inner in enumerate(details):
            single = "message" in inner and isinstance(inner.get("message"), str)
            yield from _field_errors(inner, path if single else f"{path}[{number}]")


def _sentence(error: exceptions.APIException) -> str:
    if isinstance(error, exceptions.ValidationError):
        return str(_("Some fields need to be put right; see “errors”."))
    if isinstance(error, exceptions.ParseError):
        return str(_("The content is not what its Content-Type and charset say, or it is broken."))
    if isinstance(error, exceptions.NotFound):
        return str(_("There is no such record or address, or it is not open to you."))
    return str(error.detail)


def _code(error: exceptions.APIException) -> str:
    return "invalid" if isinstance(error, exceptions.ValidationError) else str(error.get_codes())


def headers_of(error: exceptions.APIException) -> dict[str, str]:
    """The headers that a refusal needs besides its content."""
    headers = {}
    if getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = error.auth_header
    if getattr(error, "wait", None) is not None:
        headers["Retry-After"] = str(int(error.wait) + 1)
    return headers
