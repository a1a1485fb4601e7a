"""What an answer says while the database or Redis does not answer: that nothing was saved, and to try again soon."""

import sys
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, HttpResponseBase
from django.template import loader
from django.views import defaults
from redis import RedisError

OUTAGES = (OperationalError, InterfaceError, RedisError)
RETRY_AFTER = 10  # seconds


def failed(request) -> HttpResponseBase:
    """The page of an error nobody foresaw: 503 where waiting helps, else 500."""
    if not isinstance(sys.exc_info()[1], OUTAGES):
        return defaults.server_error(request)
    page = loader.render_to_string("503.html")
    return HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": str(RETRY_AFTER)})
