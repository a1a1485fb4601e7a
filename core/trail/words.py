"""What the trail calls the values of fields: as people read them, in the office's own time."""

from datetime import date, datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _


def model_field(model: Any, path: str) -> Any:
    """The model field at the end of a lookup path."""
    *relations, last = path.split("__")
    for name in relations:
        model = model._meta.get_field(name).related_model
    return model._meta.get_field(last)


def account_words(name: str, username: str) -> str:
    """What an account is called: by its name, and the program's own, which is nobody's, in the reader's language."""
    return _("The system") if username == get_user_model().SYSTEM else name


def value_words(field: models.Field, value: Any) -> str:
    """A value of a field that points to no other row; moments as the clock of the office showed them."""
    if value is None or value == "":
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)
