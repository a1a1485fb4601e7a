"""When a row was last written, by the clock of the database: its version, as others know it (`core.api.versions`)."""

from functools import cache
from typing import Any

from django.db import models

from core.trail.transactions import lasts, where


class VersionField(models.DateTimeField):
    """Set by a trigger at every write (`core.trail.recording`), and told with a row that is entered."""

    db_returning = True

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateTimeField", args, kwargs


@cache
def version_in(model: type[models.Model]) -> str:
    """The name of the field that says the version; "" for a model without."""
    return next((field.name for field in model._meta.concrete_fields if isinstance(field, VersionField)), "")


def note_version(row: Any) -> None:
    """The row says its version of this moment: nothing but its own steps writes it before the transaction ends."""
    row._version_read_at = where()


def forget_version(row: Any) -> None:
    """The row was written without being told its version."""
    row._version_read_at = None


def knows_version(row: Any) -> bool:
    """Whether the row still says its version, so that it need not be read anew."""
    return lasts(getattr(row, "_version_read_at", None))
