"""Who may open what stands beside a hand-over: reviews, reports, publications, archives, advice, results."""

from tests.guards.openers import BODIES, EVERYONE, OFFICE, READERS, SIDE, SIDES, TEAM, TEAMS, of_register, of_result

BESIDE_HAND_OVERS = {
    "personnel:obligation": f"{READERS} {TEAM} {SIDE} division",
    "rectification:report": f"{READERS} {TEAM} {SIDE} division discipline",
    "rectification:report_deliveries": f"{READERS} {TEAMS} {SIDES} division {BODIES}",
    "rectification:report_delivery": f"{READERS} {TEAM} {SIDE} division discipline",
    "rectification:report_sign": "secretary",
    "report-delivery-detail": f"{READERS} {TEAM} {SIDE} division discipline",
    "report-delivery-list": f"{EVERYONE}",
    "rectification:plan_opinion": f"{READERS} discipline",
    "rectification:plan_opinions": f"{READERS} {TEAMS} {BODIES}",
    "plan-opinion-detail": f"{READERS} discipline",
    "plan-opinion-list": f"{EVERYONE}",
    "rectification:forwarded_reports": f"{READERS} discipline orgdept",
    "rectification:forwarded_report": f"{READERS} discipline",
    "rectification:forwarded_report_sign": "discipline",
    "forwarded-report-list": f"{EVERYONE}",
    "forwarded-report-receipt": "discipline",
    "rectification:common_problems": READERS,
    "rectification:with_problem": READERS,
    "rectification:campaign_send": OFFICE,
    "rectification:campaign_comparison": READERS,
    "forwarded-report-detail": f"{READERS} discipline",
    **of_register(
        "rectification:sector_advice_entry",
        "rectification:sector_advice",
        "sector-advice-entry",
        reads=f"{READERS} cooperating",
        keeps=OFFICE,
    ),
    "rectification:sector_advice": f"{READERS} {BODIES}",
    **of_result("rectification:held_to_account_entry", "rectification:held_to_account", "held-to-account-entry"),
    "rectification:publications": f"{READERS} {TEAMS} {SIDES} division",
    "rectification:publication": f"{READERS} {TEAM} {SIDE} division",
    "publication-list": f"{EVERYONE}",
    "publication-detail": f"{READERS} {TEAM} {SIDE} division",
    "rectification:archives": f"{READERS}",
    "rectification:archive": f"{READERS}",
    "rectification:archive_paper": f"{READERS}",
    "rectification:archive_workbook": f"{READERS}",
    "archive-list": f"{EVERYONE}",
    "archive-detail": f"{READERS}",
    **of_register(
        "rectification:archived_document", "rectification:archived_documents", "", reads=READERS, keeps=OFFICE
    ),
}
