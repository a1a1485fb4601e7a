"""Columns of postings."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.ui import tables
from personnel.models import MakeUpOrder, Posting


def _quiet_once_over(record) -> str:
    return "quiet" if record.released_on else ""


class PostingsOfTeam(tables.EmbeddedTable):
    """The members of one team."""

    person = tables.Column(verbose_name=_("Name"), linkify=lambda record: record.person.get_absolute_url())
    role = tables.Column(verbose_name=_("Role in the team"))
    employer = tables.Column(accessor="person__employer", verbose_name=_("Employer"))
    posted_on = tables.DateColumn(verbose_name=_("Posted on"))
    released_on = tables.DateColumn(verbose_name=_("Released on"))
    signed_on = tables.DateColumn(verbose_name=_("Commitment"), empty_values=())
    steps = tables.ButtonsColumn("personnel/_posting_steps.html", verbose_name="")

    class Meta:
        model = Posting
        fields = ()
        row_attrs = {"class": _quiet_once_over}

    def render_signed_on(self, value, record):
        """The day of the signature, or that it is missing where access waits for it."""
        if value is not None:
            return tables.day(value)
        return tables.badge(gettext("Not signed"), "warning") if record.is_unsigned else tables.EMPTY


class OrdersOfTeam(tables.EmbeddedTable):
    """The order to make up work that a team was given."""

    ordered_on = tables.DateColumn(verbose_name=_("Ordered on"), linkify=tables.record_url)
    due_on = tables.DateColumn(verbose_name=_("To be made up by"))
    light = tables.LightColumn(accessor="due_on", done="done_on", verbose_name=_("Time left"))
    grounds = tables.TextColumn(verbose_name=_("Reason"))
    outcome = tables.TextColumn(verbose_name=_("What came of it"))

    class Meta:
        model = MakeUpOrder
        fields = ()
