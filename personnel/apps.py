from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PersonnelConfig(AppConfig):
    """Listens to what happens in the apps below, and starts a new installation with its rules and catalogues."""

    name = "personnel"

    def ready(self):
        from personnel import receivers  # noqa: F401, PLC0415 - connects itself

        post_migrate.connect(_load_rules, sender=self)


def _load_rules(**kwargs):
    from personnel.conduct.defaults import load_catalogues  # noqa: PLC0415 - they need models, not ready above
    from personnel.reminders.defaults import load_reminder_rules  # noqa: PLC0415
    from personnel.training.defaults import load_training_rules  # noqa: PLC0415

    load_reminder_rules()
    load_training_rules()
    load_catalogues()
