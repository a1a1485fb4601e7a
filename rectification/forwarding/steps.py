"""The steps of a forwarded report: forwarded on a hand-over, receipted, then reviewed by the body it came to."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.workflow.steps import Asks, Command, Step, Task, page, register_steps
from rectification import duties
from rectification.forwarding import services
from rectification.forwarding.bodies import ForwardedOpinionBody
from rectification.forwarding.forms import ForwardForm, OpinionForm, PaperOfBodyForm, PaperOpinionForm
from rectification.models import ForwardedReport, HandOver
from rounds.deadlines.querysets import with_owed_day
from rounds.place.lookups import Place

Status = ForwardedReport.Status
forwarded = ForwardedReport.objects
STAYS = _("That it was given on paper and who recorded it stays visible.")


def _to_receipt(user):
    return with_owed_day(forwarded.answerable_by(user), duties.RECEIPT_FORWARDED)


def _to_review(user):
    return with_owed_day(forwarded.answerable_by(user), duties.REVIEW_FORWARDED)


def _task(title, button, kind, rows) -> Task:
    return Task(
        title,
        button,
        kind=kind,
        listed="rectification:forwarded_reports",
        facts=lambda report: {"organization": report.hand_over.inspection.organization},
        detail=lambda report: str(report.hand_over.inspection.team.round),
        due_on=lambda report: report.owed_on,
        rows=rows,
    )


OF_HAND_OVER = register_steps(
    HandOver,
    Step(
        "forward",
        _("Forward the report"),
        rows=HandOver.objects.handled_by,
        states=services.DELIVERED,
        primary=False,
        service=services.forward_report,
        asks=Asks(
            ForwardForm,
            title=_("Forward report and feedback"),
            consequence=_(
                "Each body gets the report and both opinions that were fed back, signs for them and gives its own "
                "opinion by a day. Leads are not forwarded here: they are transferred by themselves."
            ),
            button=_("Forward"),
        ),
        done=_("The report is forwarded. The bodies have been told."),
        then=lambda hand_over, reports: hand_over,
        path="forward",
    ),
)
STEPS = register_steps(
    ForwardedReport,
    Step(
        "sign",
        pgettext_lazy("forwarded report", "Sign for it"),
        page("rectification:forwarded_report_sign"),
        rows=forwarded.answerable_by,
        states=(Status.SENT,),
        task=_task(services.RECEIPT_OWED, _("Go and sign"), _("Receipt forwarded reports"), _to_receipt),
    ),
    Step(
        "record_receipt",
        _("Record the receipt on paper"),
        rows=forwarded.recordable_by,
        states=(Status.SENT,),
        primary=False,
        service=services.record_receipt,
        asks=Asks(PaperOfBodyForm, consequence=STAYS, button=_("Record")),
        done=_("The receipt is recorded."),
    ),
    Step(
        "review",
        _("Give the opinion"),
        rows=forwarded.answerable_by,
        states=(Status.RECEIVED,),
        service=services.review_report,
        asks=Asks(
            OpinionForm,
            consequence=_("The inspection office sees it beside that of others. It is not changed afterwards."),
        ),
        done=_("The opinion is given. The inspection office has been told."),
        command=Command("Give the opinion on a forwarded report for the caller's body.", ForwardedOpinionBody),
        task=_task(services.OPINION_OWED, _("Go and review"), _("Review forwarded reports"), _to_review),
    ),
    Step(
        "record_review",
        _("Record the opinion from paper"),
        rows=forwarded.recordable_by,
        states=(Status.RECEIVED,),
        primary=False,
        service=services.record_review,
        asks=Asks(PaperOpinionForm, consequence=STAYS, button=_("Record")),
        done=_("The opinion on paper is recorded."),
    ),
    reads=("body", *Place("hand_over__inspection").related),
)
