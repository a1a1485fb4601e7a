"""Why a lead cannot be filed or returned, in words; "" when it can."""

from django.utils.translation import gettext as _

from findings.leads.addressees import who_can_fix
from findings.models import Lead
from findings.returns import RETURNED_LEAD


def why_not_file_lead(lead: Lead) -> str:
    """What the leading group returned is mended before it goes there again."""
    return RETURNED_LEAD.why_not_again(lead)


def why_not_return_lead(lead: Lead) -> str:
    """Somebody to mend it: returned to a dissolved team, a lead would lie there for good."""
    if who_can_fix(lead).exists():
        return ""
    return _("Nobody of the team is left who could mend this lead. Decide on it as it stands.")
