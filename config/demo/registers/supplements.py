"""A supplement to the feedback of the secretary's organization, signed for by its secretary."""

from config.demo import phrases
from config.demo.cast import Cast
from config.demo.live import LiveRounds
from core.models import Notice
from core.notices.services import mark_read
from rectification.models import HandOver, Side
from rectification.supplements.services import issue_supplement, sign_supplement

TEXT = "反馈意见“主要问题”第1个问题中涉及的凭证份数，以会议记录核对后的数字为准，其余内容不变。"
REASON = "整改对接时核对原始凭证，发现反馈意见中的份数统计有误。"


def load_supplements(cast: Cast, live: LiveRounds) -> None:
    """Issue it and sign for it, by the services, today."""
    hand_over = HandOver.objects.select_related("inspection__organization").get(inspection=live.rectifying[0])
    supplement = issue_supplement(hand_over, by=cast.office, side=Side.BOARD, text=TEXT, reason=REASON)
    sign_supplement(supplement, by=cast.users["secretary"], drawing=phrases.SIGNATURE)
    mark_read(Notice.objects.filter(kind__in=["supplement.issued", "supplement.signed"]))
