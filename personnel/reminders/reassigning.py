"""转办: the office hands what it owes on to one of its people, or an opinion that a body owes on to another body."""

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access.roles import Role
from core.notices.services import tell
from core.trail.recording import acting
from core.workdays.reckoning import today
from core.workflow.acts import all_or_nothing
from core.workflow.guards import require_side, require_text
from personnel.models import User
from personnel.permissions import can_reassign
from personnel.reminders.seats import accounts_to_urge, organization_of
from personnel.reminders.voiding import void_reminders
from rounds.deadlines.holders import body_way
from rounds.deadlines.obligations import held
from rounds.models import Body, Obligation, Reassignment

KIND = "obligation.reassigned"
"""The kind of notice that tells whoever is to see to it from now on, and who was to before."""


@all_or_nothing
def reassign_duty(
    obligation: Obligation, why: str = "", account: User | None = None, body: Body | None = None, *, by: User
) -> Obligation:
    """Hand it on, by the same day: to an `account` of the office, without one to the whole office; or to a `body`.

    Reminders written before are void, the new one is told at once and reminded from then on, and who had it alone is
    told that it is theirs no more. Raises `ValidationError` without a reason, and for whom it cannot go to, at the
    field.
    """
    owed = held(obligation)
    require_side(can_reassign(by, owed))
    had_it = [] if owed.account_id is None and owed.body_id is None else list(accounts_to_urge(owed))
    why = require_text("why", why, _("The reason"))
    way = body_way(owed.node)
    facts: dict[str, Any] = {"account": account} if way is None else {"body": body}
    if way is None:
        _require_of_office(owed, account, body)
    else:
        _require_body(owed, body, account)
    with acting(by, reason=why):
        former = {f"former_{name}": getattr(owed, name) for name in facts}
        Reassignment.objects.create(
            obligation=owed, reassigned_on=today(), reassigned_by=by, why=why, **facts, **former
        )
        if way is not None:
            way.take(owed.subject, body, by=by)
        owed.account = account if way is None else owed.account
        owed.body = owed.body if way is None else body
        owed.save(update_fields=[*facts])
    holders = list(accounts_to_urge(owed))
    void_reminders([owed.pk], but_for=holders)
    _tell_both(
        owed, [each for each in holders if each != by], [each for each in had_it if each not in [*holders, by]], why
    )
    return owed


def _tell_both(owed: Obligation, holders: list[User], had_it: list[User], why: str) -> None:
    about: dict[str, Any] = {"kind": KIND, "body": why, "what": owed, "day": f"{owed.due_on:%Y-%m-%d}"}
    url = reverse("personnel:obligation", args=[owed.pk])
    tell(holders, subject=gettext_lazy("Reassigned to you, due on %(day)s: %(what)s"), url=url, **about)
    # What another body owes now, this one need not see any more.
    url = url if owed.body_id is None else ""
    tell(had_it, subject=gettext_lazy("Reassigned to others, no more to be done by you: %(what)s"), url=url, **about)


def _require_of_office(owed: Obligation, account: User | None, body: Body | None) -> None:
    """One of the office who need not stand aside, and not who has it already."""
    if body is not None:
        raise ValidationError({"body": _("The office owes this. Choose one of its people.")})
    if account is None and owed.account_id is None:
        raise ValidationError({"account": _("Choose who is to see to it.")})
    if account is None:
        return
    if account.pk == owed.account_id:
        raise ValidationError({"account": _("It is with them already.")})
    may_hold = User.objects.holding(Role.OFFICE)
    if about := organization_of(owed):
        may_hold = may_hold.free_of_recusal(about)
    if not may_hold.filter(pk=account.pk).exists():
        raise ValidationError({"account": _("They do not work in the office, or must stand aside here.")})


def _require_body(owed: Obligation, body: Body | None, account: User | None) -> None:
    """A body that may hold it."""
    if account is not None:
        raise ValidationError({"account": _("A body owes this. Choose another body.")})
    if body is None:
        raise ValidationError({"body": _("Choose the body that is to see to it.")})
    way = body_way(owed.node)
    if way is None or not way.may_hold(owed).filter(pk=body.pk).exists():
        raise ValidationError({"body": _("This body was asked already.")})
