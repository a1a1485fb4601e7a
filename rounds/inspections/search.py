"""Inspections in the search box."""

from django.utils.translation import gettext_lazy as _

from core.names.matching import matching
from core.search import registry
from rounds.models import Inspection


def inspections(user, words):
    """Inspections the user sees, by the organization."""
    rows = Inspection.objects.visible_to(user).select_related("organization", "team__round")
    return rows.filter(matching(words, names=("organization__name",))) if words else rows


registry.register(
    _("Inspections"), "rounds:inspections", find=inspections, describe=lambda row: row.get_status_display()
)
