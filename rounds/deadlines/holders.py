"""转办: which kinds of duty may be handed on by hand, to whom, and why others may not.

What the office owes may be given to one person of it, who alone is reminded then; everyone of the office may still
do it. What a body owes goes to another body only where the app that makes it owed says how (`register`), since the
row it is about names the body, too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.reports.registry import Registry
from rounds.deadlines import kinds
from rounds.deadlines.kinds import Owner
from rounds.models import Body, Obligation

BOUND = {
    Owner.ORGANIZATION: _("The party organization that was inspected owes it. It goes on to a successor alone."),
    Owner.SECRETARY: _("The party secretary of the organization owes it. A new one takes it over with the post."),
    Owner.BODY: _("A lead goes to another body only by a transfer of its own."),
    Owner.REVIEWER: _("The paper names the body it is addressed to. Void it and send another."),
    Owner.LEAD_HANDLER: _("All who handle leads owe it together."),
    Owner.LEADING_GROUP: _("The leading group owes it as a body."),
    Owner.TEAM_LEADER: _("The leader of the team owes it. Post another leader, who then owes it."),
    Owner.DIVISION_LEADER: _("The notice names its reader. Void it and send another."),
}
"""Why a duty of such an owner stays with them."""


@dataclass(frozen=True)
class BodyWay:
    """How a duty of the kind `key` goes to another body: which bodies may hold it, and the change of its row."""

    key: str
    may_hold: Callable[[Obligation], QuerySet[Body]]
    take: Callable[..., Any]


_ways: Registry[BodyWay] = Registry("Way of a duty to another body")


def register(key: str, *, may_hold: Callable[[Obligation], QuerySet[Body]], take: Callable[..., Any]) -> None:
    """Let duties of this kind go to another body. `take(subject, body, by=…)` changes the row they are about."""
    _ways.register(BodyWay(key, may_hold, take))


def body_way(key: str) -> BodyWay | None:
    """How a duty of this kind goes to another body; None for one that stays within the office."""
    return _ways[key] if kinds.kind_of(key).between_bodies else None


def why_bound(key: str) -> str | Promise:
    """Why a duty of this kind is not handed on; "" where it may be."""
    return "" if key in kinds.reassignable() else BOUND[kinds.kind_of(key).owner]
