"""A call or a form sent twice acts once: by the key it carries, which the account may use for one act only.

The key is claimed by an INSERT in the transaction of the act: both are there or neither, and the same sent at the same
moment waits on the unique index until the first has ended. The API keeps its answers with its keys
(`core.api.idempotency`). A form of a page gets its key when it is drawn (`{% one_time_key %}`) and leads, sent again,
to what it made the first time; the cache remembers that as long as the key lasts, whatever becomes of the session.
What was refused, or has errors to mend, made nothing: its key stays good.
"""

import hashlib
import hmac
import re
from contextlib import ExitStack
from datetime import timedelta
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponseRedirect
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from core.access.middleware import FOR_PROGRAMS
from core.models import IdempotencyKey
from core.trail.signing import note_signed, signing_itself
from core.workflow.acts import one_act

FIELD = "one_time_key"
LENGTH = 32
WELL_FORMED = re.compile(rf"[A-Za-z0-9]{{{LENGTH}}}")
NO_CONTENT = {FIELD, "csrfmiddlewaretoken"}
KEEP = timedelta(hours=48)  # how long a key is good for one act only, and what came of it is remembered

CLAIM = """
INSERT INTO "core_idempotencykey" (user_id, key, fingerprint, headers, created_at) VALUES (%s, %s, %s, '{}', %s)
ON CONFLICT (user_id, key) DO NOTHING RETURNING """


def claim_key(user, key: str, fingerprint: str = "") -> tuple[IdempotencyKey, bool]:
    """Take the key; whether it is ours now, or belongs to what was done before.

    While another transaction holds the key this waits for its end.
    """
    row = IdempotencyKey(user=user, key=key, fingerprint=fingerprint)
    signing, signature = signing_itself()
    with connection.cursor() as cursor:
        told = f"id, {signing}" if signing else "id"
        cursor.execute(CLAIM + told, [user.pk, key, fingerprint, row.created_at, *signature])
        claimed = cursor.fetchone()
    if claimed is None:
        return IdempotencyKey.objects.get(user=user, key=key), False
    if signing:
        note_signed()
    row.pk = claimed[0]
    return row, True


def key_for(request) -> str:
    """A key for a form that is drawn: a new one, or that of the form which was sent and is shown with its errors.

    One that acted already is not given again.
    """
    sent = request.POST.get(FIELD, "") if request.method == "POST" else ""
    again = WELL_FORMED.fullmatch(sent) and not sent_before(request)
    return sent if again else get_random_string(LENGTH)


def sent_before(request) -> bool:
    """Whether a form that acted already is now sent once more with other content."""
    return hasattr(request, "led_to")


def led_to(request) -> str:
    """Where the form led that was `sent_before`; "" if nobody remembers."""
    return getattr(request, "led_to", "")


def undo(request) -> None:
    """End the act of a form that was refused: all it did is undone, and its key is good again.

    What answers it then asks the database as for any page, outside of it.
    """
    if getattr(request, "claimed", None) is not None:
        request.claimed = None
        transaction.set_rollback(True)
        request.act.close()


class OnceMiddleware:
    """Lets a form act once. Sent again it leads to what it made; nothing is done, and the next page says so.

    With other content, as after going back, it is `sent_before`: a page shows what was typed under a new key, since
    only the person can tell whether it is a second one.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with ExitStack() as request.act:
            response = self.get_response(request)
            _end(request, response)
        return response

    def process_view(self, request, view, args, kwargs):
        """Claim the key, once nothing before the view has answered in its stead."""
        if not _carries_key(request):
            return None
        request.act.enter_context(one_act())
        fingerprint = _fingerprint(request)
        claim, is_ours = claim_key(request.user, _claimed_as(request), fingerprint)
        if is_ours:
            request.claimed = claim
            return None
        # A second click may have waited here for the first, which has written to the session that was read before.
        del request.session._session_cache
        led_to = cache.get(_place(claim), "")
        if claim.fingerprint == fingerprint:
            messages.info(request, _told_again(led_to))
            return HttpResponseRedirect(led_to or "/")
        request.led_to = led_to
        return None

    def process_exception(self, request, exception):
        """Whatever a view raises ends its act; what answers it is written outside."""
        undo(request)


def _told_again(led_to: str) -> str:
    """What somebody is told whose form was sent before."""
    if led_to:
        return _("This form was sent before, so nothing was done again. Here is what it led to.")
    return _("This form was sent before, so nothing was done again. What it saved is in its list.")


def _carries_key(request) -> bool:
    """A form of a page, sent by somebody who is signed in."""
    if request.method != "POST" or request.path_info.startswith(FOR_PROGRAMS) or not request.user.is_authenticated:
        return False
    return bool(WELL_FORMED.fullmatch(request.POST.get(FIELD, "")))


def _claimed_as(request) -> str:
    """The key within its address: a page that is drawn after an error gives all its forms the key that was sent."""
    return f"form:{hashlib.sha256(f'{request.path} {request.POST[FIELD]}'.encode()).hexdigest()}"


def _fingerprint(request) -> str:
    """What was typed and chosen, of files the name and the size; sealed, since a form may hold a password."""
    digest = hmac.new(settings.SECRET_KEY.encode(), digestmod=hashlib.sha256)
    for name, values in sorted(request.POST.lists()):
        if name not in NO_CONTENT:
            digest.update(repr((name, values)).encode("utf-8", "surrogatepass"))
    for name, uploads in sorted(request.FILES.lists()):
        digest.update(repr((name, [(each.name, each.size) for each in uploads])).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _end(request, response) -> None:
    """Keep where a form led that acted. What did not lets go of its key; what failed leaves nothing."""
    claim = getattr(request, "claimed", None)
    if claim is None:
        return
    if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        transaction.set_rollback(True)
    elif isinstance(response, HttpResponseRedirect):
        _remember(request, claim, response)
    else:
        IdempotencyKey.objects.filter(pk=claim.pk).delete()


def _remember(request, claim: IdempotencyKey, response) -> None:
    """Write where the form led and what the next page will say, before a second click that waits reads both.

    What goes out with the answer is read anew, or it would undo what the second click has added meanwhile.
    """
    cache.set(_place(claim), response.url, KEEP.total_seconds())
    told = get_messages(request)
    told.update(response)
    told.added_new = False
    request.session.save()
    del request.session._session_cache


def _place(claim: IdempotencyKey) -> str:
    """Under which name the cache keeps where a form led."""
    return f"led_to:{claim.user_id}:{claim.key}"
