"""The three administrators watch each other: what one does to the account of another is told, not only traced.

Watched likewise are the accounts that read leads, by a role or as leader or deputy of a team: whoever resets such a
password could sign in and read them.
"""

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.access.roles import ADMIN_ROLES, ROLE_RIGHTS, Right, Role
from core.notices.services import tell
from core.trail.history import named_account
from core.workdays.reckoning import today
from personnel.models import Posting, User

READING = {Right.READ_LEADS, Right.ANSWER_TRANSFERS}
WATCHED = ADMIN_ROLES | {role for role, rights in ROLE_RIGHTS.items() if not READING.isdisjoint(rights)}
WATCHED_PLACES = {Posting.Role.LEADER, Posting.Role.DEPUTY}

RESET = _("%(by)s set a new password for %(account)s (%(roles)s)")
SHUT = _("%(by)s shut the account of %(account)s (%(roles)s)")
OPENED = _("%(by)s opened the account of %(account)s (%(roles)s)")
CHANGED = _("%(by)s changed the account of %(account)s (%(roles)s)")
GRANTED = _("%(by)s granted %(account)s the role “%(role)s”")
RESET_OF_YOURS = _("%(by)s reset the password of your account; if you did not ask for it, tell the auditor")
REVOKED = _("%(by)s revoked the role “%(role)s” of %(account)s")


def tell_auditors(account, subject, *, by, role: str = "") -> None:
    """Tell of an act upon a watched account; `role` is the one granted or revoked. Call it in the act's transaction.

    An act upon an auditor is told to the other administrators as well: the auditor's inbox may be in wrong hands by
    then, or nobody's.
    """
    roles = sorted({*account.grants.current().values_list("role", flat=True), role} - {""})
    places = _places(account)
    if account.pk == by.pk or (WATCHED.isdisjoint(roles) and WATCHED_PLACES.isdisjoint(places)):
        return
    held = [*(Role(role).label for role in roles), *(Posting.Role(place).label for place in places)]
    facts = {
        "by": by.name,
        "account": account.name,
        "roles": format_lazy("、".join("{}" for _each in held), *held),
        "role": Role(role).label if role else "",
    }
    auditors = User.objects.holding(Role.AUDIT_ADMIN).exclude(pk=by.pk)
    tell(auditors, kind="account.watched", subject=subject, url=reverse("trail"), **facts)
    if Role.AUDIT_ADMIN in roles:
        others = User.objects.holding(*ADMIN_ROLES).exclude(pk=by.pk).exclude(pk__in=auditors.values("pk"))
        tell(others, kind="account.watched", subject=subject, url=account.get_absolute_url(), **facts)


def tell_owner(account, *, by) -> None:
    """Tell of a reset in the inbox, where it stays: who did not ask for it knows when it was, and by whom."""
    if account.pk != by.pk:
        facts = {"by": named_account(by.name, by.username, by.pk)}
        tell([account], kind="account.reset", subject=RESET_OF_YOURS, url=reverse("inbox"), **facts)


def _places(account) -> list[str]:
    """What the account's person is in the teams of today."""
    postings = Posting.objects.filter(person=account.person_id).current(today())
    return sorted(set(postings.values_list("role", flat=True)))
