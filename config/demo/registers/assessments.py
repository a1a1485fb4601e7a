"""Assessments of rectification in all grades since the counted day, and second rectifications under way and over."""

from datetime import date, timedelta
from decimal import Decimal

from config.demo.cast import Cast
from config.demo.live import LiveRounds, before
from config.demo.registers.past import COUNTED_ON, rectified_by
from config.demo.writing import weekday
from core.trail.recording import acting
from core.workflow.moves import move
from rectification import duties
from rectification.assessment.services import Deduction, assess, decide_assessment
from rectification.models import (
    AccountabilityProposal,
    Assessment,
    AssessmentScheme,
    AssessmentScore,
    Criterion,
    Grade,
    HandOver,
    SecondItem,
    SecondRectification,
)
from rounds.deadlines import obligations

LOST = (4, 12, 7, 28, 9, 15, 5, 46, 11, 18, 6, 8)
"""The points that past rectifications lost; what came to less than 80 was rectified a second time."""
LOST_AGAIN = 11
OPINIONS = {
    "good": "整改责任压得实，任务完成好，群众认可度高，评定为“好”。",
    "fair": "整改总体到位，个别长期坚持事项需持续推进，评定为“较好”。",
    "ordinary": "部分事项以文件落实整改，成效不明显，评定为“一般”，责令二次整改。",
    "poor": "整改责任不落实，存在虚假整改，评定为“差”，责令二次整改。",
}
REASONS = [
    "专题研究不够，部分责任未落实到人。",
    "有事项逾期未完成。",
    "核查发现佐证材料与实际不符。",
    "销号申请多次被退回。",
    "满意度测评满意率偏低。",
]
REQUIREMENTS = "对评估扣分事项逐项重新制定整改措施，明确责任人和时限，由党组织书记包抓；按期报送二次整改方案和报告。"
SECOND_PLAN = "党组召开专题会议研究，对需二次整改的事项逐项重新明确措施、责任领导和完成时限，建立周调度机制。"
SECOND_REPORT = "二次整改事项均已落实，相关制度已印发执行，追缴款项全部到账。"
RESULT = "已重新整改到位，佐证材料齐全。"
DISMISSED = "单位主要负责人已被诫勉，不再重复问责。"
LIVE = {7: 24, 8: 44, 10: 9, 0: 13}
"""Of round 18, by the place of the inspection: the points lost."""


def load_assessments(cast: Cast, live: LiveRounds) -> None:
    """Write what was assessed in the years since the counted day, then what is under way."""
    chosen = rectified_by(COUNTED_ON)[-12 * 4 :: 4]
    with acting(cast.office):
        for hand_over, lost in zip(chosen, LOST, strict=False):
            on = weekday(max(hand_over.focus_ends_on, COUNTED_ON) + timedelta(days=25))
            made = _decided(cast, hand_over, 1, lost, on)
            if made.grade in ("ordinary", "poor"):
                _rectified_again(cast, made, weekday(on + timedelta(days=100)))
    _live(cast, live)


def _scores(criteria: list[Criterion], lost: int) -> list[AssessmentScore]:
    """The deductions, the largest criteria first, with their reasons."""
    left, scores = Decimal(lost), []
    for place, criterion in enumerate(criteria):
        share = min(left, (criterion.points * 3 / 5).quantize(Decimal(1)))
        reason = REASONS[place % len(REASONS)] if share else ""
        scores.append(AssessmentScore(criterion=criterion, deduction=share, reason=reason))
        left -= share
    return scores


def _decided(cast: Cast, hand_over: HandOver, attempt: int, lost: int, on: date) -> Assessment:
    scheme = AssessmentScheme.objects.in_force(on)
    criteria = list(scheme.criteria.all())
    score = Decimal(100 - lost)
    grade = scheme.grade_of(score)
    made = Assessment.objects.create(
        hand_over=hand_over,
        scheme=scheme,
        attempt=attempt,
        assessed_on=on - timedelta(days=4),
        assessed_by=cast.office,
        opinion=OPINIONS[grade],
        score=score,
        grade=grade,
        decided_on=on,
        decided_by=cast.leadinggroup,
        decision_opinion="同意。",
        status=Assessment.Status.DECIDED,
    )
    scores = _scores(criteria, lost)
    for each in scores:
        each.assessment = made
    AssessmentScore.objects.bulk_create(scores)
    return made


def _rectified_again(cast: Cast, made: Assessment, again_on: date) -> None:
    """What was not passed was rectified a second time and passed; poor proposed to hold somebody to account."""
    ordered_on, speaker = made.decided_on, cast.speaker_of(made.hand_over.inspection)
    second = SecondRectification.objects.create(
        assessment=made,
        requirements=REQUIREMENTS,
        ordered_on=ordered_on,
        plan_due_on=ordered_on + timedelta(days=15),
        report_due_on=ordered_on + timedelta(days=90),
        plan=SECOND_PLAN,
        plan_filed_on=ordered_on + timedelta(days=12),
        plan_filed_by=speaker,
        report=SECOND_REPORT,
        reported_on=ordered_on + timedelta(days=85),
        reported_by=speaker,
        ended_on=again_on,
        status=SecondRectification.Status.ENDED,
    )
    items = made.hand_over.items.order_by("number")[:3]
    SecondItem.objects.bulk_create(SecondItem(second=second, item=item, result=RESULT) for item in items)
    _decided(cast, made.hand_over, 2, LOST_AGAIN, again_on)
    if made.grade == Grade.POOR:
        AccountabilityProposal.objects.create(
            assessment=made,
            proposed_on=ordered_on,
            dismissed_on=weekday(ordered_on + timedelta(days=20)),
            dismissed_by=cast.office,
            dismissed_why=DISMISSED,
        )


def _live(cast: Cast, live: LiveRounds) -> None:
    """Of round 18: a plan of a second rectification is owed, one is filed, and one assessment awaits its decision."""
    made = {place: _assessed(cast, live, place) for place in LIVE}
    for place in (8, 7):
        _decide(cast, live.today, made[place])
    second, speaker = SecondRectification.objects.get(assessment=made[7]), cast.speaker_of(live.rectifying[7])
    filed = {"plan": SECOND_PLAN, "plan_filed_on": live.today, "plan_filed_by_id": speaker.pk}
    with acting(speaker):
        move(second, SecondRectification.Status.PLANNED, by=speaker, **filed)
        obligations.meet(duties.PLAN_SECOND, second, live.today)
    decide_assessment(made[0], by=cast.leadinggroup, opinion="同意评定为“较好”。")


def _assessed(cast: Cast, live: LiveRounds, place: int) -> Assessment:
    hand_over = live.rectifying[place].hand_over
    lost = _scores(list(AssessmentScheme.objects.in_force(live.today).criteria.all()), LIVE[place])
    deductions = {each.criterion_id: Deduction(each.deduction, each.reason) for each in lost}
    grade = AssessmentScheme.objects.in_force(live.today).grade_of(Decimal(100 - LIVE[place]))
    told = {"opinion": OPINIONS[grade], "deductions": deductions, "vetoes": {}}
    return assess(hand_over, by=cast.office, assessed_on=before(live.today, 4), **told)


def _decide(cast: Cast, today: date, made: Assessment) -> None:
    items = list(made.hand_over.items.open().order_by("number")[:3])
    decide_assessment(
        made,
        by=cast.leadinggroup,
        opinion="同意，责令二次整改。",
        requirements=REQUIREMENTS,
        items=items,
        plan_due_on=today + timedelta(days=10),
        report_due_on=today + timedelta(days=75),
    )
