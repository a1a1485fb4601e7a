"""Files in a bucket of an object storage that speaks S3: see MEDIA_STORAGE. Needs requirements-bucket.txt.

A server of objects has one wholly or not at all, and says so only once it is kept. What goes wrong there is told as of
a folder, by `errno`; what the server says never leaves this module.
"""

import errno
import logging
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ReadTimeoutError,
)
from django.core.files.base import File
from storages.backends.s3 import S3Storage

from core.files.storage import FilesAway, FilesUnread, FoundFile

IN_MEMORY = 1024 * 1024
"""A file that is longer waits on the disk for who downloads it, without a name."""
CONNECTIONS = 32
"""As many threads as a web process may have, each with one."""
MISSING = ("NoSuchKey", "404")
REFUSED = (401, 403)
NO_ROOM = ("QuotaExceeded", "XMinioStorageFull", "XMinioAdminBucketQuotaExceeded")
SILENT = (ConnectTimeoutError, ReadTimeoutError)
NOBODY = (EndpointConnectionError, ConnectionClosedError)
log = logging.getLogger(__name__)


class Bucket(S3Storage):
    """One bucket, or what lies below a `location` in it. It is ours alone, and nobody reads it but by our key."""

    def __init__(self, *, addressing: str, seconds: int, **options: Any):
        config = Config(
            connect_timeout=seconds,
            read_timeout=seconds,
            retries={"total_max_attempts": 2},
            max_pool_connections=CONNECTIONS,
            signature_version="s3v4",
            s3={"addressing_style": addressing, "payload_signing_enabled": True},  # the server checks what arrives
            request_checksum_calculation="when_required",  # other checksums are not known to every server
            response_checksum_validation="when_required",
        )
        # Names are random, so that none is asked for before it is given.
        super().__init__(client_config=config, file_overwrite=True, security_token=None, **options)

    @property
    def place(self) -> str:
        """What an administrator calls it."""
        return f"MEDIA_STORAGE (s3://{'/'.join(filter(None, (self.bucket_name, self.location)))})"

    def files_below(self, folder: str = "") -> Iterator[FoundFile]:
        """Every file of a folder and of those in it; of all where none is named."""
        with _told_as(FilesUnread):
            pages = self._client.get_paginator("list_objects_v2")
            below = self._key(f"{folder}/" if folder else "")
            for page in pages.paginate(Bucket=self.bucket_name, Prefix=below):
                for each in page.get("Contents", ()):
                    name = each["Key"].removeprefix(self._key(""))
                    yield FoundFile(name, each["Size"], each["LastModified"].timestamp())

    @contextmanager
    def reading(self, name: str) -> Iterator[tuple[int, IO[bytes]]]:
        """How long a file is, and its content, to be read once."""
        with _told_as(FilesUnread):
            found = self._client.get_object(**self._at(name))
            with closing(found["Body"]) as body:
                yield found["ContentLength"], body

    def keep_as(self, name: str, other: str) -> None:
        """Keep the content of a file under another name, too: it stays when the file is deleted."""
        with _told_as(FilesAway):
            self._client.copy_object(**self._at(other), CopySource=self._at(name))

    def put_back(self, name: str, content: IO[bytes]) -> None:
        """Write a file from what can be read once."""
        with SpooledTemporaryFile(max_size=IN_MEMORY) as whole:
            shutil.copyfileobj(content, whole)
            self._save(name, File(whole))

    def forget(self, folder: str = "") -> None:
        """Delete whatever lies in a folder; all of it where none is named."""
        for found in list(self.files_below(folder)):
            self.delete(found.name)

    def room(self) -> int | None:
        """How many bytes it has room for: no server of objects says."""
        return None

    def delete(self, name: str) -> None:
        """Delete a file, if it is there."""
        with _told_as(FilesAway):
            self._client.delete_object(**self._at(name))

    def _open(self, name: str, mode: str = "rb") -> File:
        """All of it before anything is handed out: what fails, fails before an answer begins."""
        file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - whoever opened it closes it
        with self.reading(name) as (_size, content):
            shutil.copyfileobj(content, file)
        file.seek(0)
        return File(file, name)

    def _save(self, name: str, content: File) -> str:
        body: Any = content
        while isinstance(body, File):  # Django's is false where it has no name, and counts as nothing to be sent
            body = body.file
        body.seek(0)
        with _told_as(FilesAway):
            self._client.put_object(**self._at(name), Body=body)
        return name

    @property
    def _client(self) -> Any:
        """One for all threads: clients may be shared, and bucket objects may not."""
        return self.bucket.meta.client

    def _at(self, name: str) -> dict[str, str]:
        return {"Bucket": self.bucket_name, "Key": self._key(name)}

    def _key(self, name: str) -> str:
        """What the bucket calls a file of ours. Raises `SuspiciousOperation` for a name that leads elsewhere."""
        return self._normalize_name(name)


@contextmanager
def _told_as(kind: type[FilesAway]) -> Iterator[None]:
    """Let what the server or the way to it fails with be told as a folder's: `FileNotFoundError`, or `kind`."""
    try:
        yield
    except (ClientError, BotoCoreError) as error:
        if isinstance(error, ClientError) and error.response["Error"]["Code"] in MISSING:
            raise FileNotFoundError(errno.ENOENT, "There is no such file") from None
        number = _errno_of(error)
        log.error("The bucket of files: errno %s", number)
        words = "A file could not be read" if kind is FilesUnread else "A file could not be written"
        raise kind(number, words) from error


def _errno_of(error: ClientError | BotoCoreError) -> int:
    if isinstance(error, ClientError):
        return _errno_of_answer(error.response)
    if isinstance(error, SILENT):
        return errno.ETIMEDOUT
    return errno.ECONNREFUSED if isinstance(error, NOBODY) else errno.EIO


def _errno_of_answer(response: Any) -> int:
    code, status = response["Error"]["Code"], response["ResponseMetadata"]["HTTPStatusCode"]
    if code in NO_ROOM or status == 507:
        return errno.ENOSPC
    if code == "NoSuchBucket":
        return errno.ENOENT
    return errno.EACCES if status in REFUSED else errno.EIO
