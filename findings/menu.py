"""The entries of findings in the left menu, with how much waits behind each."""

from django.utils.translation import gettext_lazy as _

from core.ui import menu
from findings import permissions
from findings.models import CooperationInput, Finding, Lead, PortfolioNotice, Transfer, WorkingPaper
from rounds.permissions import reads_registers

menu.register(
    "findings",
    _("Working papers"),
    "findings:papers",
    "file-text",
    visible=permissions.inspects,
    count=lambda tasks: tasks.on(WorkingPaper),
    order=10,
    counted=menu.AWAITING_ME,
)
menu.register(
    "findings",
    _("Findings"),
    "findings:findings",
    "list-search",
    visible=permissions.inspects,
    count=lambda tasks: tasks.on(Finding),
    order=20,
    counted=menu.AWAITING_ME,
)
menu.register(
    "findings",
    _("From cooperating bodies"),
    "findings:inputs",
    "inbox",
    visible=permissions.sees_inputs,
    count=lambda tasks: tasks.on(CooperationInput),
    order=5,
    counted=menu.AWAITING_ME,
)
menu.register(
    "findings",
    _("Leads"),
    "findings:leads",
    "shield-lock",
    visible=permissions.keeps_leads,
    count=lambda tasks: tasks.on(Lead),
    order=30,
    counted=menu.AWAITING_ME,
)
menu.register(
    "findings",
    _("Transfers"),
    "findings:transfers",
    "send",
    visible=permissions.follows_transfers,
    count=lambda tasks: tasks.on(Transfer),
    order=40,
    counted=menu.AWAITING_ME,
)
menu.register("findings", _("Outcomes of leads"), "findings:outcomes", "scale", visible=reads_registers, order=50)
menu.register(
    "responsibilities",
    _("Notices to division leaders"),
    "findings:portfolio_notices",
    "mail",
    visible=permissions.sees_portfolio_notices,
    count=lambda tasks: tasks.on(PortfolioNotice),
    order=35,
    counted=menu.AWAITING_ME,
)
