from django.apps import AppConfig
from django.db.models.signals import post_migrate


class RectificationConfig(AppConfig):
    """Starts a new installation with letters' wording, the rules that propose them, and a scheme of assessment."""

    name = "rectification"

    def ready(self):
        post_migrate.connect(_load_letters, sender=self)
        post_migrate.connect(_load_scheme, sender=self)


def _load_letters(*, apps, **kwargs):
    """Nothing where an older state was migrated to, which has no such rows."""
    if "lettertemplate" not in apps.all_models["rectification"]:
        return
    from rectification.letters.defaults import load_letter_rules, load_templates  # noqa: PLC0415 - needs models

    load_templates()
    load_letter_rules()


def _load_scheme(*, apps, **kwargs):
    """Nor the scheme."""
    if "assessmentscheme" not in apps.all_models["rectification"]:
        return
    from rectification.assessment.defaults import load_scheme  # noqa: PLC0415 - needs models

    load_scheme()
