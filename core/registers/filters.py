"""What the filters of every register share."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.ui.filters import FilterSet

VOID = [("only", _("Void entries"))]


class EntryFilter(FilterSet):
    """Filters over the entries of a register: void ones are listed only where they are asked for.

    `DAY` names the field of the day; `by` lists what a figure counts: what had become true by that day.
    """

    DAY = ""

    by = django_filters.DateFilter(method="known_by", label=_("Until"))
    void = django_filters.ChoiceFilter(choices=VOID, method="only_void", label=_("Entries"), empty_label=_("Standing"))

    MORE = ("by", "void")

    def filter_queryset(self, queryset):
        """The rows that are asked for; without the void ones unless these are asked for."""
        rows = super().filter_queryset(queryset)
        return rows if self.form.cleaned_data.get("void") else rows.standing()

    def known_by(self, rows, name, value):
        return rows.filter(**{f"{self.DAY}__lte": value})

    def only_void(self, rows, name, value):
        return rows.void()
