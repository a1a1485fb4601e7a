"""The entries of rounds in the left menu."""

from django.utils.translation import gettext_lazy as _

from core.ui import menu
from rounds.models import Inspection, Round
from rounds.permissions import can_approve_rounds, can_keep_rounds, sees_organizations, sees_rounds


def awaiting_approval(user) -> int | None:
    """Plans that wait for the leading group; nobody decides on their own."""
    if not can_approve_rounds(user):
        return None
    return Round.objects.visible_to(user).approvable_by(user).filter(status=Round.Status.PREPARING).count()


def on_site(user) -> int:
    """Inspections now on site."""
    return Inspection.objects.visible_to(user).filter(status=Inspection.Status.ON_SITE).count()


menu.register(
    "rounds", _("Rounds"), "rounds:rounds", "rotate-2", visible=sees_rounds, count=awaiting_approval, order=10
)
menu.register("rounds", _("Teams"), "rounds:teams", "users-group", visible=sees_rounds, order=20)
menu.register(
    "rounds", _("Inspections"), "rounds:inspections", "building-bank", visible=sees_rounds, count=on_site, order=30
)
menu.register(
    "rounds",
    _("Party organizations"),
    "rounds:organizations",
    "buildings",
    visible=sees_organizations,
    order=40,
)
menu.register("rounds", _("Bodies"), "rounds:bodies", "building-community", visible=can_keep_rounds, order=50)
