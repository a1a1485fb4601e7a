"""Recusals: where a person must stand aside (回避)."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.reach import require
from core.access.roles import Role
from core.notices.services import tell
from core.workdays.reckoning import today
from core.workflow.days import require_past
from core.workflow.moves import IllegalStep
from core.workflow.saving import lock_row, save_checked
from personnel.models import Posting, Recusal, User
from personnel.permissions import can_declare_recusal, can_end_recusal


@transaction.atomic
def declare_recusal(person, *, by, organization, reason: str, on: date) -> Recusal:
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
    tell_office([recusal])
    return recusal


def tell_office(recusals) -> None:
    """Tell the office of each recusal from an organization that the person's team inspects, or will."""
    declared = {(recusal.person_id, recusal.organization_id) for recusal in recusals}
    inspected = F("team__inspections__organization")
    posted = Posting.objects.filter(person__in={person for person, organization in declared})
    posted = posted.not_over(today()).annotate(inspected=inspected).select_related("person", "team__round")
    affected = {
        (posting.person_id, posting.inspected): posting
        for posting in posted
        if (posting.person_id, posting.inspected) in declared
    }
    for posting in affected.values():
        tell(
            User.objects.holding(Role.OFFICE),
            kind="recusal.declared",
            subject=gettext_lazy(
                "%(person)s, posted to %(round)s %(team)s, is recused from an organization it inspects"
            ),
            url=posting.team.get_absolute_url(),
            person=posting.person,
            round=posting.team.round,
            team=posting.team,
        )


@transaction.atomic
def end_recusal(recusal, *, by, on: date, reason: str) -> Recusal:
    """The ground has gone: the office ends the recusal. Nobody ends their own."""
    require(can_end_recusal(by, recusal), _("Only the inspection office ends a recusal, and nobody their own."))
    lock_row(recusal)
    if recusal.ended_on:
        raise IllegalStep(_("This recusal has ended already."))
    require_past("ended_on", on, since=recusal.declared_on, fact=_("declared on"))
    return save_checked(recusal, by=by, reason=reason, ended_on=on)
