"""The entries of rounds in the left menu."""

from django.utils.translation import gettext_lazy as _

from core.ui import menu
from core.workflow.steps import Tasks
from rounds.models import Inspection, Instruction, Round
from rounds.permissions import (
    can_edit_rules,
    can_keep_rounds,
    reads_coverage,
    reads_registers,
    sees_organizations,
    sees_rounds,
)


def on_site(tasks: Tasks) -> int:
    """Inspections now on site."""
    return Inspection.objects.visible_to(tasks.user).filter(status=Inspection.Status.ON_SITE).count()


menu.register(
    "rounds",
    _("Rounds"),
    "rounds:rounds",
    "rotate-2",
    visible=sees_rounds,
    count=lambda tasks: tasks.on(Round),
    order=10,
    counted=menu.AWAITING_ME,
)
menu.register("rounds", _("Teams"), "rounds:teams", "users-group", visible=sees_rounds, order=20)
menu.register(
    "rounds",
    _("Inspections"),
    "rounds:inspections",
    "building-bank",
    visible=sees_rounds,
    count=on_site,
    order=30,
    counted="status=on_site",
)
menu.register(
    "rounds",
    _("Party organizations"),
    "rounds:organizations",
    "buildings",
    visible=sees_organizations,
    order=40,
)
menu.register("rounds", _("Coverage"), "rounds:coverage", "layout-grid", visible=reads_coverage, order=45)
menu.register("rounds", _("Bodies"), "rounds:bodies", "building-community", visible=can_keep_rounds, order=50)
menu.register("responsibilities", _("Meetings"), "rounds:meetings", "calendar-user", visible=reads_registers, order=10)
menu.register(
    "responsibilities", _("Announcements"), "rounds:announcements", "speakerphone", visible=reads_registers, order=40
)
menu.register(
    "responsibilities",
    _("Rules adopted"),
    "rounds:adopted_rules",
    "file-certificate",
    visible=reads_registers,
    order=30,
)
menu.register(
    "responsibilities",
    _("Instructions"),
    "rounds:instructions",
    "message-2-exclamation",
    visible=reads_registers,
    count=lambda tasks: tasks.on(Instruction),
    order=20,
    counted=menu.AWAITING_ME,
)
menu.register("system", _("Deadline rules"), "rounds:deadline_rules", "clock-edit", visible=can_edit_rules, order=30)
