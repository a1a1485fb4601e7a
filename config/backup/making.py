"""Making a backup: one moment of everything, in one file that stands under its name only when it is whole."""

import io
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.utils.translation import gettext as _

from config.backup.archive import blocks_of, ended, packed, write_archive
from config.backup.errors import BackupError
from config.backup.keeping import name_of, partial_of
from config.backup.manifest import ANCHORS, DATABASE, FILES, MEMBER, SEAL, Manifest, seal_of
from config.backup.moment import (
    Moment,
    StoredFile,
    applied_migrations,
    head_of_trail,
    named_files,
    one_backup_at_a_time,
    rows_of_tables,
    this_moment,
)
from config.backup.programs import Programs, fitting
from config.backup.staging import KeptFiles, kept_files
from config.backup.version import program_version

PART = 8 * 1024 * 1024
"""So much of the dump is held in memory at a time: a tar wants to know how long a member is before it begins."""
ATTEMPTS = 10
SAID_EVERY = 1000  # files
DUMP = ("--format=custom", "--no-owner", "--no-privileges", "--no-comments", "--extension=plpgsql")
"""Extensions are left out: we need none, and one that an administrator put there can be made by them alone."""

Saying = Callable[[str], None]


@dataclass(frozen=True)
class Made:
    """A backup that was made."""

    path: Path
    size: int
    manifest: Manifest


def make_backup(folder: Path, recipients: Sequence, *, say: Saying) -> Made:
    """Back up the database, the files and the anchors of this moment into a new file in the folder.

    Nothing is left behind where it fails. Raises `BackupError`, or the `OSError` of a full disk.
    """
    if not folder.is_dir():
        raise BackupError(_("There is no folder %(path)s. Is the disk for the backups there?") % {"path": folder})
    programs = fitting()
    with one_backup_at_a_time():
        for left_behind in folder.glob(partial_of("*")):
            left_behind.unlink()
        _await_second_of_its_own(folder)
        return _made_at_a_moment(folder, recipients, programs, say)


def _await_second_of_its_own(folder: Path) -> None:
    """A backup is named by its second, by the clock of the database, and takes no other's place."""
    with connection.cursor() as cursor:
        while (folder / name_of(cursor.execute("SELECT clock_timestamp()").fetchone()[0])).exists():
            time.sleep(0.1)


def _made_at_a_moment(folder: Path, recipients: Sequence, programs: Programs, say: Saying) -> Made:
    """Most files are kept before the moment, so that those few that came since are kept at once.

    One of these may yet be gone, as its row then is: then the next moment is taken.
    """
    lost: set[str] = set()
    with kept_files() as kept:
        kept.keep(named_files())
        for attempt in range(ATTEMPTS):
            anchors = _anchors()  # before the moment, so that it has each link that they tell of
            with this_moment() as moment:
                missing = kept.keep(file.name for file in moment.files)
                if missing <= lost or attempt == ATTEMPTS - 1:
                    return _made(folder, recipients, _Content(moment, kept, anchors, programs, say))
            lost = missing & named_files()
    raise AssertionError("the last attempt returns")


def _made(folder: Path, recipients: Sequence, content: "_Content") -> Made:
    name = name_of(content.moment.taken_at)
    with _whole_file(folder, name) as file:
        write_archive(content.pieces(), file, recipients)
    path = folder / name
    return Made(path, path.stat().st_size, content.manifest)


@contextmanager
def _whole_file(folder: Path, name: str) -> Iterator[IO[bytes]]:
    """A file that appears under its name when all of it is on the disk, and otherwise not at all."""
    partial = folder / partial_of(name)
    try:
        with open(partial, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.rename(folder / name)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    entries = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(entries)
    finally:
        os.close(entries)


def _anchors() -> list[tuple[Path, int]]:
    """The files of anchors, and how long they are now."""
    return [(path, path.stat().st_size) for path in sorted(Path(settings.TRAIL_ANCHORS).glob("*.txt"))]


def _counted() -> dict[str, Any]:
    """What a restore is compared with: asked within the moment, when its files are kept."""
    with connection.cursor() as cursor:
        return {
            "tables": rows_of_tables(cursor),
            "head": head_of_trail(cursor),
            "migrations": applied_migrations(cursor),
        }


@dataclass
class _Content:
    """What goes into the archive, in this order: anchors, files, database, and what all this was.

    The files come first: who restores commits the database last.
    """

    moment: Moment
    kept: KeptFiles
    anchors: list[tuple[Path, int]]
    programs: Programs
    say: Saying

    def __post_init__(self) -> None:
        self.manifest = Manifest(
            taken_at=self.moment.taken_at.astimezone(UTC).isoformat(),
            program=program_version(),
            server=connection.pg_version,
            dumped_by=self.programs.major,
            missing=sorted(file.name for file in self.moment.files if self.kept.place_of(file.name) is None),
            **_counted(),
        )

    def pieces(self) -> Iterator[bytes]:
        """The whole tar."""
        for path, size in self.anchors:
            with path.open("rb") as file:
                yield from packed(ANCHORS + path.name, size, blocks_of(file, size), self.manifest.members)
        files = self.moment.files
        self.say(_("%(count)s files") % {"count": len(files)})
        for number, file in enumerate(files, 1):
            yield from self._stored(file)
            if number % SAID_EVERY == 0:
                self.say(_("%(count)s of %(of)s files") % {"count": number, "of": len(files)})
        self.say(_("The database"))
        yield from self._dumped()
        written = self.manifest.as_bytes()
        yield from self._packed(MEMBER, written)
        yield from self._packed(SEAL, seal_of(written).encode())
        yield from ended()

    def _stored(self, file: StoredFile) -> Iterator[bytes]:
        place, name = self.kept.place_of(file.name), FILES + file.name
        if place is None:
            return
        with default_storage.reading(place) as (size, content):
            yield from packed(name, size, blocks_of(content, size), self.manifest.members)
        if file.sha256 not in ("", self.manifest.members[name].sha256):
            self.manifest.changed.append(file.name)

    def _packed(self, name: str, content: bytes) -> Iterator[bytes]:
        yield from packed(name, len(content), blocks_of(io.BytesIO(content)), self.manifest.members)

    def _dumped(self) -> Iterator[bytes]:
        with tempfile.TemporaryFile() as told, self._pg_dump(told) as process:
            number = 0
            while part := process.stdout.read(PART):
                number += 1
                yield from self._packed(f"{DATABASE}{number:06}", part)
                if number % 10 == 0:
                    self.say(_("%(size)s MB of the database") % {"size": number * PART // 2**20})
            if process.wait():
                told.seek(0)
                words = told.read().decode(errors="replace").strip()
                raise BackupError(_("pg_dump failed: %(words)s") % {"words": words[-2000:]})

    @contextmanager
    def _pg_dump(self, told: IO[bytes]) -> Iterator[subprocess.Popen]:
        snapshot = f"--snapshot={self.moment.snapshot}"
        process = self.programs.start("pg_dump", *DUMP, snapshot, stdout=subprocess.PIPE, stderr=told)
        with process:
            try:
                yield process
            finally:
                if process.poll() is None:
                    process.kill()
