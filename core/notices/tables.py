"""Columns of the inbox."""

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from core.models import Notice
from core.ui import tables


class SubjectColumn(tables.ButtonsColumn):
    """What the notice says; opening it marks it as read, so it is a button and not a link."""

    kind = "subject"


class ReadColumn(tables.DateColumn):
    """When it was read, or in words that it was not."""

    empty_values = ()

    def render(self, value):
        if value is None:
            return render_to_string("components/badge.html", {"label": _("Unread"), "tone": "info"})
        return super().render(value)


class NoticeTable(tables.Table):
    """The inbox."""

    tick = tables.TickColumn()
    subject = SubjectColumn("core/_notice_subject.html", verbose_name=_("subject"))
    created_at = tables.DateColumn()
    read_at = ReadColumn()

    class Meta:
        model = Notice
        fields = ["tick", "subject", "created_at", "read_at"]
        row_attrs = {"class": lambda record: "" if record.read_at else "is-unread"}
