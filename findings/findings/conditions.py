"""Why a finding cannot be submitted or returned, in words; "" when it can."""

from django.utils.translation import gettext as _

from findings.addressees import posted
from findings.models import Finding
from findings.returns import RETURNED_FINDING
from personnel.models import Posting


def why_not_submit_finding(finding: Finding) -> str:
    """What the office returned is mended before it goes there again."""
    return RETURNED_FINDING.why_not_again(finding)


def why_not_return_finding(finding: Finding) -> str:
    """A leader to submit it again: returned to a dissolved team, a finding would lie there for good."""
    if posted(finding.inspection, Posting.Role.LEADER).exists():
        return ""
    return _("The team has no leader any more who could submit this finding again. Hand it over as it stands.")
