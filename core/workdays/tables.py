"""Columns of the working calendar."""

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.models import CalendarDay
from core.ui import tables


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
