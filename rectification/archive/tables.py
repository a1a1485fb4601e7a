"""Columns of archives and of documents that are filed, for page, fragment and workbook."""

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from core.ui import tables
from rectification.models import ArchivedDocument
from rounds.models import Inspection
from rounds.place.columns import PlaceTable, organization_column, round_column, team_column
from rounds.place.lookups import Place


def _archive_url(record) -> str:
    return reverse("rectification:archive", args=[record.pk])


class ArchiveTable(tables.Table):
    """Inspections with how many documents lack, and when they were archived by whom."""

    organization = organization_column(Place(""), tables.LinkColumn, linkify=_archive_url)
    round = round_column(Place(""))
    team = team_column(Place(""))
    delivered_on = tables.DateColumn(accessor="hand_over__delivered_on")
    lack = tables.NumberColumn(verbose_name=pgettext_lazy("archive", "Documents that lack"))
    archived_on = tables.DateColumn(verbose_name=pgettext_lazy("archive", "archived on"))
    archivist = tables.ShortColumn(verbose_name=pgettext_lazy("archive", "archivist"))

    class Meta:
        model = Inspection
        fields = ()


class DocumentTable(PlaceTable):
    """Documents that are kept on paper, and what lacks for a reason."""

    document = tables.TextColumn(
        accessor="pk", linkify=tables.record_url, orderable=False, verbose_name=pgettext_lazy("archive", "Document")
    )
    line = tables.Column(hidden=True)
    dated_on = tables.DateColumn()
    pages = tables.NumberColumn()
    retention = tables.ShortColumn()
    box = tables.ShortColumn()
    missing_why = tables.TextColumn(orderable=False)
    kept_by = tables.ShortColumn(hidden=True)

    class Meta:
        model = ArchivedDocument
        fields = ()

    def render_document(self, record):
        """Its title, or the line that lacks."""
        return str(record)

    def value_document(self, record):
        """The same."""
        return str(record)
