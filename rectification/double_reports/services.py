"""双报告: the organization writes both reports, its secretary signs them as true, each addressee receipts them."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.roles import Role
from core.files.attachments import store_attachments
from core.models import Attachment
from core.notices.services import tell
from core.trail.recording import acting
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.guards import day_or_today, require_side, require_status
from core.workflow.moves import lock, move
from core.workflow.saving import save_checked
from core.workflow.steps import may_take
from findings.leads.services import RECEIVING
from personnel.models import User
from rectification import duties, permissions
from rectification.addressees import tell_office, tell_organization
from rectification.hand_over.receipts import paper_signature, sealed, signature
from rectification.models import HandOver, RectificationReport, ReportDelivery
from rectification.publications.services import owe_once_received
from rectification.sides import require_not_of_office, require_not_of_organization
from rounds.deadlines import obligations
from rounds.models import Body

Kind, Status = RectificationReport.Kind, RectificationReport.Status
DUTIES = {Kind.SECRETARY: duties.REPORT_AS_SECRETARY, Kind.BODY: duties.REPORT_RECTIFICATION}
OF_BODIES = (Role.DISCIPLINE, Role.ORGANIZATION_DEPARTMENT)


@all_or_nothing
def write_report(
    hand_over: HandOver, *, by: User, kind: str, text: str = "", files: Sequence[UploadedFile] = ()
) -> RectificationReport:
    """Begin one of the two reports, as a draft that the organization alone sees."""
    require_side(permissions.can_file_plan(by, hand_over))
    lock(hand_over)
    require_not_of_office(by, hand_over)
    require_status(hand_over, *HandOver.UNDER_WAY)
    if hand_over.reports.filter(kind=kind, status=Status.DRAFT).exists():
        raise ValidationError(_("There is a draft of this report already. Go on with it."))
    report = RectificationReport(hand_over=hand_over, kind=kind, text=text.strip())
    save_checked(report, by=by, sure=["number"], number=_next_number(hand_over, kind))
    with acting(by):
        store_attachments(report, files, by=by)
    return report


@all_or_nothing
def change_report(
    report: RectificationReport, *, by: User, text: str = "", files: Sequence[UploadedFile] = ()
) -> RectificationReport:
    """Go on with a draft: its text anew, and further files."""
    require_side(may_take(RectificationReport.objects.writable_by, by, report))
    lock(report)
    require_not_of_office(by, report.hand_over)
    require_status(report, Status.DRAFT)
    save_checked(report, by=by, text=text.strip())
    with acting(by):
        store_attachments(report, files, by=by)
    return report


@all_or_nothing
def sign_report(
    report: RectificationReport, *, by: User, bodies: Collection[Body], drawing: str = "", typed_name: str = ""
) -> RectificationReport:
    """Sign a report as true, as receipts are signed, and send it to the leading group and to these bodies.

    Raises `ValidationError` for a signature that is none, an empty report, or where an addressee is missing.
    """
    require_side(may_take(RectificationReport.objects.signable_by, by, report))
    lock(report)
    require_not_of_office(by, report.hand_over)
    require_status(report, Status.DRAFT)
    _require_addressees(bodies)
    if not report.text and not Attachment.objects.of(report).exists():
        raise ValidationError(_("The report is empty. Write its text or attach it first."))
    signed = signature(report.hand_over, drawing, typed_name, by)
    move(report, Status.SENT, by=by, **sealed(signed, report_text(report), today()))
    return _send(report, bodies, by)


@all_or_nothing
def record_paper_report(
    hand_over: HandOver,
    *,
    by: User,
    kind: str,
    on: date,
    signer_name: str,
    signer_post: str,
    bodies: Collection[Body],
    files: Sequence[UploadedFile],
    text: str = "",
) -> RectificationReport:
    """The office records a report that was signed on paper, with its scan; it goes to the same addressees."""
    require_side(permissions.can_hand_over(by, hand_over))
    lock(hand_over)
    require_not_of_organization(by, hand_over)
    require_status(hand_over, *HandOver.UNDER_WAY)
    _require_addressees(bodies)
    day = day_or_today(on, since=hand_over.delivered_on)
    report = RectificationReport(hand_over=hand_over, kind=kind, text=text.strip(), status=Status.SENT)
    report.number = _next_number(hand_over, kind)
    signed = paper_signature(signer_name, signer_post, files, by)
    save_checked(report, by=by, sure=["number"], **sealed(signed, report_text(report), day))
    with acting(by):
        store_attachments(report, files, by=by)
    subject = gettext_lazy("The inspection office recorded a report that was signed on paper")
    tell_organization(hand_over, kind="report.recorded", subject=subject, url=report.get_absolute_url())
    return _send(report, bodies, by)


@all_or_nothing
def acknowledge_report(delivery: ReportDelivery, *, by: User) -> ReportDelivery:
    """Confirm for the addressee that the report was received."""
    require_side(may_take(ReportDelivery.objects.acknowledgeable_by, by, delivery))
    require_not_of_organization(by, delivery.report.hand_over)
    return _receive(delivery, by, today(), received_by=by)


@all_or_nothing
def record_report_receipt(delivery: ReportDelivery, *, by: User, on: date | None = None) -> ReportDelivery:
    """Record a receipt that the addressee gave on paper, with its day."""
    require_side(may_take(ReportDelivery.objects.recordable_by, by, delivery))
    require_not_of_organization(by, delivery.report.hand_over)
    day = day_or_today(on, since=delivery.report.signed_on)
    return _receive(delivery, by, day, recorded_by=by)


def _receive(delivery: ReportDelivery, by: User, on: date, **who: Any) -> ReportDelivery:
    """The leading group's second receipt makes both publications owed: the hand-over is held, so that it is one."""
    if delivery.body_id is None:
        lock(delivery.report.hand_over)
    received = move(delivery, ReportDelivery.Status.RECEIVED, by=by, received_on=on, **who)
    if delivery.body_id is None:
        owe_once_received(delivery.report.hand_over, by=by, on=today())
    return received


