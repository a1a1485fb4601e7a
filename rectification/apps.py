from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RectificationConfig(AppConfig):
    """Keeps the obligations that findings' news cause, and starts a new installation with its rules."""

    name = "rectification"

    def ready(self):
        from rectification import listening  # noqa: PLC0415 - it needs models, which are ready only now

        listening.connect()
        post_migrate.connect(_load_rules, sender=self)


def _load_rules(using, **kwargs):
    from rectification.defaults import load_rules  # noqa: PLC0415 - as above

    load_rules()
