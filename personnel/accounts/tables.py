"""Columns of accounts."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from personnel.models import PasswordSlip, RoleGrant, User


class AccountTable(tables.Table):
    tick = tables.TickColumn()
    username = tables.LinkColumn()
    name = tables.Column(verbose_name=_("Name"))
    stands_for = tables.Column(accessor="side", verbose_name=_("Stands for"), orderable=False)
    roles = tables.Column(accessor="role_words", verbose_name=_("Roles"), orderable=False)
    is_active = tables.Column(accessor="state_words", order_by=("is_active",), verbose_name=_("State"))
    last_login = tables.MomentColumn(verbose_name=_("Last signed in"))
    created_at = tables.MomentColumn(hidden=True)
    wanted_role = tables.Column(
        accessor="get_wanted_role_display", verbose_name=_("Role to be confirmed"), hidden=True, orderable=False
    )

    class Meta:
        model = User
        fields = (
            "tick",
            "username",
            "name",
            "stands_for",
            "roles",
            "wanted_role",
            "is_active",
            "last_login",
            "created_at",
        )


def _quiet_once_over(record) -> str:
    return "quiet" if record.revoked_on else ""


class GrantsOfAccount(tables.EmbeddedTable):
    """The roles of one account, the present ones first."""

    role = tables.Column(verbose_name=_("Role"))
    granted_on = tables.DateColumn(verbose_name=_("Granted on"))
    revoked_on = tables.DateColumn(verbose_name=_("Revoked on"))
    steps = tables.ButtonsColumn("personnel/_grant_steps.html", verbose_name="")

    class Meta:
        model = RoleGrant
        fields = ()
        row_attrs = {"class": _quiet_once_over}


class SlipsOfAccount(tables.EmbeddedTable):
    """The sealed slips of one account, the last first."""

    drawn_at = tables.MomentColumn(verbose_name=_("Printed at"))
    drawn_by = tables.Column(verbose_name=_("Printed by"), orderable=False)
    expires_at = tables.MomentColumn(verbose_name=_("Good until"))
    state = tables.Column(accessor="state_words", verbose_name=_("State"), orderable=False)

    class Meta:
        model = PasswordSlip
        fields = ("drawn_at", "drawn_by", "expires_at", "state")
