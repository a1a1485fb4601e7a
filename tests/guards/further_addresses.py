"""Further rows of `tests.guards.addresses`: double reports, and the double publication of results."""

from tests.guards.openers import BODIES, EVERYONE, READERS, SIDE, SIDES, TEAM, TEAMS

PUBLICATIONS = {
    "rectification:report": f"{READERS} {TEAM} {SIDE} division discipline",
    "rectification:report_deliveries": f"{READERS} {TEAMS} {SIDES} division {BODIES}",
    "rectification:report_delivery": f"{READERS} {TEAM} {SIDE} division discipline",
    "rectification:report_sign": "secretary",
    "report-delivery-detail": f"{READERS} {TEAM} {SIDE} division discipline",
    "report-delivery-list": f"{EVERYONE}",
    "rectification:publications": f"{READERS} {TEAMS} {SIDES} division",
    "rectification:publication": f"{READERS} {TEAM} {SIDE} division",
    "publication-list": f"{EVERYONE}",
    "publication-detail": f"{READERS} {TEAM} {SIDE} division",
}
