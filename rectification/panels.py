"""What rectification adds to the pages of an inspection and of an organization."""

from django.utils.translation import gettext_lazy as _

from core.ui import panels
from rectification import permissions
from rounds.models import Inspection, Organization

panels.register(
    Inspection, _("Hand-over"), "rectification:hand_over_of", order=50, visible=permissions.follows_ledgers
)
panels.register(
    Organization, _("Rectification ledger"), "rectification:items_of", order=50, visible=permissions.follows_ledgers
)
