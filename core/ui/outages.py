"""What an answer says when the request has failed: what became of what was sent, and whether waiting helps.

While the database or Redis does not answer, or has no room, the same may go well in a moment: 503 and when to ask
again. Of what was saved before the failure nobody says that it was not, nor that it should be sent again.
"""

import errno
import logging
import sys
from http import HTTPStatus

import psycopg
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpResponse, HttpResponseBase
from django.template import loader
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from redis import RedisError

from core.files.storage import FilesAway, FilesUnread
from core.trail.fates import Fate, fate, state_of

OUTAGES = (OperationalError, InterfaceError, RedisError, psycopg.OperationalError, psycopg.InterfaceError)
"""psycopg's own come through where a cursor of the server is closed."""
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
READ_ONLY, IDLE_TOO_LONG = "25006", "25P03"
RETRY_AFTER = 10  # seconds
AWAY = _("A server that the system needs does not answer.")
BUSY = _("Somebody else is working on the same, and it did not become free in time.")
FULL = _("The server has no room left for files.")
FILES_AWAY = _("The server's folder for files cannot be written to.")
FILES_UNREAD = _("The server's files cannot be read at the moment.")
CAUSES = {
    "55P03": BUSY,
    "40P01": BUSY,
    "40001": BUSY,
    "57014": _("It took longer than one page may take."),
    READ_ONLY: _("The database takes no changes at the moment."),
    "53100": _("The database has no room left."),
}
FATES: dict[Fate, Promise] = {
    Fate.NOTHING: _("What you sent was not saved."),
    Fate.SAVED: _("What you sent was saved; only the answer to it failed."),
    Fate.IN_DOUBT: _("Whether what you sent was saved is not known."),
}
ADVICE: dict[Fate, Promise] = {
    Fate.SAVED: _("Do not send it again: open the record, or its list, in a minute."),
    Fate.IN_DOUBT: _("Look in a minute whether it is there, before you send it again."),
}
log = logging.getLogger(__name__)


class KeptSessionMiddleware(SessionMiddleware):
    """Django's. Where something was saved and only the session cannot be kept, the answer is given all the same."""

    def process_response(self, request, response):
        """Lead on to what was saved: the next request tells what is out of service, or asks to sign in anew."""
        try:
            return super().process_response(request, response)
        except (RedisError, SessionInterrupted) as error:
            if fate() is not Fate.SAVED:
                raise
            log.warning("The session was not kept: %s", error, extra={"request": request})
            return response


def is_outage(error: BaseException | None) -> bool:
    """Whether a server failed that will be there again, and not the program."""
    if isinstance(error, (*OUTAGES, FilesAway)) or _has_no_room(error):
        return True
    return isinstance(error, DatabaseError | psycopg.Error) and state_of(error) in (READ_ONLY, IDLE_TOO_LONG)


def cause_of(error: BaseException | None) -> Promise:
    """What has failed, in words for people."""
    if _has_no_room(error):
        return FULL
    if isinstance(error, FilesAway):
        return FILES_UNREAD if isinstance(error, FilesUnread) else FILES_AWAY
    return CAUSES.get(state_of(error), AWAY)


def _has_no_room(error: BaseException | None) -> bool:
    return isinstance(error, OSError) and error.errno in NO_ROOM


def status_of(error: BaseException | None) -> HTTPStatus:
    """503 where a server is away, 507 where the disk is full."""
    return HTTPStatus.INSUFFICIENT_STORAGE if _has_no_room(error) else HTTPStatus.SERVICE_UNAVAILABLE


def failed(request) -> HttpResponseBase:
    """The page of an error nobody foresaw: 503, or 507, where waiting helps and nothing was saved, else 500."""
    error, what = sys.exc_info()[1], fate()
    context = {"fate": FATES[what], "advice": ADVICE.get(what)}
    if not is_outage(error):
        return HttpResponse(loader.render_to_string("500.html", context), status=HTTPStatus.INTERNAL_SERVER_ERROR)
    again = what is Fate.NOTHING
    status = status_of(error) if again else HTTPStatus.INTERNAL_SERVER_ERROR
    page = loader.render_to_string("503.html", context | {"cause": cause_of(error), "code": status.value})
    return HttpResponse(page, status=status, headers={"Retry-After": str(RETRY_AFTER)} if again else {})
