"""One row of everything, all about the cast's `inspection`, with a secret in the lead."""

import sys
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils.timezone import now

from core.ledgers.uploads import keep_upload
from core.models import CalendarDay, Channel, ListExport, MonthlyReport, Proposal, SavedView
from core.notices.services import tell
from core.workdays.reckoning import today
from findings.findings.services import return_finding
from findings.leads.services import return_lead
from findings.models import Finding, Lead
from findings.papers.services import return_paper
from personnel.accounts.oversight import LINK
from personnel.models import (
    CalendarFeed,
    PlanChange,
    ReminderRule,
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
    Reopening,
    ReportDelivery,
    Side,
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
    PoolMembershipFactory,
    PostingFactory,
    RecusalFactory,
    RoundFactory,
    TeamFactory,
    TransferFactory,
    WorkingPaperFactory,
)
from tests.guards.rows import (
    PLANNED,
    TAKEN,
    _named,
    accepted_by,
    accounts_wanted,
    archive_of,
    asked,
    batch_of,
    drawn_for,
    file_on,
    forwarded_to,
    paused_duty,
    publications_of,
    reassigned_duty,
    sent_report,
    slip_of,
    staged_aims,
    to_take_over,
    urged,
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
        paused=(paused := paused_duty(item, office)),
        standstill=paused.standstills.get(),
        reassigned=(reassigned := reassigned_duty(item, office)),
        reassignment=reassigned.reassignments.get(),
        brought=ObligationFactory(item=closed_item, unchecked_since=today()),
        account_request=accounts_wanted(office),
        takeover=to_take_over(inspection.organization, cast["liaison"]),
        past_takeover=to_take_over(inspection.organization, cast["liaison"], obligation, **TAKEN),
        slip=slip_of(cast["cooperating"], by=cast["sysadmin"], used_at=None),
        calendar_feed=CalendarFeed.objects.create(account=cast["cooperating"], digest="0" * 64, made_at=now()),
        channel=Channel.objects.create(account=office, kind="wecom", name="企业微信群", made_at=now()),
        saved_view=SavedView.objects.create(owner=office, list_name="inbox", name="只看催办", query="per_page=20"),
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
        archived_document=archive_of(inspection, again, office),
        publication=publications_of(hand_over, cast["liaison"]),
        report=(report := sent_report(hand_over, cast["secretary"])),
        report_delivery=ReportDelivery.objects.create(report=report, body=cast["discipline"].body),
        forwarded_report=forwarded_to(cast["discipline"].body, hand_over, by=office),
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
