"""What is paused by hand: a plan until a day, its days given back, and an item until somebody resumes it."""

from datetime import date, timedelta

from config.demo.cast import Cast
from core.models import Notice
from core.notices.services import mark_read
from personnel.reminders.pausing import PAUSED, pause_duty
from rectification import duties
from rounds.models import Obligation

PLAN = "该单位正在机构改革，新班子尚未到位，经请示领导小组同意，整改方案待新班子到位后报送。"
ITEM = "涉案账册由市纪委监委调取，整改措施暂无法实施，待账册退回后恢复。"


def load_pauses(cast: Cast, today: date) -> None:
    """Of what runs and is not late, by the service, as the office does it."""
    running = Obligation.objects.running().filter(due_on__gte=today)
    pause_duty(running.filter(node=duties.FILE_PLAN).latest("pk"), PLAN, today + timedelta(days=21), by=cast.office)
    pause_duty(running.filter(node=duties.RECTIFY_ITEM).latest("pk"), ITEM, by=cast.office)
    mark_read(Notice.objects.filter(kind=PAUSED))
