"""Columns that several rooms show."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from findings.models import DeadlineKind
from rectification.models import Item


class ItemsInShort(tables.EmbeddedTable):
    """Items of one hand-over or one organization."""

    number = tables.NumberColumn(verbose_name=_("No."), linkify=tables.record_url)
    text = tables.TextColumn(accessor="finding__text", verbose_name=_("Problem"), linkify=tables.record_url)
    deadline_kind = tables.Column(verbose_name=_("Kind of deadline"))
    due_on = tables.DateColumn(verbose_name=_("Due on"))
    light = tables.LightColumn(accessor="due_on", done="is_closed", verbose_name=_("Time left"))
    status = tables.StatusColumn(verbose_name=_("State"))

    class Meta:
        model = Item
        fields = ()

    def render_light(self, record, value, column):
        """An item that has no day yet has no time left either; only a lasting one says so in words."""
        fixed = value or record.deadline_kind == DeadlineKind.LASTING
        return column.render(value, record) if fixed else tables.EMPTY
