"""The kinds of duty: each app registers what it makes people owe, in its `duties.py`.

`registered` is what the fields of the models offer, so that a new kind needs no migration.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.reports.registry import Registry
from core.workdays.reckoning import Unit


class Owner(StrEnum):
    """On whose side somebody stands for what is owed; who they are is known to `personnel.reminders`."""

    ORGANIZATION = "organization"
    SECRETARY = "secretary"  # of the organization: its party secretary is asked at once, beside its liaison
    BODY = "body"
    REVIEWER = "reviewer"  # a body that is asked for an opinion: any account of it; the office stands above
    OFFICE = "office"
    LEAD_HANDLER = "lead_handler"  # of the office, those who handle leads
    LEADING_GROUP = "leading_group"
    TEAM_LEADER = "team_leader"
    DIVISION_LEADER = "division_leader"  # in person: the account that the obligation names


@dataclass(frozen=True)
class Limit:
    """The limit of time a new installation starts with, and the document it comes from."""

    amount: int
    unit: Unit
    source: str


@dataclass(frozen=True)
class DutyKind:
    """One kind of duty: its words, who owes it, the page where it is met (by the key of what it is about).

    `limit` is there when a deadline rule says by when; without one, what it is about has its own day. What is
    `confidential` concerns a lead. What is `beyond_rounds` is about no round, so that none has a limit of its own.
    `own_day` says that what it is about keeps the day itself, though a rule may have said it first, `between_bodies`
    that it goes on from body to body by hand (`rounds.deadlines.holders`).
    """

    key: str
    label: Any
    owner: Owner
    page: str
    limit: Limit | None = None
    confidential: bool = False
    beyond_rounds: bool = False
    own_day: bool = False
    between_bodies: bool = False

    @property
    def gives_back(self) -> bool:
        """Whether the days of a pause by hand are given back: the day is this duty's alone, by a rule."""
        return self.limit is not None and not self.own_day


_kinds: Registry[DutyKind] = Registry("Kind of duty")


def register(key: str, label, *, owner: Owner, page: str, **more: Any) -> str:
    """Add a kind of duty; gives back its key, which services open and meet obligations by. A key is taken once."""
    _kinds.register(DutyKind(key, label, owner, page, **more))
    return key


def kind_of(key: str) -> DutyKind:
    """The registered kind. Raises `KeyError` for one that no app knows."""
    return _kinds[key]


def registered() -> list[tuple[str, Any]]:
    """Every kind with its words, as choices."""
    return [(kind.key, kind.label) for kind in _kinds]


def with_limits() -> list[DutyKind]:
    """Those whose day a deadline rule says."""
    return [kind for kind in _kinds if kind.limit]


def limited() -> list[tuple[str, Any]]:
    """The kinds a deadline rule can be stated for, as choices."""
    return [(kind.key, kind.label) for kind in with_limits()]


def limited_in_rounds() -> list[tuple[str, Any]]:
    """Of these, the kinds a round can have a limit of its own for."""
    return [(kind.key, kind.label) for kind in with_limits() if not kind.beyond_rounds]


def owned_by(*owners: Owner) -> list[str]:
    """The keys of the kinds these owe."""
    return [kind.key for kind in _kinds if kind.owner in owners]


def reassignable() -> list[str]:
    """The keys of the kinds that may be handed on by hand: within the office, and from body to body."""
    return [kind.key for kind in _kinds if kind.owner == Owner.OFFICE or kind.between_bodies]


def owners() -> dict[str, str]:
    """Who owes each kind, by its key."""
    return {kind.key: str(kind.owner) for kind in _kinds}
