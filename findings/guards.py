"""Rules that several services share: drafts alone are edited, a return says why."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext as _

from core.workflow.editing import require_unchanged
from core.workflow.moves import IllegalStep, lock


def require_reason(reason: str) -> str:
    """The reason without spaces around it; a return without one is refused."""
    if not reason.strip():
        raise ValidationError({"reason": _("Say what is to be mended.")})
    return reason.strip()


def lock_draft(row: models.Model, *, seen: str = "") -> None:
    """Lock the row until the transaction ends; refuse unless it is a draft, and still as a form has `seen` it."""
    lock(row)
    if row.status != row.Status.DRAFT:
        raise IllegalStep(
            _("“%(what)s” is in state “%(status)s”; only a draft can be changed. Have it returned first.")
            % {"what": row, "status": row.get_status_display()}
        )
    require_unchanged(row, seen)


def save_content(row: models.Model, **values) -> None:
    """Set what people wrote, hold each field to its limits, and save these alone; the rest is the service's own."""
    for name, value in values.items():
        setattr(row, name, value)
    relations = [field.name for field in row._meta.fields if field.is_relation]
    row.clean_fields(exclude=relations)
    for field in row._meta.fields:
        if isinstance(field, models.TextField) and field.max_length:
            _require_length(field, getattr(row, field.name))
    row.save(update_fields=[*values] if row.pk else None)


def _require_length(field: models.TextField, text: str) -> None:
    """Forms hold a long text to its limit; Django's models do not."""
    try:
        MaxLengthValidator(field.max_length)(text)
    except ValidationError as refusal:
        raise ValidationError({field.name: refusal.messages}) from None
