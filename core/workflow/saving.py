"""Saving what people entered: checked against the rules of the model, signed in the trail, one winner of two."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.trail.recording import acting
from core.workflow.editing import require_unchanged
from core.workflow.moves import Conflict, Row, bring_up_to_date, locked


def save_checked(obj: Row, *, by, reason: str = "", **facts: Any) -> Row:
    """Set `facts`, check fields and constraints, save, and sign the trail as `by`.

    Raises `ValidationError` for what a person can mend, and `Conflict` when someone else entered the same meanwhile.
    """
    for name, value in facts.items():
        setattr(obj, name, value)
    obj.full_clean()
    try:
        with transaction.atomic(), acting(by, reason=reason):
            obj.save()
    except IntegrityError as error:
        raise Conflict(_("Meanwhile someone else entered the same. Look at it again before you go on.")) from error
    return obj


def lock_row(obj: Row, *, seen: str = "") -> Row:
    """Lock a row without a status until the transaction ends and bring `obj` up to date.

    With `seen`, what a form remembers, raises `ChangedMeanwhile` if somebody changed it after the form was opened.
    """
    bring_up_to_date(obj, locked(obj))
    require_unchanged(obj, seen)
    return obj
