"""Who keeps people, accounts and roles. The row is already visible to the user who is asked about.

Rules about one row are sets on its model, asked here by name.
"""

from core.access.reach import reach_of
from core.access.roles import Right
from core.workflow.steps import may_take
from personnel.models import User
from rounds.permissions import sees_rounds


def can_keep_people(user, obj=None) -> bool:
    """People, pools, postings: office staff."""
    return reach_of(user).may(Right.KEEP_PEOPLE)


def can_declare_recusal(user, person) -> bool:
    """Office staff for anyone; a person for themself."""
    reach = reach_of(user)
    return reach.may(Right.KEEP_PEOPLE) or (reach.person is not None and reach.person == person.pk)


def can_end_recusal(user, recusal) -> bool:
    """Office staff, but never the person it is about."""
    reach = reach_of(user)
    return reach.may(Right.KEEP_PEOPLE) and recusal.person_id not in user.own_persons


def can_keep_accounts(user) -> bool:
    """Create, shut, open, reset: the system administrator."""
    return reach_of(user).may(Right.KEEP_ACCOUNTS)


def can_shut(user, account) -> bool:
    """See `User.objects.shuttable_by`."""
    return may_take(User.objects.shuttable_by(user), account)


def can_grant_roles(user) -> bool:
    """The security administrator."""
    return reach_of(user).may(Right.GRANT_ROLES)


def can_grant_role(user, account) -> bool:
    """See `User.objects.grantable_by`."""
    return may_take(User.objects.grantable_by(user), account)


def can_see_accounts(user) -> bool:
    """The two administrators of accounts and roles; the office looks up whom it can link to a person."""
    return any(reach_of(user).may(right) for right in (Right.KEEP_ACCOUNTS, Right.GRANT_ROLES, Right.KEEP_PEOPLE))


def sees_people(user) -> bool:
    """Whether people and pools are this user's work: that of everyone whose work rounds are."""
    return sees_rounds(user)
