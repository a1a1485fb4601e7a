"""The steps by which what the accepted plan says of an item becomes another: applied for, decided on, withdrawn."""

from django.utils.translation import gettext_lazy as _

from core.api.bodies import OpinionBody, ReasonBody
from core.ui.forms import OpinionForm, ReasonForm
from core.workflow.steps import Asks, Command, Shown, Step, Task
from rectification.changes.bodies import ChangeBody
from rectification.changes.forms import ChangeForm
from rectification.changes.services import accept_change, apply_change, refuse_change, withdraw_change
from rectification.changes.words import change_asked
from rectification.items import sets, words
from rectification.models import Item

CHANGING = (
    Step(
        "apply_change",
        _("Apply for a change or an extension"),
        rows=Item.objects.reportable_by,
        offered=sets.changeable,
        states=Item.UNDER_WAY,
        primary=lambda item: item.went_past_its_day,
        service=apply_change,
        asks=Asks(
            ChangeForm,
            consequence=_(
                "The inspection office decides. Until then the accepted plan stands, with its day; what is left empty "
                "stays as it is."
            ),
            button=_("Apply"),
            given=lambda item, user: {"item": item},
        ),
        done=_("The application is with the inspection office."),
        path="change",
        command=Command("Apply for a change of the accepted plan, such as another day.", ChangeBody),
        task=Task(
            _("Apply for a new day of item %(number)s, which is basically completed"),
            _("Go and apply"),
            kind=_("Apply for new days of what is basically completed"),
            listed="rectification:items",
            facts=words.facts,
            detail=words.problem,
            due_on=lambda item: item.due_on,
            rows=sets.to_go_on,
        ),
    ),
    Step(
        "accept_change",
        _("Accept the change"),
        rows=Item.objects.replannable_by,
        offered=lambda user: Item.objects.replannable_by(user).with_open_change(),
        states=Item.UNDER_WAY,
        service=accept_change,
        asks=Asks(
            OpinionForm,
            consequence=_("The plan says so from today on. Who is late until today stays told as late until today."),
            shows=Shown("rectification/_change_asked.html", change_asked),
        ),
        done=_("The change is accepted. The organization has been told."),
        path="change/accept",
        command=Command("Accept the change of the plan that is applied for.", OpinionBody),
        task=Task(
            _("Decide on the change of item %(number)s of %(organization)s"),
            _("Go and review"),
            facts=words.facts,
            detail=words.problem,
            due_on=lambda item: item.owed_on,
            rows=sets.to_replan,
        ),
    ),
    Step(
        "refuse_change",
        _("Refuse the change"),
        rows=Item.objects.replannable_by,
        offered=lambda user: Item.objects.replannable_by(user).with_open_change(),
        states=Item.UNDER_WAY,
        primary=False,
        service=refuse_change,
        asks=Asks(
            ReasonForm,
            consequence=_("The plan stays as it is. The organization is told the reason and may apply again."),
            button=_("Refuse"),
            danger=True,
            shows=Shown("rectification/_change_asked.html", change_asked),
        ),
        done=_("The change is refused. The organization has been told."),
        path="change/refuse",
        command=Command("Refuse the change of the plan with a reason.", ReasonBody),
    ),
    Step(
        "withdraw_change",
        _("Withdraw the change"),
        rows=Item.objects.reportable_by,
        offered=sets.changing,
        states=Item.UNDER_WAY,
        primary=False,
        service=withdraw_change,
        asks=Asks(
            ReasonForm,
            consequence=_("The plan stays as it is, and another change may be applied for."),
            button=_("Withdraw"),
            danger=True,
            shows=Shown("rectification/_change_asked.html", change_asked),
        ),
        done=_("The application is withdrawn."),
        path="change/withdraw",
        command=Command("Withdraw the change of the plan that is applied for, with a reason.", ReasonBody),
    ),
)
