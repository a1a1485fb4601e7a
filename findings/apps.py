from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FindingsConfig(AppConfig):
    """Keeps the taxonomies of findings loaded, and listens to what happens in the apps below."""

    name = "findings"

    def ready(self):
        from findings import receivers  # noqa: F401, PLC0415 - connects itself

        post_migrate.connect(_load_schemes, sender=self)


def _load_schemes(**kwargs):
    from findings.taxonomy.schemes import load_schemes  # noqa: PLC0415 - it needs models, which are not ready above

    load_schemes()
