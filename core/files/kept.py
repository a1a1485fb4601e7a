"""Files sent with a form that is shown again with its errors: kept like the words typed, until it is sent once more.

They lie under the account in a folder that no address leads to. The form carries a sealed reference to each in a box
that is ticked: taking the tick off lets go of the file. A reference is good for its own account and a day. A browser
with scripts keeps each file as soon as it is chosen (`keep_one`), so that one that is refused holds up no other.
"""

import errno
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from core.files.attachments import MAX_BYTES, caption_of, check_sum, check_upload, clean_name, digest_of, same_as
from core.files.storage import FilesAway

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
        for reference in request.POST.getlist(field)[: settings.DATA_UPLOAD_MAX_NUMBER_FILES + 1]:  # one more: refused
            found = _found(request.user, reference)
            if found is not None:
                found.caption = request.POST.get(f"{field.removesuffix(SUFFIX)}{CAPTION}{reference}", "").strip()
                request.FILES.appendlist(field.removesuffix(SUFFIX), found)


def keep(user, uploads) -> list[Kept]:
    """Keep those of the uploads that a form could take; one that was kept before stays as it is.

    What finds no room is chosen again by the person: the form is shown all the same. Raises `FilesAway` where nobody
    answers.
    """
    return [kept for upload in uploads if (kept := _keep(user, upload)) is not None]


def keep_one(user, upload: UploadedFile, beside: Sequence[str] = ()) -> Kept:
    """Keep one file for a form that is still being filled in, `beside` those it has by their references.

    Raises `ValidationError` naming the file and the cause: its kind or size, its content being there already, or too
    many or too much together; and `FilesAway`.
    """
    check_upload(upload)
    others = [_told(user, reference) for reference in beside]
    known = [told for told in others if told is not None]
    if len(known) >= settings.DATA_UPLOAD_MAX_NUMBER_FILES:
        words = _("At most %(count)d files go with one form; “%(name)s” is left out.")
        raise ValidationError(words % {"count": settings.DATA_UPLOAD_MAX_NUMBER_FILES, "name": upload.name})
    twin = next((told.name for told in known if told.digest == digest_of(upload)), "")
    if twin:
        raise same_as(twin, upload)
    check_sum([upload.size or 0, *(told.size for told in known)])
    kept = _keep(user, upload)
    if kept is None:
        raise FilesAway(errno.ENOSPC, "A file of a form could not be kept")
    return kept


def let_go(request) -> None:
    """Delete what the form had kept, once what it has become is saved."""
    places = [upload.place for _field, sent in request.FILES.lists() for upload in sent if hasattr(upload, "place")]
    if places:
        transaction.on_commit(lambda: _delete(places), robust=True)


def forget_expired() -> int:
    """Delete what nobody sent once more within a day; how many files that were."""
    over = [found.name for found in default_storage.files_below(FOLDER) if found.written_at < time() - DAY]
    _delete(over)
    return len(over)


def _keep(user, upload) -> Kept | None:
    if hasattr(upload, "reference"):
        return Kept(upload.reference, upload.name, upload.size, caption_of(upload))
    try:
        check_upload(upload)
    except ValidationError:
        return None
    token = get_random_string(32)
    try:
        _make_room(_folder(user), upload.size)
        default_storage.save(f"{_folder(user)}/{token}", File(upload.file))
    except OSError as error:
        log.error("A file of a form could not be kept: errno %s", error.errno)
        if error.errno == errno.ETIMEDOUT:  # the next would be waited for as long
            raise
        return None
    finally:
        upload.seek(0)
    name = clean_name(upload.name)
    told = [token, name, upload.size, digest_of(upload)]
    return Kept(_signer(user).sign_object(told), name, upload.size, caption_of(upload))


def _found(user, reference: str) -> UploadedFile | None:
    """The file, as if it were sent now; nothing for a reference of another account, too old, or used up."""
    told = _told(user, reference)
    if told is None:
        return None
    place = f"{_folder(user)}/{told.token}"
    try:
        kept = default_storage.open(place)
    except FileNotFoundError:
        return None
    upload = UploadedFile(kept.file, told.name, size=kept.size)
    upload.reference, upload.place = reference, place
    return upload


@dataclass(frozen=True)
class _Told:
    """What a reference says."""

    token: str
    name: str
    size: int
    digest: str


def _told(user, reference: str) -> _Told | None:
    try:
        return _Told(*_signer(user).unsign_object(reference, max_age=DAY))
    except (BadSignature, TypeError):  # of a form drawn by the version before
        return None


def _make_room(folder: str, size: int) -> None:
    """Delete the oldest files of an account that would keep too much."""
    _delete([place for place, before in _newest_first(folder) if before + size > MOST_BYTES])


def _newest_first(folder: str) -> Iterator[tuple[str, int]]:
    """The files of a folder, each with the size of it and all newer ones."""
    total = 0
    for found in sorted(default_storage.files_below(folder), key=lambda each: each.written_at, reverse=True):
        total += found.size
        yield found.name, total


def _delete(places: list[str]) -> None:
    for place in places:
        default_storage.delete(place)


def _folder(user) -> str:
    return f"{FOLDER}/{user.pk}"


def _signer(user) -> TimestampSigner:
    return TimestampSigner(salt=f"core.files.kept:{user.pk}")
