"""One's own channels: seen, added, tried, removed."""

from django.conf import settings
from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.models import Channel, Digest
from core.notices.channels import services
from core.notices.channels.forms import ChannelForm
from core.notices.channels.tables import ChannelTable
from core.trail.cause_words import cause_in_words
from core.ui.views.base import Action, PlainPage
from core.ui.views.form import FormPage


class ChannelsPage(PlainPage):
    """What of mine is announced elsewhere, beside mail."""

    title = gettext_lazy("My channels")
    template_name = "core/channels.html"

    def actions(self):
        """A new one, where the installation allows any."""
        return [Action(_("Add a channel"), reverse("channel_add"), "plus", primary=True)] if settings.CHANNELS else []

    def get_context_data(self, **kwargs):
        its = Digest.objects.filter(channel=OuterRef("pk")).order_by("-on")
        last = {name: Subquery(its.values(name)[:1]) for name in ("sent_at", "last_error")}
        mine = Channel.objects.visible_to(self.request.user).annotate(**last)
        table = ChannelTable(mine)
        table.request = self.request  # for the forms of its buttons alone: it is not paged
        return super().get_context_data(table=table, is_allowed=bool(settings.CHANNELS), **kwargs)


class ChannelAdd(FormPage):
    """A robot of a messenger, or a webhook."""

    title = gettext_lazy("Add a channel")
    crumbs = [(gettext_lazy("My channels"), reverse_lazy("channels"))]
    form_class = ChannelForm
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The channel is added. Try it now.")
    cancel_url = "/channels/"
    intro = gettext_lazy(
        "A messenger is told how many notices wait and how many are late, with the way to the inbox: no unit, no item,"
        " no name. A webhook of the intranet is told the subjects that the mail tells."
    )

    def may_open(self, user):
        """Where the installation allows any kind."""
        return bool(settings.CHANNELS)

    def save(self, form):
        services.add_channel(by=self.request.user, **form.cleaned_data)
        return "channels"


@require_POST
def try_now(request, pk):
    """Send a line now, and say what came back."""
    cause = services.try_channel(get_object_or_404(Channel.objects.visible_to(request.user), pk=pk))
    if cause:
        messages.error(request, _("It was not taken: %(cause)s.") % {"cause": cause_in_words(cause)})
    else:
        messages.success(request, _("The trial was taken. Look whether it has arrived."))
    return redirect("channels")


@require_POST
def remove(request, pk):
    """Announce nothing there any more."""
    services.remove_channel(get_object_or_404(Channel.objects.visible_to(request.user), pk=pk), by=request.user)
    messages.success(request, _("The channel is removed."))
    return redirect("channels")
