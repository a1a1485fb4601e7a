"""The steps by which a closed item is opened again; a check that finds its problem back calls for the first."""

from django.utils.translation import gettext_lazy as _

from core.api.bodies import OpinionBody, ReasonBody
from core.ui.forms import OpinionForm, ReasonForm
from core.workflow.steps import Asks, Command, Shown, Step, Task
from rectification import duties
from rectification.items import sets, words
from rectification.models import Item
from rectification.reopening.bodies import ReopeningBody
from rectification.reopening.conditions import reopening_asked
from rectification.reopening.forms import ReopeningForm
from rectification.reopening.services import accept_reopening, apply_reopening, refuse_reopening
from rounds.deadlines.querysets import with_owed_day

Status = Item.Status

REOPENING = (
    Step(
        "apply_reopening",
        _("Apply for the reopening"),
        rows=Item.objects.reopenable_by,
        offered=lambda user: Item.objects.reopenable_by(user).without_open_reopening(),
        states=(Status.CLOSED,),
        primary=False,
        service=apply_reopening,
        asks=Asks(
            ReopeningForm,
            consequence=_(
                "Somebody of the office decides who has neither applied nor closed the item out. Until then it stays "
                "closed."
            ),
            button=_("Apply"),
        ),
        done=_("The application is with the inspection office."),
        path="reopen",
        command=Command("Apply to open a closed item again.", ReopeningBody),
        task=Task(
            _("A check found the problem of closed item %(number)s of %(organization)s back"),
            _("Go and apply"),
            facts=words.facts,
            detail=words.problem,
            rows=sets.come_back,
        ),
    ),
    Step(
        "accept_reopening",
        _("Reopen the item"),
        rows=Item.objects.reopening_decidable_by,
        offered=sets.to_reopen,
        states=(Status.CLOSED,),
        service=accept_reopening,
        asks=Asks(
            OpinionForm,
            consequence=_(
                "The item is rectified again from today, by the new day; all concerned are told. "
                "On days before today it stays told as closed."
            ),
            button=_("Reopen"),
            danger=True,
            shows=Shown("rectification/_reopening_asked.html", reopening_asked),
        ),
        done=_("The item is open again. The organization has been told."),
        path="reopen/accept",
        command=Command("Open the item again, as applied for.", OpinionBody),
        task=Task(
            _("Decide on the reopening of item %(number)s of %(organization)s"),
            _("Go and review"),
            facts=words.facts,
            detail=words.problem,
            due_on=lambda item: item.owed_on,
            rows=lambda user: with_owed_day(sets.to_reopen(user), duties.DECIDE_REOPENING),
        ),
    ),
    Step(
        "refuse_reopening",
        _("Leave it closed"),
        rows=Item.objects.reopening_decidable_by,
        offered=sets.to_reopen,
        states=(Status.CLOSED,),
        primary=False,
        service=refuse_reopening,
        asks=Asks(
            ReasonForm,
            consequence=_("The item stays closed. Who applied is told the reason."),
            button=_("Refuse"),
            shows=Shown("rectification/_reopening_asked.html", reopening_asked),
        ),
        done=_("The item stays closed."),
        path="reopen/refuse",
        command=Command("Leave the item closed, with a reason.", ReasonBody),
    ),
)
