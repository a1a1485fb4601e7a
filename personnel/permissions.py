"""Who keeps people, accounts and roles. The row is already visible to the user who is asked about.

Rules about one row are sets on its model, asked here by name.
"""

from typing import Any

from core.access.reach import Actor, reach_of
from core.access.roles import Right
from core.workflow.steps import may_take
from personnel.models import Person, Recusal, User
from rounds.models import Obligation
from rounds.permissions import sees_rounds


def can_keep_people(user: Actor, obj: Any = None) -> bool:
    """People, pools, postings: office staff."""
    return reach_of(user).may(Right.KEEP_PEOPLE)


def can_declare_recusal(user: Actor, person: Person) -> bool:
    """Office staff for anyone; a person for themself."""
    reach = reach_of(user)
    return reach.may(Right.KEEP_PEOPLE) or (reach.person is not None and reach.person == person.pk)


def can_end_recusal(user: Actor, recusal: Recusal) -> bool:
    """Office staff, but never the person it is about."""
    reach = reach_of(user)
    return reach.may(Right.KEEP_PEOPLE) and recusal.person_id not in user.own_persons


def can_keep_accounts(user: Actor) -> bool:
    """Create, shut, open, reset: the system administrator."""
    return reach_of(user).may(Right.KEEP_ACCOUNTS)


def can_shut(user: Actor, account: User) -> bool:
    """See `User.objects.shuttable_by`."""
    return may_take(User.objects.shuttable_by, user, account)


def can_grant_roles(user: Actor) -> bool:
    """The security administrator."""
    return reach_of(user).may(Right.GRANT_ROLES)


def can_grant_role(user: Actor, account: User) -> bool:
    """See `User.objects.grantable_by`."""
    return may_take(User.objects.grantable_by, user, account)


def can_see_accounts(user: Actor) -> bool:
    """The administrators: those of accounts and roles, and who audits them; the office looks up whom it can link."""
    seeing = {Right.KEEP_ACCOUNTS, Right.GRANT_ROLES, Right.READ_TRAIL, Right.KEEP_PEOPLE}
    return not seeing.isdisjoint(reach_of(user).rights)


def reads_all_rounds(user: Actor) -> bool:
    """Who reads every round also reads how its approved plan was changed: the office, the leading group."""
    return reach_of(user).reads_all


def sees_people(user: Actor) -> bool:
    """Whether people and pools are this user's work: that of everyone whose work rounds are."""
    return sees_rounds(user)


def can_urge(user: Actor, obligation: Obligation) -> bool:
    """See `Obligation.objects.urgeable_by`."""
    return may_take(Obligation.objects.urgeable_by, user, obligation)


def can_request_accounts(user: Actor) -> bool:
    """Who hands over, or keeps the register of organizations: office staff."""
    reach = reach_of(user)
    return reach.may(Right.HAND_OVER) or reach.may(Right.KEEP_ROUNDS)


def sees_account_requests(user: Actor) -> bool:
    """The administrators, who settle them, and whoever reads all rounds."""
    reach = reach_of(user)
    return reach.reads_all or bool(reach.rights & {Right.KEEP_ACCOUNTS, Right.GRANT_ROLES, Right.READ_TRAIL})


def follows_takeovers(user: Actor) -> bool:
    """Whoever reads all rounds, organizations themselves, and who follows them."""
    reach = reach_of(user)
    return bool(reach.reads_all or reach.organizations or reach.portfolio)


def can_reassign(user: Actor, obligation: Obligation) -> bool:
    """See `Obligation.objects.reassignable_by`."""
    return may_take(Obligation.objects.reassignable_by, user, obligation)
