"""What is tried on papers, findings, leads, hand-overs and items, for the walks."""

from django.core.files.uploadedfile import SimpleUploadedFile

from core.workdays.reckoning import today
from core.workflow.moves import IllegalStep
from findings.exchange import services as exchange
from findings.findings import services as findings
from findings.leads import services as leads
from findings.models import Category, Finding, Lead, Transfer, WorkingPaper
from findings.papers import services as papers
from rectification.checks.services import record_check
from rectification.closing import services as closing
from rectification.hand_over import plan, receipts
from rectification.hand_over import services as hand_overs
from rectification.items import services as items
from rectification.models import CheckResult, HandOver, Item, Measure, PlanOpinion, Side
from rectification.reviews import services as reviews
from rounds.models import Body, Inspection
from tests.factories import TOLD
from tests.security.walks import follow

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
AT_HOME = 0.8
PAPER = {"title": "公务接待", "facts": "六份没有公函", "basis": "公务接待管理规定", "responsibility": "财务科"}
OPINION = {"assessment": "总体较好", "problems": "（一）报销", "advice": "认真整改", "report_to": "市委第一巡察组"}
LEAD = {"subject_name": "某某", "content": "反映其违规领取补贴", "discipline": "integrity", "suggestion": "follow_up"}


def any_of(walk, model, status=""):
    """Any row, or any in this state; where there is none the try comes to nothing."""
    row = walk.some(model, **{"status": status} if status else {})
    if row is None:
        raise IllegalStep
    return row


def inspection_of(walk):
    """As a rule the first, whose team the walker may be on."""
    return Inspection.objects.earliest("pk") if walk.chance.random() < AT_HOME else any_of(walk, Inspection, "on_site")


def trying(act, model, status="", **facts):
    """`act` on any row of the model in this state, with these facts."""

    def tried(walk, by):
        act(any_of(walk, model, status), by=by, **facts)

    tried.__name__ = act.__name__
    return tried


def write_paper(walk, by):
    inspection = inspection_of(walk)
    team = [posting.person for posting in inspection.team.postings.exclude(role="leader").select_related("person")]
    facts = {
        "handlers": team[:2],
        "evidence": [SimpleUploadedFile("凭证.pdf", PDF, "application/pdf")],
        "found_on": today(),
    }
    papers.write_paper(inspection, by=by, **facts, **PAPER)


def draw_finding(walk, by):
    facts = {"category": any_of(walk, Category), "text": "抽查六份没有公函", "deadline_kind": "focused"}
    findings.draw_finding(any_of(walk, WorkingPaper, "approved"), by=by, found_on=today(), **facts)


def write_lead(walk, by):
    leads.write_lead(inspection_of(walk), by=by, **LEAD)


def change_lead(walk, by):
    leads.update_lead(any_of(walk, Lead, "draft"), by=by, **LEAD | {"content": walk.new_name("改")})


def transfer_lead(walk, by):
    leads.transfer_lead(any_of(walk, Lead, "approved"), by=by, bodies=[any_of(walk, Body)])


def give_feedback(walk, by):
    facts = {"given_on": today(), "given_by": "陈志强", **OPINION, "report_back_on": today()}
    hand_overs.give_feedback(any_of(walk, HandOver, "preparing"), walk.chance.choice(Side.values), by=by, **facts)


def sign(walk, by):
    side = walk.chance.choice(Side.values)
    receipts.sign_receipt(any_of(walk, HandOver, "awaiting_receipt"), side, by=by, typed_name=by.name)


def record_receipt(walk, by):
    scan = SimpleUploadedFile("签收单.pdf", PDF, "application/pdf")
    facts = {"signer_name": "王立新", "signer_post": "党组书记", "on": today(), "files": [scan]}
    side = walk.chance.choice(Side.values)
    receipts.record_paper_receipt(any_of(walk, HandOver, "awaiting_receipt"), side, by=by, **facts)


