"""Both feedbacks of the hand-overs of round 18 and the receipts under them, once the items they tell of are there."""

from datetime import time, timedelta

from config.demo.dossiers.archive import Archive
from config.demo.dossiers.hand_overs import write_receipt
from rectification import duties
from rectification.hand_over.drafting import draft_opinion
from rectification.hand_over.receipts import receipt_text
from rectification.models import Feedback, HandOver, Side

EVENTS = {
    Side.HEAD: {
        "given_at": time(9, 0),
        "place": "机关小会议室",
        "speakers": "党组织书记（表态发言）",
        "attendants": "党组织书记、巡察组组长、联络员",
    },
    Side.BOARD: {
        "given_at": time(9, 40),
        "place": "机关三楼会议室",
        "speakers": "巡察组组长（反馈意见）、党组织书记（表态发言）",
        "attendants": "领导班子成员、中层干部、离退休干部代表，共32人",
    },
}


def write_papers(archive: Archive) -> None:
    """The opinions in four parts, as drafted from the findings; where receipts are awaited, one of them is signed."""
    for hand_over, leader, _way in archive.to_feed_back:
        for side in Side:
            archive.batch.add(_feedback(archive, hand_over, side, leader))
    archive.batch.flush()
    for hand_over, _leader, way in archive.to_feed_back:
        for side in Side if hand_over.signed_on else [Side.HEAD]:
            day = hand_over.delivered_on + timedelta(days=1)
            write_receipt(archive, hand_over, side, day, way, text=receipt_text(hand_over, side))
    archive.batch.flush()


def _feedback(archive: Archive, hand_over: HandOver, side: Side, leader: str) -> Feedback:
    told = draft_opinion(hand_over, side)
    told["report_back_on"] = archive.reckoning.due_on(duties.FILE_PLAN, hand_over.delivered_on)
    event = {"given_on": hand_over.delivered_on, "given_by": leader, **EVENTS[side]}
    return Feedback(hand_over=hand_over, side=side, **event, **told)
