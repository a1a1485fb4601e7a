from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RectificationConfig(AppConfig):
    """Starts a new installation with the wording of letters and the rules that propose them."""

    name = "rectification"

    def ready(self):
        post_migrate.connect(_load_letters, sender=self)


def _load_letters(*, apps, **kwargs):
    """Nothing where an older state was migrated to, which has no such rows."""
    if "lettertemplate" not in apps.all_models["rectification"]:
        return
    from rectification.letters.defaults import load_letter_rules, load_templates  # noqa: PLC0415 - needs models

    load_templates()
    load_letter_rules()
