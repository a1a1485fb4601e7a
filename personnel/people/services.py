"""The talent pools and the people in them."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core.access.reach import require
from core.access.roles import ADMIN_ROLES
from core.names.lookalikes import refuse_deceptive
from core.workflow.days import require_past
from core.workflow.moves import IllegalStep
from core.workflow.saving import lock_row, save_checked
from personnel.models import Person, PoolMembership, User
from personnel.permissions import can_keep_people


def require_keeper(by: User) -> None:
    """Only the office keeps people."""
    require(can_keep_people(by), _("Only the inspection office keeps people, pools and postings."))


@transaction.atomic
def add_person(*, by: User, **facts: Any) -> Person:
    """Enter a person; `facts` are the fields of `Person`."""
    require_keeper(by)
    person = Person(**facts)
    refuse_deceptive(person, {"name": person.name})
    return save_checked(person, by=by)


@transaction.atomic
def update_person(person: Person, *, by: User, seen: str = "", **facts: Any) -> Person:
    """Correct the facts of a person; `seen` refuses to undo what someone else changed meanwhile."""
    require_keeper(by)
    lock_row(person, seen=seen)
    refuse_deceptive(person, {"name": facts.get("name", person.name)})
    return save_checked(person, by=by, **facts)


@transaction.atomic
def join_pool(person: Person, *, by: User, pool: str, on: date) -> PoolMembership:
    """Take a person into a pool. A person is in a pool once at a time."""
    require_keeper(by)
    lock_row(person)
    earlier = person.memberships.filter(pool=pool)
    require_past("joined_on", on, since=earlier.aggregate(on=Max("left_on"))["on"], fact=_("left the pool on"))
    if earlier.filter(left_on=None).exists():
        raise IllegalStep(_("%(person)s is in this pool already.") % {"person": person})
    return save_checked(PoolMembership(person=person, pool=pool, joined_on=on), by=by)


@transaction.atomic
def leave_pool(membership: PoolMembership, *, by: User, on: date, reason: str = "") -> PoolMembership:
    """End a membership; on that day it no longer counts."""
    require_keeper(by)
    lock_row(membership)
    if membership.left_on:
        raise IllegalStep(_("This membership has ended already."))
    require_past("left_on", on, since=membership.joined_on, fact=_("joined on"))
    return save_checked(membership, by=by, reason=reason, left_on=on)


@transaction.atomic
def link_account(person: Person, *, by: User, account: User) -> User:
    """Let an account act as this person, so that postings give it access. Nobody gives themself such access.

    An account that stood for somebody goes back to them alone: what they wrote, what they were told and their recusals
    stay with whoever signs in with it.
    """
    require_keeper(by)
    require(account.pk != by.pk, _("Nobody links their own account to a person; a colleague does it."))
    lock_row(account)
    if account.person_id or account.organization_id or account.body_id:
        raise IllegalStep(_("This account stands for someone else already."))
    if account.own_persons - {person.pk}:
        raise IllegalStep(_("This account stood for someone else before. It is linked to them again or to nobody."))
    if account.grants.current().filter(role__in=ADMIN_ROLES).exists():
        raise IllegalStep(_("An administrator's account cannot be posted to a team."))
    return save_checked(account, by=by, person=person)


@transaction.atomic
def unlink_account(person: Person, *, by: User, reason: str = "") -> User:
    """Part an account from its person; access through postings ends at once, their recusals go on binding it."""
    require_keeper(by)
    account = User.objects.select_for_update().filter(person=person).first()
    if account is None:
        raise IllegalStep(_("No account is linked to this person."))
    own = _("Nobody parts their own account from the person it stands for.")
    require(account.pk != by.pk, own)
    return save_checked(account, by=by, reason=reason, person=None)
