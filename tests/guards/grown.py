"""The world with many rows of each kind in it."""

from datetime import timedelta

from django.utils import timezone

from config.roles import as_owner
from core.access.roles import Role
from core.models import CalendarDay, Channel, LedgerUpload, ListExport, MonthlyReport, Proposal, SavedView
from core.notices.services import tell
from core.workdays.reckoning import today
from findings.models import Disposal, LeadAccess, Outcome, PaperHandler
from personnel.accounts.oversight import LINK
from personnel.models import CalendarFeed, PlanChange, Reminder, ReminderRule
from rectification import duties
from rectification.models import (
    CheckResult,
    CloseOut,
    Feedback,
    ItemChange,
    MeasureChange,
    PlanOpinion,
    PlanReview,
    Progress,
    Receipt,
    Reopening,
    ReportDelivery,
    Side,
    StagedAim,
    Supplement,
)
from rounds.models import DeadlineRule, FormerName, SecretaryTerm
from tests.entries import entries_about, instruction_on
from tests.factories import (
    BodyFactory,
    FindingFactory,
    HandOverFactory,
    InspectionFactory,
    ItemFactory,
    LeadFactory,
    MeasureFactory,
    ObligationFactory,
    OrganizationFactory,
    PersonFactory,
    PoolMembershipFactory,
    PostingFactory,
    RecusalFactory,
    RoundFactory,
    TeamFactory,
    TransferFactory,
    UserFactory,
    WorkingPaperFactory,
)
from tests.guards.rows import (
    PLANNED,
    TAKEN,
    accounts_wanted,
    archive_of,
    asked,
    batch_of,
    drawn_for,
    file_on,
    forwarded_to,
    publications_of,
    sent_report,
    slip_of,
    to_take_over,
    urged,
)

MORE = 49
READERS = ["handler", "leadinggroup", "leader", "secretary", "liaison", "discipline", "sysadmin", "auditor"]


def grow(world, cast, numbers):
    """More of every row, one for each number, as near to the world's own as may be, with other rows behind it."""
    for number in numbers:
        _grow_rounds(world, number)
        _grow_people(world, cast)
        _grow_findings(world, cast)
        _grow_ledger(world, cast, number)
        _grow_rules(world, cast, number)
        entries_about(world.inspection, cast["cooperating"].body, later=number + 1)
    with as_owner() as cursor:
        cursor.execute("ANALYZE")  # tables that earlier tests filled and emptied are planned for as empty


def _grow_rounds(world, number):
    BodyFactory()
    InspectionFactory(team=world.team)
    InspectionFactory(team=TeamFactory(round=world.round, number=100 + number))
    InspectionFactory(organization=world.organization, team=TeamFactory(round=RoundFactory()))
    FormerName.objects.create(organization=world.organization, name=f"曾用名{number}", until_on=today())
    SecretaryTerm.objects.create(organization=world.organization, name=f"书记{number}", until_on=today())
    facts = {"round": world.round, "reason": "增加力量", "applied_by": UserFactory(), "applied_on": today()}
    another = {"team": TeamFactory(round=world.round, number=200 + number), "organization": OrganizationFactory()}
    PlanChange.objects.create(kind=PlanChange.Kind.ORGANIZATION, **another, **facts)


def _grow_people(world, cast):
    PostingFactory(team=world.team)
    PostingFactory(person=world.person, released_on=today())
    PoolMembershipFactory()
    PoolMembershipFactory(person=world.person, left_on=today())
    RecusalFactory(person=world.person)
    UserFactory(roles=[Role.OFFICE], person=PersonFactory())
    UserFactory(roles=[Role.LIAISON], organization=world.organization)
    cast["division"].portfolio.add(OrganizationFactory())


def _grow_findings(world, cast):
    place = {"inspection": world.inspection}
    paper = WorkingPaperFactory(**place, written_by=UserFactory())
    file_on(world.paper, UserFactory())
    for signed in (paper, world.paper):
        PaperHandler.objects.create(paper=signed, person=PersonFactory())
    FindingFactory(**place, paper=paper)
    lead = LeadFactory(**place, paper=paper, status="transferred", written_by=UserFactory(), referred_on=today())
    instruction_on(world.lead, "请从快查办")
    LeadAccess.objects.create(lead=lead, user=UserFactory(), kind=LeadAccess.Kind.VIEW)
    transfer = TransferFactory(lead=lead, body=cast["discipline"].body, sent_by=cast["handler"], sent_on=today())
    for answered in (transfer, world.transfer):
        reported = {"transfer": answered, "decided_on": today(), "reported_by": UserFactory()}
        Disposal.objects.create(method=Disposal.Method.INQUIRY, **reported)
        Outcome.objects.create(kind=Outcome.Kind.CASE_FILED, **reported)


