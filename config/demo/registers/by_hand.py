"""What people did about duties by hand: a plan paused until a day, an item without one; a decision reassigned."""

from datetime import date, timedelta

from config.demo.cast import Cast
from core.models import Notice
from core.notices.services import mark_read
from personnel.reminders.pausing import PAUSED, pause_duty
from personnel.reminders.reassigning import KIND as REASSIGNED
from personnel.reminders.reassigning import reassign_duty
from rectification import duties
from rounds.models import Obligation

PLAN = "该单位正在机构改革，新班子尚未到位，经请示领导小组同意，整改方案待新班子到位后报送。"
ITEM = "涉案账册由市纪委监委调取，整改措施暂无法实施，待账册退回后恢复。"
DECISION = "该单位由其日常联系，情况熟悉，转其承办。"


def load_by_hand(cast: Cast, today: date) -> None:
    """By the services, as the office does it; paused is what is not late."""
    running = Obligation.objects.running()
    in_time = running.filter(due_on__gte=today)
    pause_duty(in_time.filter(node=duties.FILE_PLAN).latest("pk"), PLAN, today + timedelta(days=21), by=cast.office)
    pause_duty(in_time.filter(node=duties.RECTIFY_ITEM).latest("pk"), ITEM, by=cast.office)
    decision = running.filter(node=duties.DECIDE_CLOSE_OUT, is_confidential=False).latest("pk")
    reassign_duty(decision, DECISION, cast.users["handler"], by=cast.office)
    mark_read(Notice.objects.filter(kind__in=(PAUSED, REASSIGNED)))
