"""Rows of one room as the records of others show them, in short."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from findings.models import Finding, Lead


class FindingsInShort(tables.EmbeddedTable):
    """Findings of one inspection or one paper."""

    number = tables.LinkColumn(verbose_name=_("Number"))
    category = tables.Column(accessor="category__title", verbose_name=_("Category"))
    text = tables.TextColumn(verbose_name=_("Problem"))
    status = tables.StatusColumn(verbose_name=_("State"))

    class Meta:
        model = Finding
        fields = ()


class LeadsInShort(tables.EmbeddedTable):
    """Leads by number and state; never what they say."""

    number = tables.LinkColumn(verbose_name=_("Number"))
    discipline = tables.Column(verbose_name=_("Discipline concerned"))
    filed_on = tables.DateColumn(verbose_name=_("Filed on"))
    status = tables.StatusColumn(verbose_name=_("State"))

    class Meta:
        model = Lead
        fields = ()
