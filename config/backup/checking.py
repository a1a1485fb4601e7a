"""Everything that can be found out about a backup before anything of it is written."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from config.backup.archive import blocks_of, members_of
from config.backup.errors import BackupError
from config.backup.manifest import FORMAT, MEMBER, SEAL, Manifest, Member, is_sealed
from core.files.storage import WholeFiles

LONGEST_MANIFEST = 512 * 1024 * 1024
SHOWN = 5
ANYTHING = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S') LIMIT 1"


def checked_manifest(path: Path, identities: Sequence, *, other_secret: bool = False) -> Manifest:
    """Read the whole archive and hold each member to its digest, and the whole to our seal.

    `other_secret` lets one pass that was made under another SECRET_KEY. Raises `BackupError`.
    """
    found: dict[str, Member] = {}
    written, seal = b"", ""
    with members_of(path, identities) as members:
        for name, content in members:
            if name == MEMBER:
                written = content.read(LONGEST_MANIFEST)
            elif name == SEAL:
                seal = content.read(128).decode(errors="replace")
            else:
                found[name] = digested(content)
    if not written:
        raise BackupError(_("%(path)s is no backup.") % {"path": path})
    if not (other_secret or is_sealed(written, seal)):
        raise BackupError(
            _("%(path)s was not made here, or under another SECRET_KEY: give that one, or --other-secret to trust it.")
            % {"path": path}
        )
    manifest = _manifest(path, written)
    require_same(path, found, manifest.members)
    return manifest


def digested(content: IO[bytes]) -> Member:
    """What a member is, read to its end."""
    read = Digesting(content)
    for _piece in blocks_of(read):
        pass
    return read.member


class Digesting:
    """A file that is read by somebody else; what it was as far as it was read."""

    def __init__(self, content: IO[bytes]):
        self._content, self._digest, self._size = content, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        """So many bytes at most; none at the end."""
        piece = self._content.read(size)
        self._digest.update(piece)
        self._size += len(piece)
        return piece

    @property
    def member(self) -> Member:
        """Its size and its digest."""
        return Member(self._size, self._digest.hexdigest())


def _manifest(path: Path, written: bytes) -> Manifest:
    try:
        manifest = Manifest.read(written)
    except (ValueError, TypeError, KeyError, AttributeError):
        manifest = None
    if manifest is None or manifest.format != FORMAT:
        raise BackupError(_("%(path)s is a backup of another kind than this program reads.") % {"path": path})
    return manifest


def require_same(path: Path, found: Mapping[str, Member], known: Mapping[str, Member | None]) -> None:
    """Raise `BackupError` naming the members that are not as the manifest says."""
    other = sorted(name for name in known.keys() | found.keys() if known.get(name) != found.get(name))
    if other:
        raise BackupError(
            _("%(count)s members of %(path)s are not as they were written: %(names)s")
            % {"count": len(other), "path": path, "names": ", ".join(other[:SHOWN])}
        )


def check_room(manifest: Manifest | None = None) -> None:
    """The database and both folders must be empty, and the disk must have room. Raises `BackupError`."""
    with connection.cursor() as cursor:
        cursor.execute(ANYTHING)
        if cursor.fetchone():
            named = {"database": connection.settings_dict["NAME"]}
            raise BackupError(_("The database %(database)s is not empty: a restore overwrites nothing.") % named)
    for storage, place in (
        (default_storage, default_storage.place),
        (anchors(), f"TRAIL_ANCHORS ({settings.TRAIL_ANCHORS})"),
    ):
        if next(storage.files_below(), None) is not None:
            raise BackupError(_("%(place)s is not empty: a restore overwrites nothing.") % {"place": place})
    if manifest is not None:
        _check_disk(manifest)


def _check_disk(manifest: Manifest) -> None:
    free = default_storage.room()
    if free is not None and free < manifest.bytes_of_files:
        named = {"place": default_storage.place, "free": free // 2**20, "needed": manifest.bytes_of_files // 2**20}
        raise BackupError(_("%(place)s has %(free)s MB free, and the files need %(needed)s MB.") % named)


def anchors() -> WholeFiles:
    """The folder of anchors, which is one on the disk wherever attachments are."""
    return WholeFiles(location=settings.TRAIL_ANCHORS)


def pending_after(manifest: Manifest) -> list[str]:
    """The migrations that this program has and the backup has not. Raises `BackupError` for a newer program's."""
    targets = {f"{app}.{name}" for app, name in MigrationExecutor(connection).loader.disk_migrations}
    unknown = sorted(set(manifest.migrations) - targets)
    if unknown:
        raise BackupError(
            _("The backup is of another release, whose tables this one does not know: %(names)s")
            % {"names": ", ".join(unknown[:SHOWN])}
        )
    return sorted(targets - set(manifest.migrations))
