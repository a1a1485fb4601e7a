from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RoundsConfig(AppConfig):
    """Starts a new installation with the limits of time of all its kinds of duty."""

    name = "rounds"

    def ready(self):
        post_migrate.connect(_load_rules, sender=self)


def _load_rules(**kwargs):
    from rounds.deadlines.defaults import load_rules  # noqa: PLC0415 - it needs models, which are not ready above

    load_rules()
