"""The trail, as the audit administrator reads it: who, when, which kind of record, which step. No content."""

from datetime import timedelta
from itertools import islice

import django_filters
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.models import Notice
from core.trail import audit
from core.trail.telling import tell
from core.ui import tables
from core.ui.filters import FilterSet
from core.ui.views.list import ListPage
from core.workdays.reckoning import today

WEEK = timedelta(days=6)
SOME = 500


class TrailTable(tables.Table):
    trace_at = tables.MomentColumn(verbose_name=_("When"))
    trace_by = tables.Column(verbose_name=_("Who"))
    told = tables.LinkColumn(verbose_name=_("What happened"), linkify=lambda record: record["address"])
    fields = tables.TextColumn(verbose_name=_("Fields, and values that are no content"))
    trace_kind = tables.Column(verbose_name=_("Kind of record"), hidden=True)
    trace_step = tables.Column(verbose_name=_("Step"), hidden=True)

    class Meta:
        orderable = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.sources = audit.sources()

    def render_trace_kind(self, value):
        return self.sources[value].label

    def render_trace_step(self, value):
        return audit.STEPS.get(value, value)

    def value_trace_kind(self, value):
        return str(self.render_trace_kind(value))

    def value_trace_step(self, value):
        return str(self.render_trace_step(value))

    def written_rows(self):
        """The rows of the page, each told as a sentence."""
        tell([row.record for row in self.paginated_rows])
        return super().written_rows()

    def exported_records(self):
        """The traces for the workbook, told likewise, some hundreds at a time."""
        records = super().exported_records()
        while some := list(islice(records, SOME)):
            tell(some)
            yield from some


class TrailFilter(FilterSet):
    """The days, the person, the kind and the step; without days, the last seven."""

    since = django_filters.DateFilter(label=_("From"))
    until = django_filters.DateFilter(label=_("To"))
    actor = django_filters.CharFilter(label=_("Who"))
    kind = django_filters.ChoiceFilter(choices=audit.kinds, label=_("Kind of record"))
    step = django_filters.ChoiceFilter(choices=lambda: list(audit.STEPS.items()), label=_("Step"))

    def filter_queryset(self, queryset):
        """The traces asked for; each source is narrowed before they are put together."""
        wanted = self.form.cleaned_data  # without what could not be understood
        until = wanted.get("until") or today()
        since = wanted.get("since") or until - WEEK
        narrowed = {name: wanted.get(name, "") for name in ("actor", "kind", "step")}
        return audit.entries(since, until, **narrowed)


class Trail(ListPage):
    title = _("Trail")
    table_class = TrailTable
    filter_class = TrailFilter
    empty_text = _("Nothing happened in these days.")
    empty_hint = _("Without days, the last seven are shown.")

    def may_open(self, user):
        return reach_of(user).may(Right.READ_TRAIL)

    def queryset_for(self, user):
        return Notice.objects.none()
