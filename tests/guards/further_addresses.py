"""Further rows of `tests.guards.addresses`: double reports, publications of results, archives."""

from tests.guards.openers import BODIES, EVERYONE, OFFICE, READERS, SIDE, SIDES, TEAM, TEAMS, of_register

FURTHER = {
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
    "rectification:archives": f"{READERS}",
    "rectification:archive": f"{READERS}",
    "rectification:archive_paper": f"{READERS}",
    "rectification:archive_workbook": f"{READERS}",
    **of_register(
        "rectification:archived_document", "rectification:archived_documents", "", reads=READERS, keeps=OFFICE
    ),
}
