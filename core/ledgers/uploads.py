"""An import through the pages: upload, look at the preview, save, take the refused rows away."""

import io
import re

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from core.access import budget
from core.access.reach import Actor, Refused
from core.files.attachments import clean_name
from core.ledgers.importer import Options
from core.ledgers.registry import kind_of
from core.ledgers.running import (
    Outcome,
    Plan,
    ReadBefore,
    RefusedRows,
    Source,
    Unconfirmed,
    commit,
    preview,
    read_once,
)
from core.models import LedgerUpload
from core.models.uploads import CONFIDENTIAL_LIFETIME, LIFETIME
from core.wording import kept_alone
from core.workbook.package import UnreadableFile
from core.workbook.refused import write_refused
from core.workflow.moves import Conflict, IllegalStep

SOON = 1000  # up to this many rows are saved within the request, more by the worker
OWN_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
NOT_OURS = "-"  # is that of no preview
ENTERED_MEANWHILE = kept_alone(
    gettext_lazy("Meanwhile someone else entered the same. Look at it again before you go on.")
)
UNFORESEEN = kept_alone(gettext_lazy("Something went wrong that nobody foresaw; it is recorded. Nothing was saved."))
EXPECTED = (UnreadableFile, Conflict, IllegalStep, Refused, RefusedRows, Unconfirmed)


class NamedContent(io.BytesIO):
    """A file in memory under the name it was uploaded by."""

    def __init__(self, content: bytes, name: str):
        super().__init__(content)
        self.name = name


def keep_upload(file: File, *, by: Actor, options: Options) -> LedgerUpload:
    """Read an upload once, and keep what was read for the preview and the saving.

    Raises `UnreadableFile` for what is no ledger and `Refused` for one that `by` may not import; neither is kept. The
    caller has traced who had a confidential one (`refusals_traced`).
    """
    cells = read_once(file)
    plan = preview(cells, by=by, options=options)
    lifetime = CONFIDENTIAL_LIFETIME if plan.confidential else LIFETIME
    upload = LedgerUpload.objects.create(
        user_id=by.pk,
        kind=plan.kind.key,
        name=clean_name(file.name),
        cells=cells.cells,
        rows=len(plan.reading.rows),
        options=plan.importer.options,
        expires_at=timezone.now() + lifetime,
    )
    plan.kind.record_access(by, str(upload.pk), "upload")
    return upload


@transaction.atomic
def change_options(upload: LedgerUpload, options: Options) -> None:
    """Change the options for the next preview; an upload that is being saved or was saved keeps its own."""
    fresh = LedgerUpload.objects.select_for_update(skip_locked=True).filter(pk=upload.pk).first()
    if fresh is None or fresh.is_done or fresh.is_under_way:
        return
    upload.options = kind_of(upload.kind).options_from(options)
    upload.save(update_fields=["options"])


def file_of(upload: LedgerUpload) -> Source:
    """What was read of the uploaded file; the file itself where an earlier version kept it."""
    if upload.cells is not None:
        return ReadBefore(bytes(upload.cells), upload.name)
    return NamedContent(bytes(upload.content or b""), upload.name)


def preview_upload(upload: LedgerUpload) -> Plan:
    """Check the rows anew against the database as it is now, to be looked at."""
    plan = preview(file_of(upload), by=upload.user, options=upload.options)
    plan.kind.record_access(upload.user, str(upload.pk), "preview")
    return plan


@transaction.atomic
def ask_for_commit(upload: LedgerUpload, *, skip_refused: bool, confirmed: bool, fingerprint: str) -> bool:
    """Note that the person wants what they saw to be saved; False if it is being saved or was saved already.

    The saving takes a place in their budget; raises `OverBudget`, with nothing noted, where there is none.
    """
    fresh = LedgerUpload.objects.select_for_update().get(pk=upload.pk)
    if fresh.is_done or fresh.is_under_way:
        return False
    upload.skip_refused, upload.confirmed = skip_refused, confirmed
    upload.fingerprint = fingerprint if OWN_FINGERPRINT.fullmatch(fingerprint) else NOT_OURS
    upload.asked_at, upload.failure = timezone.now(), ""
    upload.save(update_fields=["skip_refused", "confirmed", "fingerprint", "asked_at", "failure"])
    budget.begin(upload.user, _work(upload))
    return True


