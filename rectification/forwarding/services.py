"""巡察报告移送: the office forwards report and feedback, each body receipts them and gives its opinion (协作审核)."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.roles import Role
from core.models import Attachment
from core.notices.services import tell
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.guards import day_or_today, require_side, require_status, require_text
from core.workflow.moves import lock, move
from core.workflow.saving import save_checked
from core.workflow.steps import may_take
from findings.leads.services import RECEIVING
from personnel.models import User
from rectification import duties, permissions
from rectification.addressees import tell_office
from rectification.evidence import keep_files
from rectification.hand_over.receipts import paper_signature, sealed, signature
from rectification.models import ForwardedReport, HandOver, Receipt
from rectification.sides import require_not_of_organization
from rounds.deadlines import obligations
from rounds.models import Body, Obligation

Status = ForwardedReport.Status
DELIVERED = tuple(status for status in HandOver.Status if status != HandOver.Status.PREPARING)
RECEIPT_OWED = gettext_lazy("Receipt the inspection report on %(organization)s")
OPINION_OWED = gettext_lazy("Give an opinion on the inspection report on %(organization)s")
OF_BODIES = (Role.DISCIPLINE, Role.ORGANIZATION_DEPARTMENT)
forwarded_reports = ForwardedReport.objects


@all_or_nothing
def forward_report(
    hand_over: HandOver,
    *,
    by: User,
    bodies: Collection[Body],
    number: str = "",
    copies: int | None = None,
    note: str = "",
    files: Sequence[UploadedFile] = (),
) -> list[ForwardedReport]:
    """Forward the report, attached or on paper, with the opinions fed back, to each of these bodies.

    Those that have it already are left out. Raises `ValidationError` where nobody new is named, a body neither
    disciplines nor appoints, or the report is neither attached nor said to go on paper.
    """
    require_side(permissions.can_hand_over(by, hand_over))
    lock(hand_over)
    require_not_of_organization(by, hand_over)
    require_status(hand_over, *DELIVERED)
    have = set(hand_over.forwarded.values_list("body", flat=True))
    new = [body for body in bodies if body.pk not in have]
    if not new:
        raise ValidationError({"bodies": _("Choose at least one body that does not have the report yet.")})
    if not RECEIVING.issuperset(body.kind for body in new):
        raise ValidationError({"bodies": _("Reports go to discipline commissions and organization departments.")})
    if not files and not copies:
        raise ValidationError({"files": _("Attach the report, or say how many copies of it go on paper.")})
    told = {"number": number.strip(), "copies": copies, "note": note.strip()}
    return [_forward(hand_over, body, told, files, by) for body in new]


@all_or_nothing
def receipt_report(report: ForwardedReport, *, by: User, drawing: str = "", typed_name: str = "") -> ForwardedReport:
    """Sign for the body, as receipts are signed: by a drawing, or by typing one's own name."""
    require_side(may_take(forwarded_reports.answerable_by, by, report))
    lock(report)
    require_not_of_organization(by, report.hand_over)
    require_status(report, Status.SENT)
    signed = signature(report.hand_over, drawing, typed_name, by, post=report.body.name)
    return _receive(report, signed, today(), by)


@all_or_nothing
def record_receipt(
    report: ForwardedReport, *, by: User, on: date, signer_name: str, signer_post: str, files: Sequence[UploadedFile]
) -> ForwardedReport:
    """The office records a receipt that the body gave on paper: its day, who signed in which post, and the scan."""
    require_side(may_take(forwarded_reports.recordable_by, by, report))
    lock(report)
    require_not_of_organization(by, report.hand_over)
    require_status(report, Status.SENT)
    day = day_or_today(on, since=report.sent_on)
    signed = paper_signature(signer_name, signer_post, files, by)
    received = _receive(report, signed, day, by)
    keep_files(report, files, by)
    return received


@all_or_nothing
def review_report(
    report: ForwardedReport, *, by: User, opinion: str, taken_up: str = "", files: Sequence[UploadedFile] = ()
) -> ForwardedReport:
    """Give the body's opinion, and what it takes up in its daily supervision."""
    require_side(may_take(forwarded_reports.answerable_by, by, report))
    lock(report)
    require_not_of_organization(by, report.hand_over)
    return _review(report, by, files, opinion=opinion, taken_up=taken_up, opinion_on=today(), opinion_by=by)


