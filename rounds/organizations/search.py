"""Party organizations in the search box."""

from django.utils.translation import gettext_lazy as _

from core.search import registry
from rounds.models import Organization


def organizations(user, words):
    """Organizations the user sees."""
    return Organization.objects.visible_to(user).search(words)


registry.register(
    _("Party organizations"), "rounds:organizations", find=organizations, describe=lambda row: row.category
)
