"""One row of everything, all about the cast's `inspection`, with a secret in the lead."""

import sys
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils.timezone import now

from core.ledgers.uploads import keep_upload
from core.models import Attachment, Batch, CalendarDay, ListExport, MonthlyReport, Proposal
from core.notices.services import tell
from core.workdays.reckoning import today
from findings.findings.services import return_finding
from findings.leads.services import return_lead
from findings.models import Finding, Lead
from findings.papers.services import return_paper
from personnel.accounts.oversight import LINK
from personnel.models import (
    AccountRequest,
    CalendarFeed,
    PasswordSlip,
    PlanChange,
    ReminderRule,
    Takeover,
    Urging,
    User,
)
from rectification.closing.services import return_item
from rectification.hand_over.plan import return_plan
from rectification.models import (
    CheckResult,
    CloseOut,
    Feedback,
    HandOver,
    Item,
    ItemChange,
    MeasureChange,
    PlanOpinion,
    PlanReview,
    Progress,
    Receipt,
    RectificationReport,
    Reopening,
    ReportDelivery,
    Side,
    StagedAim,
    Supplement,
)
from rounds.models import FormerName, Inspection, Round, SecretaryTerm
from rounds.planning.services import return_round_plan
from tests import conftest, ledgers
from tests.devices import equip
from tests.entries import entries_about, instruction_on
from tests.factories import (
    FindingFactory,
    HandOverFactory,
    InspectionFactory,
    ItemFactory,
    LeadFactory,
    MeasureFactory,
    ObligationFactory,
    OrganizationFactory,
    PoolMembershipFactory,
    PostingFactory,
    RecusalFactory,
    RoundFactory,
    TeamFactory,
    TransferFactory,
    UserFactory,
    WorkingPaperFactory,
)
from tests.kept import Stages

SECRET_NAME = "金丝雀甲"
SECRET_CONTENT = "金丝雀乙收受某公司礼金"
CAST = [
    "office",
    "handler",
    "leadinggroup",
    "leader",
    "deputy",
    "member",
    "stranger_leader",
    "secretary",
    "liaison",
    "other_secretary",
    "division",
    "discipline",
    "orgdept",
    "cooperating",
    "sysadmin",
    "secadmin",
    "auditor",
]
"""Everyone of the cast, by fixture name."""
CIRCLE = {"handler", "leadinggroup", "leader", "deputy", "discipline"}
"""Who may know what the lead of the world says."""


STAGES = Stages(["cast", "world"], sys.modules[__name__], conftest)


@pytest.fixture(autouse=True)
def built_once(request):
    """Whoever takes the cast or the world from here takes this, too, which lets them stand and keeps their files."""
    if "cast" in request.fixturenames:
        needed = ("db", "rows_counted_anew", "settings", "tmp_path")
        *_, settings, media = [request.getfixturevalue(name) for name in needed]
        settings.MEDIA_ROOT = media
        STAGES.begin(request, media)


@pytest.fixture
def cast(
    office,
    handler,
    leadinggroup,
    leader,
    deputy,
    member,
    stranger_leader,
    secretary,
    liaison,
    other_secretary,
    division,
    discipline,
    orgdept,
    cooperating,
    sysadmin,
    secadmin,
    auditor,
):
    """The whole cast by name, and the stranger who has not signed in."""
    return locals() | {"nobody": None}


@pytest.fixture
def world(cast, inspection):
    """The rows, by the noun that their addresses use."""
    return build_world(cast, inspection)


