"""What bodies say of one inspection's report, side by side."""

from typing import Any

from core.access.reach import reach_of
from rectification import duties
from rectification.evidence import with_files
from rectification.models import ForwardedReport, HandOver
from rounds.deadlines.querysets import with_owed_day


def forwarded_told(hand_over: HandOver, user: Any) -> list[ForwardedReport]:
    """To whom the report was forwarded and what each says, for whoever reads all; nothing for a body."""
    if not reach_of(user).reads_all:
        return []
    rows = ForwardedReport.objects.visible_to(user).filter(hand_over=hand_over).order_by("pk")
    rows = rows.select_related("body", "opinion_by", "opinion_recorded_by")
    return with_files(with_owed_day(rows, duties.RECEIPT_FORWARDED, duties.REVIEW_FORWARDED))
