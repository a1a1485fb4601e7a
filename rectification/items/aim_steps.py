"""The steps of a lasting item that goes on in stages."""

from django.utils.translation import gettext_lazy as _

from core.api.bodies import OpinionBody, ReasonBody
from core.ui.forms import OpinionForm, ReasonForm
from core.workflow.steps import Asks, Command, Shown, Step, Task, page, register_steps
from rectification import duties
from rectification.aims.bodies import AimBody
from rectification.aims.forms import AimForm
from rectification.aims.services import accept_aim, return_aim, set_aim
from rectification.aims.words import aim_asked
from rectification.items import sets, words
from rectification.models import Item
from rounds.deadlines.querysets import with_owed_day

SHOWN = Shown("rectification/_aim.html", aim_asked)

STEPS = register_steps(
    Item,
    Step(
        "set_aim",
        _("Set the next stage"),
        rows=Item.objects.reportable_by,
        offered=sets.to_stage,
        states=Item.UNDER_WAY,
        service=set_aim,
        asks=Asks(
            AimForm,
            consequence=_("The stage is owed by its day and reminded of. The office reviews what you report."),
            button=_("Set"),
            given=lambda item, user: {"item": item},
        ),
        done=_("The stage is set."),
        then=lambda item, aim: item,
        path="stage",
        command=Command("Set the next stage of a lasting item.", AimBody),
        task=Task(
            _("Set the next stage of lasting item %(number)s"),
            _("Go and set it"),
            kind=_("Set the next stages of lasting items"),
            listed="rectification:items",
            facts=words.facts,
            detail=words.problem,
            due_on=lambda item: item.owed_on,
            rows=lambda user: with_owed_day(sets.to_stage(user), duties.SET_AIM),
        ),
    ),
    Step(
        "report_aim",
        _("Report the stage as reached"),
        page("rectification:item_report_stage"),
        rows=Item.objects.reportable_by,
        offered=sets.in_stage,
        states=Item.UNDER_WAY,
        task=Task(
            _("Reach the open stage of lasting item %(number)s"),
            _("Go and report"),
            kind=_("Reach stages of lasting items"),
            listed="rectification:items",
            facts=words.facts,
            detail=words.stage,
            due_on=lambda item: item.owed_on,
            rows=lambda user: with_owed_day(sets.in_stage(user), duties.REACH_AIM),
        ),
    ),
    Step(
        "accept_aim",
        _("Accept the stage"),
        rows=Item.objects.replannable_by,
        offered=sets.stage_reported,
        states=Item.UNDER_WAY,
        service=accept_aim,
        asks=Asks(
            OpinionForm,
            consequence=_("The stage counts as reached from today. The organization sets the next one."),
            button=_("Accept"),
            shows=SHOWN,
        ),
        done=_("The stage is accepted. The organization has been told."),
        then=lambda item, aim: item,
        path="stage/accept",
        command=Command("Accept the reported stage of a lasting item.", OpinionBody),
        task=Task(
            _("Review the stage of lasting item %(number)s of %(organization)s"),
            _("Go and review"),
            kind=_("Review stages of lasting items"),
            listed="rectification:items",
            about=words.organization,
            facts=words.facts,
            detail=words.stage,
            due_on=lambda item: item.owed_on,
            rows=lambda user: with_owed_day(sets.stage_reported(user), duties.REVIEW_AIM),
        ),
    ),
    Step(
        "return_aim",
        _("Return the stage"),
        rows=Item.objects.replannable_by,
        offered=sets.stage_reported,
        states=Item.UNDER_WAY,
        primary=False,
        service=return_aim,
        asks=Asks(
            ReasonForm,
            consequence=_("The organization mends it and reports again; the day of the stage stays."),
            button=_("Return"),
            danger=True,
            shows=SHOWN,
        ),
        done=_("The stage was returned. The organization has been told."),
        then=lambda item, aim: item,
        path="stage/return",
        command=Command("Return the reported stage of a lasting item with a reason.", ReasonBody),
    ),
)
