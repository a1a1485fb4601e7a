"""Files leave only through here: as a download, to those who may see the row they hang on."""

from django.views.decorators.http import require_GET

from core.files import attachments


@require_GET
def download(request, pk):
    """Send one file."""
    return attachments.download(request.user, pk)
