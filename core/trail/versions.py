"""When a row was last written, by the clock of the database: its version, as others know it (`core.api.versions`)."""

from typing import Any

from django.db import models

from core.trail.transactions import lasts, where


class VersionField(models.DateTimeField):
    """Set by a trigger at every write (`core.trail.recording`), and told with a row that is entered."""

    db_returning = True

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateTimeField", args, kwargs


def note_version(row: Any) -> None:
    """The row says its version of this moment: nothing but its own steps writes it before the transaction ends."""
    row._version_read_at = where()


def knows_version(row: Any) -> bool:
    """Whether the row still says its version, so that it need not be read anew."""
    return lasts(getattr(row, "_version_read_at", None))
