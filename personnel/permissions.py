"""Who keeps people, accounts and roles. The row is already visible to the user who is asked about."""

from core.access.reach import reach_of
from core.access.roles import Right
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


def can_keep_accounts(user, account=None) -> bool:
    """Create, shut, open, reset: the system administrator."""
    return reach_of(user).may(Right.KEEP_ACCOUNTS)


def can_shut(user, account) -> bool:
    """Nobody shuts themself out, so one system administrator always remains."""
    return can_keep_accounts(user) and user.pk != account.pk


def can_grant_roles(user, account=None) -> bool:
    """The security administrator, and never to themself."""
    own = account is not None and user.pk == account.pk
    return reach_of(user).may(Right.GRANT_ROLES) and not own


def can_see_accounts(user) -> bool:
    """The two administrators of accounts and roles; the office looks up whom it can link to a person."""
    return any(reach_of(user).may(right) for right in (Right.KEEP_ACCOUNTS, Right.GRANT_ROLES, Right.KEEP_PEOPLE))


def sees_people(user) -> bool:
    """Whether people and pools are this user's work: that of everyone whose work rounds are."""
    return sees_rounds(user)
