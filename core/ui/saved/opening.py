"""Opening a saved view: the list says which one is asked for, and goes to the address that shows it.

`?saved=` and its key asks for a view and is the address of it; the list then goes on to what the view holds, with
`view=` and its key beside it, so that the address says what is shown. `view=all` asks for the list without any view.
"""

import re
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from core.models import SavedView
from core.ui.saved.state import state_of

ASKS, SHOWN, ALL = "saved", "view", "all"
KEY = re.compile(r"[0-9]{1,18}")


def view_asked_for(page: Any) -> SavedView | None:
    """The view that this request of a list asks for, or its reader's default where it has no query; 404 for none.

    The account knows of which lists there is a default, so that no other list looks for one.
    """
    asked, own = page.request.GET, SavedView.objects.visible_to(page.request.user).of_list(page.list_name)
    if KEY.fullmatch(asked.get(ASKS, "")):
        return get_object_or_404(own, pk=asked[ASKS])
    if asked or page.fragment_wanted() or not _has_default(page):
        return None
    return own.filter(is_default=True).first()


def open_view(view: SavedView, page: Any) -> str:
    """The address of what the view holds. What the list no longer knows is left out, and the next page says so.

    A filter that is still there, but whose value cannot be read any more, says so itself.
    """
    kept = QueryDict(view.query)
    state = state_of(page.with_query(view.query), with_unread=True)
    if state != kept:
        words = _("The view “%(name)s” holds filters, columns or an order that this list does not have: left out.")
        messages.warning(page.request, words % {"name": view.name})
    state[SHOWN] = str(view.pk)
    return f"{page.request.path}?{state.urlencode()}"


def address_of_views(page: Any) -> str:
    """Where the views of this list are seen and this one is saved."""
    return address_from(page.list_name, page.request.get_full_path())


def address_from(list_name: str, place: str) -> str:
    """The same of a list shown at an address."""
    return f"{reverse('saved_views', args=[list_name])}?{urlencode({'at': place})}"


def address_of_everything(page: Any) -> str:
    """The list as it is without any view."""
    return f"{page.request.path}?{SHOWN}={ALL}" if _has_default(page) else page.request.path


def _has_default(page: Any) -> bool:
    return page.list_name in page.request.user.default_views
