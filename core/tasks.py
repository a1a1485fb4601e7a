"""Background tasks of core. Each may run twice at once, and again after any interruption."""

from celery import shared_task
from django.db import transaction
from django.utils import translation

from core.api import idempotency, tokens
from core.batches import services as batches
from core.drawing.services import forget_expired
from core.exports import services as exports
from core.files import keeping, kept
from core.ledgers import uploads
from core.models import Batch, Cleared, LedgerUpload, ListExport, MonthlyReport
from core.models.runs import Work
from core.monthly import services as monthly
from core.notices import digests
from core.notices.channels.digests import deliver_to_channels
from core.operation.runs import note_run, noted
from core.trail import anchors
from core.trail.clearing import note_cleared
from core.trail.recording import acting

Kind = Cleared.Kind


@shared_task
def deliver_notices() -> dict[str, int]:
    """Send the mails that are due, then the messages of channels, which fail for themselves."""
    with noted(Work.DELIVER_NOTICES), acting(task="deliver_notices"):
        report = digests.deliver_digests()
    if report.failure:
        note_run(Work.MAIL, failure=report.failure, times=report.failed + report.given_up)
    if report.sent:
        note_run(Work.MAIL, times=report.sent)
    with acting(task="deliver_notices"):
        channels = deliver_to_channels()
    return report.counts() | {f"channels_{name}": amount for name, amount in channels.counts().items() if amount}


@shared_task
def sweep_api() -> dict[str, int]:
    """Forget remembered answers that are too old to be asked for again, and expired tokens."""
    with noted(Work.SWEEP_API), acting(task="sweep_api"), transaction.atomic():
        return note_cleared(
            "sweep_api",
            {Kind.KEY: idempotency.forget_old_answers(), Kind.TOKEN: tokens.forget_expired()},
        )


@shared_task
def carry_out_import(upload_id: str) -> None:
    """Save a large ledger that a person has looked at and asked for; they are told in their language how it ended."""
    upload = LedgerUpload.objects.select_related("user").filter(pk=upload_id).first()
    if upload is not None:
        with acting(upload.user, task="carry_out_import"), translation.override(upload.user.language):
            uploads.carry_out(upload)


@shared_task
def draw_monthly_report(report_id: int) -> None:
    """Draw the monthly workbook that a person asked for."""
    report = MonthlyReport.objects.select_related("user").filter(pk=report_id, done_at=None).first()
    if report is not None:
        with acting(report.user, task="draw_monthly_report"):
            monthly.draw_report(report)


@shared_task
def draw_list_export(export_id: int) -> None:
    """Draw the workbook of a long list that a person asked for."""
    export = ListExport.objects.select_related("user").filter(pk=export_id, done_at=None).first()
    if export is not None:
        with acting(export.user, task="draw_list_export"):
            exports.draw_export(export)


@shared_task
def carry_out_batch(batch_id: int, *, from_end: bool = False) -> None:
    """Take the step that a person asked for on many rows, beside another worker if one is free."""
    batch = Batch.objects.under_way().select_related("user", "kind").filter(pk=batch_id).first()
    if batch is not None:
        with acting(batch.user, task="carry_out_batch"):
            batches.carry_out(batch, from_end=from_end)


def have_carried_out(batch: Batch) -> None:
    """Have two workers take the step on the rows of the batch; where there is one alone, the other finds none left."""
    for from_end in (False, True):
        carry_out_batch.delay(batch.pk, from_end=from_end)


@shared_task
def take_up() -> None:
    """Do what was asked for and nobody does: its worker died, or Redis lost the message. What is under way is left.

    One of each kind at a time, since the next sweep is half a minute away.
    """
    with noted(Work.TAKE_UP):
        if upload := uploads.left_behind():
            carry_out_import(str(upload.pk))
        for model, draw in ((MonthlyReport, draw_monthly_report), (ListExport, draw_list_export)):
            if work := model.objects.left_behind().order_by("asked_at").first():
                draw(work.pk)
        if batch := Batch.objects.left_behind().order_by("asked_at").first():
            carry_out_batch(batch.pk)


@shared_task
def sweep_uploads() -> dict[str, int]:
    """Delete what has expired: uploaded ledgers, files kept for forms that nobody sent again, drawn workbooks."""
    with noted(Work.SWEEP_UPLOADS), acting(task="sweep_uploads"), transaction.atomic():
        return note_cleared(
            "sweep_uploads",
            {
                Kind.WORKBOOK: sum(forget_expired(model) for model in (MonthlyReport, ListExport)),
                Kind.UPLOAD: uploads.forget_expired_uploads(),
                Kind.KEPT_FILE: kept.forget_expired(),
            },
        )


@shared_task
def sweep_files() -> dict[str, int]:
    """Delete files that no row names: of a transaction that was undone, or of a process that died."""
    with noted(Work.SWEEP_FILES), acting(task="sweep_files"), transaction.atomic():
        return note_cleared("sweep_files", {Kind.ORPHAN: keeping.forget_orphans()})


@shared_task
def anchor_trail() -> bool:
    """Keep the head of the trail's chain outside the database, if it went on since the last time."""
    with noted(Work.ANCHOR_TRAIL):
        return anchors.keep_head()
