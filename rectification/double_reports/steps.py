"""The steps of the double report: written, signed as true and sent, received by each addressee."""

from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from core.ui.forms import DayForm
from core.workflow.steps import Asks, Command, Step, Task, page, register_steps
from rectification.double_reports import services
from rectification.double_reports.bodies import ReportDraftBody
from rectification.double_reports.forms import PaperReportForm, ReportForm
from rectification.models import HandOver, RectificationReport, ReportDelivery
from rounds.deadlines.querysets import with_owed_day
from rounds.place.lookups import Place

Kind, Status = RectificationReport.Kind, RectificationReport.Status
OWED = _("It goes to the leading group, the discipline commission and the organization department once it is signed.")


def _writable(kind: str):
    """Hand-overs of the organization without a draft of this report."""

    def rows(user):
        drafts = RectificationReport.objects.filter(hand_over=OuterRef("pk"), kind=kind, status=Status.DRAFT)
        return HandOver.objects.plannable_by(user).exclude(Exists(drafts))

    return rows


def _to_write(kind: str):
    """Of these, those on which the report is owed."""
    return lambda user: with_owed_day(_writable(kind)(user), services.DUTIES[kind]).filter(owed_on__isnull=False)


def _to_sign(user):
    """Drafts for the secretary, each with the day by which its report is owed."""
    return RectificationReport.objects.signable_by(user)


def _standing(report: RectificationReport, user: Any) -> dict:
    return {"initial": {"text": report.text}}


def _write(name: str, kind: Kind, label: Any, says: str) -> Step:
    return Step(
        name,
        label,
        rows=HandOver.objects.plannable_by,
        offered=_writable(kind),
        states=HandOver.UNDER_WAY,
        primary=False,
        service=partial(services.write_report, kind=kind),
        asks=Asks(ReportForm, consequence=OWED, button=_("Save the draft")),
        done=_("The draft is kept. The secretary signs it as true."),
        then=lambda hand_over, report: report,
        path=f"reports/{kind.value}",
        command=Command(says, ReportDraftBody, makes=True),
        task=Task(
            _("File the double report: on the secretary's duty and on the rectification"),
            _("Go and write"),
            facts=lambda hand_over: {},
            detail=lambda hand_over: str(hand_over.inspection.organization),
            due_on=lambda hand_over: hand_over.owed_on,
            rows=_to_write(kind),
        ),
    )


OF_HAND_OVER = register_steps(
    HandOver,
    _write(
        "write_secretary_report",
        Kind.SECRETARY,
        _("Write the secretary's report"),
        "Begin the secretary's own report as a draft, to be signed on its page.",
    ),
    _write(
        "write_body_report",
        Kind.BODY,
        _("Write the report on the rectification"),
        "Begin the report on the rectification as a draft, to be signed on its page.",
    ),
    Step(
        "record_report",
        _("Record a report signed on paper"),
        rows=HandOver.objects.handled_by,
        states=HandOver.UNDER_WAY,
        primary=False,
        service=services.record_paper_report,
        asks=Asks(
            PaperReportForm,
            consequence=_("It stands for the signature on the server; that it was signed on paper stays visible."),
            button=_("Record"),
        ),
        done=_("The report on paper is recorded and sent."),
        then=lambda hand_over, report: report,
        path="reports/paper",
    ),
)
STEPS = register_steps(
    RectificationReport,
    Step(
        "sign",
        _("Sign as true and send"),
        page("rectification:report_sign"),
        rows=RectificationReport.objects.signable_by,
        states=(Status.DRAFT,),
        task=Task(
            _("Sign as true: %(report)s"),
            _("Go and sign"),
            facts=lambda report: {"report": report},
            detail=lambda report: str(report.hand_over),
            rows=_to_sign,
        ),
    ),
    Step(
        "change",
        _("Go on with the draft"),
        rows=RectificationReport.objects.writable_by,
        states=(Status.DRAFT,),
        primary=False,
        service=services.change_report,
        asks=Asks(ReportForm, consequence=OWED, button=_("Save the draft"), given=_standing),
        done=_("The draft is kept. The secretary signs it as true."),
    ),
    reads=Place("hand_over__inspection").related,
)
OF_DELIVERY = register_steps(
    ReportDelivery,
    Step(
        "acknowledge",
        _("Acknowledge receipt"),
        rows=ReportDelivery.objects.acknowledgeable_by,
        states=(ReportDelivery.Status.SENT,),
        service=services.acknowledge_report,
        confirm=_("Acknowledge that you have received this report?"),
        done=_("Receipt acknowledged."),
        command=Command("Confirm that the report was received."),
        task=Task(
            _("Acknowledge the report of %(organization)s"),
            _("Go and acknowledge"),
            kind=_("Acknowledge reports"),
            listed="rectification:report_deliveries",
            facts=lambda delivery: {"organization": delivery.report.hand_over.inspection.organization},
            detail=lambda delivery: delivery.report.get_kind_display(),
        ),
    ),
    Step(
        "record_receipt",
        _("Record the receipt on paper"),
        rows=ReportDelivery.objects.recordable_by,
        states=(ReportDelivery.Status.SENT,),
        primary=False,
        service=services.record_report_receipt,
        asks=Asks(DayForm, consequence=_("That the office recorded it stays visible."), button=_("Record")),
        done=_("The receipt is recorded."),
    ),
    reads=("body", *Place("report__hand_over__inspection").related),
)
