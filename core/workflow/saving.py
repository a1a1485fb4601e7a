"""Saving what people entered: checked against the rules of the model, signed in the trail, one winner of two."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from psycopg.errors import CheckViolation

from core.trail.recording import acting
from core.trail.versions import forget_version, note_version
from core.workflow.acts import in_act
from core.workflow.constraints import at_fields, checks_in_words, untouched, validate_constraints
from core.workflow.editing import require_unchanged
from core.workflow.moves import Conflict, Row, hold, hold_entered, lock_anew


def save_checked(
    obj: Row,
    *,
    by,
    reason: str | Promise = "",
    sure: Collection[str] = (),
    ask_checks: bool | None = None,
    **facts: Any,
) -> Row:
    """Set `facts`, check fields and constraints, save, and sign the trail as `by`.

    Of fields the caller is `sure` of, such as a number it just counted under a lock, it is not asked whether another
    row has the same; nor of those of a row that stands there already and are none of the `facts`. Without `ask_checks`
    the checks of the database are left to it: it refuses in the same words, but what was written before in this
    transaction is lost. So it is in an act, which a refusal undoes anyway, unless `ask_checks` says otherwise.

    Raises `ValidationError`, at the field, for what a person can mend, and `Conflict` when someone else entered the
    same meanwhile.
    """
    for name, value in facts.items():
        setattr(obj, name, value)
    is_new = obj._state.adding
    kept = frozenset() if is_new or not facts else untouched(obj.__class__, facts)
    check(obj, {*sure, *kept}, ask_checks=not in_act() if ask_checks is None else ask_checks)
    try:
        with transaction.atomic(savepoint=False), acting(by, reason=reason), checks_in_words(type(obj)):
            obj.save()
    except IntegrityError as error:
        if isinstance(error.__cause__, CheckViolation):
            raise  # a check no model knows of is a fault of ours, which nobody mends by looking again
        raise Conflict(_("Meanwhile someone else entered the same. Look at it again before you go on.")) from error
    if is_new:
        note_version(hold_entered(obj))
    else:
        forget_version(obj)
    return obj


def check(obj: models.Model, sure: Collection[str] = (), *, ask_checks: bool = True) -> None:
    """Hold the row to the limits of its fields and to its constraints. Raises `ValidationError`, at the field."""
    refusals = _too_long(obj)
    rules = (
        lambda: obj.clean_fields(exclude={*refusals, *_rows_known(obj, sure)}),
        obj.clean,
        lambda: obj.validate_unique(exclude={*refusals, *sure}),
        lambda: validate_constraints(obj, refusals, sure, ask_checks=ask_checks),
    )
    for held_to in rules:
        try:
            held_to()
        except ValidationError as refusal:
            refusals = at_fields(refusal, type(obj)).update_error_dict(refusals)
    if refusals:
        raise ValidationError(refusals)


def _rows_known(obj: models.Model, sure: Collection[str]) -> set[str]:
    """References whose rows were read already, or are sure: Django's check would ask for each whether it is there."""
    return {
        field.name
        for field in obj._meta.concrete_fields
        if field.is_relation
        and getattr(obj, field.attname) is not None
        and (field.name in sure or field.is_cached(obj))
    }


def _too_long(obj: models.Model) -> dict[str, list[ValidationError]]:
    """Forms hold a long text to its limit; Django's models do not."""
    refusals: dict[str, list[ValidationError]] = {}
    for field in obj._meta.fields:
        if isinstance(field, models.TextField) and field.max_length:
            try:
                MaxLengthValidator(field.max_length)(getattr(obj, field.name))
            except ValidationError as refusal:
                refusals[field.name] = [refusal]
    return refusals


def locked(model: type[Row], pk: Any) -> Row:
    """The row of this key, read with its lock, which lasts until the transaction ends."""
    return hold(model._base_manager.select_for_update(of=("self",)).get(pk=pk))


def lock_row(obj: Row, *, seen: str = "") -> Row:
    """Lock a row without a status until the transaction ends and bring `obj` up to date.

    With `seen`, what a form remembers, raises `ChangedMeanwhile` if somebody changed it after the form was opened.
    """
    lock_anew(obj)
    require_unchanged(obj, seen)
    return obj
