"""Why a lead cannot be returned, in words; "" when it can."""

from django.utils.translation import gettext as _

from findings.leads.addressees import who_can_fix
from findings.models import Lead


def why_not_return_lead(lead: Lead) -> str:
    """Somebody to mend it: returned to a dissolved team, a lead would lie there for good."""
    if who_can_fix(lead).exists():
        return ""
    return _("Nobody of the team is left who could mend this lead. Decide on it as it stands.")
