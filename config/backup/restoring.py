"""Putting a backup back into an empty database and empty folders, all or nothing, and comparing what is there then."""

import hashlib
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.utils.translation import gettext as _

from config.backup.archive import blocks_of, members_of
from config.backup.checking import (
    SHOWN,
    Digesting,
    anchors,
    check_room,
    checked_manifest,
    digested,
    pending_after,
    require_same,
)
from config.backup.errors import BackupError
from config.backup.making import Saying
from config.backup.manifest import ANCHORS, DATABASE, FILES, MEMBER, SEAL, Manifest, Member
from config.backup.moment import head_of_trail, rows_of_tables
from config.backup.programs import fitting
from core.trail.rights import give_rights
from core.trail.verification import breaches

RESTORE = ("--no-owner", "--no-privileges", "--no-comments", "--single-transaction", "--dbname=")


MIGRATE, LEAVE = "migrate", "leave"
"""What is done with a backup of an older release: its tables become those of this one, or stay for that one."""


@dataclass(frozen=True)
class Restored:
    """What was restored, what this release has to migrate, and what is not as the backup says; nothing if all is."""

    manifest: Manifest
    pending: list[str]
    differences: list[str]


def restore(path: Path, identities: Sequence, *, older: str, other_secret: bool, say: Saying) -> Restored:
    """Restore a backup and compare. Nothing is written before all is checked, and nothing left where it fails.

    A backup of an `older` release is refused where nothing is said of it. Raises `BackupError`.
    """
    check_room()
    say(_("Checking the archive"))
    manifest = checked_manifest(path, identities, other_secret=other_secret)
    pending = pending_after(manifest)
    if pending and not older:
        raise BackupError(
            _(
                "The backup is of release %(program)s, and this one has %(count)s migrations more. Restore it with "
                "that release, or give --older."
            )
            % {"program": manifest.program, "count": len(pending)}
        )
    check_room(manifest)
    with _folders_emptied_on_failure():
        _put_back(path, identities, manifest, say)
    differences = [*_differences_of_rows(manifest), *_differences_of_files(manifest)]
    if pending and older == MIGRATE:
        say(_("Migrating"))
        call_command("migrate", verbosity=0)
    else:
        give_rights()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    if not pending or older == MIGRATE:  # tables of an older release are verified by that release
        say(_("Verifying the trail"))
        differences += [f"{breach.kind}: {breach.what}" for breach in breaches()]
    return Restored(manifest, pending, differences)


@contextmanager
def _folders_emptied_on_failure() -> Iterator[None]:
    """They were empty before."""
    try:
        yield
    except BaseException:
        for place in (default_storage, anchors()):
            place.forget()
        raise


def _put_back(path: Path, identities: Sequence, manifest: Manifest, say: Saying) -> None:
    """The files, then the database in one transaction: the program ends it when its input does.

    Each member is held to the manifest once more: the file may be another than the one that was checked.
    """
    found: dict[str, Member] = {}
    with members_of(path, identities) as members, _pg_restore(manifest) as process:
        for name, content in members:
            if name in (MEMBER, SEAL):
                continue
            if name.startswith(DATABASE):
                if name.endswith("/000001"):
                    say(_("The database"))
                _hand_over(content, process, path=path, name=name, manifest=manifest)
                found[name] = manifest.members[name]
            else:
                found[name] = _put_down(name, content)
                require_same(path, {name: found[name]}, {name: manifest.members.get(name)})
        require_same(path, found, manifest.members)


def _hand_over(content: IO[bytes], process: subprocess.Popen, *, path: Path, name: str, manifest: Manifest) -> None:
    """A part of the database, once it is known to be what was written: what the program has, it may save."""
    known = manifest.members.get(name)
    part = content.read(known.size + 1 if known else 0)
    require_same(path, {name: Member(len(part), hashlib.sha256(part).hexdigest())}, {name: known})
    process.stdin.write(part)


def _put_down(name: str, content: IO[bytes]) -> Member:
    """A file in its place; what it is."""
    stores = {FILES: default_storage, ANCHORS: anchors()}
    folder = next((each for each in stores if name.startswith(each)), None)
    if folder is None:
        return digested(content)
    read = Digesting(content)
    stores[folder].put_back(_inside(name.removeprefix(folder)), read)
    return read.member


def _inside(name: str) -> str:
    if PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        raise BackupError(_("“%(name)s” in the backup leads out of its folder.") % {"name": name})
    return name


@contextmanager
def _pg_restore(manifest: Manifest) -> Iterator[subprocess.Popen]:
    """A running pg_restore that reads what is written to it; whether it went well is found out at the end."""
    programs = fitting(dumped_by=manifest.dumped_by)
    arguments = [*RESTORE[:-1], RESTORE[-1] + connection.settings_dict["NAME"]]
    connection.close()  # it may wait for nobody
    with tempfile.TemporaryFile() as told:
        process = programs.start("pg_restore", *arguments, stdin=subprocess.PIPE, stderr=told, stdout=told)
        try:
            yield process
            process.stdin.close()
            failed = process.wait() != 0
        except BrokenPipeError:  # it has ended before its input did, and says why
            failed = True
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
        if failed:
            told.seek(0)
            words = told.read().decode(errors="replace").strip()
            raise BackupError(_("pg_restore failed: %(words)s") % {"words": words[:2000]})


def _differences_of_rows(manifest: Manifest) -> Iterator[str]:
    with connection.cursor() as cursor:
        tables, head = rows_of_tables(cursor), head_of_trail(cursor)
    for table in sorted(tables.keys() | manifest.tables.keys()):
        there, then = tables.get(table), manifest.tables.get(table)
        if there != then:
            yield _("Table %(table)s has %(there)s rows, and had %(then)s.") % {
                "table": table,
                "there": there,
                "then": then,
            }
    if head != manifest.head:
        yield _("The trail ends with %(there)s, and ended with %(then)s.") % {"there": head, "then": manifest.head}


def _differences_of_files(manifest: Manifest) -> Iterator[str]:
    """Files that are not on the disk as they were packed, and those that were not in order when they were."""
    other = [
        name for name, member in manifest.members.items() if name.startswith(FILES) and _other(name, member.sha256)
    ]
    for names, words in (
        (other, _("%(count)s files are not on the disk as they are in the backup: %(names)s")),
        (manifest.missing, _("%(count)s files were missing when the backup was made: %(names)s")),
        (manifest.changed, _("%(count)s files were not as their rows say when the backup was made: %(names)s")),
    ):
        if names:
            yield words % {"count": len(names), "names": ", ".join(names[:SHOWN])}


def _other(name: str, sha256: str) -> bool:
    digest = hashlib.sha256()
    try:
        with default_storage.reading(name.removeprefix(FILES)) as (_size, file):
            for piece in blocks_of(file):
                digest.update(piece)
    except FileNotFoundError:
        return True
    return digest.hexdigest() != sha256