def save_plan(walk, by):
    hand_over = any_of(walk, HandOver, "awaiting_plan")
    measure = plan.PlannedMeasure(content="修订制度", kind="short", leader="某某", department="财务科", due_on=today())
    said = {"goal": "制度健全", "leader": "某某", "department": "财务科", "measures": [measure]}
    plan.save_plan(hand_over, [plan.PlannedItem(item.pk, **said) for item in hand_over.items.all()], by=by)


def report(walk, by):
    items.report_progress(any_of(walk, Item), by=by, text="已修订制度", completion=Item.Completion.DONE)


def check(walk, by):
    facts = {"checkers": "联合督查组", "verdict": CheckResult.Verdict.CONFIRMED, "opinion": "属实"}
    record_check(any_of(walk, Item), by=by, **facts)


def apply_close_out(walk, by):
    closing.apply_close_out(any_of(walk, Item, "rectifying"), "均已完成", by=by, **TOLD)


def accept_item(walk, by):
    closing.accept_item(any_of(walk, Item, "awaiting_team"), "整改到位", by=by)


def close_item(walk, by):
    closing.close_item(any_of(walk, Item, "awaiting_acceptance"), "同意销号", by=by)


submit_paper = trying(papers.submit_paper, WorkingPaper, "draft")
review_paper = trying(papers.review_paper, WorkingPaper, "submitted")
approve_paper = trying(papers.approve_paper, WorkingPaper, "reviewed")
submit_finding = trying(findings.submit_finding, Finding, "draft")
file_lead = trying(leads.file_lead, Lead, "draft")
approve_lead = trying(leads.approve_lead, Lead, "filed")
acknowledge = trying(exchange.acknowledge_transfer, Transfer)
take_in = trying(hand_overs.take_in_findings, HandOver, "preparing")
deliver = trying(hand_overs.deliver_hand_over, HandOver, "preparing")
file_plan = trying(plan.file_plan, HandOver, "awaiting_plan")
ask_review = trying(reviews.ask_review, HandOver, "plan_review", office=True, team=True)
give_opinion = trying(reviews.give_opinion, PlanOpinion, "asked", verdict="agreed")
accept_plan = trying(plan.accept_plan, HandOver, "plan_review")
mark_done = trying(items.mark_measure_done, Measure)
follow(write_paper, submit_paper, review_paper, approve_paper, draw_finding, submit_finding, take_in, deliver, sign)
follow(deliver, record_receipt)
follow(write_lead, file_lead, approve_lead, transfer_lead, acknowledge)
follow(save_plan, file_plan, accept_plan, report)
follow(file_plan, ask_review, give_opinion, accept_plan)
follow(mark_done, apply_close_out, accept_item, close_item)
follow(check, close_item)
WORK = [
    *(write_paper, write_paper, submit_paper, review_paper, approve_paper, draw_finding, submit_finding),
    *(write_lead, write_lead, change_lead, file_lead, approve_lead, transfer_lead, acknowledge),
    *(
        give_feedback,
        take_in,
        deliver,
        sign,
        record_receipt,
        save_plan,
        file_plan,
        ask_review,
        give_opinion,
        accept_plan,
    ),
    *(report, check, mark_done, apply_close_out, accept_item, close_item),
    trying(papers.return_paper, WorkingPaper, "submitted", reason="补充"),
    trying(findings.return_finding, Finding, "submitted", reason="补充"),
    trying(leads.return_lead, Lead, "filed", reason="补充"),
    trying(exchange.confirm_transfer, Transfer),
    trying(hand_overs.prepare_hand_over, Inspection, "reporting"),
    trying(plan.return_plan, HandOver, "plan_review", reason="补充"),
    trying(closing.return_item, Item, "awaiting_acceptance", reason="补充"),
    trying(closing.return_item, Item, "awaiting_team", reason="补充"),
    trying(closing.withdraw_close_out, Item, "awaiting_team", reason="另有措施"),
    trying(closing.withdraw_close_out, Item, "awaiting_acceptance", reason="另有措施"),
    trying(closing.close_hand_over, HandOver),
]
