"""What opens a way to leads, or closes one, for the audit administrator: watched like a look at a lead."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.trail import audit
from personnel.accounts.oversight import OPENING_ROLES, WATCHED_PLACES

audit.register_group(
    "ways_to_leads",
    _("Ways to leads"),
    {
        "core.proposal": Q(),
        "personnel.rolegrant": Q(role__in=OPENING_ROLES),
        "personnel.posting": Q(role__in=WATCHED_PLACES),
        "personnel.recusal": Q(),
    },
)