def report_text(report: RectificationReport) -> str:
    """Exactly what is signed as true, in the language of the house; files by their names and digests."""
    files = Attachment.objects.of(report) if report.pk else []
    with translation.override(settings.LANGUAGE_CODE):
        lines = [f"{report.hand_over.inspection}", str(report), report.text]
        lines += [_("Attachment: %(name)s (SHA-256 %(digest)s)") % {"name": f, "digest": f.sha256} for f in files]
        return "\n".join(filter(None, lines))


def _next_number(hand_over: HandOver, kind: str) -> int:
    return hand_over.reports.filter(kind=kind).count() + 1


def _require_addressees(bodies: Collection[Body]) -> None:
    """A discipline commission and an organization department, as far as the register has them."""
    kinds = {body.kind for body in bodies}
    if not RECEIVING.issuperset(kinds):
        raise ValidationError({"bodies": _("Reports go to discipline commissions and organization departments.")})
    missing = Body.objects.filter(kind__in=RECEIVING - kinds).exists()
    if missing:
        words = _("Choose a discipline commission and an organization department; the leading group gets it anyway.")
        raise ValidationError({"bodies": words})


def _send(report: RectificationReport, bodies: Collection[Body], by: User) -> RectificationReport:
    hand_over = report.hand_over
    organization = hand_over.inspection.organization
    with acting(by):
        obligations.meet(DUTIES[Kind(report.kind)], hand_over, report.signed_on)
        deliveries = [ReportDelivery(report=report, body=body) for body in (None, *bodies)]
        ReportDelivery.objects.bulk_create(deliveries)
    subject = gettext_lazy("%(organization)s sent its report: %(report)s")
    told: dict[str, Any] = {"kind": "report.sent", "subject": subject, "report": report.get_kind_display()}
    for delivery in deliveries:
        roles = OF_BODIES if delivery.body else (Role.LEADING_GROUP,)
        accounts = User.objects.holding(*roles).filter(body=delivery.body).free_of_recusal(organization)
        tell(accounts, organization=organization.name, url=delivery.get_absolute_url(), **told)
    tell_office(hand_over, url=report.get_absolute_url(), **told)
    return report
