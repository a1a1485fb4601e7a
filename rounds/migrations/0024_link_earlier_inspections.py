from django.db import migrations
from django.db.models import OuterRef, Subquery


def link(apps, schema_editor):
    """Each look-back looks back on the latest earlier inspection of its organization, where there is one."""
    inspections = apps.get_model("rounds", "Inspection")._base_manager
    earlier = (
        inspections.exclude(status="planned")
        .filter(organization=OuterRef("organization"), team__round__number__lt=OuterRef("team__round__number"))
        .order_by("-team__round__number", "-pk")
    )
    lacking = inspections.filter(kind="look_back").annotate(found=Subquery(earlier.values("pk")[:1]))
    for inspection in lacking.exclude(found=None):
        inspection.looks_back_on_id = inspection.found
        inspection.save(update_fields=["looks_back_on", "updated_at"])


class Migration(migrations.Migration):
    dependencies = [("rounds", "0023_look_backs_linked")]
    operations = [migrations.RunPython(link, migrations.RunPython.noop)]
