"""The entries of people and accounts in the left menu."""

from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.ui import menu
from personnel.models import AccountRequest, MakeUpOrder, Secondment, Takeover, TrainingRule, TrainingSession, User
from personnel.permissions import can_keep_people, follows_takeovers, reads_all_rounds, sees_people
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
    "people",
    _("Training"),
    "personnel:training_sessions",
    "school",
    visible=reads_all_rounds,
    count=lambda tasks: tasks.on(TrainingSession),
    order=50,
    counted=menu.AWAITING_ME,
)
menu.register(
    "people",
    _("Training rules"),
    "personnel:training_rules",
    "calendar-repeat",
    visible=can_keep_people,
    count=lambda tasks: tasks.on(TrainingRule),
    order=52,
    counted=menu.AWAITING_ME,
)
menu.register("people", _("Commitments"), "personnel:commitments", "signature", visible=reads_all_rounds, order=60)
menu.register(
    "people", _("Integrity talks"), "personnel:integrity_talks", "messages", visible=reads_all_rounds, order=62
)
menu.register(
    "people",
    _("Teams ordered to make up work"),
    "personnel:make_up_orders",
    "refresh-alert",
    visible=reads_all_rounds,
    count=lambda tasks: tasks.on(MakeUpOrder),
    order=64,
    counted=menu.AWAITING_ME,
)
menu.register("people", _("Members replaced"), "personnel:replacements", "replace", visible=reads_all_rounds, order=66)
menu.register(
    "people", _("Evaluations of teams"), "personnel:team_evaluations", "chart-bar", visible=reads_all_rounds, order=68
)
menu.register(
    "people",
    _("Catalogues of conduct"),
    "personnel:conduct_catalogues",
    "list-check",
    visible=can_keep_people,
    order=80,
)
menu.register(
    "people", _("Commendations and promotions"), "personnel:standings", "award", visible=reads_all_rounds, order=70
)
menu.register(
    "system",
    _("Accounts"),
    "personnel:accounts",
    "user-shield",
    visible=administers_accounts,
    count=lambda tasks: tasks.on(User),
    order=10,
    counted=menu.AWAITING_ME,
)
menu.register(
    "system",
    _("Account requests"),
    "personnel:account_requests",
    "user-plus",
    visible=administers_accounts,
    count=lambda tasks: tasks.on(AccountRequest),
    order=11,
    counted=menu.AWAITING_ME,
)
menu.register("desk", _("Deadlines"), "personnel:obligations", "calendar-due", visible=follows_deadlines, order=60)
menu.register(
    "desk", _("Calendar of deadlines"), "personnel:calendar", "calendar-month", visible=follows_deadlines, order=61
)
menu.register(
    "outcome",
    _("Takeovers of duties"),
    "personnel:takeovers",
    "arrows-exchange",
    visible=follows_takeovers,
    count=lambda tasks: tasks.on(Takeover),
    order=62,
    counted=menu.AWAITING_ME,
)
