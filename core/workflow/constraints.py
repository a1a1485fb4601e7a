"""What a constraint of the database says to people, and at which field.

A constraint carries its words as `violation_error_message`, and as `violation_error_code` the field they belong to.
Django would put them above the form; forms and `save_checked` put them at the field.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, FieldError, ValidationError
from django.db import DEFAULT_DB_ALIAS, IntegrityError, models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.db.models.sql import Query
from django.db.models.sql.constants import SINGLE

from core.names.fields import SkeletonField


def at_fields(refusal: ValidationError, model: type[models.Model]) -> ValidationError:
    """The same refusal, with what constraints say put at their fields."""
    places = {each.violation_error_code for each in model._meta.constraints if each.violation_error_code}
    told: dict[str, list[ValidationError]] = {}
    for name, errors in refusal.update_error_dict({}).items():
        for error in errors:
            place = error.code if name == NON_FIELD_ERRORS and error.code and error.code in places else name
            told.setdefault(place, []).append(error)
    return ValidationError(told)


def validate_constraints(
    obj: models.Model, exclude: Collection[str], sure: Collection[str] = (), *, ask_checks: bool = True
) -> None:
    """As the row would by itself, but its checks at once: each is asked alone only to learn which of them is broken.

    Whether another row has the same is not asked of what the caller is `sure` of; nor, without `ask_checks`, whether
    the checks hold, which whoever saves the row within `checks_in_words` is told then. Raises `ValidationError`.
    """
    constraints = obj._meta.constraints
    checks = [each for each in constraints if isinstance(each, models.CheckConstraint)]
    others = [each for each in constraints if each not in checks]
    refusals: dict[str, list[ValidationError]] = {}
    for constraint in others if not ask_checks or _all_hold(obj, checks, exclude) else constraints:
        try:
            constraint.validate(type(obj), obj, exclude={*exclude, *(sure if constraint in others else ())})
        except ValidationError as refusal:
            refusals = refusal.update_error_dict(refusals)
    if refusals:
        raise ValidationError(refusals)


def validate_checks(obj: models.Model) -> None:
    """Only what the database holds of the row by itself, in one statement; raises `ValidationError`, at the field.

    For rows that are written many at once, where the refusal of one would undo all.
    """
    checks = [each for each in obj._meta.constraints if isinstance(each, models.CheckConstraint)]
    if _all_hold(obj, checks, ()):
        return
    for check in checks:
        try:
            check.validate(type(obj), obj)
        except ValidationError as refusal:
            raise at_fields(refusal, type(obj)) from refusal


def untouched(model: type[models.Model], facts: Collection[str]) -> frozenset[str]:
    """The fields of which a change to these `facts` cannot make another row have the same.

    The skeleton of a name changes with the name.
    """
    meta = model._meta
    together = [set(names) for names in meta.unique_together]
    together += [_read_by(each) for each in meta.constraints if isinstance(each, models.UniqueConstraint)]
    followed = (each.name for each in meta.concrete_fields if isinstance(each, SkeletonField) and each.source in facts)
    given = {*facts, *followed}
    asked = given.union(*(names for names in together if names & given))
    return frozenset(field.name for field in meta.concrete_fields) - asked


def _read_by(constraint: models.UniqueConstraint) -> set[str]:
    return {*constraint.fields, *(constraint.condition.referenced_base_fields if constraint.condition else ())}


def _all_hold(obj: models.Model, checks: Sequence[models.CheckConstraint], exclude: Collection[str]) -> bool:
    """False also where a check names what is excluded: then Django passes over that one, and asks the others."""
    try:
        values = obj._get_field_expression_map(meta=obj._meta, exclude=exclude)
        return not checks or _holds(Q(*(check.condition for check in checks)), values)
    except FieldError:
        return False


def _holds(condition: Q, values: dict[str, Any]) -> bool:
    """As `Q.check` asks, but for the savepoint: what is asked after here has been held to its fields before."""
    asked = Query(None)
    for name, value in values.items():
        asked.add_annotation(value, name, select=False)
    asked.add_annotation(Value(1), "_check")
    asked.add_q(Q(Coalesce(condition, True, output_field=models.BooleanField())))
    return asked.get_compiler(DEFAULT_DB_ALIAS).execute_sql(SINGLE) is not None


@contextmanager
def checks_in_words(model: type[models.Model]) -> Iterator[None]:
    """Where the database finds a check broken, raise the words of the check as a `ValidationError` at its field."""
    try:
        yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        for constraint in model._meta.constraints:
            if constraint.name == name and isinstance(constraint, models.CheckConstraint):
                words = constraint.get_violation_error_message()
                raise ValidationError({constraint.violation_error_code or NON_FIELD_ERRORS: words}) from error
        raise
