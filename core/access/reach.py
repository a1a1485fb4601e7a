"""Which rows a person reaches.

A `Reach` is the small value every queryset's `visible_to(user)` reads: the roots this user reaches, computed once a
request from grants, postings and recusals. Rows outside it do not exist for the user (404); a step inside it that is
not allowed is a `Refused` (403).
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Protocol

from django.db.models import Q

from core.access.roles import ADMIN_ROLES, READING_LEADS, Right


class Refused(Exception):
    """The user may see the row but not do this. The message says what to do instead."""


@dataclass(frozen=True)
class Reach:
    """The roots one user reaches now. Empty for a stranger.

    `inspections` and `teams` come from current postings, `portfolio` is what a division leader follows; recused
    organizations are already left out of `inspections` and `portfolio`. `recused_organizations` bars everyone else
    too: office, leading group and bodies. `organizations` is the side a secretary or liaison takes; `body` is the
    receiving or cooperating body. `supervised` are the inspections whose rectification a joint group checks of which
    somebody of a body is a member, while it lasts. `own_accounts` and `own_persons` are the accounts and persons that
    are one hand with this account, or ever were, and `once_of` the organizations that these accounts ever stood for.
    """

    roles: frozenset[str] = frozenset()
    rights: frozenset[str] = frozenset()
    teams: frozenset[int] = frozenset()
    led_teams: frozenset[int] = frozenset()
    deputy_teams: frozenset[int] = frozenset()
    inspections: frozenset[int] = frozenset()
    recused_organizations: frozenset[int] = frozenset()
    organizations: frozenset[int] = frozenset()
    portfolio: frozenset[int] = frozenset()
    supervised: frozenset[int] = frozenset()
    body: int | None = None
    person: int | None = None
    own_accounts: frozenset[int] = frozenset()
    own_persons: frozenset[int] = frozenset()
    once_of: frozenset[int] = frozenset()

    def may(self, right: str) -> bool:
        """Whether one of the user's roles allows this."""
        return right in self.rights

    @property
    def reads_all(self) -> bool:
        """Whether the user reads every round, but for organizations they are recused from."""
        return Right.READ_ALL in self.rights

    @property
    def is_trusted_most(self) -> bool:
        """Whether the user reads leads, by a role or at the head of a team, or is one of the three administrators."""
        return bool(self.rights & READING_LEADS or self.roles & ADMIN_ROLES or self.led_teams or self.deputy_teams)

    @property
    def digest(self) -> str:
        """Equal as long as the user reaches the same: what was drawn for them then is theirs to read still."""
        parts = {name: sorted(part) if isinstance(part, frozenset) else part for name, part in vars(self).items()}
        return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    def of_inspections(self, prefix: str = "") -> Q:
        """Rows that hang on a reached inspection; `prefix` is the lookup to it, "" for inspections themselves."""
        at = f"{prefix}__" if prefix else ""
        if not self.reads_all:
            return Q(**{f"{at}pk__in" if at else "pk__in": self.inspections})
        if self.recused_organizations:
            return ~Q(**{f"{at}organization__in": self.recused_organizations})
        return Q()

    def of_organizations(self, prefix: str = "") -> Q:
        """Rows that hang on an organization whose side the user takes or which they follow."""
        return Q(**{f"{prefix}__in" if prefix else "pk__in": self.organizations | self.portfolio})

    def of_others(self, prefix: str) -> Q:
        """Rows of no organization whose side the user takes; with none, nothing is joined to say so."""
        return ~Q(**{f"{prefix}__in": self.organizations}) if self.organizations else Q()


NOTHING = Reach()


class Actor(Protocol):
    """Whoever acts, as far as those need to know who know no accounts: `personnel` keeps them."""

    @property
    def pk(self) -> int: ...

    @property
    def is_active(self) -> bool: ...

    @property
    def is_authenticated(self) -> bool: ...

    @property
    def reach(self) -> Reach: ...


def reach_of(user) -> Reach:
    """The user's reach; `NOTHING` for anonymous and disabled users."""
    return user.reach if getattr(user, "is_authenticated", False) and user.is_active else NOTHING


def had_a_hand(user, accounts) -> bool:
    """Whether one of these accounts (their keys) is this user's, or was the same person's under another name.

    Two-sided steps ask this: they need two people, not two accounts.
    """
    return not user.own_accounts.isdisjoint(accounts)


def require(allowed: bool, why: str) -> None:
    """Go on only if `allowed`; otherwise `Refused(why)`."""
    if not allowed:
        raise Refused(why)
