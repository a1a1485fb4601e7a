"""Bringing names from before their keys into them: for migrations, which know models by their history only."""

from django.db import models

from core.names.fields import KEPT_APART


def fill_names(model: type[models.Model], *once: str) -> list[str]:
    """Clean the names of all rows and give them their keys. Returns what is to be told: the rows that share a name.

    `once` are the columns that together may not occur twice. The later of two such rows is kept apart by its key: it
    stays as it is, and saving it does not fail, until it is renamed (`manage.py name_collisions` tells).
    """
    taken: dict[tuple, models.Model] = {}
    told = []
    for row in model._base_manager.order_by("pk").iterator():
        identity = tuple(row._meta.get_field(column).pre_save(row, add=False) for column in once)
        first = taken.setdefault(identity, row) if once else row
        if first is not row:
            row.name_skeleton += f"{KEPT_APART}{row.pk}"
            told.append(f"{model._meta.db_table} {first.pk} {first.name!r} = {row.pk} {row.name!r}")
        row.save()
    return told
