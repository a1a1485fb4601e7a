"""Columns of leads, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rounds.place.columns import PlaceTable


class LeadTable(PlaceTable):
    """Leads: number, place, state and days."""

    number = tables.LinkColumn(verbose_name=_("Number"))
    discipline = tables.ShortColumn(verbose_name=_("Discipline concerned"))
    suggestion = tables.ShortColumn(verbose_name=_("Suggestion"))
    filed_on = tables.DateColumn(verbose_name=_("Filed on"))
    referred_on = tables.DateColumn(verbose_name=_("Referred on"))
    concluded_on = tables.DateColumn(verbose_name=_("Concluded on"), hidden=True)
    status = tables.StatusColumn(verbose_name=_("State"))

    class Meta:
        sequence = ("number", "round", "team", "organization", "...")
