"""The archive: a tar, encrypted to public keys as it is written and decrypted as it is read, never plain on a disk."""

import hashlib
import os
import tarfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import pyrage
from django.utils.translation import gettext as _

from config.backup.errors import BackupError
from config.backup.manifest import Member

BLOCK = 1024 * 1024
PADDING = 512


class Written:
    """A tar that is made as it is read: `read` takes from the pieces what the encryption asks for.

    pyrage tells of what fails in here by its words alone, so it is kept as it was.
    """

    def __init__(self, pieces: Iterator[bytes], target: IO[bytes]):
        self._pieces, self._target = pieces, target
        self._piece = memoryview(b"")
        self.failure: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        """So many bytes at most; none at the end."""
        with self._kept():
            while not self._piece:
                piece = next(self._pieces, None)
                if piece is None:
                    return b""
                self._piece = memoryview(piece)
            taken, self._piece = self._piece[:size], self._piece[size:]
            return bytes(taken)

    def write(self, content: bytes) -> int:
        """What the encryption made of it."""
        with self._kept():
            return self._target.write(content)

    def flush(self) -> None:
        """Hand on what is kept back."""
        with self._kept():
            self._target.flush()

    @contextmanager
    def _kept(self) -> Iterator[None]:
        try:
            yield
        except BaseException as failure:
            self.failure = failure
            raise


def write_archive(pieces: Iterator[bytes], target: IO[bytes], recipients: Sequence) -> None:
    """Write what the pieces are, encrypted. Raises what failed in making them or in writing."""
    written = Written(pieces, target)
    try:
        pyrage.encrypt_io(written, written, list(recipients))
    except pyrage.EncryptError:
        raise written.failure or BackupError(_("The backup cannot be encrypted.")) from None


def packed(name: str, size: int, pieces: Iterator[bytes], members: dict[str, Member]) -> Iterator[bytes]:
    """A member of a tar, noted among the members with its digest when it has been read."""
    head = tarfile.TarInfo(name)
    head.size, head.mode = size, 0o600
    yield head.tobuf(tarfile.PAX_FORMAT)
    digest, taken = hashlib.sha256(), 0
    for piece in pieces:
        digest.update(piece)
        taken += len(piece)
        yield piece
    if taken != size:
        raise BackupError(_("%(name)s changed while it was read.") % {"name": name})
    yield bytes(-size % PADDING)
    members[name] = Member(size, digest.hexdigest())


def ended() -> Iterator[bytes]:
    """The end of a tar."""
    yield bytes(2 * PADDING)


def blocks_of(file: IO[bytes], most: int | None = None) -> Iterator[bytes]:
    """A file piece by piece, up to so many bytes."""
    while piece := file.read(BLOCK if most is None else min(BLOCK, most)):
        most = None if most is None else most - len(piece)
        yield piece


@contextmanager
def members_of(path: Path, identities: Sequence) -> Iterator[Iterator[tuple[str, IO[bytes]]]]:
    """The members of an archive, each to be read before the next. Raises `BackupError` for what is not as written."""
    outlet, inlet = os.pipe()
    decrypting = Decrypting(path, identities, inlet)
    decrypting.start()
    try:
        with os.fdopen(outlet, "rb") as pipe, tarfile.open(fileobj=pipe, mode="r|") as tar:
            yield _each(tar)
            while pipe.read(BLOCK):  # the end of the file says whether it is whole
                pass
    except tarfile.TarError as failure:
        decrypting.join()
        raise decrypting.told() or BackupError(_("%(path)s is no backup.") % {"path": path}) from failure
    finally:
        decrypting.join()
    if failure := decrypting.told():
        raise failure


def _each(tar: tarfile.TarFile) -> Iterator[tuple[str, IO[bytes]]]:
    while head := tar.next():
        content = tar.extractfile(head)
        if content is not None:
            yield head.name, content
        tar.members = []  # or they would all be kept


class Decrypting(threading.Thread):
    """Writes what is decrypted into a pipe, until its reader has enough."""

    def __init__(self, path: Path, identities: Sequence, inlet: int):
        super().__init__(daemon=True)
        self._path, self._identities, self._inlet = path, identities, inlet
        self._failure: Exception | None = None
        self._left = False

    def run(self) -> None:
        """Decrypt to the end, to what is not as it was written, or to where nobody reads any more."""
        try:
            with os.fdopen(self._inlet, "wb", buffering=BLOCK) as pipe, self._path.open("rb") as source:
                pyrage.decrypt_io(source, _Noticing(pipe, self), list(self._identities))
        except Exception as failure:  # noqa: BLE001 - `told` says what it was, in the thread that waits for it
            self._failure = failure

    def nobody_reads(self) -> None:
        """The reader has left, so that what follows is no failure of the file."""
        self._left = True

    def told(self) -> BackupError | None:
        """What was wrong with the file, by its name."""
        named = {"path": self._path}
        if self._failure is None or self._left:
            return None
        if isinstance(self._failure, pyrage.DecryptError):
            if "No matching keys" in str(self._failure):
                return BackupError(_("None of the keys given opens %(path)s, or its head was changed.") % named)
            return BackupError(_("%(path)s is no backup, or its head was changed.") % named)
        if isinstance(self._failure, OSError) and self._failure.errno:
            return BackupError(f"{self._path}: {self._failure.strerror}")
        return BackupError(_("%(path)s was changed after it was written, or is cut off.") % named)


class _Noticing:
    """A pipe that says when nobody reads from it any more."""

    def __init__(self, pipe: IO[bytes], decrypting: Decrypting):
        self._pipe, self._decrypting = pipe, decrypting

    def write(self, content: bytes) -> int:
        return self._until_left(lambda: self._pipe.write(content)) or 0

    def flush(self) -> None:
        self._until_left(self._pipe.flush)

    def _until_left(self, do):
        try:
            return do()
        except BrokenPipeError:
            self._decrypting.nobody_reads()
            with suppress(BrokenPipeError):
                self._pipe.close()
            raise
