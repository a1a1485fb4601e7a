"""Records what leaves the program and what is refused, at the one place that every answer passes."""

from http import HTTPStatus

from core.access.rate_limits import Window
from core.models import Access

REFUSALS_AN_HOUR = 100
"""So many refusals an account are written in an hour; who goes on asking is known by then, and fills no disk."""
WORKBOOK = "spreadsheetml"
OF_STATUS = {HTTPStatus.FORBIDDEN: Access.Kind.REFUSED, HTTPStatus.NOT_FOUND: Access.Kind.NOT_FOUND}


class AccessMiddleware:
    """Writes the trace of an answer before it is sent: without the trace, nothing leaves."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        kind = kind_of(request, response)
        if kind and request.user.is_authenticated and _is_written(request.user, kind):
            longest = Access._meta.get_field("path").max_length
            Access.objects.create(user_id=request.user.pk, kind=kind, path=request.path[:longest])
        return response


def kind_of(request, response) -> Access.Kind | None:
    """As what an answer is recorded, if it is; an address that there is not for anybody is none of our records."""
    if request.resolver_match is None:
        return None
    if response.status_code in OF_STATUS:
        return OF_STATUS[HTTPStatus(response.status_code)]
    if response.get("Content-Disposition", "").startswith(("attachment", "inline")):
        return Access.Kind.EXPORT if WORKBOOK in response.get("Content-Type", "") else Access.Kind.DOWNLOAD
    view = getattr(request.resolver_match.func, "view_class", None)
    printed = getattr(view, "is_printed", False) and response.status_code == HTTPStatus.OK
    return Access.Kind.PRINT if printed else None


def _is_written(user, kind: Access.Kind) -> bool:
    if kind not in OF_STATUS.values():
        return True
    return Window(f"refused:{user.pk}", REFUSALS_AN_HOUR, 3600).count() <= REFUSALS_AN_HOUR
