"""The steps of an item: planned, reported on, applied for, checked, closed out or returned."""

from django.utils.translation import gettext_lazy as _

from core.api.bodies import OpinionBody, ReasonBody
from core.ui.forms import OpinionForm, ReasonForm
from core.ui.views.step import give_back
from core.workflow.steps import Asks, Command, Shown, Step, Task, for_anyone, page, register_steps
from rectification.closing.bodies import CloseOutBody
from rectification.closing.conditions import why_not_apply, why_not_close
from rectification.closing.forms import CloseOutForm
from rectification.closing.services import (
    accept_item,
    apply_close_out,
    close_item,
    return_item,
    withdraw_close_out,
)
from rectification.closing.words import close_out_asked
from rectification.items import sets, words
from rectification.items.change_steps import CHANGING
from rectification.items.reopening_steps import REOPENING
from rectification.models import Item
from rectification.returns import RETURNED_ITEM
from rounds.place.lookups import Place

Status = Item.Status
WITH_TEAM, WITH_OFFICE = (Status.AWAITING_TEAM,), (Status.AWAITING_ACCEPTANCE,)


ASKED = Shown("rectification/_close_out.html", close_out_asked)


STEPS = register_steps(
    Item,
    Step(
        "plan",
        _("Write the plan of this item"),
        page("rectification:item_plan"),
        rows=sets.plannable,
    ),
    Step(
        "progress",
        _("Report progress"),
        page("rectification:item_progress"),
        rows=Item.objects.reportable_by,
        states=Item.UNDER_WAY,
        primary=lambda item: not item.is_lasting and not item.went_past_its_day,
        task=Task(
            _("Rectify item %(number)s and have it closed out"),
            _("Go and report progress"),
            kind=_("Rectify items"),
            listed="rectification:items",
            again=_("Mend item %(number)s, which was returned, and have it closed out"),
            facts=words.facts,
            detail=words.problem,
            due_on=lambda item: item.due_on,
            rows=sets.reportable,
        ),
    ),
    Step(
        "apply_close_out",
        _("Apply for the close-out"),
        rows=Item.objects.reportable_by,
        states=Item.UNDER_WAY,
        blocked=for_anyone(why_not_apply),
        primary=lambda item: not RETURNED_ITEM.is_unmended(item),
        service=apply_close_out,
        asks=Asks(
            CloseOutForm,
            consequence=_(
                "The inspection team accepts or returns it, then the inspection office checks and decides; until then "
                "nothing more can be reported."
            ),
            button=_("Apply"),
        ),
        done=_("The application is with the inspection team, or with the office in its place."),
        path="apply",
        many=True,
        command=Command("Apply for the close-out.", CloseOutBody),
    ),
    Step(
        "withdraw_close_out",
        _("Withdraw the application"),
        rows=Item.objects.reportable_by,
        states=Item.APPLIED_FOR,
        primary=False,
        service=withdraw_close_out,
        asks=Asks(
            ReasonForm,
            consequence=_("The item is rectified further, and its close-out is applied for anew; its day stays."),
            button=_("Withdraw"),
            danger=True,
        ),
        done=_("The application is withdrawn."),
        path="withdraw",
        command=Command("Withdraw the application for the close-out with a reason.", ReasonBody),
    ),
    *CHANGING,
    Step(
        "check",
        _("Record a check on site"),
        page("rectification:item_check"),
        applies=why_not_close,
        rows=Item.objects.checkable_by,
        states=WITH_OFFICE,
    ),
    Step(
        "accept",
        _("Accept as rectified"),
        rows=Item.objects.acceptable_by,
        states=WITH_TEAM,
        service=accept_item,
        asks=Asks(
            OpinionForm,
            consequence=_("The item goes to the inspection office, which closes it out or returns it."),
            button=_("Accept"),
            shows=ASKED,
        ),
        done=_("The item is accepted. The inspection office decides next."),
        many=True,
        command=Command("Accept the item as rectified, for the team or in its place.", OpinionBody),
        task=Task(
            _("Accept item %(number)s of %(organization)s as rectified"),
            _("Go and review"),
            kind=_("Accept items as rectified"),
            listed="rectification:items",
            about=words.organization,
            facts=words.facts,
            detail=words.problem,
            due_on=lambda item: item.owed_on,
            rows=sets.acceptable,
        ),
    ),
    Step(
        "check",
        _("Record a check on site"),
        page("rectification:item_check"),
        applies=lambda item: item.status not in WITH_OFFICE or not why_not_close(item),
        rows=Item.objects.checkable_by,
        states=(*Item.UNDER_WAY, *Item.APPLIED_FOR, Item.Status.CLOSED),
        primary=False,
    ),
    Step(
        "close",
        _("Close the item out"),
        rows=Item.objects.closable_by,
        states=WITH_OFFICE,
        blocked=for_anyone(why_not_close),
        service=close_item,
        asks=Asks(
            OpinionForm,
            consequence=_("The item counts as completed from today; its deadline and reminders end."),
            button=_("Close out"),
            shows=ASKED,
        ),
        done=_("The item is closed out."),
        many=True,
        command=Command("Close the item out.", OpinionBody),
    ),
    Step(
        "return",
        _("Return the item"),
        rows=Item.objects.returnable_by,
        states=Item.APPLIED_FOR,
        primary=False,
        service=return_item,
        asks=give_back("", _("The organization goes on rectifying and applies again; the deadline stays as it is.")),
        done=_("The item was returned."),
        many=True,
        command=Command("Return the item with a reason.", ReasonBody),
        task=Task(
            _("Decide on the close-out of item %(number)s of %(organization)s"),
            _("Go and review"),
            kind=_("Decide on close-outs"),
            listed="rectification:items",
            about=words.organization,
            facts=words.facts,
            detail=words.problem,
            due_on=lambda item: item.owed_on,
            rows=sets.decidable,
        ),
    ),
    *REOPENING,
    reads=("finding", *Place("hand_over__inspection").related),
)
