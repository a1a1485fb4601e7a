"""Roles and the rights they allow (docs/domain.md, seats). A role is a dated grant kept by `personnel`."""

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """The seats (docs/domain.md, seats). Team leaders, deputies and members are not roles but postings."""

    OFFICE = "office", _("Inspection office staff")
    LEAD_HANDLER = "lead_handler", _("Lead handler")
    LEADING_GROUP = "leading_group", _("Leading group")
    DISCIPLINE = "discipline", _("Discipline commission")
    ORGANIZATION_DEPARTMENT = "organization_department", _("Organization department")
    COOPERATING = "cooperating", _("Cooperating body")
    SECRETARY = "secretary", _("Party secretary of an organization")
    LIAISON = "liaison", _("Liaison of an organization")
    DIVISION_LEADER = "division_leader", _("Division leader")
    SYSTEM_ADMIN = "system_admin", _("System administrator")
    SECURITY_ADMIN = "security_admin", _("Security administrator")
    AUDIT_ADMIN = "audit_admin", _("Audit administrator")


class Right(TextChoices):
    """What a role may allow. Which rows it applies to is said by the reach and the app's `permissions.py`."""

    READ_ALL = "read_all", _("Read every round")
    KEEP_ROUNDS = "keep_rounds", _("Plan rounds, form teams, keep organizations")
    APPROVE_ROUNDS = "approve_rounds", _("Approve round plans")
    KEEP_PEOPLE = "keep_people", _("Keep people, pools and postings")
    HAND_OVER = "hand_over", _("Hand findings over and follow them up")
    CLOSE_OUT = "close_out", _("Close items out or return them")
    IMPORT = "import", _("Import ledgers")
    DRAW_REPORTS = "draw_reports", _("Draw figures and the monthly workbook")
    EDIT_RULES = "edit_rules", _("Edit deadlines and the working calendar")
    READ_LEADS = "read_leads", _("Read the content of leads")
    APPROVE_LEADS = "approve_leads", _("Decide on leads")
    TRANSFER_LEADS = "transfer_leads", _("Transfer approved leads")
    ANSWER_TRANSFERS = "answer_transfers", _("Acknowledge transfers and report disposals")
    SEND_INPUTS = "send_inputs", _("Send information and problems to teams")
    SIGN_RECEIPTS = "sign_receipts", _("Sign receipts for an organization")
    REPORT_PROGRESS = "report_progress", _("Report progress for an organization")
    KEEP_ACCOUNTS = "keep_accounts", _("Keep accounts")
    GRANT_ROLES = "grant_roles", _("Grant and revoke roles")
    READ_TRAIL = "read_trail", _("Read the trail")


ROLE_RIGHTS: dict[str, frozenset[str]] = {
    Role.OFFICE: frozenset(
        {
            Right.READ_ALL,
            Right.KEEP_ROUNDS,
            Right.KEEP_PEOPLE,
            Right.HAND_OVER,
            Right.CLOSE_OUT,
            Right.IMPORT,
            Right.DRAW_REPORTS,
            Right.EDIT_RULES,
        }
    ),
    Role.LEAD_HANDLER: frozenset({Right.READ_ALL, Right.READ_LEADS, Right.TRANSFER_LEADS, Right.IMPORT}),
    Role.LEADING_GROUP: frozenset(
        {
            Right.READ_ALL,
            Right.READ_LEADS,
            Right.APPROVE_ROUNDS,
            Right.APPROVE_LEADS,
            Right.DRAW_REPORTS,
        }
    ),
    Role.DISCIPLINE: frozenset({Right.ANSWER_TRANSFERS, Right.SEND_INPUTS}),
    Role.ORGANIZATION_DEPARTMENT: frozenset({Right.ANSWER_TRANSFERS, Right.SEND_INPUTS}),
    Role.COOPERATING: frozenset({Right.SEND_INPUTS}),
    Role.SECRETARY: frozenset({Right.SIGN_RECEIPTS, Right.REPORT_PROGRESS}),
    Role.LIAISON: frozenset({Right.REPORT_PROGRESS}),
    Role.DIVISION_LEADER: frozenset(),
    Role.SYSTEM_ADMIN: frozenset({Right.KEEP_ACCOUNTS}),
    Role.SECURITY_ADMIN: frozenset({Right.GRANT_ROLES}),
    Role.AUDIT_ADMIN: frozenset({Right.READ_TRAIL}),
}

READING_LEADS = frozenset({Right.READ_LEADS, Right.ANSWER_TRANSFERS})
ADMIN_ROLES = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
ORGANIZATION_ROLES = frozenset({Role.SECRETARY, Role.LIAISON})
"""The side of the inspected."""


def roles_conflict(roles) -> str:
    """Why one person may not hold these roles together, or "".

    The three administrators check each other, and the inspected never read leads (docs/domain.md, seats).
    """
    roles = set(roles)
    if len(roles & ADMIN_ROLES) > 1:
        return gettext("Each of the three administrators is another person.")
    if roles & ADMIN_ROLES and roles - ADMIN_ROLES:
        return gettext("An administrator may not also hold a role with access to inspection data.")
    if roles & ORGANIZATION_ROLES and roles - ORGANIZATION_ROLES:
        return gettext("Who stands for an organization holds no role but its secretary's and its liaison's.")
    return ""
