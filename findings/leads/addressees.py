"""Who is told of a lead: those who can mend it, and the body it goes to."""

from core.access.roles import Right
from findings.addressees import holders, posted
from personnel.models import Posting, User


def who_can_fix(lead):
    """Accounts that mend a returned lead: its author's, if still in the team, and those of the team's leader."""
    team = posted(lead.inspection, *Posting.Role.values).filter(pk__in=lead.written_by.own_accounts)
    return User.objects.filter(pk__in=team.values("pk")) | User.objects.filter(
        pk__in=posted(lead.inspection, Posting.Role.LEADER).values("pk")
    )


def receivers_of(body, inspection):
    """Accounts of a receiving body that may answer."""
    return holders(Right.ANSWER_TRANSFERS, inspection).filter(body=body)
