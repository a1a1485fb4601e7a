"""Columns of hand-overs, for page, fragment and workbook."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rectification.models import HandOver, Receipt, Side
from rounds.place.columns import organization_column, round_column, team_column
from rounds.place.lookups import Place


class WaysColumn(tables.Column):
    """How the receipts were signed: here, or on paper; both sides where they differ."""

    def render(self, value):
        return "、".join(str(Receipt.Way(way).label) for way in dict.fromkeys(value))

    def value(self, value):
        return self.render(value)


class FeedbacksColumn(tables.TextColumn):
    """Both feedbacks as events: day and time of day, place, who gave it, who spoke, who attended."""

    def render(self, value):
        return super().render(self.value(value))

    def value(self, value):
        return "\n".join(map(_in_words, value))


def _in_words(event: dict) -> str:
    told = [
        " ".join(filter(None, [event["on"], (event["at"] or "")[:5]])),
        event["place"],
        event["by"] and gettext("given by %(name)s") % {"name": event["by"]},
        event["speakers"] and gettext("spoken by %(names)s") % {"names": event["speakers"]},
        event["attendants"] and gettext("attended by %(names)s") % {"names": event["attendants"]},
    ]
    return gettext("%(side)s: %(told)s") % {"side": Side(event["side"]).label, "told": "，".join(filter(None, told))}


class HandOverTable(tables.Table):
    """Hand-overs: who was handed what, and how far it is."""

    organization = organization_column(Place(), tables.LinkColumn, verbose_name=_("Party organization"))
    round = round_column(Place(), tables.Column)
    team = team_column(Place(), tables.Column)
    status = tables.StatusColumn(accessor="status")
    item_count = tables.NumberColumn(verbose_name=_("Items"))
    closed_count = tables.NumberColumn(verbose_name=_("Closed out"))
    both_feedbacks = FeedbacksColumn(verbose_name=_("Both feedbacks"), orderable=False, hidden=True)
    delivered_on = tables.DateColumn()
    signed_on = tables.DateColumn(hidden=True)
    receipt_ways = WaysColumn(verbose_name=_("How it was receipted"), orderable=False, hidden=True)
    plan_accepted_on = tables.DateColumn(hidden=True)
    focus_ends_on = tables.LightColumn(verbose_name=_("Focused rectification"), done="is_closed", day="focus_ends_on")

    class Meta:
        model = HandOver
        fields = ()
