"""Who may take which step of the four ledgers. Each assumes that the row is already visible to the user.

Two sides: the office hands over, checks and decides; the organization signs, plans, reports and applies. Nobody acts
for both, even with a seat on each.
"""

from core.access.reach import Actor, reach_of
from core.access.roles import Right, Role
from core.workflow.steps import may_take
from findings.permissions import inspects
from rectification.models import HandOver, Item
from rectification.querysets import inspections_handed_over_by
from rounds.models import Inspection


def can_prepare(user: Actor, inspection: Inspection) -> bool:
    """See `inspections_handed_over_by`."""
    return may_take(inspections_handed_over_by, user, inspection)


def can_hand_over(user: Actor, hand_over: HandOver) -> bool:
    """See `HandOver.objects.handled_by`."""
    return may_take(HandOver.objects.handled_by, user, hand_over)


def can_sign(user: Actor, hand_over: HandOver) -> bool:
    """See `HandOver.objects.signable_by`."""
    return may_take(HandOver.objects.signable_by, user, hand_over)


def can_file_plan(user: Actor, hand_over: HandOver) -> bool:
    """See `HandOver.objects.plannable_by`."""
    return may_take(HandOver.objects.plannable_by, user, hand_over)


def can_report(user: Actor, item: Item) -> bool:
    """See `Item.objects.reportable_by`."""
    return may_take(Item.objects.reportable_by, user, item)


def can_check(user: Actor, item: Item) -> bool:
    """See `Item.objects.checkable_by`."""
    return may_take(Item.objects.checkable_by, user, item)


def can_accept(user: Actor, item: Item) -> bool:
    """See `Item.objects.acceptable_by`."""
    return may_take(Item.objects.acceptable_by, user, item)


def can_return(user: Actor, item: Item) -> bool:
    """See `Item.objects.returnable_by`."""
    return may_take(Item.objects.returnable_by, user, item)


def can_decide(user: Actor, item: Item) -> bool:
    """See `Item.objects.decidable_by`."""
    return may_take(Item.objects.decidable_by, user, item)


def can_close(user: Actor, item: Item) -> bool:
    """See `Item.objects.closable_by`."""
    return may_take(Item.objects.closable_by, user, item)


def can_replan(user: Actor, item: Item) -> bool:
    """See `Item.objects.replannable_by`."""
    return may_take(Item.objects.replannable_by, user, item)


def can_apply_reopening(user: Actor, item: Item) -> bool:
    """See `Item.objects.reopenable_by`."""
    return may_take(Item.objects.reopenable_by, user, item)


def can_decide_reopening(user: Actor, item: Item) -> bool:
    """See `Item.objects.reopening_decidable_by`."""
    return may_take(Item.objects.reopening_decidable_by, user, item)


def follows_ledgers(user: Actor) -> bool:
    """Has a part in the four ledgers: office, leading group, teams, organizations and who follows them."""
    reach = reach_of(user)
    return bool(reach.reads_all or reach.inspections or reach.organizations or reach.portfolio)


def reads_items(user: Actor) -> bool:
    """As above, and members of a joint supervision group those that it checks."""
    return follows_ledgers(user) or bool(reach_of(user).supervised)


def reads_supervision(user: Actor) -> bool:
    """Joint supervision groups and their visits: office, leading group, and members while a group lasts."""
    reach = reach_of(user)
    return bool(reach.reads_all or reach.supervised)


def reads_checks(user: Actor) -> bool:
    """Those to whom the list of checks means anything: office, leading group, teams, and members of joint groups."""
    return bool(inspects(user) or reach_of(user).supervised)


def reads_follow_up(user: Actor) -> bool:
    """Letters, accountability and self-checks: office, leading group, organizations and who follows them."""
    reach = reach_of(user)
    return bool(reach.reads_all or reach.organizations or reach.portfolio)


def reviews_plans(user: Actor) -> bool:
    """Opinions on plans: office and leading group, teams, and bodies, which see what they were asked."""
    reach = reach_of(user)
    return bool(reach.reads_all or reach.inspections or reach.body)


def follows_forwarding(user: Actor) -> bool:
    """Forwarded reports: office and leading group, and the bodies, which see what came to them."""
    reach = reach_of(user)
    return bool(reach.reads_all or (reach.body and reach.may(Right.ANSWER_TRANSFERS)))


def follows_advice(user: Actor) -> bool:
    """Advice to departments: office and leading group, and any body, which sees what came to it."""
    reach = reach_of(user)
    return bool(reach.reads_all or reach.body)


def receives_reports(user: Actor) -> bool:
    """Reports as they were sent: who has a part in the four ledgers, and bodies, which see what came to them."""
    return follows_ledgers(user) or bool(reach_of(user).body)


def reads_accountability(user: Actor) -> bool:
    """As above, but for liaisons (`Accountability.objects.visible_to`)."""
    reach = reach_of(user)
    return bool(reach.reads_all or reach.portfolio or Role.SECRETARY in reach.roles)


def reads_letter_rules(user: Actor) -> bool:
    """Proposed letters, and what letters are proposed and written from: the office and the leading group."""
    return reach_of(user).reads_all


def reads_archives(user: Actor) -> bool:
    """Archive lists of inspections: the office, which keeps them, and the leading group."""
    return reach_of(user).reads_all


def compares_organizations(user: Actor) -> bool:
    """Those to whom a list over all organizations means more than the page of each item: office and leading group."""
    return reach_of(user).reads_all


def can_keep_follow_up(user: Actor) -> bool:
    """Record them: the office."""
    return reach_of(user).may(Right.HAND_OVER)


def reads_article(user: Actor) -> bool:
    """Those who draw reports: the office and the leading group."""
    return reach_of(user).may(Right.DRAW_REPORTS)


def begins_with_article(user: Actor) -> bool:
    """The leading group, which reads before it decides."""
    return reads_article(user) and reach_of(user).may(Right.APPROVE_ROUNDS)


def can_enter_results_of(user: Actor, item: Item) -> bool:
    """See `Item.objects.taking_results_of`."""
    return may_take(Item.objects.taking_results_of, user, item)


def can_enter_results(user: Actor) -> bool:
    """Enter rules and funds: the organization's side of its items, the office from paper."""
    reach = reach_of(user)
    return reach.may(Right.HAND_OVER) or reach.may(Right.REPORT_PROGRESS)
