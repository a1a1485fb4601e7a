"""Columns of one's own channels, and of messages that channels did not take."""

from django.utils.translation import gettext_lazy as _

from core.models import Channel, Digest
from core.trail.cause_words import cause_in_words
from core.ui import tables


class ChannelTable(tables.EmbeddedTable):
    """One's own: what they are, when something went out last, and what fails."""

    name = tables.Column(verbose_name=_("Name of the channel"))
    kind = tables.ShortColumn(verbose_name=_("Kind"))
    sent_at = tables.MomentColumn(verbose_name=_("Last sent"), default=_("nothing yet"))
    last_error = tables.TextColumn(verbose_name=_("Cause of the last failure"), whole=True)
    buttons = tables.ButtonsColumn("core/_channel_buttons.html")

    class Meta:
        model = Channel
        fields = ("name", "kind", "sent_at", "last_error", "buttons")

    def render_last_error(self, value):
        return cause_in_words(value)


class FailingChannelTable(tables.EmbeddedTable):
    """Messages that met a failure: whose, of which kind of channel, why; never where it leads."""

    recipient = tables.Column(verbose_name=_("Recipient"))
    kind = tables.ShortColumn(verbose_name=_("Kind"), accessor="channel__get_kind_display")
    on = tables.DateColumn(verbose_name=_("Day"))
    attempts = tables.NumberColumn(verbose_name=_("Attempts"))
    last_error = tables.TextColumn(verbose_name=_("Cause"), whole=True)
    next_attempt_at = tables.MomentColumn(verbose_name=_("Tried again"), default=_("given up"))

    class Meta:
        model = Digest
        fields = ()

    def render_last_error(self, value):
        return cause_in_words(value)
