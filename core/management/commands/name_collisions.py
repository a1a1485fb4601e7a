"""`manage.py name_collisions`: rows whose names are one name, or look like one, from before that was refused."""

from collections import defaultdict
from itertools import chain

from django.apps import apps
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from core.names.fields import KEPT_APART, SkeletonField
from core.names.spelling import same_name


class Command(BaseCommand):
    help = "List rows that share one name, or whose names look alike, so that they can be renamed."

    def handle(self, **options):
        found = list(chain.from_iterable(map(_collisions, _columns())))
        for label, rows in found:
            self.stdout.write(f"{label}: " + "; ".join(f"{pk} “{name}”" for pk, name in rows))
        if not found:
            self.stdout.write(_("No name stands for two rows, and none looks like another."))


def _columns():
    """Every column with a skeleton beside it."""
    for model in apps.get_models():
        yield from ((model, field) for field in model._meta.local_fields if isinstance(field, SkeletonField))


def _collisions(column):
    """The rows that share a key of this column, where they were kept apart or are written differently."""
    model, field = column
    rows = defaultdict(list)
    for pk, name, key in model._base_manager.order_by("pk").values_list("pk", field.source, field.name):
        rows[key.partition(KEPT_APART)[0]].append((pk, name, KEPT_APART in key))
    label = f"{model._meta.verbose_name}/{model._meta.get_field(field.source).verbose_name}"
    for sharing in rows.values():
        if any(apart for _pk, _name, apart in sharing) or len({same_name(name) for _pk, name, _apart in sharing}) > 1:
            yield label, [(pk, name) for pk, name, _apart in sharing]
