"""Recusals: where a person must stand aside (回避)."""

from datetime import date

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import require
from core.consent.services import confirmed_words, propose
from core.models import Proposal
from core.wording import in_house_language, kept_alone
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.days import require_past
from core.workflow.moves import IllegalStep
from core.workflow.saving import lock_row, locked, save_checked
from personnel.accounts.oversight import account_of, readers_among
from personnel.addressees import tell_office_of_recusals
from personnel.models import Person, Recusal, User
from personnel.people.services import DECLARE, END, propose_recusal, require_keeper
from personnel.permissions import can_declare_recusal, can_end_recusal
from rounds.models import Organization

SUCCEEDED = kept_alone(gettext_lazy("Recused from %(organization)s, for which it answers now"))


@all_or_nothing
def declare_recusal(
    person: Person, *, by: User, organization: Organization, reason: str, on: date
) -> Recusal | Proposal:
    """Have a person stand aside from an organization: they lose sight of it at once, whoever they are.

    If they are posted to the team that inspects it, the office is told, so that it can decide about the posting.
    To declare it for somebody who reads or decides on leads would blind them: that waits for them, or for another.
    """
    require(can_declare_recusal(by, person), _("A recusal is declared by the person or by the inspection office."))
    require_past("declared_on", on)
    _require_new(lock_row(person), organization)
    if person.pk in by.own_persons or not readers_among([person.pk]):
        return _declare(person, by=by, organization=organization, reason=reason, on=on)
    return propose_recusal(person, by=by, organization=organization, reason=reason, on=on)


def _require_new(person: Person, organization: Organization) -> None:
    if person.recusals.in_force().filter(organization=organization).exists():
        raise IllegalStep(_("This recusal is in force already."))


def _declare(
    person: Person, *, by: User, organization: Organization, reason: str, on: date, why: str | Promise = ""
) -> Recusal:
    recusal = Recusal(person=person, organization=organization, reason=reason, declared_on=on)
    save_checked(recusal, by=by, reason=why)
    tell_office_of_recusals([recusal])
    return recusal


def follow_succession(organization: Organization, successor: Organization, *, by: User) -> None:
    """Have whoever is recused from an organization stand aside from the one that answers for it from now on, too.

    Where that would blind somebody who reads leads it waits for a second person, as any such recusal; what waits
    already is left to them.
    """
    bound = successor.recusals.in_force().values("person")
    waiting = Proposal.objects.pending().filter(kind=DECLARE, organization=successor.pk).values("about")
    reason = in_house_language(SUCCEEDED, {"organization": organization})
    recusals = organization.recusals.in_force().exclude(person__in=bound).exclude(person__in=waiting)
    for recusal in recusals.select_related("person"):
        declare_recusal(recusal.person, by=by, organization=successor, reason=reason, on=today())


def take_declared(proposal: Proposal) -> Recusal:
    """Declare it as confirmed."""
    person = locked(Person, proposal.about)
    organization = Organization.objects.get(pk=proposal.organization)
    require_keeper(proposal.made_by)
    _require_new(person, organization)
    return _declare(
        person,
        by=proposal.made_by,
        organization=organization,
        reason=proposal.reason,
        on=date.fromisoformat(proposal.facts["on"]),
        why=confirmed_words(proposal),
    )


@all_or_nothing
def end_recusal(recusal: Recusal, *, by: User, on: date, reason: str) -> Proposal:
    """The ground has gone: the office has the recusal end, once a second person agrees. Nobody ends their own."""
    _require_ending(lock_row(recusal), by=by, on=on)
    return propose(
        END,
        recusal,
        by=by,
        subject=str(recusal.person),
        facts={"on": on.isoformat()},
        organization=recusal.organization,
        concerns=account_of(recusal.person),
        reason=reason,
    )


def _require_ending(recusal: Recusal, *, by: User, on: date) -> None:
    require(can_end_recusal(by, recusal), _("Only the inspection office ends a recusal, and nobody their own."))
    if recusal.ended_on:
        raise IllegalStep(_("This recusal has ended already."))
    require_past("ended_on", on, since=recusal.declared_on, fact=_("declared on"))


def take_ended(proposal: Proposal) -> Recusal:
    """End it as confirmed."""
    recusal, on = locked(Recusal, proposal.about), date.fromisoformat(proposal.facts["on"])
    _require_ending(recusal, by=proposal.made_by, on=on)
    why = format_lazy("{} {}", proposal.reason, confirmed_words(proposal))
    return save_checked(recusal, by=proposal.made_by, reason=why, ended_on=on)
