"""Saving, changing and removing one's own views of lists."""

from typing import Any

from django.utils.translation import gettext as _

from core.models import SavedView
from core.models.saved_views import LONGEST_STATE
from core.trail.recording import acting
from core.workflow.acts import all_or_nothing
from core.workflow.moves import IllegalStep
from core.workflow.saving import save_checked

MOST = 20
"""So many views of one list has one account."""


@all_or_nothing
def save_view(list_name: str, query: str, *, name: str, is_default: bool = False, by: Any) -> SavedView:
    """Keep how the list is shown. Raises `ValidationError` at the name, `IllegalStep` over `MOST` or if too long."""
    own = SavedView.objects.visible_to(by).of_list(list_name)
    list(own.select_for_update().values_list("pk", flat=True))  # who saves two at once waits here
    if own.count() >= MOST:
        raise IllegalStep(_("You have %(most)s views of this list already. Remove one first.") % {"most": MOST})
    view = SavedView(owner=by, list_name=list_name)
    return _save(view, name=name, query=query, is_default=is_default, by=by)


@all_or_nothing
def change_view(view: SavedView, *, name: str, is_default: bool, query: str | None = None, by: Any) -> SavedView:
    """Rename it, make it the default or not, let it hold another `query` if one is given. Raises as `save_view`."""
    kept = view.query if query is None else query
    return _save(view, name=name, query=kept, is_default=is_default, by=by)


def _save(view: SavedView, *, query: str, is_default: bool, by: Any, name: str) -> SavedView:
    if len(query) > LONGEST_STATE:
        raise IllegalStep(_("These filters are too long to be saved. Choose fewer."))
    if is_default:
        others = SavedView.objects.visible_to(by).of_list(view.list_name).filter(is_default=True).exclude(pk=view.pk)
        with acting(by):
            others.update(is_default=False)
    return save_checked(view, by=by, name=name, query=query, is_default=is_default)


@all_or_nothing
def remove_view(view: SavedView, *, by: Any) -> None:
    """Keep it no more."""
    with acting(by):
        view.delete()
