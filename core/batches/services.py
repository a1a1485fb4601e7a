"""Batches: asked for, carried out row by row by the service of the step, and told of when they end.

Each row is a transaction of its own, in which its outcome is written with it. So whatever kills the worker, what is
done says so, and whoever takes the batch up goes on with the rest. Two workers share the rows of one batch, each from
its own end: neighbours often hang on one row above them, for whose lock one would wait for the other.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import OperationalError, models, transaction
from django.http import Http404, QueryDict
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import Actor, Refused
from core.models import Batch, BatchRow
from core.notices.services import tell
from core.trail.recording import acting
from core.ui.views.form import refusal_words
from core.wording import in_house_language, kept_alone
from core.workflow.acts import one_act
from core.workflow.as_shown import require_unchanged_since
from core.workflow.moves import Conflict, IllegalStep
from core.workflow.on_many import step_on_many
from core.workflow.steps import Step, reads_of
from core.workflow.taking import one_of_many

MOST = 1000
"""The rows of one batch at most."""
NOT_IN_TIME = kept_alone(gettext_lazy("It was not done in time. Pick it again."))
NOT_SEEN = kept_alone(gettext_lazy("You do not see this row any more."))
SHUT = kept_alone(gettext_lazy("Your account is shut, so nothing more was done."))
UNFORESEEN = kept_alone(gettext_lazy("Something went wrong that nobody foresaw; it is recorded. Nothing was changed."))
Outcome = BatchRow.Outcome


@transaction.atomic
def ask_for_batch(
    step: Step, keys: Sequence[int], *, model: type, asked: dict[str, Any], place: str, shown_at: datetime, by: Actor
) -> Batch:
    """A batch of this step on the rows of these keys, in their order, to be carried out by a worker.

    Raises `ValidationError` for none and for too many, `IllegalStep` while another batch of this account is under way.
    """
    if not keys:
        raise ValidationError(_("Tick at least one row."))
    if len(keys) > MOST:
        raise ValidationError(_("At most %(most)s rows at once. Set more filters.") % {"most": MOST})
    if Batch.objects.under_way().filter(user_id=by.pk).exists():
        raise IllegalStep(_("What you asked for last on many rows is still under way. Wait for its end."))
    with acting(by):
        batch = Batch.objects.create(
            user_id=by.pk,
            kind=ContentType.objects.get_for_model(model),
            step=step.name,
            asked=asked,
            place=place,
            language=translation.get_language(),
            shown_at=shown_at,
            asked_at=timezone.now(),
        )
        BatchRow.objects.bulk_create(
            BatchRow(batch=batch, number=number, subject_id=key) for number, key in enumerate(keys, 1)
        )
    return batch


def carry_out(batch: Batch, *, from_end: bool = False) -> None:
    """Take the step on each row that waits still. Run again after any interruption, it goes on with the rest."""
    waiting = batch.rows.filter(outcome=Outcome.WAITING).order_by("-number" if from_end else "number")
    with translation.override(batch.language):
        if batch.is_too_old:
            _refuse(batch.rows.all(), NOT_IN_TIME)
        while _next_row(batch, waiting):
            pass
        _finish(batch)


def step_of(batch: Batch) -> Step:
    """The step as it is declared. Raises `KeyError` where that kind of row has no such step on many rows any more."""
    return step_on_many(batch.kind.model_class(), batch.step)


def label_of(batch: Batch) -> Any:
    """What the step is called; its name where it is not taken on many any more, as after an upgrade."""
    try:
        return step_of(batch).label
    except KeyError:
        return batch.step


def _next_row(batch: Batch, waiting: models.QuerySet[BatchRow]) -> bool:
    """Take the step on the next row that waits and that nobody else is at; False where there is none.

    One whose step fails as nobody foresaw is not tried again, unless the database itself was at fault.
    """
    row = None
    try:
        with transaction.atomic():
            row = waiting.select_for_update(skip_locked=True).first()
            return row is not None and _take(batch, row)
    except OperationalError:
        raise
    except Exception:
        if row is not None:
            _refuse(batch.rows.filter(pk=row.pk), UNFORESEEN)
        raise


def _take(batch: Batch, row: BatchRow) -> bool:
    """Take the step on this row and write what became of it; False where nothing more is to be done."""
    user = get_user_model().of_session(batch.user_id)  # anew for each row: rights may end while a batch runs
    if not user.is_active:
        _refuse(batch.rows.all(), SHUT)
        return False
    row.outcome, row.why = _taken(batch, row, user)
    row.save(update_fields=["outcome", "why"])
    return True


def _taken(batch: Batch, row: BatchRow, user: Any) -> tuple[str, str]:
    """What became of the step on this row, and why it was refused; undone where it was."""
    step = step_of(batch)
    try:
        with one_act(), acting(user):
            subject = _subject(step, batch.kind.model_class(), row.subject_id, user)
            require_unchanged_since(subject, batch.shown_at, step)
            step.service(subject, by=user, **_answers(step, batch.asked, user))
    except Http404:
        return Outcome.REFUSED, in_house_language(NOT_SEEN)
    except (Refused, IllegalStep, Conflict, ValidationError) as refusal:
        return Outcome.REFUSED, "\n".join(refusal_words(refusal))
    return Outcome.DONE, ""


def _subject(step: Step, model: type, key: int, user: Any) -> models.Model:
    if step.locks_first:
        return one_of_many(model, step.rows, user, key, after=step.locked_after)
    subject = model.objects.visible_to(user).select_related(*reads_of(model)).filter(pk=key).first()
    if subject is None:
        raise Http404
    return subject


def _answers(step: Step, asked: dict[str, Any], user: Any) -> dict[str, Any]:
    """What was answered, read by the form of the step as it was when it was sent."""
    if step.asks is None:
        return {}
    sent = QueryDict(mutable=True)
    for name, values in asked.items():
        sent.setlist(name, values)
    form = step.asks.form(sent, **step.asks.given(None, user))
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    return form.cleaned_data


def _refuse(rows: models.QuerySet[BatchRow], why: Promise) -> None:
    """Those of the rows that wait still are not done."""
    rows.filter(outcome=Outcome.WAITING).update(outcome=Outcome.REFUSED, why=in_house_language(why))


@transaction.atomic
def _finish(batch: Batch) -> None:
    """End a batch of which no row waits, and tell who asked; once, whoever else is at it."""
    open_batch = Batch.objects.select_for_update().filter(pk=batch.pk, done_at=None).first()
    if open_batch is None or batch.rows.filter(outcome=Outcome.WAITING).exists():
        return
    open_batch.done_at = timezone.now()
    open_batch.save(update_fields=["done_at"])
    done = batch.rows.filter(outcome=Outcome.DONE).count()
    facts = {"step": label_of(batch), "done": done, "of": batch.rows.count()}
    subject = gettext_lazy("“%(step)s”: done on %(done)s of %(of)s rows")
    tell([batch.user], kind="batch", subject=subject, url=batch.get_absolute_url(), key=f"batch:{batch.pk}", **facts)
