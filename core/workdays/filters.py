"""Filter of the working calendar."""

from django.utils.translation import gettext_lazy as _

from core.models import CalendarDay
from core.ui.filters import FilterSet
from core.ui.number_filter import NumberFilter


class CalendarFilter(FilterSet):
    """The year."""

    year = NumberFilter(field_name="day", lookup_expr="year", label=_("Year"), min_value=1, max_value=9999)

    class Meta(FilterSet.Meta):
        model = CalendarDay
        fields = ["year"]
