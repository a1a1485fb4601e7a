"""The four ledgers in the left menu (四账), with how much waits behind each."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.access.reach import reach_of
from core.ui import first_page, menu
from findings.models import Transfer
from findings.permissions import follows_transfers, inspects
from rectification import permissions
from rectification.models import (
    AccountabilityProposal,
    Assessment,
    CloseOut,
    ForwardedReport,
    HandOver,
    Item,
    Letter,
    LetterProposal,
    PlanOpinion,
    Publication,
    ReportDelivery,
    SecondRectification,
    SectorAdvice,
    SelfCheck,
    SupervisionVisit,
)


def items_counted(user) -> str:
    """What is to be rectified by the user's organization; for the office, what is overdue."""
    return "status=rectifying&status=returned" if reach_of(user).organizations else "light=red"


menu.register(
    "ledgers",
    _("Progress of rectification"),
    "rectification:board",
    "chart-funnel",
    visible=permissions.follows_ledgers,
    order=5,
)
menu.register(
    "ledgers",
    pgettext_lazy("ledger", "Hand over"),
    "rectification:hand_overs",
    "file-export",
    visible=permissions.follows_ledgers,
    count=lambda tasks: tasks.on(HandOver),
    order=10,
    counted=menu.AWAITING_ME,
)
menu.register(
    "ledgers",
    _("Reviews of plans"),
    "rectification:plan_opinions",
    "users-group",
    visible=permissions.reviews_plans,
    count=lambda tasks: tasks.on(PlanOpinion),
    order=15,
    counted=menu.AWAITING_ME,
)
menu.register(
    "ledgers",
    pgettext_lazy("ledger", "Transfer"),
    "findings:transfers",
    "send",
    visible=follows_transfers,
    count=lambda tasks: tasks.on(Transfer),
    order=20,
    counted=menu.AWAITING_ME,
)
menu.register(
    "ledgers",
    _("Forwarded reports"),
    "rectification:forwarded_reports",
    "mail-forward",
    visible=permissions.follows_forwarding,
    count=lambda tasks: tasks.on(ForwardedReport),
    order=22,
    counted=menu.AWAITING_ME,
)
menu.register(
    "ledgers",
    pgettext_lazy("menu", "Advice to departments"),
    "rectification:sector_advice",
    "building-community",
    visible=permissions.follows_advice,
    count=lambda tasks: tasks.on(SectorAdvice),
    order=24,
    counted=menu.AWAITING_ME,
)
menu.register(
    "ledgers",
    pgettext_lazy("ledger", "Check"),
    "rectification:checks",
    "clipboard-check",
    visible=permissions.reads_checks,
    order=30,
)
menu.register(
    "ledgers",
    _("Supervision visits"),
    "rectification:supervision_visits",
    "calendar-search",
    visible=permissions.reads_supervision,
    count=lambda tasks: tasks.on(SupervisionVisit),
    order=31,
    counted=menu.AWAITING_ME,
)
menu.register(
    "ledgers",
    _("Joint supervision groups"),
    "rectification:supervision_groups",
    "users-group",
    visible=permissions.reads_supervision,
    order=32,
)
menu.register(
    "ledgers",
    _("Changes and extensions"),
    "rectification:changes",
    "calendar-plus",
    visible=permissions.follows_ledgers,
    count=lambda tasks: tasks.of_step(Item, "accept_change"),
    order=35,
    counted=menu.AWAITING_ME,
)
menu.register(
    "ledgers",
    pgettext_lazy("ledger", "Close out"),
    "rectification:close_outs",
    "square-check",
    visible=inspects,
    count=lambda tasks: CloseOut.objects.visible_to(tasks.user).awaiting(tasks.user).count(),
    order=40,
    counted=menu.AWAITING_ME,
)
menu.register(
    "ledgers",
    _("Reconciliation"),
    "rectification:reconciliation",
    "scale",
    visible=permissions.follows_ledgers,
    order=42,
)
menu.register(
    "ledgers",
    _("Reopenings"),
    "rectification:reopenings",
    "rotate-clockwise",
    visible=permissions.follows_ledgers,
    count=lambda tasks: tasks.of_step(Item, "accept_reopening"),
    order=45,
    counted=menu.AWAITING_ME,
)
menu.register(
    "ledgers",
    _("Rectification ledger"),
    "rectification:items",
    "list-details",
    visible=permissions.reads_items,
    count=lambda tasks: Item.objects.visible_to(tasks.user).awaiting(tasks.user).count(),
    order=50,
    counted=items_counted,
)
menu.register(
    "outcome",
    _("Rules of organizations"),
    "rectification:organization_rules",
    "book",
    visible=permissions.follows_ledgers,
    order=52,
)
menu.register(
    "outcome",
    _("Funds returned"),
    "rectification:returned_funds",
    "cash-banknote",
    visible=permissions.follows_ledgers,
    order=54,
)
menu.register(
    "outcome",
    _("Held to account by organizations"),
    "rectification:held_to_account",
    "gavel",
    visible=permissions.compares_organizations,
    order=55,
)
menu.register(
    "outcome",
    _("Double reports"),
    "rectification:report_deliveries",
    "report",
    visible=permissions.receives_reports,
    count=lambda tasks: tasks.on(ReportDelivery),
    order=56,
    counted=menu.AWAITING_ME,
)
menu.register(
    "outcome",
    _("Publication of results"),
    "rectification:publications",
    "speakerphone",
    visible=permissions.follows_ledgers,
    count=lambda tasks: tasks.on(Publication),
    order=58,
    counted=menu.AWAITING_ME,
)
menu.register(
    "ledgers",
    _("Letters to organizations"),
    "rectification:letters",
    "mail-exclamation",
    visible=permissions.reads_follow_up,
    count=lambda tasks: tasks.on(Letter),
    order=60,
    counted=menu.AWAITING_ME,
)
menu.register(
    "ledgers",
    _("Proposed letters"),
    "rectification:letter_proposals",
    "mail-question",
    visible=permissions.reads_letter_rules,
    count=lambda tasks: tasks.on(LetterProposal),
    order=62,
    counted=menu.AWAITING_ME,
)
menu.register(
    "outcome",
    _("Accountability"),
    "rectification:accountability",
    "gavel",
    visible=permissions.reads_accountability,
    order=80,
)
menu.register(
    "outcome",
    _("Assessments of rectification"),
    "rectification:assessments",
    "clipboard-data",
    visible=permissions.reads_follow_up,
    count=lambda tasks: tasks.on(Assessment),
    order=64,
    counted=menu.AWAITING_ME,
)
menu.register(
    "outcome",
    _("Second rectifications"),
    "rectification:second_rectifications",
    "repeat",
    visible=permissions.reads_follow_up,
    count=lambda tasks: tasks.on(SecondRectification),
    order=66,
    counted=menu.AWAITING_ME,
)
menu.register(
    "outcome",
    _("Proposed accountability"),
    "rectification:accountability_proposals",
    "gavel",
    visible=permissions.reads_letter_rules,
    count=lambda tasks: tasks.on(AccountabilityProposal),
    order=78,
    counted=menu.AWAITING_ME,
)
menu.register(
    "ledgers",
    _("Self-check campaigns"),
    "rectification:campaigns",
    "speakerphone",
    visible=permissions.reads_follow_up,
    order=70,
)
menu.register(
    "ledgers",
    _("Common problems"),
    "rectification:common_problems",
    "chart-treemap",
    visible=permissions.reads_letter_rules,
    order=68,
)
menu.register(
    "ledgers",
    _("Self-checks"),
    "rectification:self_checks",
    "zoom-check",
    visible=permissions.reads_follow_up,
    count=lambda tasks: tasks.on(SelfCheck),
    order=72,
    counted=menu.AWAITING_ME,
)
menu.register(
    "outcome",
    pgettext_lazy("archive", "Archives of inspections"),
    "rectification:archives",
    "archive",
    visible=permissions.reads_archives,
    order=90,
)
menu.register(
    "reports",
    _("26445 at work"),
    "rectification:article",
    "report-analytics",
    visible=permissions.reads_article,
    order=5,
)
first_page.register("rectification:article", permissions.begins_with_article)
