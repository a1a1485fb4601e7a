"""What watches the installation asks: is this process alive, can it do its work."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from core.operation.readiness import OK, words_of_readiness

TEXT = "text/plain"


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
