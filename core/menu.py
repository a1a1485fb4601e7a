"""Entries of the menu that belong to no app."""

from django.utils.translation import gettext_lazy as _

from core.access.roles import Right
from core.consent.kinds import kinds_confirmed_by
from core.ledgers.registry import kinds_for
from core.models import Proposal
from core.notices import services
from core.operation.pages import watches_operation
from core.ui import menu
from core.worklist import duties


def draws_reports(user) -> bool:
    """The office and the leading group."""
    return user.reach.may(Right.DRAW_REPORTS)


def imports_ledgers(user) -> bool:
    """Whoever may import any kind of ledger but their own, which is offered where it is downloaded."""
    return any(not kind.own for kind in kinds_for(user))


def edits_rules(user) -> bool:
    """The office."""
    return user.reach.may(Right.EDIT_RULES)


def reads_trail(user) -> bool:
    """The audit administrator."""
    return user.reach.may(Right.READ_TRAIL)


menu.register("desk", _("Worklist"), "worklist", "checklist", count=duties.amount_of_duties, order=10)
menu.register(
    "desk",
    _("Inbox"),
    "inbox",
    "bell",
    count=lambda tasks: services.unread_count(tasks.user),
    order=20,
    counted="state=unread",
)
menu.register(
    "desk",
    _("Changes to be confirmed"),
    "proposals",
    "checks",
    visible=lambda user: bool(kinds_confirmed_by(user)),
    count=lambda tasks: tasks.on(Proposal),
    order=30,
    counted=menu.AWAITING_ME,
)
menu.register("reports", _("Reports"), "reports", "chart-bar", visible=draws_reports, order=10)
menu.register("reports", _("Import ledgers"), "imports", "file-import", visible=imports_ledgers, order=30)
menu.register("system", _("Working calendar"), "calendar-days", "calendar-event", visible=edits_rules, order=50)
menu.register("system", _("Trail"), "trail", "history", visible=reads_trail, order=60)
menu.register("system", _("Running of the system"), "operation", "activity", visible=watches_operation, order=70)
