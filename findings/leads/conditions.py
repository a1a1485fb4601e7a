"""Why a lead cannot be filed or returned, in words; "" when it can."""

from django.utils.translation import gettext as _

from findings.addressees import posted
from findings.models import Lead
from findings.returns import RETURNED_LEAD
from personnel.models import Posting


def why_not_file_lead(lead: Lead) -> str:
    """What the leading group returned is mended before it goes there again."""
    return RETURNED_LEAD.why_not_again(lead)


def why_not_return_lead(lead: Lead) -> str:
    """A leader to file it again: returned to a dissolved team, a lead would lie there for good."""
    if posted(lead.inspection, Posting.Role.LEADER).exists():
        return ""
    return _("The team has no leader any more who could file this lead again. Decide on it as it stands.")
