from django.db import migrations


def enter(apps, schema_editor):
    """Each present secretary has a term; from when, nobody has said."""
    organizations = apps.get_model("rounds", "Organization")._base_manager.exclude(secretary="")
    terms = apps.get_model("rounds", "SecretaryTerm")._base_manager
    terms.bulk_create(
        [terms.model(organization=organization, name=organization.secretary) for organization in organizations],
        batch_size=1000,
    )


class Migration(migrations.Migration):
    dependencies = [("rounds", "0025_organizations_over_time")]
    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
