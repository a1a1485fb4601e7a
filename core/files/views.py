"""Files leave only through here, to those who may see the row they hang on; and come one by one while one types."""

import logging
from http import HTTPStatus

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from core.files import attachments, kept

log = logging.getLogger(__name__)


@require_GET
def download(request, pk):
    """Send one file. Of one that is missing nothing leaves, so no trace says that it did."""
    return _sent(request, pk, attachments.download)


IN_OUR_PAGES = {"default-src": [NONE], "style-src": ["'unsafe-inline'"], "frame-ancestors": [SELF]}


@require_GET
@xframe_options_sameorigin
@csp_replace(IN_OUR_PAGES)  # type: ignore[arg-type]
def preview(request, pk):
    """Show a picture or a PDF within a page of ours, and nowhere else. What it holds may load and run nothing."""
    return _sent(request, pk, attachments.preview)


@require_POST
def keep(request):
    """Keep one file for the form that is being filled in: the line with its box and its caption, or why not."""
    upload = request.FILES.get("file")
    if upload is None:
        return HttpResponse(_("No file came with it."), status=HTTPStatus.BAD_REQUEST, content_type="text/plain")
    upload.caption = request.POST.get("caption", "")
    try:
        found = kept.keep_one(request.user, upload, request.POST.getlist("beside"))
    except ValidationError as refusal:
        words = " ".join(refusal.messages)
        return HttpResponse(words, status=HTTPStatus.UNPROCESSABLE_ENTITY, content_type="text/plain; charset=utf-8")
    return render(request, "components/_kept_file.html", {"each": found, "name": request.POST.get("name", "")})


def _sent(request, pk, send):
    try:
        return send(request.user, pk)
    except FileNotFoundError:
        log.error("The file of attachment %s is missing", pk)
    message = _("The record names this file, but the server no longer has it. Tell the system administrator.")
    context = {"title": _("The file is missing"), "message": message}
    return render(request, "refused.html", context, status=HTTPStatus.GONE)
