"""The step by which people urge to what is owed."""

from django.utils.translation import gettext_lazy as _

from core.workflow.steps import Asks, Step, page, register_steps
from personnel.reminders.forms import UrgeForm
from personnel.reminders.urging import urge
from rounds.models import Obligation

STEPS = register_steps(
    Obligation,
    Step(
        "urge",
        _("Urge"),
        page("personnel:obligation_urge"),
        rows=Obligation.objects.urgeable_by,
        primary=False,
        service=urge,
        locks_first=False,
        many=True,
        asks=Asks(
            UrgeForm,
            title=_("Urge who owes it"),
            consequence=_("Whoever owes it, and their party secretary, is told at once; once a day at most."),
            button=_("Urge"),
        ),
        done=_("They are told."),
        then=lambda obligation, urging: "personnel:obligations",
    ),
    reads=("organization", "body", "inspection__organization"),
)
