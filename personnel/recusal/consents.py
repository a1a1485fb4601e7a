"""What a second person confirms about recusals: those of readers and deciders of leads, and the end of any."""

from django.utils.translation import gettext_lazy as _

from core.access.roles import Right
from core.consent.kinds import Kind, register
from personnel.people.services import DECLARE, END
from personnel.recusal.services import take_declared, take_ended
from rounds.models import Organization

SECOND = frozenset({Right.KEEP_PEOPLE, Right.APPROVE_ROUNDS})


def _recusal(proposal) -> list[tuple]:
    organization = Organization.objects.get(pk=proposal.organization)
    day = _("Declared on") if proposal.kind == DECLARE else _("Ended on")
    return [(_("Party organization"), "", str(organization)), (day, "", proposal.facts["on"])]


register(Kind(DECLARE, _("Declare a recusal"), SECOND, words=_recusal, take=take_declared, consents=True))
register(Kind(END, _("End a recusal"), SECOND, words=_recusal, take=take_ended))
