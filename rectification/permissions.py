"""Who may take which step of the four ledgers. Each assumes that the row is already visible to the user.

Two sides: the office hands over, checks and decides; the organization signs, plans, reports and applies. Nobody acts
for both, even with a seat on each.
"""

from core.access.reach import reach_of
from core.access.roles import Right, Role


def _for_office(user, organization_id: int, right: str) -> bool:
    reach = reach_of(user)
    return reach.may(right) and organization_id not in reach.organizations


def _for_organization(user, organization_id: int, right: str) -> bool:
    reach = reach_of(user)
    return reach.may(right) and organization_id in reach.organizations


def can_prepare(user, inspection) -> bool:
    """The office makes the findings of an inspection into a hand-over."""
    return _for_office(user, inspection.organization_id, Right.HAND_OVER)


def can_hand_over(user, hand_over) -> bool:
    """The office records feedbacks, delivers, reviews the plan and closes the hand-over."""
    return can_prepare(user, hand_over.inspection)


def can_sign(user, hand_over) -> bool:
    """Only the party secretary of the organization signs, never its liaison (the article: 书记签收)."""
    return signs_for(user, hand_over.inspection.organization_id)


def signs_for(user, organization_id: int) -> bool:
    """The party secretary of this organization."""
    signs = Role.SECRETARY in reach_of(user).roles
    return signs and _for_organization(user, organization_id, Right.SIGN_RECEIPTS)


def can_file_plan(user, hand_over) -> bool:
    """The organization's liaison or secretary."""
    return _for_organization(user, hand_over.inspection.organization_id, Right.REPORT_PROGRESS)


def can_report(user, item) -> bool:
    """The organization's side reports progress, marks measures done and applies for the close-out."""
    return can_file_plan(user, item.hand_over)


def can_check(user, item) -> bool:
    """The office records a check on site, and so does the posted team; never the organization itself."""
    inspection = item.hand_over.inspection
    reach = reach_of(user)
    posted = inspection.pk in reach.inspections and inspection.organization_id not in reach.organizations
    return posted or can_prepare(user, inspection)


def can_decide(user, item) -> bool:
    """The office closes an item out or returns it."""
    return _for_office(user, item.hand_over.inspection.organization_id, Right.CLOSE_OUT)


def follows_ledgers(user) -> bool:
    """Has a part in the four ledgers: office, leading group, teams, organizations and who follows them."""
    reach = reach_of(user)
    return bool(reach.reads_all or reach.inspections or reach.organizations or reach.portfolio)


def owes_answers(user) -> bool:
    """Someone of a receiving body, which answers transfers by a day."""
    reach = reach_of(user)
    return reach.may(Right.ANSWER_TRANSFERS) and reach.body is not None


def can_edit_rules(user) -> bool:
    """Deadlines, reminders and the working calendar."""
    return reach_of(user).may(Right.EDIT_RULES)
