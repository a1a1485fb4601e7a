"""Who of an organization can sign and report here, and what is asked for where nobody can."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from core.access.roles import Role
from personnel.models import AccountRequest, RoleGrant, User
from personnel.models.account_requests import POSTS, posts_in_words
from rounds.models import Organization


@dataclass(frozen=True)
class Seats:
    """The posts of an organization without an open account (`lacking`), and the request that waits, if any."""

    organization: Organization
    lacking: list[Role]
    request: AccountRequest | None

    @property
    def lacking_in_words(self) -> str:
        return posts_in_words(self.lacking)


def seats_of(organization: Organization, user: User) -> Seats:
    """Of whoever answers for the organization today, as far as `user` sees requests."""
    answering = organization.answering
    grants = RoleGrant.objects.current().filter(user__organization=answering, user__is_active=True)
    held = set(grants.values_list("role", flat=True))
    asked = AccountRequest.objects.visible_to(user).open().filter(organization=answering)
    request = asked.with_standing().select_related("asked_by", "organization").first()
    return Seats(answering, [role for role in POSTS.values() if role not in held], request)


def lacking_accounts(rows: QuerySet, organization: str) -> QuerySet:
    """Those of the rows whose organization, at this path, lacks an account that nobody has asked for yet."""
    path = f"{organization}__" if organization else ""
    answering = Coalesce(f"{path}answered_by", organization or "pk")
    held = RoleGrant.objects.current().filter(user__organization=OuterRef("answering_for"), user__is_active=True)
    asked = AccountRequest.objects.open().filter(organization=OuterRef("answering_for"))
    without = Q()
    for role in POSTS.values():
        without |= ~Exists(held.filter(role=role))
    return rows.alias(answering_for=answering).filter(without).exclude(Exists(asked))
