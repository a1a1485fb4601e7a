"""Columns of what concerns the discipline of teams, for page, fragment, workbook and the monthly report."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from personnel.models import Commitment, ConductCatalogue, IntegrityTalk, MakeUpOrder, Replacement


class ReplacementTable(tables.Table):
    person = tables.LinkColumn(
        accessor="posting__person", order_by=("posting__person__name_key",), verbose_name=_("Member replaced")
    )
    round = tables.ShortColumn(accessor="posting__team__round", verbose_name=_("Round"))
    team = tables.ShortColumn(accessor="posting__team", verbose_name=_("Team"), orderable=False)
    replaced_on = tables.DateColumn()
    grounds = tables.TextColumn(orderable=False)
    successor = tables.Column(accessor="successor__person", verbose_name=_("Taken over by"), orderable=False)

    class Meta:
        model = Replacement
        fields = ("person", "round", "team", "replaced_on", "grounds", "successor")


class MakeUpOrderTable(tables.Table):
    team = tables.LinkColumn(order_by=("team__round__number", "team__number"))
    round = tables.ShortColumn(accessor="team__round", verbose_name=_("Round"))
    ordered_on = tables.DateColumn()
    light = tables.LightColumn(accessor="due_on", done="is_settled", verbose_name=_("Time left"))
    grounds = tables.TextColumn(orderable=False)
    done_on = tables.DateColumn()
    outcome = tables.TextColumn(orderable=False, since="done_on")

    class Meta:
        model = MakeUpOrder
        fields = ("team", "round", "ordered_on", "light", "grounds", "done_on", "outcome")
        sequence = ("team", "round", "ordered_on", "light", "grounds", "done_on", "outcome")


class CommitmentTable(tables.Table):
    person = tables.LinkColumn(
        accessor="posting__person", order_by=("posting__person__name_key",), verbose_name=_("Name")
    )
    round = tables.ShortColumn(accessor="posting__team__round", verbose_name=_("Round"))
    team = tables.ShortColumn(accessor="posting__team", verbose_name=_("Team"), orderable=False)
    role = tables.ShortColumn(accessor="posting__role", verbose_name=_("Role in the team"))
    signed_on = tables.DateColumn()
    way = tables.ShortColumn()

    class Meta:
        model = Commitment
        fields = ("person", "round", "team", "role", "signed_on", "way")


class IntegrityTalkTable(tables.Table):
    held_on = tables.DateColumn(linkify=tables.record_url)
    round = tables.ShortColumn(order_by=("round__number",))
    team = tables.ShortColumn(orderable=False)
    speaker = tables.Column()
    attendance = tables.NumberColumn(verbose_name=_("Attended"), orderable=False)
    record = tables.TextColumn(orderable=False)

    class Meta:
        model = IntegrityTalk
        fields = ("held_on", "round", "team", "speaker", "attendance", "record")


class ConductCatalogueTable(tables.Table):
    kind = tables.LinkColumn()
    in_force_on = tables.DateColumn()
    document = tables.Column()
    text = tables.TextColumn(orderable=False)

    class Meta:
        model = ConductCatalogue
        fields = ("kind", "in_force_on", "document", "text")
