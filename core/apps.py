from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules

REGISTERED = ("steps", "menu", "worklist", "reports", "imports", "panels", "search", "audit")


class CoreConfig(AppConfig):
    """Lets every app register its part of what crosses apps, and keeps the statutory calendar loaded."""

    name = "core"

    def ready(self):
        autodiscover_modules(*REGISTERED)
        post_migrate.connect(_load_calendar, sender=self)


def _load_calendar(using, **kwargs):
    from core.workdays import load_statutory_days  # noqa: PLC0415 - it needs models, which are not ready above

    load_statutory_days()
