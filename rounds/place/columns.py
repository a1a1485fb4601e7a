"""The place as columns of a list. A list may give any of them another kind of column or other options."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from rounds.place.lookups import Place


def round_column(place: Place, column=tables.ShortColumn, **options):
    """The round, sorted by its number."""
    own = {"accessor": place.round, "verbose_name": _("Round"), "order_by": place.round_number}
    return column(**own | options)


def team_column(place: Place, column=tables.ShortColumn, **options):
    """The team, sorted by its number."""
    own = {"accessor": place.team, "verbose_name": _("Team"), "order_by": place.team_number}
    return column(**own | options)


def organization_column(place: Place, column=tables.NameColumn, **options):
    """The organization, sorted by pinyin."""
    own = {
        "accessor": place.organization,
        "verbose_name": _("Inspected organization"),
        "order_by": place.organization_name_key,
    }
    return column(**own | options)


class PlaceTable(tables.Table):
    """Rows with an inspection of their own."""

    round = round_column(Place())
    team = team_column(Place())
    organization = organization_column(Place())
