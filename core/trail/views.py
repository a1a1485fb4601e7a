"""The trail, as the audit administrator reads it: who, when, which kind of record, which step. No content."""

from datetime import timedelta

import django_filters
from django.utils.translation import gettext_lazy as _

from core.access.reach import reach_of
from core.access.roles import Right
from core.models import Notice
from core.trail import audit
from core.ui import tables
from core.ui.filters import FilterSet
from core.ui.views.list import ListPage
from core.workdays.reckoning import today

WEEK = timedelta(days=6)


class TrailTable(tables.Table):
    trace_at = tables.MomentColumn(verbose_name=_("When"))
    trace_by = tables.Column(verbose_name=_("Who"))
    trace_kind = tables.Column(verbose_name=_("Kind of record"))
    trace_of = tables.Column(verbose_name=_("Record number or address"))
    trace_step = tables.Column(verbose_name=_("Step"))
    trace_state = tables.Column(verbose_name=_("State after it"))

    class Meta:
        orderable = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.sources = audit.sources()

    def render_trace_kind(self, value):
        return self.sources[value].label

    def render_trace_step(self, value):
        return audit.STEPS.get(value, value)

    def render_trace_state(self, value, record):
        return self.sources[record["trace_kind"]].states.get(value, value)

    def value_trace_kind(self, value):
        return str(self.render_trace_kind(value))

    def value_trace_step(self, value):
        return str(self.render_trace_step(value))

    def value_trace_state(self, value, record):
        return str(self.render_trace_state(value, record))


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
