"""One place where refusals become answers: services raise, views do not catch."""

import codecs
from http import HTTPStatus

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.access.budget import OverBudget
from core.access.middleware import FOR_PROGRAMS
from core.access.reach import Refused
from core.workflow.moves import Conflict, IllegalStep

STATUS = {Refused: 403, IllegalStep: 409, Conflict: 409}


class RefusalMiddleware:
    """Turns a refusal into a page that says what is wrong and leads back; the API has its own translation."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        refuse_nul(request)
        refuse_other_charset(request)
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not request.path_info.startswith(FOR_PROGRAMS):
            return _not_taken(request, response["Allow"])
        return response

    def process_exception(self, request, exception):
        if isinstance(exception, OverBudget):
            return _over_budget(request, exception)
        status = next((code for kind, code in STATUS.items() if isinstance(exception, kind)), None)
        if status is None:
            return None
        title = _("Not allowed") if status == 403 else _("This step is not possible now")
        context = {"title": title, "message": str(exception)}
        return render(request, "refused.html", context, status=status)


def _over_budget(request, refusal: OverBudget) -> HttpResponse:
    context = {"title": _("Too much at once"), "message": str(refusal)}
    page = render(request, "refused.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    page["Retry-After"] = str(int(refusal.wait) + 1)
    return page


def _not_taken(request, allowed: str) -> HttpResponse:
    """A button's address asked for as a page, as after signing in anew: Django would answer with nothing to read."""
    message = _("This address belongs to a button. Open the record and press it again.")
    context = {"title": _("The step was not taken"), "message": message}
    page = render(request, "refused.html", context, status=HTTPStatus.METHOD_NOT_ALLOWED)
    page["Allow"] = allowed
    return page


def refuse_nul(request) -> None:
    """Answer 400 to a page's address with a NUL in its query: no one types it, and PostgreSQL takes it in no text.

    The API checks its parameters one by one and names the wrong one.
    """
    if "%00" in request.META.get("QUERY_STRING", "") and not request.path_info.startswith(FOR_PROGRAMS):
        raise BadRequest("NUL in the query")


def refuse_other_charset(request) -> None:
    """Read a form as UTF-8, however its charset is spelt; answer 400 to any other, which no page of ours sends.

    From here on it is read as UTF-8 in any case: whoever shows the error reads the form, too, and would fail again.
    """
    charset = request.content_params.get("charset")
    if charset is None or request.path_info.startswith(FOR_PROGRAMS):
        return
    request.encoding = "utf-8"
    try:
        is_utf8 = codecs.lookup(charset).name == "utf-8"
    except (LookupError, ValueError):
        is_utf8 = False
    if not is_utf8:
        raise BadRequest("A form that is not UTF-8")
