"""Where files lie: each is there wholly under its name, or not at all.

Beside Django's, a storage answers what the sweeps and the backup ask: see `WholeFiles`, the folder, and
`core.files.bucket`.
"""

import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

PARTIAL = ".partial"
"""How the name of a file ends that is being written; one that stays so was left by a process that died."""
log = logging.getLogger(__name__)


class FilesAway(OSError):
    """The place of files takes none: it is full, read-only, not there, not ours or silent. `errno` says which."""


class FilesUnread(FilesAway):
    """It gives none either."""


@dataclass(frozen=True)
class FoundFile:
    """A file that lies there: its name, its bytes, and when it was written, in seconds since 1970."""

    name: str
    size: int
    written_at: float


class WholeFiles(FileSystemStorage):
    """Django's, which writes under the final name, so that a full disk or a killed process leaves half a file there.

    The name is given once the content is on the disk: a row that names a file is never saved before it. Names are
    random (`core.files.attachments`, `core.drawing`): no two writers want the same, so none takes another's place.
    """

    @property
    def place(self) -> str:
        """What an administrator calls it."""
        return f"MEDIA_ROOT ({self.location})"

    def files_below(self, folder: str = "") -> Iterator[FoundFile]:
        """Every file of a folder and of those in it; of all where none is named."""
        for path in Path(self.path(folder)).rglob("*"):
            with suppress(FileNotFoundError):  # taken off meanwhile
                if path.is_file():
                    told = path.stat()
                    name = path.relative_to(self.location).as_posix()
                    yield FoundFile(name, told.st_size, told.st_mtime)

    @contextmanager
    def reading(self, name: str) -> Iterator[tuple[int, IO[bytes]]]:
        """How long a file is, and its content, to be read once."""
        with open(self.path(name), "rb") as file:
            yield os.fstat(file.fileno()).st_size, file

    def keep_as(self, name: str, other: str) -> None:
        """Keep the content of a file under another name, too: it stays when the file is deleted."""
        source, target = self.path(name), Path(self.path(other))
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            os.link(source, target)
        except FileNotFoundError:
            raise
        except OSError:  # a file system without links, or the file of another user
            shutil.copyfile(source, target)

    def put_back(self, name: str, content: IO[bytes]) -> None:
        """Write a file that is not there, from what can be read once."""
        target = Path(self.path(name))
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with target.open("xb") as file:
            target.chmod(0o600)
            shutil.copyfileobj(content, file)

    def forget(self, folder: str = "") -> None:
        """Delete whatever lies in a folder; all of it where none is named."""
        root = Path(self.path(folder))
        for entry in root.iterdir() if root.is_dir() else ():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        if folder:
            with suppress(FileNotFoundError):
                root.rmdir()

    def room(self) -> int | None:
        """How many bytes it has room for, if anybody knows."""
        root = Path(self.location)
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        return shutil.disk_usage(root).free

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
