"""Columns of the inbox and of the working calendar."""

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.models import CalendarDay, Notice
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


class CalendarTable(tables.Table):
    """The working calendar where it departs from Monday to Friday."""

    day = tables.DateColumn()
    weekday = tables.Column(accessor="day", orderable=False, verbose_name=_("weekday"))
    name = tables.Column()
    is_workday = tables.Column()
    source = tables.Column()
    buttons = tables.ButtonsColumn("core/_calendar_buttons.html")

    class Meta:
        model = CalendarDay
        fields = ["day", "weekday", "name", "is_workday", "source", "buttons"]

    def render_weekday(self, value):
        return value_of_weekday(value)

    def value_weekday(self, value):
        return value_of_weekday(value)

    def render_is_workday(self, value):
        return _("Working day") if value else _("Day off")

    def value_is_workday(self, value):
        return str(self.render_is_workday(value))


def value_of_weekday(day) -> str:
    """The day of the week in words."""
    return date_format(day, "l")
