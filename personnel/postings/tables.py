"""Columns of postings."""

from django.utils.translation import gettext_lazy as _

from core.ui import tables
from personnel.models import Posting


def _quiet_once_over(record) -> str:
    return "quiet" if record.released_on else ""


class PostingsOfTeam(tables.EmbeddedTable):
    """The members of one team."""

    person = tables.Column(verbose_name=_("Name"), linkify=lambda record: record.person.get_absolute_url())
    role = tables.Column(verbose_name=_("Role in the team"))
    employer = tables.Column(accessor="person__employer", verbose_name=_("Employer"))
    posted_on = tables.DateColumn(verbose_name=_("Posted on"))
    released_on = tables.DateColumn(verbose_name=_("Released on"))
    steps = tables.ButtonsColumn("personnel/_posting_steps.html", verbose_name="")

    class Meta:
        model = Posting
        fields = ()
        row_attrs = {"class": _quiet_once_over}
