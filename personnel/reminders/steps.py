"""The steps people take on what is owed: they urge to it, and check what a ledger brought."""

from django.utils.translation import gettext_lazy as _

from core.workflow.steps import Asks, Step, page, register_steps
from personnel.reminders.forms import UrgeForm
from personnel.reminders.urging import urge
from rounds.deadlines.checking import confirm_brought, drop_brought
from rounds.deadlines.forms import ConfirmBroughtForm, DropBroughtForm
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
    Step(
        "confirm",
        _("It stands"),
        page("personnel:obligation_confirm"),
        rows=Obligation.objects.checkable_by,
        primary=False,
        service=confirm_brought,
        many=True,
        asks=Asks(
            ConfirmBroughtForm,
            title=_("What a ledger brought still stands"),
            consequence=_("It runs from now on, and whoever owes it is reminded; without a new day, as late."),
            button=_("It stands"),
        ),
        done=_("It runs from now on."),
        then=lambda obligation, made: "personnel:obligations",
    ),
    Step(
        "drop",
        _("Not owed any more"),
        page("personnel:obligation_drop"),
        rows=Obligation.objects.droppable_by,
        primary=False,
        service=drop_brought,
        many=True,
        asks=Asks(
            DropBroughtForm,
            title=_("What a ledger brought is not owed any more"),
            consequence=_("It is owed no more from today. What it is about stays as it is."),
            button=_("Not owed any more"),
            danger=True,
        ),
        done=_("It is not owed any more."),
        then=lambda obligation, made: "personnel:obligations",
    ),
    reads=("organization", "body", "inspection__organization"),
)
