"""Filters of people and pools."""

import django_filters
from django.utils.translation import gettext_lazy as _

from core.ui.filters import FilterSet, WordsFilter, YesNoFilter
from core.workdays.reckoning import today
from personnel.models import Person, Pool, PoolMembership
from personnel.people import service_record


class PersonFilter(FilterSet):
    words = WordsFilter(method="search")
    pool = django_filters.ChoiceFilter(method="in_pool", choices=Pool.choices, label=_("Pool"))
    specialty = WordsFilter("specialty", label=_("Specialty"))
    employer = WordsFilter("employer", label=_("Employer"))
    record = django_filters.ChoiceFilter(
        method="with_record", choices=service_record.choices, label=_("Service record")
    )
    record_by = django_filters.DateFilter(method="as_they_are", label=_("Recorded until"))
    free = YesNoFilter(method="not_posted", label=_("Not posted to a team"))

    MORE = ("record", "record_by", "free")

    class Meta(FilterSet.Meta):
        model = Person
        fields = ("words", "pool", "specialty", "employer", "record", "record_by", "free")

    def search(self, rows, name, value):
        return rows.search(value)

    def in_pool(self, rows, name, value):
        members = PoolMembership.objects.visible_to(self.request.user).active(today()).filter(pool=value)
        return rows.filter(pk__in=members.values("person"))

    def with_record(self, rows, name, value):
        _label, recorded = service_record.RECORDS[value]
        return rows.filter(pk__in=recorded(self.request.user, self.form.cleaned_data.get("record_by") or today()))

    def as_they_are(self, rows, name, value):
        """The day until which the record is looked at; by itself it leaves nobody out."""
        return rows

    def not_posted(self, rows, name, value):
        return rows.posted(today(), not value)


class MembershipFilter(FilterSet):
    words = WordsFilter(method="search")
    pool = django_filters.ChoiceFilter(choices=Pool.choices, label=_("Pool"))
    as_of = django_filters.DateFilter(method="active_on", label=_("Members on"))

    class Meta(FilterSet.Meta):
        model = PoolMembership
        fields = ("words", "pool", "as_of")

    def search(self, rows, name, value):
        people = Person.objects.visible_to(self.request.user).search(value)
        return rows.filter(person__in=people)

    def active_on(self, rows, name, value):
        return rows.active(value)
