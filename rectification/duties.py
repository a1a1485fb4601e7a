"""What the four ledgers make an organization and the office owe (docs/domain.md, deadlines).

Where no source of a limit is known, it says that it is this house's own. Which rows owe them, `ledger_duties` says.
"""

from django.utils.translation import gettext_lazy as _

from core.workdays.reckoning import Unit
from rounds.deadlines.kinds import Limit, Owner, register

OWN = "本单位约定，可按实际调整"

SIGN_RECEIPTS = register(
    "sign_receipts",
    _("Sign both receipts"),
    owner=Owner.SECRETARY,
    page="rectification:hand_over",
    limit=Limit(3, Unit.WORKDAYS, OWN),
)
SIGN_SUPPLEMENT = register(
    "sign_supplement",
    _("Sign for a supplement"),
    owner=Owner.SECRETARY,
    page="rectification:supplement",
    limit=Limit(3, Unit.WORKDAYS, OWN),
)
FILE_PLAN = register(
    "file_plan",
    _("File the rectification plan"),
    owner=Owner.ORGANIZATION,
    page="rectification:hand_over",
    limit=Limit(15, Unit.WORKDAYS, "整改方案：反馈后15个工作日内报送（各地有15个工作日、1个月两种）"),
)
REVIEW_PLAN = register(
    "review_plan",
    _("Give an opinion on a plan"),
    owner=Owner.REVIEWER,
    page="rectification:plan_opinion",
    limit=Limit(5, Unit.WORKDAYS, OWN),
    between_bodies=True,
)
REVIEW_PLAN_OFFICE = register(
    "review_plan_office",
    _("Give the office's opinion on a plan"),
    owner=Owner.OFFICE,
    page="rectification:plan_opinion",
    limit=Limit(5, Unit.WORKDAYS, OWN),
)
REVIEW_PLAN_TEAM = register(
    "review_plan_team",
    _("Give the team's opinion on a plan"),
    owner=Owner.TEAM_LEADER,
    page="rectification:plan_opinion",
    limit=Limit(5, Unit.WORKDAYS, OWN),
)
REVIEWING = (REVIEW_PLAN, REVIEW_PLAN_OFFICE, REVIEW_PLAN_TEAM)
"""Of these each reviewer of a plan owes one, by who they are."""
RECTIFY_ITEM = register(
    "rectify_item",
    _("Rectify an item"),
    owner=Owner.ORGANIZATION,
    page="rectification:item",
    limit=Limit(1, Unit.MONTHS, "立行立改事项：反馈后1个月内（本单位约定，可按实际调整）"),
    own_day=True,
)
FOCUSED_RECTIFICATION = register(
    "focused_rectification",
    _("Finish focused rectification"),
    owner=Owner.ORGANIZATION,
    page="rectification:hand_over",
    limit=Limit(3, Unit.MONTHS, "集中整改：反馈后3个月（龙湾、定远、向阳等地做法）"),
    own_day=True,
)
REPORT_AS_SECRETARY = register(
    "report_as_secretary",
    _("Report on the duty of the first responsible"),
    owner=Owner.SECRETARY,
    page="rectification:hand_over",
    limit=Limit(3, Unit.MONTHS, "双报告：集中整改结束时报送（定远等地，集中整改3个月；2015年条例为2个月）"),
)
REPORT_RECTIFICATION = register(
    "report_rectification",
    _("File the report on the focused rectification"),
    owner=Owner.ORGANIZATION,
    page="rectification:hand_over",
    limit=Limit(3, Unit.MONTHS, "双报告：集中整改结束时报送（定远等地，集中整改3个月；2015年条例为2个月）"),
)
DOUBLE_REPORT = (REPORT_AS_SECRETARY, REPORT_RECTIFICATION)
"""Both are owed from the acceptance of the plan, by a limit that runs from the feedback."""
PUBLISH_RESULT = register(
    "publish_result",
    _("Publish the result of rectification"),
    owner=Owner.ORGANIZATION,
    page="rectification:publication",
    limit=Limit(10, Unit.WORKDAYS, OWN),
)
DECIDE_KEEPING_BACK = register(
    "decide_keeping_back",
    _("Decide whether a result is not published"),
    owner=Owner.LEADING_GROUP,
    page="rectification:publication",
    limit=Limit(5, Unit.WORKDAYS, OWN),
)
ACCEPT_RECTIFICATION = register(
    "accept_rectification",
    _("Accept an item as rectified"),
    owner=Owner.TEAM_LEADER,
    page="rectification:item",
    limit=Limit(5, Unit.WORKDAYS, OWN),
)
ACCEPT_FOR_TEAM = register(
    "accept_for_team",
    _("Accept an item in place of a team"),
    owner=Owner.OFFICE,
    page="rectification:item",
    limit=Limit(5, Unit.WORKDAYS, OWN),
)
ACCEPTING = (ACCEPT_RECTIFICATION, ACCEPT_FOR_TEAM)
"""One of them is owed from an application until the team, or the office in its place, has accepted or returned."""
DECIDE_CLOSE_OUT = register(
    "decide_close_out",
    _("Decide on a close-out"),
    owner=Owner.OFFICE,
    page="rectification:item",
    limit=Limit(10, Unit.WORKDAYS, OWN),
)
DECIDE_CHANGE = register(
    "decide_change",
    _("Decide on a change of the plan"),
    owner=Owner.OFFICE,
    page="rectification:item",
    limit=Limit(5, Unit.WORKDAYS, OWN),
)
DECIDE_REOPENING = register(
    "decide_reopening",
    _("Decide on a reopening"),
    owner=Owner.OFFICE,
    page="rectification:item",
    limit=Limit(5, Unit.WORKDAYS, OWN),
)
SET_AIM = register(
    "set_aim",
    _("Set the next stage of a lasting item"),
    owner=Owner.ORGANIZATION,
    page="rectification:item",
    limit=Limit(10, Unit.WORKDAYS, OWN),
)
REACH_AIM = register(
    "reach_aim", _("Reach a stage of a lasting item"), owner=Owner.ORGANIZATION, page="rectification:item"
)
REVIEW_AIM = register(
    "review_aim",
    _("Review a stage of a lasting item"),
    owner=Owner.OFFICE,
    page="rectification:item",
    limit=Limit(5, Unit.WORKDAYS, OWN),
)
ANSWER_LETTER = register("answer_letter", _("Answer a letter"), owner=Owner.ORGANIZATION, page="rectification:letter")
RECEIPT_LETTER = register(
    "receipt_letter",
    _("Receipt a letter"),
    owner=Owner.ORGANIZATION,
    page="rectification:letter",
    limit=Limit(3, Unit.WORKDAYS, OWN),
)
REPORT_SELF_CHECK = register(
    "report_self_check", _("Report on a self-check"), owner=Owner.ORGANIZATION, page="rectification:self_check"
)
RECEIPT_FORWARDED = register(
    "receipt_forwarded",
    _("Receipt a forwarded report"),
    owner=Owner.REVIEWER,
    page="rectification:forwarded_report",
    limit=Limit(3, Unit.WORKDAYS, OWN),
)
REVIEW_FORWARDED = register(
    "review_forwarded",
    _("Review a forwarded report"),
    owner=Owner.REVIEWER,
    page="rectification:forwarded_report",
    limit=Limit(10, Unit.WORKDAYS, OWN),
)
RECEIPT_ADVICE = register(
    "receipt_advice",
    _("Receipt advice"),
    owner=Owner.REVIEWER,
    page="rectification:sector_advice_entry",
    limit=Limit(3, Unit.WORKDAYS, OWN),
)
ANSWER_ADVICE = register(
    "answer_advice", _("Answer advice"), owner=Owner.REVIEWER, page="rectification:sector_advice_entry"
)
DECIDE_ADVICE = register(
    "decide_advice",
    _("Decide on an answer to advice"),
    owner=Owner.OFFICE,
    page="rectification:sector_advice_entry",
    limit=Limit(5, Unit.WORKDAYS, OWN),
)
CARRY_OUT_VISIT = register(
    "carry_out_visit", _("Make a supervision visit"), owner=Owner.OFFICE, page="rectification:supervision_visit"
)
PLAN_SECOND = register(
    "plan_second_rectification",
    _("File the plan of a second rectification"),
    owner=Owner.ORGANIZATION,
    page="rectification:second_rectification",
)
REPORT_SECOND = register(
    "report_second_rectification",
    _("Report on a second rectification"),
    owner=Owner.ORGANIZATION,
    page="rectification:second_rectification",
)
ASSESS_AGAIN = register(
    "assess_again",
    _("Assess a second rectification"),
    owner=Owner.OFFICE,
    page="rectification:second_rectification",
    limit=Limit(20, Unit.WORKDAYS, OWN),
)
OF_LEDGERS = (
    SIGN_RECEIPTS,
    SIGN_SUPPLEMENT,
    FILE_PLAN,
    *REVIEWING,
    RECTIFY_ITEM,
    FOCUSED_RECTIFICATION,
    *DOUBLE_REPORT,
    *ACCEPTING,
    DECIDE_CLOSE_OUT,
    DECIDE_CHANGE,
    DECIDE_REOPENING,
    SET_AIM,
    REACH_AIM,
    REVIEW_AIM,
)
"""The kinds of duty of this app."""
