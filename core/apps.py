from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "core"

    def ready(self):
        """Let every app register its figures and sheets, and keep the statutory calendar loaded."""
        autodiscover_modules("reports")
        post_migrate.connect(_load_calendar, sender=self)


def _load_calendar(using, **kwargs):
    from core.workdays import load_statutory_days  # noqa: PLC0415 - it needs models, which are not ready above

    load_statutory_days()
