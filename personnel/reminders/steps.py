"""The steps people take on what is owed: they urge to it, pause and reassign it, and check what a ledger brought."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.workflow.steps import Asks, Command, Step, page, register_steps
from personnel.reminders.bodies import PauseBody, ReassignBody, ResumeBody
from personnel.reminders.forms import PauseForm, ReassignForm, ResumeForm, UrgeForm
from personnel.reminders.pausing import pause_duty, resume_duty
from personnel.reminders.reassigning import reassign_duty
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
        "pause",
        pgettext_lazy("obligation", "Pause"),
        page("personnel:obligation_pause"),
        rows=Obligation.objects.pausable_by,
        primary=False,
        service=pause_duty,
        many=True,
        asks=Asks(
            PauseForm,
            title=pgettext_lazy("obligation", "Pause what is owed"),
            consequence=_(
                "Nobody is reminded of it while it is paused, and no day of the pause is late. What was left of its"
                " limit is left when it runs again. What is late already, and what has its day from an item, a letter"
                " or a plan, keeps that day; of an item, apply for a change or extension. Who owes it is told."
            ),
            button=pgettext_lazy("obligation", "Pause"),
        ),
        done=pgettext_lazy("obligation", "It is paused. Who owes it has been told."),
        then=lambda obligation, paused: reverse("personnel:obligation", args=[paused.pk]),
        command=Command("Pause what is owed, with the reason; answers what is owed now.", PauseBody, makes=True),
    ),
    Step(
        "resume",
        pgettext_lazy("obligation", "Resume"),
        page("personnel:obligation_resume"),
        rows=Obligation.objects.resumable_by,
        primary=False,
        service=resume_duty,
        many=True,
        asks=Asks(
            ResumeForm,
            title=pgettext_lazy("obligation", "Let what is paused run again"),
            consequence=_(
                "It runs from today, and whoever owes it is told and reminded. What was left of its limit when it was"
                " paused is left now; where the day was to stay, it stays."
            ),
            button=pgettext_lazy("obligation", "Resume"),
        ),
        done=pgettext_lazy("obligation", "It runs again. Who owes it has been told."),
        then=lambda obligation, runs: reverse("personnel:obligation", args=[runs.pk]),
        command=Command(
            "Let what is paused run again, with the reason; answers what is owed now.", ResumeBody, makes=True
        ),
    ),
    Step(
        "reassign",
        _("Reassign"),
        page("personnel:obligation_reassign"),
        rows=Obligation.objects.reassignable_by,
        primary=False,
        service=reassign_duty,
        many=True,
        asks=Asks(
            ReassignForm,
            title=_("Reassign what is owed"),
            consequence=_(
                "Day and state stay. Reminders to who had it before are void; whoever has it now is told at once and"
                " reminded from now on."
            ),
            button=_("Reassign"),
            given=lambda obligation, user: {"row": obligation, "user": user},
        ),
        done=_("It is reassigned. Whoever has it now has been told."),
        then=lambda obligation, owed: reverse("personnel:obligation", args=[owed.pk]),
        command=Command("Hand on what is owed to an account of the office or to a body.", ReassignBody),
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
            consequence=_(
                "It is owed no more from today. What it is about stays, and is not late by this day any more."
            ),
            button=_("Not owed any more"),
            danger=True,
        ),
        done=_("It is not owed any more."),
        then=lambda obligation, made: "personnel:obligations",
    ),
    reads=("organization", "body", "inspection__organization"),
)
