"""The kinds of change that a second person confirms: registered by the rooms that make them, in `consents.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import ROLE_RIGHTS


@dataclass(frozen=True)
class Kind:
    """A kind of change: its words, who may confirm it, what it says, and what carries it out.

    Confirmed by whoever holds one of the rights `confirmed_by`; with `consents`, also by the account it concerns.
    `words(proposal)` are label, value before and value after. `take(proposal)` makes the change, in the name of who
    proposed it; a kind without it is a consent that its maker uses (`core.consent.services.use_consent`).
    """

    key: str
    label: Any
    confirmed_by: frozenset[str]
    words: Callable[[Any], list[tuple]]
    take: Callable[[Any], Any] | None = None
    consents: bool = False


def new_name(proposal: Any) -> list[tuple]:
    """What a change of a name says: the old one and the new."""
    return [(_("Name"), *proposal.facts["name"])]


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Add a kind of change."""
    _kinds[kind.key] = kind
    return kind


def kind_of(key: str) -> Kind:
    """The kind of that key."""
    return _kinds[key]


def choices() -> list[tuple]:
    """Every kind with its words."""
    return [(kind.key, kind.label) for kind in _kinds.values()]


def kinds_confirmed_by(user) -> list[str]:
    """The kinds that this user may confirm by a right."""
    return [kind.key for kind in _kinds.values() if kind.confirmed_by & reach_of(user).rights]


def kinds_consented_to() -> list[str]:
    """The kinds to which the account concerned may consent itself."""
    return [kind.key for kind in _kinds.values() if kind.consents]


def roles_confirming(key: str) -> list[str]:
    """The roles that hold a right to confirm such changes."""
    return [role for role, rights in ROLE_RIGHTS.items() if rights & _kinds[key].confirmed_by]
