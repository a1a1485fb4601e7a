"""The talent pools and the people in them."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from core.access.reach import Actor, require
from core.access.roles import ADMIN_ROLES
from core.consent.services import confirmed_words, propose, require_as_proposed
from core.models import Proposal
from core.names.lookalikes import refuse_deceptive
from core.names.spelling import plain_name, same_name
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.late_days import record_late_days
from core.workflow.moves import IllegalStep
from core.workflow.saving import lock_row, locked, save_checked
from personnel.accounts.oversight import LINK, account_of, named, readers_among
from personnel.models import Person, PoolMembership, User
from personnel.models.reach import reach_from
from personnel.permissions import can_keep_people
from rounds.models import Organization, Round

UNLINK, RENAME = "person.unlink", "person.rename"
DECLARE, END = "recusal.declare", "recusal.end"
"""What a second person confirms (`consents` of this room and of recusal)."""
TELLING = ("name", "employer")
"""What tells who somebody is."""


def require_keeper(by: User) -> None:
    """Only the office keeps people."""
    require(can_keep_people(by), _("Only the inspection office keeps people, pools and postings."))


@all_or_nothing
def add_person(*, by: User, **facts: Any) -> Person:
    """Enter a person; `facts` are the fields of `Person`."""
    require_keeper(by)
    person = Person(**facts)
    refuse_deceptive(person, {"name": person.name})
    return save_checked(person, by=by)


@all_or_nothing
def update_person(person: Person, *, by: User, seen: str = "", **facts: Any) -> Person:
    """Correct the facts of a person; `seen` refuses to undo what someone else changed meanwhile.

    Another name of somebody who reads or decides on leads waits for a second person: by it others know whom they
    trust. So do name and employer of those posted in a plan that was put before the leading group: they say who is.
    """
    require_keeper(by)
    lock_row(person, seen=seen)
    asked = {name: plain_name(facts.pop(name, getattr(person, name))) for name in TELLING}
    refuse_deceptive(person, {"name": asked["name"]})
    waiting = _waiting(person, asked)
    facts |= {name: asked[name] for name in TELLING if name not in waiting}
    save_checked(person, by=by, **facts)
    if waiting:
        told = {name: [getattr(person, name), asked[name]] for name in waiting}
        propose(RENAME, person, by=by, facts=told, concerns=account_of(person))
    return person


def _waiting(person: Person, asked: dict[str, str]) -> list[str]:
    """What of this a second person confirms; not that the same name is written in another way."""
    others = [name for name in TELLING if same_name(asked[name]) != same_name(getattr(person, name))]
    if not others or person.postings.not_over(today()).exclude(team__round__status=Round.Status.PREPARING).exists():
        return others
    return ["name"] if "name" in others and readers_among([person.pk]) else []


def take_name(proposal: Proposal) -> Person:
    """Give the person the confirmed name and employer."""
    by = proposal.made_by
    changed = {name: proposal.facts[name] for name in TELLING if name in proposal.facts}
    require_keeper(by)
    person = locked(Person, proposal.about)
    require_as_proposed(all(getattr(person, name) == old for name, (old, _new) in changed.items()))
    new = {name: pair[1] for name, pair in changed.items()}
    refuse_deceptive(person, {"name": new.get("name", person.name)})
    return save_checked(person, by=by, reason=confirmed_words(proposal), **new)


@all_or_nothing
def join_pool(person: Person, *, by: User, pool: str, on: date) -> PoolMembership:
    """Take a person into a pool. A person is in a pool once at a time."""
    require_keeper(by)
    lock_row(person)
    earlier = person.memberships.filter(pool=pool)
    require_past("joined_on", on, since=earlier.aggregate(on=Max("left_on"))["on"], fact=_("left the pool on"))
    if earlier.filter(left_on=None).exists():
        raise IllegalStep(_("%(person)s is in this pool already.") % {"person": person})
    return save_checked(PoolMembership(person=person, pool=pool, joined_on=on), by=by)


@all_or_nothing
def record_day_of_joining(membership: PoolMembership, *, by: User, on: date) -> PoolMembership:
    """Enter when somebody joined a pool, which the ledger left out."""
    require_keeper(by)
    rows = PoolMembership.objects.visible_to(by)
    return record_late_days(membership, rows, by=by, names=("joined_on",), until="left_on", joined_on=on)


@all_or_nothing
def leave_pool(membership: PoolMembership, *, by: User, on: date, reason: str = "") -> PoolMembership:
    """End a membership; on that day it no longer counts."""
    require_keeper(by)
    lock_row(membership)
    if membership.left_on:
        raise IllegalStep(_("This membership has ended already."))
    require_past("left_on", on, since=membership.joined_on, fact=_("joined on"))
    return save_checked(membership, by=by, reason=reason, left_on=on)


@all_or_nothing
def link_account(person: Person, *, by: User, account: User) -> Proposal:
    """Have an account act as this person, so that postings give it access, once its owner or a second person agrees.

    Nobody gives themself such access. An account that stood for somebody goes back to them alone: what they wrote,
    what they were told and their recusals stay with whoever signs in with it.
    """
    _require_linkable(person, by=by, account=lock_row(account))
    facts = {"account": account.pk, "account_name": named(account)}
    return propose(LINK, person, by=by, facts=facts, concerns=account)


def _require_linkable(person: Person, *, by: User, account: User) -> None:
    require_keeper(by)
    require(account.pk != by.pk, _("Nobody links their own account to a person; a colleague does it."))
    if account.person_id or account.organization_id or account.body_id:
        raise IllegalStep(_("This account stands for someone else already."))
    if User.objects.filter(person=person).exists():
        raise ValidationError({"account": _("An account is linked to this person already.")})
    reach = reach_from(account, today())  # of this moment, since the account is locked
    if reach.own_persons - {person.pk}:
        raise IllegalStep(_("This account stood for someone else before. It is linked to them again or to nobody."))
    if reach.roles & ADMIN_ROLES:
        raise IllegalStep(_("An administrator's account cannot be posted to a team."))


def take_link(proposal: Proposal) -> User:
    """Link the account as confirmed, if nothing stands against it meanwhile."""
    account = locked(User, proposal.facts["account"])
    person = locked(Person, proposal.about)
    _require_linkable(person, by=proposal.made_by, account=account)
    return save_checked(account, by=proposal.made_by, reason=confirmed_words(proposal), person=person)


@all_or_nothing
def unlink_account(person: Person, *, by: User, reason: str = "") -> Proposal:
    """Part an account from its person, once its owner or a second person agrees.

    Access through postings ends then, their recusals go on binding it.
    """
    account = _linked(person, by=by)
    facts = {"account": account.pk, "account_name": named(account)}
    return propose(UNLINK, person, by=by, facts=facts, concerns=account, reason=reason)


def _linked(person: Person, *, by: User) -> User:
    require_keeper(by)
    account = User.objects.select_for_update().filter(person=person).first()
    if account is None:
        raise IllegalStep(_("No account is linked to this person."))
    require(account.pk != by.pk, _("Nobody parts their own account from the person it stands for."))
    return account


def take_unlink(proposal: Proposal) -> User:
    """Part them as confirmed."""
    account = _linked(Person.objects.get(pk=proposal.about), by=proposal.made_by)
    require_as_proposed(account.pk == proposal.facts["account"])
    return save_checked(account, by=proposal.made_by, reason=_why(proposal), person=None)


def _why(proposal: Proposal) -> Promise:
    words = confirmed_words(proposal)
    return format_lazy("{} {}", proposal.reason, words) if proposal.reason else words


def propose_recusal(person: Person, *, by: Actor, organization: Organization, reason: str, on: date) -> Proposal:
    """Have somebody who reads or decides on leads stand aside, once they or a second person agree."""
    return propose(
        DECLARE,
        person,
        by=by,
        facts={"on": on.isoformat()},
        organization=organization,
        concerns=account_of(person),
        reason=reason,
    )
