"""Where files lie: each is there wholly under its name, or not at all."""

import logging
import os
from contextlib import suppress
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

PARTIAL = ".partial"
"""How the name of a file ends that is being written; one that stays so was left by a process that died."""
log = logging.getLogger(__name__)


class FilesAway(OSError):
    """The folder of files takes none: it is full, read-only, not there or not ours. `errno` says which."""


class WholeFiles(FileSystemStorage):
    """Django's, which writes under the final name, so that a full disk or a killed process leaves half a file there.

    The name is given once the content is on the disk: a row that names a file is never saved before it. Names are
    random (`core.files.attachments`, `core.drawing`): no two writers want the same, so none takes another's place.
    """

    def _save(self, name: str, content: File) -> str:
        partial = f"{name}{PARTIAL}"
        try:
            written = super()._save(partial, content)  # type: ignore[misc]
            _on_disk(Path(self.path(written)))
            os.replace(self.path(written), self.path(name))
            _on_disk(Path(self.path(name)).parent)
        except OSError as error:
            with suppress(OSError):
                Path(self.path(partial)).unlink(missing_ok=True)
            log.error("A file could not be written: errno %s", error.errno)
            raise FilesAway(error.errno, "A file could not be written") from error
        return name


def _on_disk(path: Path) -> None:
    """Wait until the content of a file, or the names in a folder, would outlast a loss of power."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
