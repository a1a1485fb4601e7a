"""Recusals: where a person must stand aside (回避)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from core.access.reach import require
from core.workflow.days import require_past
from core.workflow.moves import IllegalStep
from core.workflow.saving import lock_row, save_checked
from personnel.addressees import tell_office_of_recusals
from personnel.models import Person, Recusal, User
from personnel.permissions import can_declare_recusal, can_end_recusal
from rounds.models import Organization


@transaction.atomic
def declare_recusal(person: Person, *, by: User, organization: Organization, reason: str, on: date) -> Recusal:
    """Have a person stand aside from an organization: they lose sight of it at once, whoever they are.

    If they are posted to the team that inspects it, the office is told, so that it can decide about the posting.
    """
    require(can_declare_recusal(by, person), _("A recusal is declared by the person or by the inspection office."))
    require_past("declared_on", on)
    lock_row(person)
    if person.recusals.in_force().filter(organization=organization).exists():
        raise IllegalStep(_("This recusal is in force already."))
    recusal = Recusal(person=person, organization=organization, reason=reason, declared_on=on)
    save_checked(recusal, by=by)
    tell_office_of_recusals([recusal])
    return recusal


@transaction.atomic
def end_recusal(recusal: Recusal, *, by: User, on: date, reason: str) -> Recusal:
    """The ground has gone: the office ends the recusal. Nobody ends their own."""
    require(can_end_recusal(by, recusal), _("Only the inspection office ends a recusal, and nobody their own."))
    lock_row(recusal)
    if recusal.ended_on:
        raise IllegalStep(_("This recusal has ended already."))
    require_past("ended_on", on, since=recusal.declared_on, fact=_("declared on"))
    return save_checked(recusal, by=by, reason=reason, ended_on=on)
