"""The inbox: what I was told."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from core.models import Notice
from core.notices import services
from core.notices.filters import NoticeFilter
from core.notices.tables import NoticeTable
from core.ui.views.list import BulkAction, ListPage

LONGEST_KEY = 19  # digits; the database has no larger keys


class Inbox(ListPage):
    """My notices, newest first."""

    title = gettext_lazy("Inbox")
    template_name = "core/inbox.html"
    table_class = NoticeTable
    filter_class = NoticeFilter
    exportable = False
    empty_text = gettext_lazy("No notice yet.")
    empty_hint = gettext_lazy("What concerns you is announced here, and once a day by mail.")

    def queryset_for(self, user):
        """Only the reader's own."""
        return services.inbox(user)

    def bulk_actions(self):
        """Mark the ticked ones."""
        return [BulkAction(_("Mark as read"), reverse("inbox-read"), "checks")]


@require_POST
def open_notice(request, pk):
    """Mark a notice as read and go where it leads; every notice leads to a page of our own."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    services.mark_read(Notice.objects.visible_to(request.user).filter(pk=notice.pk))
    return redirect(notice.url if services.is_local_path(notice.url) else "inbox")


@require_POST
def mark_read(request):
    """Mark the ticked notices as read, or all of them."""
    mine = services.inbox(request.user)
    if "all" not in request.POST:
        mine = mine.filter(
            pk__in=[pk for pk in request.POST.getlist("pk") if pk.isdecimal() and len(pk) < LONGEST_KEY]
        )
    count = services.mark_read(mine)
    told = ngettext("%(count)s notice marked as read.", "%(count)s notices marked as read.", count)
    messages.success(request, told % {"count": count} if count else _("There was nothing unread."))
    return redirect("inbox")
