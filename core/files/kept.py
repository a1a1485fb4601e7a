"""Files sent with a form that is shown again with its errors: kept like the words typed, until it is sent once more.

They lie under the account in a folder that no address leads to. The form carries a sealed reference to each in a box
that is ticked: taking the tick off lets go of the file. A reference is good for its own account and a day.
"""

import logging
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.utils.crypto import get_random_string

from core.files.attachments import MAX_BYTES, caption_of, check_upload, clean_name

SUFFIX = "-kept"
CAPTION = "-caption-"  # and the reference: the name of the box with the caption of a kept file
DAY = 24 * 60 * 60  # seconds
MOST_BYTES = 4 * MAX_BYTES  # of one account; the oldest go first
FOLDER = "kept"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kept:
    """A file of a form that is shown again."""

    reference: str
    name: str
    size: int
    caption: str = ""


def bring_back(request) -> None:
    """Put the kept files whose boxes are ticked beside those that were sent now, each under the name of its field."""
    for field in [name for name in request.POST if name.endswith(SUFFIX)]:
        for reference in request.POST.getlist(field)[: settings.DATA_UPLOAD_MAX_NUMBER_FILES]:
            found = _found(request.user, reference)
            if found is not None:
                found.caption = request.POST.get(f"{field.removesuffix(SUFFIX)}{CAPTION}{reference}", "").strip()
                request.FILES.appendlist(field.removesuffix(SUFFIX), found)


def keep(user, uploads) -> list[Kept]:
    """Keep those of the uploads that a form could take; one that was kept before stays as it is.

    What finds no room is chosen again by the person: the form is shown all the same.
    """
    return [kept for upload in uploads if (kept := _keep(user, upload)) is not None]


def let_go(request) -> None:
    """Delete what the form had kept, once what it has become is saved."""
    places = [upload.place for _field, sent in request.FILES.lists() for upload in sent if hasattr(upload, "place")]
    if places:
        transaction.on_commit(lambda: [place.unlink(missing_ok=True) for place in places], robust=True)


def forget_expired() -> int:
    """Delete what nobody sent once more within a day; how many files that were."""
    over = [place for place in _root().glob("*/*") if place.stat().st_mtime < time() - DAY]
    for place in over:
        place.unlink(missing_ok=True)
    return len(over)


def _keep(user, upload) -> Kept | None:
    if hasattr(upload, "reference"):
        return Kept(upload.reference, upload.name, upload.size, caption_of(upload))
    try:
        check_upload(upload)
    except ValidationError:
        return None
    place = _folder(user) / get_random_string(32)
    try:
        _copy(upload, place)
    except OSError as error:
        log.error("A file of a form could not be kept: errno %s", error.errno)
        place.unlink(missing_ok=True)
        return None
    finally:
        upload.seek(0)
    name = clean_name(upload.name)
    return Kept(_signer(user).sign_object([place.name, name]), name, upload.size, caption_of(upload))


def _copy(upload, place: Path) -> None:
    _make_room(place.parent, upload.size)
    with open(place, "xb", opener=lambda path, flags: os.open(path, flags, settings.FILE_UPLOAD_PERMISSIONS)) as kept:
        upload.seek(0)
        shutil.copyfileobj(upload, kept)


def _found(user, reference: str) -> UploadedFile | None:
    """The file, as if it were sent now; nothing for a reference of another account, too old, or used up."""
    try:
        token, name = _signer(user).unsign_object(reference, max_age=DAY)
        file = open(_folder(user) / token, "rb")  # noqa: SIM115 - the request closes its files
    except (BadSignature, FileNotFoundError):
        return None
    upload = UploadedFile(file, name, size=os.fstat(file.fileno()).st_size)
    upload.reference, upload.place = reference, Path(file.name)
    return upload


def _make_room(folder: Path, size: int) -> None:
    """Delete the oldest files of an account that would keep too much."""
    folder.mkdir(mode=settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS, parents=True, exist_ok=True)
    for place, before in list(_newest_first(folder)):
        if before + size > MOST_BYTES:
            place.unlink(missing_ok=True)


def _newest_first(folder: Path) -> Iterator[tuple[Path, int]]:
    """The files of a folder, each with the size of it and all newer ones."""
    total = 0
    for place in sorted(folder.iterdir(), key=lambda each: each.stat().st_mtime, reverse=True):
        total += place.stat().st_size
        yield place, total


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER


def _folder(user) -> Path:
    return _root() / str(user.pk)


def _signer(user) -> TimestampSigner:
    return TimestampSigner(salt=f"core.files.kept:{user.pk}")
