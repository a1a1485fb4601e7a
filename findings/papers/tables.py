"""Columns of working papers, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from findings.models import WorkingPaper
from rounds.place.columns import PlaceTable


class PaperTable(PlaceTable):
    """Working papers."""

    number = tables.LinkColumn(verbose_name=_("Number"))
    title = tables.Column(verbose_name=_("Title"))
    found_on = tables.DateColumn(verbose_name=_("Found on"))
    submitted_on = tables.DateColumn(verbose_name=_("Submitted on"), hidden=True)
    approved_on = tables.DateColumn(verbose_name=_("Approved on"), hidden=True)
    status = tables.StatusColumn(verbose_name=_("State"))

    class Meta:
        sequence = ("number", "title", "round", "team", "organization", "...")


class PapersInShort(tables.EmbeddedTable):
    """Working papers of one inspection."""

    number = tables.LinkColumn(verbose_name=_("Number"))
    title = tables.Column(verbose_name=_("Title"))
    found_on = tables.DateColumn(verbose_name=_("Found on"))
    status = tables.StatusColumn(verbose_name=_("State"))

    class Meta:
        model = WorkingPaper
        fields = ()