@all_or_nothing
def record_review(
    report: ForwardedReport,
    *,
    by: User,
    on: date,
    opinion: str,
    files: Sequence[UploadedFile],
    taken_up: str = "",
) -> ForwardedReport:
    """Record an opinion that the body gave on paper: its day, what it says, and the scan."""
    require_side(may_take(forwarded_reports.recordable_by, by, report))
    lock(report)
    require_not_of_organization(by, report.hand_over)
    require_status(report, Status.RECEIVED)
    if not files:
        raise ValidationError({"files": _("Attach the scan of the paper.")})
    day = day_or_today(on, since=report.signed_on)
    said = {"opinion": opinion, "taken_up": taken_up}
    return _review(report, by, files, **said, opinion_on=day, opinion_recorded_by=by)


def words_of_receipt(report: ForwardedReport) -> str:
    """Exactly what the body signs for, in the language of the house. Of leads it says nothing."""
    with translation.override(settings.LANGUAGE_CODE):
        day = {"day": date_format(report.sent_on), "body": report.body}
        lines = [f"{report.hand_over.inspection}", _("Forwarded to %(body)s on %(day)s") % day]
        if report.copies:
            paper = {"number": report.number, "copies": report.copies}
            lines.append(_("Inspection report No. %(number)s, %(copies)s copies on paper") % paper)
        files = Attachment.objects.of(report)
        lines += [_("Attachment: %(name)s (SHA-256 %(digest)s)") % {"name": f, "digest": f.sha256} for f in files]
        for feedback in report.hand_over.feedbacks.all():
            told = {"side": feedback.get_side_display(), "name": feedback.given_by}
            told |= {"day": date_format(feedback.given_on)}
            lines.append(_("Feedback %(side)s, given by %(name)s on %(day)s") % told)
        return "\n".join(lines)


def _forward(
    hand_over: HandOver, body: Body, told: dict[str, Any], files: Sequence[UploadedFile], by: User
) -> ForwardedReport:
    report = ForwardedReport(hand_over=hand_over, body=body, sent_on=today(), sent_by=by)
    save_checked(report, by=by, sure=["hand_over", "body"], **told)
    for file in files:
        file.seek(0)  # another body's copy of it was stored before
    keep_files(report, files, by)
    obligations.open_all([_owed(duties.RECEIPT_FORWARDED, report, RECEIPT_OWED, report.sent_on)])
    organization = hand_over.inspection.organization
    accounts = User.objects.holding(*OF_BODIES).filter(body=body).free_of_recusal(organization)
    about = {"kind": "report.forwarded", "subject": RECEIPT_OWED, "url": report.get_absolute_url()}
    tell(accounts, organization=organization.name, **about)
    return report


def _receive(report: ForwardedReport, signed: Receipt, on: date, by: User) -> ForwardedReport:
    """With the receipt the opinion is owed."""
    move(report, Status.RECEIVED, by=by, **sealed(signed, words_of_receipt(report), on))
    owed = _owed(duties.REVIEW_FORWARDED, report, OPINION_OWED, on)
    obligations.meet_and_owe(duties.RECEIPT_FORWARDED, report, on, owed)
    if not report.recorded_by:
        _tell_office(report, gettext_lazy("%(receiver)s receipted the inspection report on %(organization)s"))
    return report


def _review(report: ForwardedReport, by: User, files: Sequence[UploadedFile], **said: Any) -> ForwardedReport:
    said["opinion"] = require_text("opinion", said["opinion"], _("Opinion of the review"))
    said["taken_up"] = said["taken_up"].strip()
    move(report, Status.REVIEWED, by=by, **said)
    keep_files(report, files, by)
    obligations.meet(duties.REVIEW_FORWARDED, report, said["opinion_on"])
    if not report.opinion_recorded_by:
        _tell_office(
            report, gettext_lazy("%(receiver)s gave its opinion on the inspection report on %(organization)s")
        )
    return report


def _owed(node: str, report: ForwardedReport, title: Any, on: date) -> Obligation:
    inspection = report.hand_over.inspection
    told = {"organization": inspection.organization}
    return obligations.obligation(node, report, title, told, inspection=inspection, body=report.body, from_on=on)


def _tell_office(report: ForwardedReport, subject: Any) -> None:
    url = report.get_absolute_url()
    tell_office(report.hand_over, kind="report.forwarded", subject=subject, url=url, receiver=report.body.name)
