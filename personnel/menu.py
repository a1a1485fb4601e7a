"""The entries of people and accounts in the left menu."""

from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.ui import menu
from personnel.models import Secondment
from personnel.permissions import reads_all_rounds, sees_people
from rounds.permissions import follows_deadlines


def administers_accounts(user) -> bool:
    """The administrators whose work accounts are, or their record; the office comes to them from a person's page."""
    return not reach_of(user).rights.isdisjoint({Right.KEEP_ACCOUNTS, Right.GRANT_ROLES, Right.READ_TRAIL})


menu.register("people", _("Talent pools"), "personnel:pools", "stack-2", visible=sees_people, order=10)
menu.register("people", _("Register of people"), "personnel:people", "users", visible=sees_people, order=20)
menu.register(
    "people",
    _("Secondments"),
    "personnel:secondments",
    "transfer",
    visible=reads_all_rounds,
    count=lambda tasks: tasks.on(Secondment),
    order=40,
    counted=menu.AWAITING_ME,
)
menu.register(
    "people", _("Commendations and promotions"), "personnel:standings", "award", visible=reads_all_rounds, order=70
)
menu.register("system", _("Accounts"), "personnel:accounts", "user-shield", visible=administers_accounts, order=10)
menu.register("ledgers", _("Deadlines"), "personnel:obligations", "calendar-due", visible=follows_deadlines, order=60)
