"""Workbooks of any kind: begun, drawn at a worker, kept for who asked, forgotten."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from tempfile import TemporaryFile
from typing import Any, BinaryIO, TypeVar

from django.core.cache import cache
from django.core.files import File
from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from core.access import budget
from core.access.reach import Actor
from core.models.drawn import PATIENCE, Drawn
from core.notices.services import tell
from core.reports.monthly import one_moment
from core.wording import in_house_language, kept_alone

KEPT = timedelta(days=7)
TOO_LATE = kept_alone(gettext_lazy("It was not drawn in time. Ask for it again."))
UNFORESEEN = kept_alone(gettext_lazy("Something went wrong that nobody foresaw; it is recorded. Ask for it again."))
LOCK = 0x1E46E6  # of the workbooks that are being drawn, each with its key
Work = TypeVar("Work", bound=Drawn)
Telling = Callable[[int, int], None]


@dataclass(frozen=True)
class Drawing:
    """How workbooks of one kind are drawn, and what is told of them.

    `write(work, file, told)` draws it for its reader, whom `may(user)` allows it; `refused` is what another is told.
    `ready` and `failed` are the notices, which take the `facts(work)`.
    """

    name: str
    write: Callable[[Any, BinaryIO, Telling], None]
    may: Callable[[Actor], bool]
    refused: Promise
    ready: Promise
    failed: Promise
    facts: Callable[[Any], dict[str, Any]]


def ask_for(model: type[Work], *, by: Actor, **facts: Any) -> tuple[Work, bool]:
    """A workbook with these facts as it is to be drawn, and whether a worker has to be sent for it.

    Asked for again while it is being drawn it is the same. Raises `OverBudget` where this account has too much under
    way.
    """
    with transaction.atomic():
        now = timezone.now()
        _give_up_lost(model, by, facts, now)
        begun = {"asked_at": now, "expires_at": now + KEPT, "language": translation.get_language()}
        work, is_new = model.objects.get_or_create(user_id=by.pk, done_at=None, **facts, defaults=begun)
        if is_new:
            budget.begin(by, work_of(work))
    return work, is_new


def draw(work: Drawn, drawing: Drawing) -> None:
    """Draw what was asked for and tell who asked. A second run finds it done or being drawn, and does nothing."""
    try:
        with translation.override(work.language), TemporaryFile(suffix=".xlsx") as file:
            if _drawn(work, drawing, file):
                _keep(work, drawing, file)
    except Exception:  # whatever it is, the page must not wait for an answer forever
        with transaction.atomic():
            _fail(work, drawing, UNFORESEEN)
        raise


def progress_of(work: Drawn) -> tuple[int, int]:
    """How much is written, and of how much; (0, 0) before a worker has begun."""
    written, of = cache.get(work_of(work)) or (0, 0)
    return written, of


@transaction.atomic
def forget_expired(model: type[Drawn]) -> int:
    """Delete expired workbooks with their files; how many that were."""
    over = list(model.objects.expired())
    for work in over:
        work.delete()
    files = [work.file for work in over if work.file]
    transaction.on_commit(lambda: [file.storage.delete(file.name) for file in files], robust=True)
    return len(over)


def work_of(work: Drawn) -> str:
    """What it is called in the budget of its reader, in the cache and among notices."""
    return f"{work._meta.model_name}:{work.pk}"


def telling(work: Drawn) -> Telling:
    """Says how far it is where every process can read it: nothing else of an open transaction is seen outside."""
    return lambda written, of: cache.set(work_of(work), (written, of), budget.LEASE)


def _give_up_lost(model: type[Drawn], by: Actor, facts: dict[str, Any], now: datetime) -> None:
    """Let go of one whose worker has died, so that another can be asked for."""
    lost = model.objects.filter(user_id=by.pk, done_at=None, asked_at__lte=now - PATIENCE, **facts)
    for work in lost.select_for_update(skip_locked=True):
        _end(work, failure=in_house_language(TOO_LATE))


def _drawn(work: Drawn, drawing: Drawing, file: BinaryIO) -> bool:
    """Write the workbook into the file; False if another worker is at it, or it may not be drawn any more."""
    with one_moment():
        if not _alone_at(work):
            return False
        if not drawing.may(work.user):
            _fail(work, drawing, drawing.refused)
            return False
        work.drawn_for = work.user.reach.digest
        drawing.write(work, file, telling(work))
    return True


def _alone_at(work: Drawn) -> bool:
    """Whether nobody else draws it; held until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, hashtext(%s))", [LOCK, work_of(work)])
        return cursor.fetchone()[0]


@transaction.atomic
def _keep(work: Drawn, drawing: Drawing, file: BinaryIO) -> None:
    fresh = type(work).objects.select_for_update().filter(pk=work.pk, done_at=None).first()
    if fresh is None:
        return
    file.seek(0)
    fresh.file.save(f"{uuid.uuid4().hex}.xlsx", File(file), save=False)
    _end(fresh, file=fresh.file, drawn_for=work.drawn_for)
    _tell(fresh, drawing, drawing.ready)


def _fail(work: Drawn, drawing: Drawing, words: Promise) -> None:
    _end(work, failure=in_house_language(words))
    _tell(work, drawing, drawing.failed)


def _end(work: Drawn, **facts: Any) -> None:
    for name, value in facts.items():
        setattr(work, name, value)
    work.done_at = timezone.now()
    work.save(update_fields=["done_at", *facts])
    transaction.on_commit(lambda: budget.end(work.user, work_of(work)), robust=True)


def _tell(work: Drawn, drawing: Drawing, subject: Promise) -> None:
    url = work.get_absolute_url()
    tell([work.user], kind=drawing.name, subject=subject, url=url, key=work_of(work), **drawing.facts(work))
