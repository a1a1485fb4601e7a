"""What somebody posted to a team does for themself: sign the commitment of the round."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.workdays.reckoning import today
from core.workflow.steps import Asks, Shown, Step, Task, register_steps
from personnel.conduct.forms import SignForm
from personnel.conduct.services import sign_commitment
from personnel.models import ConductCatalogue, Posting


def catalogues(posting: Posting, user) -> dict:
    """Both catalogues as they are in force."""
    return {"catalogues": ConductCatalogue.objects.visible_to(user).in_force(today())}


OF_POSTING = register_steps(
    Posting,
    Step(
        "sign",
        _("Sign the commitment"),
        rows=Posting.objects.signable_by,
        service=sign_commitment,
        then=lambda posting, made: posting.team.get_absolute_url(),
        asks=Asks(
            SignForm,
            title=_("Sign the commitment of this round"),
            consequence=_(
                "You commit yourself by your own hand; with that your access to the work of the team opens."
            ),
            shows=Shown("personnel/_catalogues.html", catalogues),
        ),
        done=_("Your commitment is signed; the work of the team is open to you."),
        task=Task(
            _("Sign your commitment for %(round)s %(team)s"),
            pgettext_lazy("a commitment", "Go and sign"),
            facts=lambda posting: {"round": posting.team.round, "team": posting.team},
            due_on=lambda posting: posting.posted_on,
            url=lambda posting: reverse("personnel:posting_sign", args=[posting.pk]),
        ),
    ),
    reads=("team__round",),
)
