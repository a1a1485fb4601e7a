"""What the columns of papers, findings and leads share."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables


class ShortColumn(tables.Column):
    """A few characters that belong on one line."""

    kind = "short"


class ClassColumn(tables.Column):
    """A title of a class: wide enough for the longest on two lines."""

    kind = "class"


class OfInspection(tables.Table):
    """The columns that place a row: round, team, organization."""

    round = ShortColumn(
        accessor="inspection__team__round", verbose_name=_("Round"), order_by="inspection__team__round__number"
    )
    team = ShortColumn(accessor="inspection__team", verbose_name=_("Team"), order_by="inspection__team__number")
    organization = tables.Column(
        accessor="inspection__organization",
        verbose_name=_("Inspected organization"),
        order_by="inspection__organization__name_key",
    )
