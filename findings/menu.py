"""The entries of findings in the left menu, with how much waits behind each."""

from django.utils.translation import gettext_lazy as _

from core.ui import menu
from findings import permissions
from findings.waiting import (
    findings_to_submit,
    leads_to_decide,
    leads_to_transfer,
    papers_to_review,
    transfers_to_answer,
)


def _leads_waiting(user) -> int:
    return leads_to_decide(user).count() + leads_to_transfer(user).count()


menu.register(
    "findings",
    _("Working papers"),
    "findings:papers",
    "file-text",
    visible=permissions.inspects,
    count=lambda user: papers_to_review(user).count(),
    order=10,
)
menu.register(
    "findings",
    _("Findings"),
    "findings:findings",
    "list-search",
    visible=permissions.inspects,
    count=lambda user: findings_to_submit(user).count(),
    order=20,
)
menu.register(
    "findings",
    _("Leads"),
    "findings:leads",
    "shield-lock",
    visible=permissions.keeps_leads,
    count=_leads_waiting,
    order=30,
)
menu.register(
    "findings",
    _("Transfers"),
    "findings:transfers",
    "send",
    visible=permissions.follows_transfers,
    count=lambda user: transfers_to_answer(user).count(),
    order=40,
)
