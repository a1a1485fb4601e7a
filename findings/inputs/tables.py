"""Columns of inputs, for page, fragment, workbook and the monthly report."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from findings.models import CooperationInput


class InputTable(tables.Table):
    """What an input led to stands on its page, for those who see that."""

    title = tables.LinkColumn()
    kind = tables.ShortColumn()
    body = tables.Column()
    received_on = tables.DateColumn()
    about = tables.Column()
    organization = tables.Column(
        accessor="inspection__organization", verbose_name=_("Given to the team of"), since="given_on"
    )
    given_on = tables.DateColumn()
    result = tables.ShortColumn(since="settled_on")
    settled_on = tables.DateColumn()
    content = tables.TextColumn(hidden=True, orderable=False)

    class Meta:
        model = CooperationInput
        fields = ()


class InputsInShort(tables.EmbeddedTable):
    """Inputs on the page of their inspection."""

    title = tables.LinkColumn(verbose_name=_("Title"))
    kind = tables.ShortColumn(verbose_name=_("Kind"))
    body = tables.Column(verbose_name=_("From"))
    received_on = tables.DateColumn(verbose_name=_("Received on"))
    result = tables.ShortColumn(verbose_name=_("What became of it"))

    class Meta:
        model = CooperationInput
        fields = ()
