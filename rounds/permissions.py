"""Who may plan, approve and keep rounds. The row is already visible to the user who is asked about.

Rules about one row are sets on its model, asked here by name.
"""

from typing import Any

from core.access.reach import Actor, reach_of
from core.access.roles import Right
from core.workflow.steps import may_take
from rounds.models import Inspection, Obligation, Organization, Round


def can_keep_rounds(user: Actor, obj: Any = None) -> bool:
    """Plan rounds, form teams, keep organizations: office staff."""
    return reach_of(user).may(Right.KEEP_ROUNDS)


def can_approve_rounds(user: Actor) -> bool:
    """Decide on plans: the leading group alone."""
    return reach_of(user).may(Right.APPROVE_ROUNDS)


def can_approve_round(user: Actor, round: Round) -> bool:
    """See `Round.objects.approvable_by`."""
    return may_take(Round.objects.approvable_by, user, round)


def can_keep_organization(user: Actor, organization: Organization | None = None) -> bool:
    """Office staff, but for an organization they are recused from."""
    reach = reach_of(user)
    barred = organization is not None and organization.pk in reach.recused_organizations
    return reach.may(Right.KEEP_ROUNDS) and not barred


def can_unassign(user: Actor, inspection: Inspection) -> bool:
    """See `Inspection.objects.keepable_by`."""
    return may_take(Inspection.objects.keepable_by, user, inspection)


def can_record_inspection(user: Actor, inspection: Inspection) -> bool:
    """See `Inspection.objects.recordable_by`."""
    return may_take(Inspection.objects.recordable_by, user, inspection)


def sees_rounds(user: Actor) -> bool:
    """Whether rounds, teams and inspections are this user's work at all: the office, the leading group, teams."""
    reach = reach_of(user)
    return reach.reads_all or bool(reach.teams)


def reads_coverage(user: Actor) -> bool:
    """The office and the leading group: what is covered and what is left is seen over all rounds."""
    return reach_of(user).reads_all


def sees_organizations(user: Actor) -> bool:
    """Those who see rounds, and those who stand for organizations or follow them."""
    reach = reach_of(user)
    return sees_rounds(user) or bool(reach.organizations | reach.portfolio)


def can_edit_rules(user: Actor) -> bool:
    """Deadlines, reminders and the working calendar."""
    return reach_of(user).may(Right.EDIT_RULES)


def follows_deadlines(user: Actor) -> bool:
    """Office, leading group, teams, organizations and who follows them; and bodies, which answer by a day."""
    reach = reach_of(user)
    owes_answers = bool(reach.body)
    return bool(reach.reads_all or reach.inspections or reach.organizations or reach.portfolio or owes_answers)


def reads_registers(user: Actor) -> bool:
    """Meetings, instructions, rules, announcements: the office and the leading group."""
    return reach_of(user).reads_all


def can_check(user: Actor, obligation: Obligation) -> bool:
    """See `Obligation.objects.checkable_by`."""
    return may_take(Obligation.objects.checkable_by, user, obligation)


def can_drop(user: Actor, obligation: Obligation) -> bool:
    """See `Obligation.objects.droppable_by`."""
    return may_take(Obligation.objects.droppable_by, user, obligation)


def can_pause(user: Actor, obligation: Obligation) -> bool:
    """See `Obligation.objects.pausable_by`."""
    return may_take(Obligation.objects.pausable_by, user, obligation)


def can_resume(user: Actor, obligation: Obligation) -> bool:
    """See `Obligation.objects.resumable_by`."""
    return may_take(Obligation.objects.resumable_by, user, obligation)
