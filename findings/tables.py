"""What the columns of papers, findings and leads share."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from findings.models import Finding, Lead, Transfer


class ClassColumn(tables.Column):
    """A title of a class: wide enough for the longest on two lines."""

    kind = "class"


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


class TransfersOfLead(tables.EmbeddedTable):
    """To whom one lead was sent, and how far each is."""

    body = tables.LinkColumn(verbose_name=_("Receiving body"))
    sent_on = tables.DateColumn(verbose_name=_("Sent on"))
    acknowledged_on = tables.DateColumn(verbose_name=_("Acknowledged on"))
    concluded_on = tables.DateColumn(verbose_name=_("Concluded on"))
    status = tables.StatusColumn(verbose_name=_("State"))

    class Meta:
        model = Transfer
        fields = ()
