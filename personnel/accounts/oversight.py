"""The three administrators watch each other: what one does to the account of another is told, not only traced.

Watched likewise are the accounts that read leads, by a role or as leader or deputy of a team: whoever resets such a
password could sign in and read them.
"""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from core.access.roles import ADMIN_ROLES, READING_LEADS, ROLE_RIGHTS, Right, Role
from core.models import Proposal
from core.notices.services import tell
from core.trail.history import named_account
from core.workdays.reckoning import today
from personnel.models import Posting, RoleGrant, User

WATCHED = ADMIN_ROLES | {role for role, rights in ROLE_RIGHTS.items() if not READING_LEADS.isdisjoint(rights)}
READER_ROLES = {role for role, rights in ROLE_RIGHTS.items() if rights & (READING_LEADS | {Right.APPROVE_LEADS})}
OPENING = READING_LEADS | {Right.KEEP_PEOPLE, Right.APPROVE_LEADS, Right.APPROVE_ROUNDS}
"""What reads leads, or lets others: by a posting, a link, a plan."""
OPENING_ROLES = ADMIN_ROLES | {role for role, rights in ROLE_RIGHTS.items() if not OPENING.isdisjoint(rights)}
GRANT, LINK = "account.grant", "person.link"
"""Proposals that open a way to leads to the account they concern, once a second person confirms them."""
FACTOR_RESET = "account.second_factor"
"""The proposal to take a second factor away."""
WATCHED_PLACES = {Posting.Role.LEADER, Posting.Role.DEPUTY}

RESET = _("%(by)s set a new password for %(account)s (%(roles)s)")
SHUT = _("%(by)s shut the account of %(account)s (%(roles)s)")
OPENED = _("%(by)s opened the account of %(account)s (%(roles)s)")
CHANGED = _("%(by)s changed the account of %(account)s (%(roles)s)")
GRANTED = _("%(by)s granted %(account)s the role “%(role)s”")
RESET_OF_YOURS = _("%(by)s reset the password of your account; if you did not ask for it, tell the auditor")
REVOKED = _("%(by)s revoked the role “%(role)s” of %(account)s")


def tell_auditors(account, subject, *, by, role: str = "", held: Collection[str] | None = None) -> None:
    """Tell of an act upon a watched account; `role` is the one granted or revoked. Call it in the act's transaction.

    `held` are its roles where they were read already.
    An act upon an auditor is told to the other administrators as well: the auditor's inbox may be in wrong hands by
    then, or nobody's.
    """
    current = account.grants.current().values_list("role", flat=True) if held is None else held
    roles = sorted({*current, role} - {""})
    places = _places(account)
    if account.pk == by.pk or (WATCHED.isdisjoint(roles) and WATCHED_PLACES.isdisjoint(places)):
        return
    holds = [*(Role(role).label for role in roles), *(Posting.Role(place).label for place in places)]
    facts = {
        "by": lazy(named, str)(by),
        "account": named(account),
        "roles": format_lazy("、".join("{}" for _each in holds), *holds),
        "role": Role(role).label if role else "",
    }
    auditors = User.objects.holding(Role.AUDIT_ADMIN).exclude(pk=by.pk)
    tell(auditors, kind="account.watched", subject=subject, url=reverse("trail"), **facts)
    if Role.AUDIT_ADMIN in roles:
        others = User.objects.holding(*ADMIN_ROLES).exclude(pk=by.pk).exclude(pk__in=auditors.values("pk"))
        tell(others, kind="account.watched", subject=subject, url=account.get_absolute_url(), **facts)


def needs_consent(account, *, by) -> bool:
    """Whether a new password of this account takes two: it opens a way to leads, or stands for somebody of the teams.

    A posting can make a reader of any person, so their accounts are watched before it. One's own is not.
    """
    return account.pk != by.pk and User.objects.filter(opening_leads(), pk=account.pk).exists()


def opening_leads() -> Q:
    """Which accounts read leads, may come to, or let others: by a role, or as they stand or stood for a person.

    Those, too, for which either is proposed: whoever had their password meanwhile would have what is confirmed.
    """
    proposed = Proposal.objects.pending().filter(concerns=OuterRef("pk"), kind__in=[GRANT, LINK])
    granted = RoleGrant.objects.current().filter(user=OuterRef("pk"), role__in=OPENING_ROLES)
    stood = User.pgh_event_model.objects.filter(pgh_obj=OuterRef("pk"), person__isnull=False)
    return Q(Exists(granted)) | Q(Exists(stood)) | Q(Exists(proposed)) | Q(person__isnull=False)


def readers_among(persons) -> set[int]:
    """Which of these people read or decide on leads: by a role of an account that ever stood for them, by leading."""
    stood = User.pgh_event_model.objects.filter(person__in=persons).values_list("person", "pgh_obj").distinct()
    granted = RoleGrant.objects.current().filter(role__in=READER_ROLES, user__in=stood.values("pgh_obj"))
    reading = set(granted.values_list("user", flat=True))
    leading = Posting.objects.filter(person__in=persons, role__in=WATCHED_PLACES).not_over(today())
    return {person for person, account in stood if account in reading} | set(leading.values_list("person", flat=True))


def account_of(person) -> User | None:
    """The account that stands for a person, or the last that did."""
    present = User.objects.filter(person=person).first()
    last = User.pgh_event_model.objects.filter(person=person).order_by("-pgh_id").values("pgh_obj")[:1]
    return present or User.objects.filter(pk__in=last).first()


def named(account) -> str:
    """The account as proposals and notices name it: what it is called, its user name and its key."""
    return named_account(account.name, account.username, account.pk)


def tell_owner(account, *, by) -> None:
    """Tell of a reset in the inbox, where it stays: who did not ask for it knows when it was, and by whom."""
    if account.pk != by.pk:
        tell([account], kind="account.reset", subject=RESET_OF_YOURS, url=reverse("inbox"), by=lazy(named, str)(by))


def _places(account) -> list[str]:
    """What the account's person is in the teams of today."""
    if account.person_id is None:
        return []
    postings = Posting.objects.filter(person=account.person_id).current(today())
    return sorted(set(postings.values_list("role", flat=True)))