def _grow_ledger(world, cast, number):
    inspection = InspectionFactory(organization=world.organization)
    other = HandOverFactory(inspection=inspection, status="awaiting_receipt")
    Feedback.objects.create(hand_over=other, side=Side.HEAD, given_on=today(), given_by="甲", opinion="乙")
    Receipt.objects.create(
        hand_over=other, side=Side.HEAD, signed_by=UserFactory(), signed_on=today(), digest="0" * 64
    )
    told = {"side": Side.HEAD, "text": "己", "reason": "庚", "issued_on": today()}
    for each in (other, world.hand_over):
        Supplement.objects.create(hand_over=each, number=100 + number, issued_by=UserFactory(), **told)
    _grow_beside(world, cast, other, number)
    for item in (ItemFactory(hand_over=world.hand_over, number=100 + number), world.item):
        by = UserFactory()
        if item != world.item:
            ObligationFactory(item=item)
        measure = MeasureFactory(item=item, number=100 + number)
        progress = Progress.objects.create(
            item=item, text="又一步", reported_on=today(), reported_by=by, completion="mostly"
        )
        file_on(progress, by)
        CheckResult.objects.create(
            item=item, checked_on=today(), checkers="甲", verdict="confirmed", opinion="乙", recorded_by=by
        )
        returned = {"decision": "returned", "opinion": "丁", "decided_by": cast["office"], "decided_on": today()}
        CloseOut.objects.create(item=item, statement="丙", applied_by=by, applied_on=today(), **returned)
        refused = {**returned, "decision": "refused"}
        reached = {"reported_on": today(), "reported_by": by, "decided_on": today(), "decided_by": cast["office"]}
        reached |= {"goal": "戊", "due_on": today(), "set_on": today(), "set_by": by, "done": "己"}
        StagedAim.objects.create(item=item, number=100 + number, status="reached", **reached)
        back = {"source": "check", "reason": "反弹", "due_on": today(), "closed_on": today()}
        Reopening.objects.create(item=item, applied_by=by, applied_on=today(), **back, **refused)
        change = ItemChange.objects.create(item=item, reason="戊", applied_by=by, applied_on=today(), **refused)
        MeasureChange.objects.create(change=change, measure=measure, leader="己")


def _grow_beside(world, cast, other, number):
    """Reviews and reports of this hand-over and of another."""
    ended = {"outcome": "accepted", "ended_on": today(), "reply": "同意"}
    PlanReview.objects.create(hand_over=world.hand_over, filed_on=today(), **asked(UserFactory()), **ended)
    review = PlanReview.objects.create(hand_over=other, filed_on=today(), plan=[PLANNED], **asked(UserFactory()))
    given = {"status": "given", "verdict": "advised", "on_items": [{"number": 1, "text": "明确到人"}]}
    for each, body in ((review, cast["discipline"].body), (world.plan_opinion.review, BodyFactory())):
        by = UserFactory()
        facts = {"reviewer": "body", "asked_on": today(), "given_on": today(), "given_by": by, **given}
        file_on(PlanOpinion.objects.create(review=each, body=body, **facts), by)
    for each in (other, world.hand_over):
        report = sent_report(each, UserFactory(), number=100 + number)
        for body in (cast["discipline"].body, BodyFactory()):
            received = {"status": "received", "received_on": today(), "received_by": UserFactory()}
            ReportDelivery.objects.create(report=report, body=body, **received)
        file_on(report, UserFactory())
        forwarded = forwarded_to(BodyFactory(kind="discipline"), each, by=UserFactory())
        file_on(forwarded, UserFactory())
    reviewed = {"signed_by": UserFactory(), "signed_on": today(), "opinion_by": UserFactory(), "opinion_on": today()}
    reviewed |= {"status": "reviewed", "way": "typed", "signer_name": "何志远", "opinion": "同意移送"}
    forwarded_to(cast["discipline"].body, other, by=UserFactory(), **reviewed)
    publications_of(other, UserFactory())
    archive_of(world.inspection, InspectionFactory(), UserFactory())


def _grow_rules(world, cast, number):
    day = today() + timedelta(days=100 + number)
    later = timezone.now() + timedelta(days=1)
    CalendarDay.objects.create(day=day.replace(year=2040), is_workday=False, name="休")
    DeadlineRule.objects.create(node=duties.FILE_PLAN, amount=5, unit="days", effective_from=day)
    Reminder.objects.create(obligation=world.obligation, threshold=number, due_on=day, recipient=UserFactory())
    LedgerUpload.objects.create(user=cast["office"], kind="organizations", name="名录.xlsx", rows=1, expires_at=later)
    drawn_for(cast["office"], MonthlyReport, month=today().replace(day=1))
    drawn_for(cast["office"], ListExport, path="/findings/")
    batch_of(cast["office"], world.item)
    urged(world.obligation, cast["office"], today() - timedelta(days=2 + number))
    told = {"paused_on": today(), "resumed_on": today(), "former_due_on": today()}
    world.paused.standstills.create(why="机构改革", paused_by=cast["office"], resumed_by=cast["office"], **told)
    told = {"reassigned_on": today(), "reassigned_by": cast["office"], "account": cast["office"]}
    world.reassigned.reassignments.create(why="分工调整", **told)
    accounts_wanted(cast["office"])
    slip_of(world.account, cast["sysadmin"])
    for takeover in (world.takeover, to_take_over(world.organization, cast["liaison"], **TAKEN)):
        takeover.duties.create(title="报送整改方案", due_on=day)
        takeover.matters.create(kind="plans", title="整改方案", state="待报送方案")
    CalendarFeed.objects.create(account=UserFactory(), digest=f"{number:064}1"[-64:], made_at=timezone.now())
    Channel.objects.create(account=UserFactory(), kind="feishu", name=f"飞书{number}", made_at=timezone.now())
    SavedView.objects.create(owner=cast["office"], list_name="inbox", name=f"第{number}种看法")
    ReminderRule.objects.create(days_left=200 + number, audience=ReminderRule.Audience.OWNER)
    _propose(world, number)
    tell_all(cast, number)


def _propose(world, number):
    facts = world.proposal.facts
    made = {"made_by": UserFactory(), "made_at": timezone.now()}
    Proposal.objects.create(kind=LINK, about=1_000_000 + number, subject=str(number), facts=facts, **made)


def tell_all(cast, number):
    tell([cast[name] for name in READERS], kind="test", subject=str(number), url="/")
