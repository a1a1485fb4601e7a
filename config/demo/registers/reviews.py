"""One plan under review by several bodies, half of whom have answered; and one that was reviewed and accepted."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from config.demo.cast import Cast
from config.demo.evidence import SCAN
from config.demo.live import LiveRounds, Stage, before
from core.models import Notice
from core.notices.services import mark_read
from rectification.models import HandOver, PlanOpinion, PlanReview
from rectification.reviews.planned import as_kept, planned_now
from rectification.reviews.services import ask_review, give_opinion, record_opinion
from rounds.models import Obligation

Reviewer, Verdict = PlanOpinion.Reviewer, PlanOpinion.Verdict
BODIES = ("市纪委监委", "市委组织部", "市委宣传部")
WHOLE = "总体可行。整改目标要进一步细化，能量化的尽量量化，便于检查验收。"
ON_ITEM = "责任领导应为班子成员，建议明确到人；完成时限偏长，建议提前。"
TRAINING = "同意。建议把警示教育纳入整改措施，并留存学习记录。"
REPLY = (
    "经会审，原则同意整改方案。请按以下意见完善后组织实施：一是整改目标能量化的尽量量化；二是各项措施责任落实到人。"
)


def load_reviews(cast: Cast, live: LiveRounds, today: date) -> None:
    """The first as it would be, by the services; the second as it stood when its plan was accepted."""
    hand_overs = HandOver.objects.filter(inspection__in=live.rectifying).select_related("inspection__organization")
    _under_review(cast, hand_overs.get(status=Stage.PLAN_REVIEW), today)
    _reviewed(cast, hand_overs.get(inspection=live.rectifying[0]))
    mark_read(Notice.objects.filter(kind="plan.opinion"))


def _under_review(cast: Cast, hand_over: HandOver, today: date) -> None:
    bodies = [cast.bodies[name] for name in BODIES]
    review = ask_review(hand_over, by=cast.office, bodies=bodies, office=True)
    asked_on = before(today, 3)
    PlanReview.objects.filter(pk=review.pk).update(asked_on=asked_on)
    review.opinions.update(asked_on=asked_on)
    Obligation.objects.filter(body__in=bodies, node="review_plan").update(from_on=asked_on)
    discipline, _organization, publicity = (review.opinions.get(body=body) for body in bodies)
    number = review.plan[0]["number"]
    said = {"text": WHOLE, "on_items": [{"number": number, "text": ON_ITEM}]}
    give_opinion(discipline, by=cast.users["discipline"], verdict=Verdict.ADVISED, **said)
    scan = SimpleUploadedFile("会审意见扫描件.pdf", SCAN, "application/pdf")
    paper = {"on": before(today, 1), "verdict": Verdict.AGREED, "text": TRAINING}
    record_opinion(publicity, by=cast.office, files=[scan], **paper)


def _reviewed(cast: Cast, hand_over: HandOver) -> None:
    review = PlanReview.objects.create(
        hand_over=hand_over,
        filed_on=hand_over.plan_filed_on,
        plan=as_kept(planned_now(hand_over)),
        asked_on=hand_over.plan_filed_on,
        asked_by=cast.office,
        outcome=PlanReview.Outcome.ACCEPTED,
        reply=REPLY,
        ended_on=hand_over.plan_accepted_on,
    )
    asked = {"review": review, "reviewer": Reviewer.BODY, "asked_on": review.asked_on}
    told = [(Verdict.ADVISED, WHOLE, "discipline"), (Verdict.AGREED, "", "orgdept")]
    rows = [
        PlanOpinion(
            body=cast.users[who].body,
            verdict=verdict,
            text=text,
            given_by=cast.users[who],
            given_on=review.ended_on,
            status=PlanOpinion.Status.GIVEN,
            **asked,
        )
        for verdict, text, who in told
    ]
    silent = PlanOpinion(body=cast.bodies["市委宣传部"], status=PlanOpinion.Status.LAPSED, **asked)
    PlanOpinion.objects.bulk_create([*rows, silent])
