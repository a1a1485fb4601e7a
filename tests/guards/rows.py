"""Rows of the world that are made more than once, each as a step leaves it."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils.timezone import now

from core.models import Attachment, Batch
from core.workdays.reckoning import today
from personnel.models import (
    AccountRequest,
    PasswordSlip,
    Takeover,
    Urging,
)
from rectification.models import (
    ArchivedDocument,
    CloseOut,
    ForwardedReport,
    InspectionArchive,
    Publication,
    RectificationReport,
    StagedAim,
)
from rounds.models import Announcement, Obligation
from tests.factories import (
    ObligationFactory,
    OrganizationFactory,
    UserFactory,
)


def staged_aims(item, other, *, by, office):
    """A stage that was reached, and an open one of another item."""
    told = {"number": 1, "goal": "制度运行满一个季度", "due_on": today(), "set_on": today(), "set_by": by}
    StagedAim.objects.create(item=other, **told)
    reached = {"done": "已运行一个季度", "reported_on": today(), "reported_by": by, "status": "reached"}
    return StagedAim.objects.create(item=item, decided_on=today(), decided_by=office, **told, **reached)


PLANNED = {
    "number": 1,
    "problem": "接待报销附件不全",
    "goal": "健全制度",
    "leader": "王立新",
    "department": "财务科",
    "due_on": None,
    "measures": [{"content": "修订制度", "kind": "rules", "leader": "", "department": "", "due_on": "2026-11-01"}],
}
"""What a plan that is reviewed says of one item."""


def sent_report(hand_over, by, number=1):
    """A report that its secretary signed as true."""
    signed = {"way": "typed", "signed_by": by, "signer_name": "丁建国", "signed_on": today(), "digest": "0" * 64}
    return RectificationReport.objects.create(
        hand_over=hand_over, kind="body", number=number, text="整改已取得成效", status="sent", **signed
    )


def publications_of(hand_over, by):
    """Of its two publications, one is published by an entry of its own and the other proposed to be kept back."""
    told = {"kind": "rectification", "channel": "bulletin", "title": "整改通报", "decided_on": today()}
    entry = Announcement.objects.create(inspection=hand_over.inspection, **told)
    made = {"hand_over": hand_over, "owed_since": today()}
    done = {"status": "done", "announcement": entry, "settled_on": today()}
    Publication.objects.create(side="party", **made, **done)
    proposed = {"ground": "unrest", "why": "涉及征地", "proposed_on": today(), "proposed_by": by}
    return Publication.objects.create(side="public", status="proposed", **made, **proposed)


def archive_of(inspection, archived, by):
    """A document of one inspection that is kept on paper, and the archive of another, which is closed."""
    InspectionArchive.objects.create(inspection=archived, archived_on=today(), archivist=by)
    kept = {
        "title": "整改方案原件",
        "dated_on": today(),
        "retention": "permanent",
        "box": "甲-12",
        "kept_by": "档案员",
    }
    ArchivedDocument.objects.create(inspection=inspection, line="letters", missing_why="旧档散失", kept_by="档案员")
    return ArchivedDocument.objects.create(inspection=inspection, line="plan", **kept)


def forwarded_to(body, hand_over, by, **facts):
    """A report that was forwarded on paper."""
    told = {"number": "巡报〔2031〕7号", "copies": 1, "sent_on": today(), "sent_by": by}
    return ForwardedReport.objects.create(hand_over=hand_over, body=body, **told, **facts)


def asked(by):
    """Who asked for a review, and when."""
    return {"asked_on": today(), "asked_by": by}


def accepted_by(leader):
    """What an application tells that the team has accepted."""
    return {"acceptance": CloseOut.Acceptance.TEAM, "accepted_by": leader, "accepted_on": today()}


def _named(file, name):
    file.name = name
    return file


def drawn_for(user, model, **facts):
    """A workbook that a person asked for and has not fetched yet."""
    at = now()
    return model.objects.create(
        user=user,
        language="zh-hans",
        asked_at=at,
        done_at=at,
        expires_at=at + timedelta(days=1),
        file=ContentFile(b"drawn", name="drawn.xlsx"),
        **facts,
    )


def accounts_wanted(by) -> AccountRequest:
    """Accounts asked for, of which one is made and waits for its role."""
    organization = OrganizationFactory()
    UserFactory(organization=organization)
    posts = {"secretary": True, "liaison": True}
    return AccountRequest.objects.create(
        organization=organization, occasion="hand_over", asked_by=by, asked_on=today(), **posts
    )


def slip_of(account, by, **facts) -> PasswordSlip:
    """A sealed slip whose password was changed by its owner."""
    at = now()
    ends = at + timedelta(days=14)
    told = {"drawn_at": at, "expires_at": ends, "used_at": at} | facts
    return PasswordSlip.objects.create(account=account, drawn_by=by, **told)


TAKEN = {"status": "taken", "taken_on": today(), "text": "已接收"}
"""What a takeover tells that was recorded."""


def to_take_over(organization, account, owed=None, **facts) -> Takeover:
    """Duties that a new liaison has not taken over yet, such as this one."""
    names = {"predecessor": "前任联络员", "newcomer": account.name}
    takeover = Takeover.objects.create(
        organization=organization, account=account, begun_on=today(), **{"role": "liaison"} | names | facts
    )
    if owed:
        takeover.duties.create(obligation=owed, title=owed.title, due_on=owed.due_on)
        takeover.matters.create(kind="letters", title="提醒书 3号", state="未签收", due_on=owed.due_on)
    return takeover


def urged(obligation, by, on) -> Urging:
    """An obligation urged by hand on that day."""
    return Urging.objects.create(obligation=obligation, urged_by=by, urged_on=on, told=1)


def paused_duty(item, by) -> Obligation:
    """A duty that is paused by hand, until somebody resumes it."""
    owed = ObligationFactory(item=item, node="set_aim", title="确定下一阶段目标")
    told = {"paused_on": today(), "paused_by": by, "former_due_on": owed.due_on}
    owed.standstills.create(why="机构改革", **told)
    return owed


def reassigned_duty(item, by) -> Obligation:
    """A duty of the office that was handed on to one of its people."""
    owed = ObligationFactory(item=item, node="review_aim", title="审核阶段目标", organization=None, account=by)
    owed.reassignments.create(reassigned_on=today(), reassigned_by=by, why="分工调整", account=by)
    return owed


def batch_of(user, *rows) -> Batch:
    """A step that a person took on these rows, which is through."""
    kind, at = ContentType.objects.get_for_model(rows[0]), now()
    facts = {"asked": {"opinion": ["同意"]}, "language": "zh-hans", "shown_at": at, "asked_at": at, "done_at": at}
    batch = Batch.objects.create(user=user, kind=kind, step="close", place="/items/", **facts)
    for number, row in enumerate(rows, 1):
        batch.rows.create(number=number, subject_id=row.pk, outcome="done")
    return batch


def file_on(owner, by) -> Attachment:
    return Attachment.objects.create(
        owner_type=ContentType.objects.get_for_model(owner),
        owner_id=owner.pk,
        name="记录.pdf",
        file=ContentFile(b"%PDF-1.4", name="record.pdf"),
        content_type="application/pdf",
        size=8,
        sha256="0" * 64,
        uploaded_by=by,
    )
