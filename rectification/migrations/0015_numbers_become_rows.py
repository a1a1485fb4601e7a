"""What reports and items said as numbers alone stands as rows, so that each sum is what it was, as of every day.

What an item says beyond its reports has no day; it stands from the day of this migration on, and no day before it
tells another sum than it did.
"""

from itertools import islice

from django.db import migrations
from django.db.models import F, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

FIELDS = (("rules_made", "OrganizationRule", "made_on"), ("funds_recovered", "ReturnedFunds", "returned_on"))
BATCH = 2000


def enter(apps, schema_editor):
    for field, model, day in FIELDS:
        rows = apps.get_model("rectification", model)._base_manager
        for told in (_of_reports(apps, field), _of_items(apps, field)):
            made = (rows.model(item_id=item, amount=amount, source=source, **{day: on}) for item, amount, source, on in told)
            while some := list(islice(made, BATCH)):
                rows.bulk_create(some)


def _of_reports(apps, field):
    """Each number of a report, from its day on."""
    reports = apps.get_model("rectification", "Progress")._base_manager.filter(**{f"{field}__gt": 0}).order_by("pk")
    for item, amount, on, imported_on in reports.values_list("item", field, "reported_on", "item__imported_on").iterator():
        yield item, amount, "ledger" if on == imported_on else "report", on


def _of_items(apps, field):
    """What an item says beyond its reports."""
    items = apps.get_model("rectification", "Item")._base_manager.filter(**{f"{field}__gt": 0}).order_by("pk")
    beyond = F(field) - Coalesce(Sum(f"progress__{field}"), 0, output_field=items.model._meta.get_field(field))
    for item, amount in items.annotate(beyond=beyond).filter(beyond__gt=0).values_list("pk", "beyond").iterator():
        yield item, amount, "ledger", timezone.localdate()


class Migration(migrations.Migration):
    dependencies = [("rectification", "0014_rules_and_funds")]
    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