@transaction.atomic
def forget(upload: LedgerUpload) -> bool:
    """Delete an upload of which nothing is saved; False if it is being saved or was saved already."""
    fresh = LedgerUpload.objects.select_for_update(skip_locked=True).filter(pk=upload.pk).first()
    if fresh is None or fresh.is_done or fresh.is_under_way:
        return False
    fresh.delete()
    return True


def _work(upload: LedgerUpload) -> str:
    """What the saving of an upload is called in the budget of its owner."""
    return f"import:{upload.pk}"


def left_behind() -> LedgerUpload | None:
    """One that was asked for and nobody saves: its worker died, or never heard of it. Who saves one holds its row."""
    with transaction.atomic():
        return LedgerUpload.objects.left_behind().select_for_update(skip_locked=True).order_by("asked_at").first()


def carry_out(upload: LedgerUpload) -> None:
    """Save what was asked for, or note why it failed. A second run finds it done and does nothing."""
    try:
        _carry_out(upload)
    finally:
        budget.end(upload.user, _work(upload))


def _carry_out(upload: LedgerUpload) -> None:
    try:
        with transaction.atomic():
            fresh = LedgerUpload.objects.select_for_update().get(pk=upload.pk)
            if fresh.is_done or fresh.asked_at is None:
                return
            outcome = commit(
                file_of(fresh),
                by=fresh.user,
                options=fresh.options,
                skip_refused=fresh.skip_refused,
                confirmed=fresh.confirmed,
                expected=fresh.fingerprint,
            )
            _note(fresh, outcome)
    except EXPECTED as refusal:
        _note_failure(upload, str(refusal))
    except ValidationError as refusal:
        _note_failure(upload, " ".join(refusal.messages))
    except IntegrityError:
        _note_failure(upload, str(ENTERED_MEANWHILE))
    except Exception:  # whatever it is, the page must not wait for an answer forever
        note_fault(upload)
        raise


def _note(upload: LedgerUpload, outcome: Outcome) -> None:
    upload.done_at, upload.content, upload.cells = timezone.now(), None, None
    upload.saved, upload.refused = outcome.saved, len(outcome.plan.refused)
    upload.standing = len(outcome.plan.standing)
    upload.leftover = refused_workbook(outcome.plan)
    upload.save(update_fields=["done_at", "content", "cells", "saved", "refused", "standing", "leftover"])


def note_fault(upload: LedgerUpload) -> None:
    """Note that an unforeseen error ended the saving, so that it may be asked for again."""
    _note_failure(upload, str(UNFORESEEN))


def _note_failure(upload: LedgerUpload, words: str) -> None:
    LedgerUpload.objects.filter(pk=upload.pk, done_at=None).update(asked_at=None, failure=words)


def refused_workbook(plan: Plan) -> bytes | None:
    """The refused rows as a workbook in the layout they came in, or None if there are none."""
    if not plan.refused:
        return None
    file = io.BytesIO()
    write_refused(file, plan.reading)
    return file.getvalue()


@transaction.atomic
def take_leftover(upload: LedgerUpload) -> bytes | None:
    """The refused rows for download; those of a confidential ledger are handed out once and then gone."""
    if not upload.is_done:
        return refused_workbook(preview_upload(upload))
    content = bytes(upload.leftover) if upload.leftover else None
    kind_of(upload.kind).record_access(upload.user, str(upload.pk), "leftover")
    if kind_of(upload.kind).confidential:
        LedgerUpload.objects.filter(pk=upload.pk).update(leftover=None)
    return content


def forget_expired_uploads() -> int:
    """Delete expired uploads with their files."""
    deleted, _by_model = LedgerUpload.objects.expired().delete()
    return deleted
