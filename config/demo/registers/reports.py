"""Both reports of the secretary's organization: one signed and half received, the other recorded from paper."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from config.demo import phrases
from config.demo.cast import Cast
from config.demo.evidence import SCAN
from config.demo.live import LiveRounds, Stage, before
from core.models import Notice
from core.notices.services import mark_read
from rectification import ledger_duties
from rectification.double_reports.services import acknowledge_report, record_paper_report, sign_report, write_report
from rectification.models import HandOver, RectificationReport
from rounds.deadlines import obligations

BODIES = ("市纪委监委", "市委组织部")
OF_BODY = """按照市委巡察工作领导小组要求，本单位对照反馈意见认真开展集中整改。
一、组织领导情况。党组召开专题会议研究部署，成立整改工作领导小组，召开专题民主生活会，逐项建立台账。
二、整改落实情况。对反馈问题逐项制定措施，已完成的事项均有佐证材料；需要长期坚持的事项已列出阶段目标。
三、下一步打算。继续抓好未完成事项，巩固整改成果，举一反三，健全长效机制。"""
OF_SECRETARY = """本人作为巡察整改第一责任人，现将履行责任情况报告如下。
一、带头领受反馈意见，主持制定整改方案，对重点难点问题亲自研究、亲自协调、亲自督办。
二、带头整改个人问题，在专题民主生活会上作对照检查，接受班子成员监督。
三、定期听取整改进展情况汇报，督促分管领导和责任部门按期完成整改任务。"""


def load_reports(cast: Cast, live: LiveRounds, today: date) -> None:
    """By the services, today; what is owed of the others stands as if their plans were accepted by them."""
    hand_overs = HandOver.objects.filter(inspection__in=live.rectifying, status=Stage.RECTIFYING)
    rows = list(hand_overs.select_related("inspection__organization"))
    own = next(each for each in rows if each.inspection_id == live.rectifying[0].pk)
    owed = [each for hand_over in rows for each in ledger_duties.of_double_report(hand_over, today)]
    obligations.open_all(owed)
    bodies = [cast.bodies[name] for name in BODIES]
    secretary = cast.users["secretary"]
    report = write_report(own, by=cast.users["liaison"], kind=RectificationReport.Kind.BODY, text=OF_BODY)
    sign_report(report, by=secretary, bodies=bodies, drawing=phrases.SIGNATURE)
    acknowledge_report(report.deliveries.get(body=cast.users["discipline"].body), by=cast.users["discipline"])
    scan = SimpleUploadedFile("书记履责报告扫描件.pdf", SCAN, "application/pdf")
    paper = {"on": before(today, 1), "signer_name": secretary.name, "signer_post": f"{secretary.organization}书记"}
    kind = RectificationReport.Kind.SECRETARY
    record_paper_report(own, by=cast.office, kind=kind, bodies=bodies, files=[scan], text=OF_SECRETARY, **paper)
    mark_read(Notice.objects.filter(kind__in=["report.sent", "report.recorded"]))
