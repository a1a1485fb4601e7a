"""`Idempotency-Key`: a POST sent twice with one key is carried out once.

The key is claimed by an INSERT and the answer stored in the transaction of the change: a crash leaves neither. The
same call sent at the same time waits on the unique index until the first one ends. Only answers of success are
remembered; a refused call changed nothing and may be tried again. A POST answers with a receipt that carries no
content of a lead (`core.api.views`), so nothing confidential is kept here.
"""

import hashlib
from collections.abc import Callable

from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from psycopg.errors import LockNotAvailable
from rest_framework.response import Response

from core.api.errors import ProblemError
from core.models import IdempotencyKey
from core.workflow.acts import one_act
from core.workflow.once import KEEP, claim_key

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
KEPT_HEADERS = ("Location", "ETag")
WAIT_MS = 10_000


def once(request, perform: Callable[[], Response], *, ask: Callable[[], None]) -> Response:
    """Perform the request, or give back the answer it had before.

    `ask` raises what refuses the caller, as `perform` does by itself. With a key it is asked before the content is
    read, and not about an answer that was given before: the step itself may have ended the right to it.
    """
    key = request.headers.get(HEADER)
    if key is None or not request.user.is_authenticated:
        return perform()
    if not (0 < len(key) <= 255 and key.isascii() and key.isprintable()):
        raise ProblemError(400, "bad_key", _("Idempotency-Key takes 1 to 255 printable ASCII characters."))
    with one_act():
        claim, is_ours = _claim(request, key)
        if not is_ours:
            return _replay(claim, _fingerprint(request))
        ask()
        claim.fingerprint = _fingerprint(request)
        response = perform()
        _remember(claim, response)
    return response


def forget_old_answers() -> int:
    """Delete answers older than `KEEP`; their keys may be used anew."""
    return IdempotencyKey.objects.filter(created_at__lt=timezone.now() - KEEP).delete()[0]


def _claim(request, key: str) -> tuple[IdempotencyKey, bool]:
    """Take the key; whether it is ours now, or was answered before.

    While another transaction holds the key this waits for its end, and gives up with 409 after `WAIT_MS`.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('lock_timeout'), set_config('lock_timeout', %s, true)", [str(WAIT_MS)]
            )
            before, _set = cursor.fetchone()
            claimed = claim_key(request.user, key)
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [before])
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise ProblemError(409, "in_flight", _("The same request is still being worked on.")) from error
        raise
    return claimed


def _replay(remembered: IdempotencyKey, fingerprint: str) -> Response:
    if remembered.fingerprint != fingerprint:
        raise ProblemError(422, "key_reused", _("This Idempotency-Key was used for another request. Use a new one."))
    return Response(remembered.body, status=remembered.http_status, headers=remembered.headers | {REPLAYED: "true"})


def _remember(claimed: IdempotencyKey, response: Response) -> None:
    """Keep the answer of success; of a refusal that was answered without an exception, keep nothing."""
    if response.status_code >= 400:
        claimed.delete()
        return
    claimed.http_status, claimed.body = response.status_code, response.data
    claimed.headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    claimed.save()


def _fingerprint(request) -> str:
    """What makes two requests the same: method, address and content (of forms, the fields and files, since the
    boundary between them differs each time)."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type.startswith("multipart/"):
        for name, values in sorted(request._request.POST.lists()):
            digest.update(repr((name, values)).encode())
        for name, upload in sorted(request._request.FILES.items()):
            digest.update(repr((name, upload.name)).encode())
            for chunk in upload.chunks():
                digest.update(chunk)
            upload.seek(0)
    else:
        digest.update(request._request.body)
    return digest.hexdigest()
