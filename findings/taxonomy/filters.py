"""Narrowing down by category, for every list whose rows have one."""

import django_filters
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.ui.filters import FilterSet
from findings.models import Category


class ByCategory(FilterSet):
    """First- and second-level category, of the versions of the scheme together; `CATEGORY` is the way to it."""

    CATEGORY = "category"

    group = django_filters.ChoiceFilter(label=_("First-level category"))
    title = django_filters.ChoiceFilter(label=_("Second-level category"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("group", "title"):
            self.filters[name].field_name = f"{self.CATEGORY}__{name}"
            self.filters[name].extra["choices"] = lambda name=name: self._names(name)

    def _names(self, level: str):
        return [(name, name) for name in dict.fromkeys(row[level] for row in self._categories)]

    @cached_property
    def _categories(self):
        return list(Category.objects.values("group", "title"))
