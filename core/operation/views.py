"""What watches the installation asks: is this process alive, can it do its work, how much does it do."""

from http import HTTPStatus
from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBase
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from core.operation import metrics
from core.operation.readiness import OK, words_of_readiness

TEXT = "text/plain"
PASSED_ON = frozenset({"HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_VIA"})


@login_not_required
@require_safe
def healthz(request) -> HttpResponseBase:
    """That this process answers. It asks nobody, so it waits for nobody."""
    return HttpResponse("ok\n", content_type=TEXT)


@login_not_required
@require_safe
def readyz(request) -> HttpResponseBase:
    """200 if all that is needed is well, else 503; a line with a word for each thing, and no more to whoever asks."""
    words = words_of_readiness()
    well = all(word == OK for word in words.values())
    lines = "".join(f"{name} {word}\n" for name, word in words.items())
    return HttpResponse(lines, content_type=TEXT, status=HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE)


@login_not_required
@require_safe
def metrics_page(request) -> HttpResponseBase:
    """The numbers, for a program of this machine or one that shows the token."""
    if not (_is_of_this_machine(request) or _shows_token(request)):
        return HttpResponse("forbidden\n", content_type=TEXT, status=HTTPStatus.FORBIDDEN)
    return HttpResponse(metrics.exposition(), content_type=metrics.TYPE)


def _is_of_this_machine(request) -> bool:
    """A proxy of this machine asks from here, too, for anyone: who was passed on is not of this machine."""
    return ip_address(request.META["REMOTE_ADDR"]).is_loopback and PASSED_ON.isdisjoint(request.META)


def _shows_token(request) -> bool:
    said = request.META.get("HTTP_AUTHORIZATION", "")
    return bool(settings.METRICS_TOKEN) and constant_time_compare(said, f"Bearer {settings.METRICS_TOKEN}")
