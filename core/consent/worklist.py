"""What a person proposed and a second one has not confirmed yet, on the first page of who proposed it."""

from django.utils.translation import gettext as _

from core.models import Proposal
from core.worklist.duties import Duty, Waiting, register_waiting


def proposals_with_others(user):
    """The user's own proposals that wait to be confirmed."""
    return Proposal.objects.visible_to(user).withdrawable_by(user).pending()


def _line(proposal) -> Duty:
    return Duty(str(proposal), proposal.get_status_display(), proposal.get_absolute_url(), _("Open"))


register_waiting(Waiting(proposals_with_others, _line))
