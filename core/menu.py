"""Entries of the desk."""

from django.utils.translation import gettext_lazy as _

from core import notices, worklist
from core.ui import menu

menu.register(
    "desk", _("Worklist"), "worklist", "checklist", count=lambda user: len(worklist.duties_of(user)), order=10
)
menu.register("desk", _("Inbox"), "inbox", "bell", count=notices.unread_count, order=20)
