"""Columns of regular work, and of mails that could not be sent."""

from django.utils.translation import gettext_lazy as _

from core.models import Digest, LastRun
from core.operation.telling import cure, work_in_words
from core.trail.cause_words import cause_in_words
from core.ui import tables


class RunTable(tables.EmbeddedTable):
    """Each regular work: how it is, when it last went well, and what to do where it does not."""

    work = tables.ShortColumn(verbose_name=_("Regular work"))
    state = tables.StatusColumn(verbose_name=_("State"))
    succeeded_at = tables.MomentColumn(verbose_name=_("Last went well"))
    ended_at = tables.MomentColumn(verbose_name=_("Last ended"))
    cause = tables.TextColumn(verbose_name=_("Cause"), whole=True)
    cure = tables.TextColumn(verbose_name=_("What to do"), accessor="work", whole=True)

    class Meta:
        model = LastRun
        fields = ()

    def render_work(self, record):
        return work_in_words(record)

    def render_state(self, value):
        return tables.badge(str(STATES[value][0]), STATES[value][1])

    def render_cause(self, value):
        return cause_in_words(value)

    def render_cure(self, record):
        return "" if record.state == "ok" else cure(record)


STATES = {
    "ok": (_("In order"), "success"),
    "late": (_("Late"), "warning"),
    "failed": (_("Failed"), "danger"),
}


class UnsentMailTable(tables.EmbeddedTable):
    """Mails that met a failure: whose, how often they were tried, why they failed, when they are tried again."""

    recipient = tables.Column(verbose_name=_("Recipient"))
    on = tables.DateColumn(verbose_name=_("Day"))
    attempts = tables.NumberColumn(verbose_name=_("Attempts"))
    last_error = tables.TextColumn(verbose_name=_("Cause"), whole=True)
    next_attempt_at = tables.MomentColumn(verbose_name=_("Tried again"), default=_("given up"))

    class Meta:
        model = Digest
        fields = ()

    def render_last_error(self, value):
        return cause_in_words(value)
