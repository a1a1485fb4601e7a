"""Reports forwarded to both bodies: one reviewed by one and received by the other, another just sent."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from config.demo import phrases
from config.demo.cast import Cast
from config.demo.evidence import SCAN
from config.demo.live import LiveRounds, Stage, before
from core.models import Notice
from core.notices.services import mark_read
from rectification.forwarding.services import forward_report, receipt_report, record_receipt, review_report
from rectification.models import ForwardedReport, HandOver
from rounds.models import Obligation

BODIES = ("市纪委监委", "市委组织部")
NOTE = "请结合日常监督提出协作审核意见，并于规定期限内反馈市委巡察办。"
OPINION = (
    "经审核，巡察报告反映的问题事实清楚、定性准确，同意移送。"
    "建议将问题整改情况纳入派驻监督重点，对整改进度滞后的及时督促。"
)
TAKEN_UP = "工程项目招投标和资金拨付中的廉政风险\n津补贴、公务接待等中央八项规定精神执行情况\n选人用人程序执行情况"


def load_forwarded(cast: Cast, live: LiveRounds, today: date) -> None:
    """By the services, then dated back; the second stands as it is sent today, on paper."""
    hand_overs = HandOver.objects.filter(inspection__in=live.rectifying).select_related("inspection__organization")
    first = hand_overs.get(inspection=live.rectifying[0])
    bodies = [cast.bodies[name] for name in BODIES]
    pdf = SimpleUploadedFile("巡察报告.pdf", SCAN, "application/pdf")
    discipline, department = forward_report(first, by=cast.office, bodies=bodies, note=NOTE, files=[pdf])
    sent_on = before(today, 6)
    ForwardedReport.objects.filter(hand_over=first).update(sent_on=sent_on)
    Obligation.objects.filter(node="receipt_forwarded").update(from_on=sent_on)
    for each in (discipline, department):
        each.sent_on = sent_on
    receipt_report(discipline, by=cast.users["discipline"], drawing=phrases.SIGNATURE)
    review_report(discipline, by=cast.users["discipline"], opinion=OPINION, taken_up=TAKEN_UP)
    scan = SimpleUploadedFile("移送签收单扫描件.pdf", SCAN + b"%receipt\n", "application/pdf")
    paper = {"on": before(today, 4), "signer_name": "何志远", "signer_post": "干部监督科科长"}
    record_receipt(department, by=cast.office, files=[scan], **paper)
    second = hand_overs.filter(status=Stage.RECTIFYING).exclude(pk=first.pk).order_by("pk").first()
    forward_report(second, by=cast.office, bodies=bodies, number=f"巡报〔{today.year}〕9号", copies=1, note=NOTE)
    mark_read(Notice.objects.filter(kind="report.forwarded", recipient=cast.office))
