"""The result of the secretary's organization: circulated within the party, and proposed not to be made public."""

from config.demo.cast import Cast
from config.demo.live import LiveRounds
from core.models import Notice
from core.notices.services import mark_read
from rectification.double_reports.services import acknowledge_report
from rectification.models import HandOver, Publication, ReportDelivery
from rectification.publications.services import ask_for_publication, propose_keeping_back, record_publication
from rounds.models import Announcement

Side = Publication.Side
CIRCULAR = """按照巡察整改公开有关要求，现将巡察整改进展情况予以通报。
反馈的问题均已制定整改措施，已完成事项有佐证材料；对需要长期坚持的事项，将持续推进。欢迎党员干部提出意见建议。"""
WHY = "反馈问题涉及正在协商的征地补偿，部分群众情绪尚不稳定，此时公开细节易引发集体上访，拟待补偿协议签订后再公开。"


def load_publications(cast: Cast, live: LiveRounds) -> None:
    """By the services: both reports received by the leading group; of another organization both are asked for."""
    own = live.rectifying[0].hand_over
    waiting = ReportDelivery.objects.filter(report__hand_over=own, body=None, status=ReportDelivery.Status.SENT)
    for delivery in waiting.select_related("report__hand_over__inspection__organization"):
        acknowledge_report(delivery, by=cast.users["leadinggroup"])
    party, public = (own.publications.get(side=side) for side in (Side.PARTY, Side.PUBLIC))
    liaison, organization = cast.users["liaison"], own.inspection.organization
    record_publication(party, by=liaison, title=f"中共{organization}关于巡察整改进展情况的通报"[:100], text=CIRCULAR)
    propose_keeping_back(public, by=liaison, ground=Announcement.Ground.UNREST, reason=WHY)
    others = HandOver.objects.filter(inspection__in=live.rectifying, status=HandOver.Status.RECTIFYING)
    ask_for_publication(others.exclude(pk=own.pk).order_by("pk")[0], by=cast.office)
    mark_read(Notice.objects.filter(kind="publication.owed"))
