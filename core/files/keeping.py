"""The files that are there, held against the rows that name them: digests, orphans, what was left half written."""

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from time import time
from typing import IO

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField

from core.files.storage import PARTIAL, FilesAway
from core.models import Attachment

DAY = 24 * 60 * 60  # seconds
CHUNK = 1024 * 1024
MOST_ORPHANS = 20
"""More files than this that no row names, and more than half of all, are not deleted: it is the wrong database."""
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Fault:
    """What is wrong with the file of an attachment."""

    kind: str
    attachment: int
    file: str


def faults() -> Iterator[Fault]:
    """Every attachment whose file is missing, cannot be read, or is not what was uploaded.

    Raises `FilesAway` where nothing can be said of any.
    """
    rows = Attachment.objects.order_by("pk").values_list("pk", "file", "sha256")
    for pk, name, digest in rows.iterator(chunk_size=2000):
        try:
            with default_storage.reading(name) as (_size, content):
                same = _digest_of(content) == digest
        except FileNotFoundError:
            yield Fault("missing", pk, name)
        except FilesAway:
            raise
        except OSError:
            yield Fault("unreadable", pk, name)
        else:
            if not same:
                yield Fault("differs", pk, name)


def orphans() -> list[str]:
    """The names of files older than a day that no row names; those of forms (`core.files.kept`) have no rows."""
    folders = {field.upload_to.partition("/")[0] for field in _fields()}
    found = [file for folder in sorted(folders) for file in default_storage.files_below(folder)]
    old = [file.name for file in found if file.written_at < time() - DAY]
    named = _named() if old else set()
    return [name for name in old if name not in named]


def forget_orphans() -> int:
    """Delete them; how many that were. None where so many are that this can hardly be their database."""
    found = orphans()
    whole = [name for name in found if not name.endswith(PARTIAL)]
    if len(whole) > max(MOST_ORPHANS, len(_named())):
        log.error("%s files have no row, more than have one: nothing is deleted", len(whole))
        found = [name for name in found if name.endswith(PARTIAL)]
    for name in found:
        default_storage.delete(name)
    return len(found)


def _named() -> set[str]:
    """The names of all files that rows have."""
    rows = (field.model._base_manager.values_list(field.name, flat=True) for field in _fields())
    return {name for names in rows for name in names.iterator() if name}


def _fields() -> list[FileField]:
    """The columns that name files, without those of the trail."""
    every = (field for model in apps.get_models() for field in model._meta.fields if isinstance(field, FileField))
    return [field for field in every if not hasattr(field.model, "pgh_tracked_model")]


def _digest_of(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := content.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
