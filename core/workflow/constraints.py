"""What a constraint of the database says to people, and at which field.

A constraint carries its words as `violation_error_message`, and as `violation_error_code` the field they belong to.
Django would put them above the form; forms and `save_checked` put them at the field.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models


def at_fields(refusal: ValidationError, model: type[models.Model]) -> ValidationError:
    """The same refusal, with what constraints say put at their fields."""
    places = {each.violation_error_code for each in model._meta.constraints if each.violation_error_code}
    told: dict[str, list[ValidationError]] = {}
    for name, errors in refusal.update_error_dict({}).items():
        for error in errors:
            place = error.code if name == NON_FIELD_ERRORS and error.code and error.code in places else name
            told.setdefault(place, []).append(error)
    return ValidationError(told)


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
