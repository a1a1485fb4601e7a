"""Members of a body in JSON are of the type that the document says: money is no float, and a number is no text.

A form has nothing but text; there, serializers read the types out of it.
"""

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from core.workdays.years import within_years

TEXTS = (serializers.CharField, serializers.ChoiceField, serializers.DateField, serializers.DecimalField)
WHOLE = (serializers.IntegerField, serializers.PrimaryKeyRelatedField)


def refuse_other_types(body: serializers.Serializer, members: dict) -> None:
    """Refuse members whose type is not that of their field, by name; null is for the field to judge."""
    if isinstance(members, QueryDict):
        return
    given = {name: value for name, value in members.items() if value is not None and name in body.fields}
    if other := [name for name, value in given.items() if not _fits(body.fields[name], value)]:
        raise ValidationError({name: [_("Send this member in the type that the document says.")] for name in other})


def bound_days(field: serializers.Field) -> None:
    """Refuse days of a year nobody means, as forms do: in a body, and in all that stands within it."""
    if isinstance(field, serializers.DateField):
        field.validators = [*field.validators, *within_years()]
    inner = [field.child] if hasattr(field, "child") else getattr(field, "fields", {}).values()
    for each in inner:
        bound_days(each)


def _fits(field: serializers.Field, value) -> bool:
    if isinstance(field, serializers.BooleanField):
        return isinstance(value, bool)
    if isinstance(field, WHOLE):
        return not isinstance(value, bool) and (isinstance(value, int) or _is_whole(value))
    return isinstance(value, str) or not isinstance(field, TEXTS)


def _is_whole(value) -> bool:
    return isinstance(value, float) and value.is_integer()
