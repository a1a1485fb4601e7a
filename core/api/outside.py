"""Errors that end a request before a view of the API has it, or after: problem details below /api/, else a page.

Django asks these functions (`config.urls`); its own pages are for people, who do not ask below /api/.
"""

import sys

from django.http import HttpResponse, HttpResponseBase
from django.utils import translation
from django.views import defaults
from rest_framework.renderers import JSONRenderer

from core.access.middleware import FOR_PROGRAMS
from core.api.errors import CONTENT_TYPE, as_api_error, headers_of, problem
from core.ui import outages


def bad_request(request, exception: Exception) -> HttpResponseBase:
    """What cannot be taken in: another host's name, too long a content, a broken form."""
    return _problem(request, exception) if _is_for_programs(request) else defaults.bad_request(request, exception)


def permission_denied(request, exception: Exception) -> HttpResponseBase:
    """What nobody may do."""
    if _is_for_programs(request):
        return _problem(request, exception)
    return defaults.permission_denied(request, exception)


def page_not_found(request, exception: Exception) -> HttpResponseBase:
    """An address that is none."""
    return _problem(request, exception) if _is_for_programs(request) else defaults.page_not_found(request, exception)


def failed(request) -> HttpResponseBase:
    """What nobody foresaw: Django has logged it. Of its content, nothing is told."""
    return _problem(request, sys.exc_info()[1]) if _is_for_programs(request) else outages.failed(request)


def _is_for_programs(request) -> bool:
    return request.path_info.startswith(FOR_PROGRAMS)


def _problem(request, error: BaseException | None) -> HttpResponse:
    """In the language asked for, which nobody may have looked at yet."""
    known = as_api_error(error)
    with translation.override(translation.get_language_from_request(request)):
        members = problem(known, request)
    content = JSONRenderer().render(members)  # written as every other answer of the API
    return HttpResponse(content, status=known.status_code, headers=headers_of(known), content_type=CONTENT_TYPE)
