"""Columns of account requests."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from personnel.models import AccountRequest


class AccountRequestTable(tables.Table):
    organization = tables.LinkColumn(order_by=("organization__name_key",))
    posts = tables.Column(accessor="posts_in_words", verbose_name=_("Accounts wanted"), orderable=False)
    occasion = tables.Column()
    asked_by = tables.Column(order_by=("asked_by__name",))
    asked_on = tables.DateColumn()
    waits_for = tables.Column(accessor="waits_for", verbose_name=_("Next"), orderable=False)
    status = tables.StatusColumn()
    decided_on = tables.DateColumn()

    class Meta:
        model = AccountRequest
        fields = (
            "organization",
            "posts",
            "occasion",
            "asked_by",
            "asked_on",
            "waits_for",
            "status",
            "decided_on",
        )
