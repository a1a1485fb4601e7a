"""The files of many rows of one kind with one query, and the evidence of an item under numbers that stay."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.formats import date_format

from core.access.reach import Actor
from core.files.attachments import store_attachments
from core.models import Attachment
from core.trail.recording import acting


def keep_files(row: models.Model, files: Sequence[UploadedFile], by: Actor) -> None:
    """Hang what came with a step on its row, beside what hangs there; a file that is there already is refused."""
    if files:
        with acting(by):
            store_attachments(row, files, by=by, has_some=True)


def with_files(rows) -> list:
    """The rows, already reached through their door, each with its attachments as `files`."""
    rows = list(rows)
    if not rows:
        return rows
    kind = ContentType.objects.get_for_model(rows[0])
    files = defaultdict(list)
    found = Attachment.objects.filter(owner_type=kind, owner_id__in=[row.pk for row in rows])
    for attachment in found.select_related("uploaded_by"):
        files[attachment.owner_id].append(attachment)
    for row in rows:
        row.files = files[row.pk]
    return rows


def numbered(reports: Iterable[tuple[str, object]]) -> list[Attachment]:
    """All evidence of one item, numbered from 1 in the order in which it came, each with what it is `told_in`.

    `reports` are what it hangs on, with their files, each with its name and day. Such a row is never deleted, nor is
    a file taken off it, so a number goes on meaning the same file.
    """
    evidence = []
    for words, row in reports:
        for attachment in row.files:
            attachment.told_in = words
            evidence.append(attachment)
    evidence.sort(key=lambda attachment: attachment.pk)
    for number, attachment in enumerate(evidence, 1):
        attachment.number = number
    return evidence


def on_day(words: str, day) -> str:
    """What a report is called, with its day."""
    return f"{words} {date_format(day, 'Y-m-d')}" if day else words
