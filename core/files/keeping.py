"""The files that are there, held against the rows that name them: digests, orphans, what was left half written."""

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import time

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField

from core.files.storage import PARTIAL
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
    """Every attachment whose file is missing, cannot be read, or is not what was uploaded."""
    rows = Attachment.objects.order_by("pk").values_list("pk", "file", "sha256")
    for pk, name, digest in rows.iterator(chunk_size=2000):
        try:
            same = _digest_of(Path(default_storage.path(name))) == digest
        except FileNotFoundError:
            yield Fault("missing", pk, name)
        except OSError:
            yield Fault("unreadable", pk, name)
        else:
            if not same:
                yield Fault("differs", pk, name)


def orphans() -> list[Path]:
    """Files older than a day that no row names; those of forms (`core.files.kept`) have no rows."""
    root = Path(default_storage.path(""))
    old = [path for path in _files_below(root) if path.stat().st_mtime < time() - DAY]
    named = _named() if old else set()
    return [path for path in old if str(path.relative_to(root)) not in named]


def forget_orphans() -> int:
    """Delete them; how many that were. None where so many are that this can hardly be their database."""
    found = orphans()
    whole = [path for path in found if path.suffix != PARTIAL]
    if len(whole) > max(MOST_ORPHANS, len(_named())):
        log.error("%s files have no row, more than have one: nothing is deleted", len(whole))
        found = [path for path in found if path.suffix == PARTIAL]
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def _files_below(root: Path) -> Iterator[Path]:
    for field in _fields():
        yield from (path for path in (root / field.upload_to.partition("/")[0]).rglob("*") if path.is_file())


def _named() -> set[str]:
    """The names of all files that rows have."""
    rows = (field.model._base_manager.values_list(field.name, flat=True) for field in _fields())
    return {name for names in rows for name in names.iterator() if name}


def _fields() -> list[FileField]:
    """The columns that name files, without those of the trail."""
    every = (field for model in apps.get_models() for field in model._meta.fields if isinstance(field, FileField))
    return [field for field in every if not hasattr(field.model, "pgh_tracked_model")]


def _digest_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
