"""Columns of bodies, for page, fragment and workbook."""

from core.ui import tables
from rounds.models import Body


class BodyTable(tables.Table):
    name = tables.LinkColumn()
    kind = tables.Column()

    class Meta:
        model = Body
        fields = ("name", "kind")
