"""Files leave only through here: as a download, to those who may see the row they hang on."""

import logging
from http import HTTPStatus

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.files import attachments

log = logging.getLogger(__name__)


@require_GET
def download(request, pk):
    """Send one file. Of one that is missing nothing leaves, so no trace says that it did."""
    try:
        return attachments.download(request.user, pk)
    except FileNotFoundError:
        log.error("The file of attachment %s is missing", pk)
    message = _("The record names this file, but the server no longer has it. Tell the system administrator.")
    context = {"title": _("The file is missing"), "message": message}
    return render(request, "refused.html", context, status=HTTPStatus.GONE)
