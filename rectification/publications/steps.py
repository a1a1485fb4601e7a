"""The steps of the double publication: published, or proposed to be kept back and decided by the leading group."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.api.bodies import ReasonBody
from core.ui.views.step import give_back
from core.workflow.steps import Asks, Command, Step, Task, register_steps
from rectification.models import HandOver, Publication
from rectification.publications import services
from rectification.publications.bodies import KeepBackBody, PublishedBody
from rectification.publications.forms import KeepBackForm, PaperApprovalForm, PublishedForm
from rounds.deadlines.querysets import with_owed_day
from rounds.place.lookups import Place

publications, Status = Publication.objects, Publication.Status


def _without(user):
    """Hand-overs of which no publication is asked yet."""
    return HandOver.objects.handled_by(user).filter(publications=None)


def _own(user):
    """Those the organization owes, each with the day by which it does."""
    own = HandOver.objects.plannable_by(user)
    return with_owed_day(publications.filter(hand_over__in=own), services.duties.PUBLISH_RESULT)


def _named(publication: Publication) -> dict:
    return {"organization": publication.hand_over.inspection.organization}


OF_HAND_OVER = register_steps(
    HandOver,
    Step(
        "ask_for_publication",
        _("Ask for the double publication"),
        rows=HandOver.objects.handled_by,
        offered=_without,
        states=HandOver.UNDER_WAY,
        primary=False,
        service=services.ask_for_publication,
        confirm=_("Both publications of the result are owed from today. The organization is told."),
        done=_("The double publication is owed."),
    ),
)
STEPS = register_steps(
    Publication,
    Step(
        "record",
        _("Record the publication"),
        rows=publications.publishable_by,
        states=(Status.OWED,),
        service=services.record_publication,
        asks=Asks(
            PublishedForm,
            consequence=_("It is entered in the register of announcements."),
            button=_("Record"),
            given=lambda publication, user: {"publication": publication},
        ),
        done=_("The publication is recorded."),
        command=Command("Record where the result was published.", PublishedBody),
        task=Task(
            _("Publish the result of rectification: %(side)s"),
            _("Go and record"),
            again=_("Publish the result after all: %(side)s"),
            facts=lambda publication: {"side": publication.get_side_display()},
            detail=lambda publication: str(publication.hand_over),
            due_on=lambda publication: publication.owed_on,
            rows=_own,
        ),
    ),
    Step(
        "propose",
        _("Propose not to publish"),
        rows=publications.publishable_by,
        states=(Status.OWED,),
        primary=False,
        service=services.propose_keeping_back,
        asks=Asks(
            KeepBackForm,
            consequence=_("The leading group decides on it; until then nobody is reminded of the publication."),
            button=pgettext_lazy("publication", "Propose"),
        ),
        done=_("The proposal is with the leading group."),
        command=Command("Propose not to publish the result, on one of five grounds.", KeepBackBody),
    ),
    Step(
        "approve",
        _("Approve that it is not published"),
        rows=publications.decidable_by,
        states=(Status.PROPOSED,),
        service=services.approve_keeping_back,
        confirm=_("The result is not published on the ground that is proposed. The organization is told."),
        done=_("Approved: it is not published."),
        command=Command("Approve that the result is not published."),
        task=Task(
            _("Decide whether the result of %(organization)s is not published"),
            _("Go and decide"),
            facts=_named,
            detail=lambda publication: f"{publication.get_side_display()} · {publication.get_ground_display()}",
        ),
    ),
    Step(
        "refuse",
        _("Refuse: it is to be published"),
        rows=publications.decidable_by,
        states=(Status.PROPOSED,),
        primary=False,
        service=services.refuse_keeping_back,
        asks=give_back(_("Refuse: it is to be published"), _("The publication is owed again by its day.")),
        done=_("Refused: it is to be published."),
        command=Command("Refuse the proposal with a reason; the result is to be published.", ReasonBody),
    ),
    Step(
        "record_approval",
        _("Record the approval on paper"),
        rows=publications.recordable_by,
        states=(Status.OWED, Status.PROPOSED),
        primary=False,
        service=services.record_keeping_back,
        asks=Asks(
            PaperApprovalForm,
            consequence=_("It stands for the decision of the leading group; the register names who approved."),
            button=_("Record"),
        ),
        done=_("The approval is recorded."),
    ),
    reads=Place("hand_over__inspection").related,
)
