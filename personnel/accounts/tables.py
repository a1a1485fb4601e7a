"""Columns of accounts."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from personnel.models import User


class AccountTable(tables.Table):
    username = tables.LinkColumn()
    name = tables.Column(verbose_name=_("Name"))
    stands_for = tables.Column(accessor="side", verbose_name=_("Stands for"), orderable=False)
    roles = tables.Column(accessor="role_words", verbose_name=_("Roles"), orderable=False)
    is_active = tables.Column(accessor="state_words", order_by=("is_active",), verbose_name=_("State"))
    last_login = tables.MomentColumn(verbose_name=_("Last signed in"))
    created_at = tables.MomentColumn(hidden=True)

    class Meta:
        model = User
        fields = ("username", "name", "stands_for", "roles", "is_active", "last_login", "created_at")
