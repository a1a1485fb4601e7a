"""Columns of findings, for page, fragment and workbook."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rounds.place.columns import PlaceTable


class ClassColumn(tables.Column):
    """A title of a class: wide enough for the longest on two lines."""

    kind = "class"


class FindingTable(PlaceTable):
    """Findings."""

    number = tables.LinkColumn(verbose_name=_("Number"))
    group = ClassColumn(accessor="category__group", verbose_name=_("First-level category"))
    title = ClassColumn(accessor="category__title", verbose_name=_("Second-level category"))
    text = tables.TextColumn(linkify=tables.record_url, verbose_name=_("Problem"), orderable=False)
    found_on = tables.DateColumn(verbose_name=_("Found on"), hidden=True)
    deadline_kind = tables.Column(verbose_name=_("Kind of deadline"), hidden=True)
    due_on = tables.DateColumn(verbose_name=_("To be rectified by"), hidden=True)
    issued_on = tables.DateColumn(verbose_name=_("Issued on"), hidden=True)
    status = tables.StatusColumn(verbose_name=_("State"))

    class Meta:
        sequence = ("number", "round", "team", "organization", "group", "title", "text", "...")