def build_world(cast, inspection) -> SimpleNamespace:
    """One row of everything, in a database with nothing but the cast."""
    leader, office = cast["leader"], cast["office"]
    paper = WorkingPaperFactory(inspection=inspection, written_by=cast["member"])
    finding = FindingFactory(inspection=inspection, paper=paper, status=Finding.Status.SUBMITTED)
    lead = LeadFactory(
        inspection=inspection,
        paper=paper,
        subject_name=SECRET_NAME,
        subject_post=SECRET_NAME,
        content=SECRET_CONTENT,
        written_by=leader,
        status=Lead.Status.TRANSFERRED,
        referred_on=today(),
    )
    transfer = TransferFactory(lead=lead, body=cast["discipline"].body, sent_by=cast["handler"], sent_on=today())
    hand_over = HandOverFactory(
        inspection=inspection, prepared_by=office, status=HandOver.Status.RECTIFYING, delivered_on=today()
    )
    item = ItemFactory(hand_over=hand_over)
    liaison = cast["liaison"]
    progress = Progress.objects.create(
        item=item, text="已修订制度", completion=Item.Completion.MOSTLY, reported_on=today(), reported_by=liaison
    )
    check = CheckResult.objects.create(
        item=item,
        checked_on=today(),
        checkers="联合督查组",
        verdict=CheckResult.Verdict.CONFIRMED,
        opinion="属实",
        recorded_by=office,
    )
    close_out = CloseOut.objects.create(
        item=item, statement="已整改", applied_by=liaison, applied_on=today(), **accepted_by(leader)
    )
    measure = MeasureFactory(item=item)
    item_change = ItemChange.objects.create(item=item, reason="延期到货", applied_by=liaison, applied_on=today())
    MeasureChange.objects.create(change=item_change, measure=measure, leader="赵国强")
    closed_item = ItemFactory(hand_over=hand_over, status=Item.Status.CLOSED, closed_on=today())
    back = {"reason": "问题反弹", "due_on": today(), "closed_on": today()}
    reopening = Reopening.objects.create(
        item=closed_item, source="check", applied_by=leader, applied_on=today(), **back
    )
    again = InspectionFactory(organization=inspection.organization)
    unsigned = HandOverFactory(inspection=again, prepared_by=office, status=HandOver.Status.AWAITING_RECEIPT)
    for side in Side:
        Feedback.objects.create(
            hand_over=unsigned, side=side, given_on=today(), given_by="陈志强", opinion="请认真整改"
        )
    proposal = Proposal.objects.create(
        kind=LINK,
        about=cast["leader"].person_id,
        subject=str(cast["leader"].person),
        facts={"account": cast["cooperating"].pk, "account_name": "某账号"},
        made_by=office,
        made_at=now(),
    )
    RoundFactory(status=Round.Status.APPROVED)  # cannot begin: it has no team
    InspectionFactory(status=Inspection.Status.PLANNED, entered_on=None)  # nor can the round of this one end
    TeamFactory(round__status=Round.Status.PREPARING, round__approved_on=None)  # nor be submitted: nobody is posted
    change = {"round": inspection.team.round, "reason": "增加力量", "applied_by": office, "applied_on": today()}
    plan_change = PlanChange.objects.create(kind=PlanChange.Kind.TEAM, number=99, **change)
    FormerName.objects.create(organization=inspection.organization, name="市财政管理局党组", until_on=today())
    SecretaryTerm.objects.create(organization=inspection.organization, name="在任书记")
    give_back(cast, inspection)
    equip(cast["cooperating"])
    tell([office], kind="test", subject="测试", url="/")
    User.objects.filter(pk=cast["cooperating"].pk).update(wanted_role="liaison")
    return SimpleNamespace(
        body=cast["discipline"].body,
        organization=inspection.organization,
        round=inspection.team.round,
        team=inspection.team,
        inspection=inspection,
        person=leader.person,
        membership=PoolMembershipFactory(person=leader.person),
        posting=leader.person.postings.get(),
        recusal=RecusalFactory(),
        plan_change=plan_change,
        account=cast["cooperating"],
        grant=cast["cooperating"].grants.get(),
        paper=paper,
        working_paper=paper,
        finding=finding,
        lead=lead,
        lead_instruction=instruction_on(lead, SECRET_CONTENT),
        transfer=transfer,
        hand_over=hand_over,
        unsigned=unsigned,
        item=item,
        measure=measure,
        item_change=item_change,
        reopening=reopening,
        progress=progress,
        check=check,
        close_out=close_out,
        obligation=(obligation := ObligationFactory(item=item)),
        account_request=accounts_wanted(office),
        takeover=to_take_over(inspection.organization, cast["liaison"]),
        slip=slip_of(cast["cooperating"], by=cast["sysadmin"]),
        calendar_feed=CalendarFeed.objects.create(account=cast["cooperating"], digest="0" * 64, made_at=now()),
        urging=urged(obligation, office, today() - timedelta(days=1)),
        notice=office.notices.first(),
        batch=batch_of(office, item),
        list_export=drawn_for(office, ListExport, path="/findings/", query="export=xlsx"),
        monthly_report=drawn_for(office, MonthlyReport, month=today().replace(day=1)),
        attachment=file_on(paper, office),
        evidence=file_on(item.progress.get(), office),
        staged_aim=staged_aims(item, closed_item, by=liaison, office=office),
        supplement=Supplement.objects.create(
            hand_over=hand_over,
            side="head",
            number=1,
            text="问题表述更正",
            reason="核对有误",
            issued_on=today(),
            issued_by=office,
        ),
        plan_opinion=PlanOpinion.objects.create(
            review=PlanReview.objects.create(hand_over=hand_over, filed_on=today(), plan=[PLANNED], **asked(office)),
            reviewer=PlanOpinion.Reviewer.BODY,
            body=cast["discipline"].body,
            asked_on=today(),
        ),
        report=(report := sent_report(hand_over, cast["secretary"])),
        report_delivery=ReportDelivery.objects.create(report=report, body=cast["discipline"].body),
        receipt=Receipt.objects.create(
            hand_over=hand_over,
            side="head",
            signed_by=cast["secretary"],
            signed_on=today(),
            text="请认真整改",
            digest="0" * 64,
        ),
        reminder_rule=ReminderRule.objects.get_or_create(days_left=33, audience=ReminderRule.Audience.OWNER)[0],
        upload=keep_upload(_named(ledgers.organizations(), "名录.xlsx"), by=office, options={}),
        proposal=proposal,
        **entries_about(inspection, cast["cooperating"].body),
        unsigned_posting=PostingFactory(
            team__round__needs_commitments=True, person=cast["member"].person, role="member"
        ),
        calendar_day=CalendarDay.objects.create(day="2031-01-01", is_workday=False, name="元旦"),
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


def asked(by):
    """Who asked for a review, and when."""
    return {"asked_on": today(), "asked_by": by}


def accepted_by(leader):
    """What an application tells that the team has accepted."""
    return {"acceptance": CloseOut.Acceptance.TEAM, "accepted_by": leader, "accepted_on": today()}


def give_back(cast, inspection):
    """One of everything that comes back to be mended, nothing changed of it since.

    All rows come first: what is made after a service has signed its change bears that name as well.
    """
    place = {"organization": inspection.organization}
    paper = WorkingPaperFactory(inspection=inspection, written_by=cast["member"], status="submitted")
    finding = FindingFactory(inspection=inspection, status=Finding.Status.SUBMITTED)
    lead = LeadFactory(inspection=inspection, written_by=cast["leader"], status=Lead.Status.FILED)
    plan = HandOverFactory(inspection=InspectionFactory(**place), status=HandOver.Status.PLAN_REVIEW)
    ItemFactory(hand_over=plan, status=Item.Status.PENDING)
    item = ItemFactory(hand_over__inspection=InspectionFactory(**place), status=Item.Status.AWAITING_ACCEPTANCE)
    CloseOut.objects.create(
        item=item, statement="已整改", applied_by=cast["liaison"], applied_on=today(), **accepted_by(cast["leader"])
    )
    round = TeamFactory(round__status=Round.Status.APPROVED).round
    return_paper(paper, by=cast["leader"], reason="请补充")
    return_finding(finding, by=cast["office"], reason="请补充")
    return_lead(lead, by=cast["leadinggroup"], reason="请补充")
    return_plan(plan, by=cast["office"], reason="请补充")
    return_item(item, by=cast["office"], reason="请补充")
    return_round_plan(round, by=cast["leadinggroup"], reason="请补充")


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


def slip_of(account, by) -> PasswordSlip:
    """A sealed slip whose password was changed by its owner."""
    at = now()
    ends = at + timedelta(days=14)
    return PasswordSlip.objects.create(account=account, drawn_by=by, drawn_at=at, expires_at=ends, used_at=at)


def to_take_over(organization, account, **facts) -> Takeover:
    """Duties that a new liaison has not taken over yet."""
    names = {"predecessor": "前任联络员", "newcomer": account.name}
    return Takeover.objects.create(
        organization=organization, account=account, begun_on=today(), **{"role": "liaison"} | names | facts
    )


def urged(obligation, by, on) -> Urging:
    """An obligation urged by hand on that day."""
    return Urging.objects.create(obligation=obligation, urged_by=by, urged_on=on, told=1)


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
