"""The files of many rows of one kind with one query."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType

from core.models import Attachment


def with_files(rows) -> list:
    """The rows, already reached through their door, each with its attachments as `files`."""
    rows = list(rows)
    if not rows:
        return rows
    kind = ContentType.objects.get_for_model(rows[0])
    files = defaultdict(list)
    for attachment in Attachment.objects.filter(owner_type=kind, owner_id__in=[row.pk for row in rows]):
        files[attachment.owner_id].append(attachment)
    for row in rows:
        row.files = files[row.pk]
    return rows
