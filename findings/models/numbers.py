"""A number taken apart: what stands before its last digits, and what these count to."""

from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Cast

# At most nine digits: more are no count, nor an integer of the database. `\d` might know the digits of other scripts.
STEM = Func(F("number"), Value("^(.*[^0-9])[0-9]{1,9}[^0-9]*$"), function="substring", output_field=models.TextField())
COUNT = Cast(
    Func(F("number"), Value("([0-9]{1,9})[^0-9]*$"), function="substring", output_field=models.TextField()),
    models.IntegerField(),
)


def counted(name: str) -> models.Index:
    """The index from which the highest count under a stem is read: it is asked under the lock at which others wait."""
    return models.Index(STEM, COUNT, name=name)
