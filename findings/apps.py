from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FindingsConfig(AppConfig):
    """Keeps the taxonomies of findings loaded."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "findings"

    def ready(self):
        post_migrate.connect(_load_schemes, sender=self)


def _load_schemes(**kwargs):
    from findings.taxonomy import load_schemes  # noqa: PLC0415 - it needs models, which are not ready above

    load_schemes()
