"""One's own views of a list: seen beside it, saved, changed, removed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.models import SavedView
from core.ui.saved import services
from core.ui.saved.forms import ChangeForm, ViewForm
from core.ui.saved.opening import ASKS, SHOWN, address_from
from core.ui.saved.state import state_of
from core.ui.views.form import FormPage, StepPage
from core.ui.views.list import ListPage, list_at

LONGEST_PLACE = 8000
REGION = "saved-views"
"""What a list fills with its views once they are asked for."""


def list_shown(request, name: str) -> ListPage | None:
    """The list of this name at the address that the request says it is shown at, or at its own; None without any."""
    place = request.GET.get("at", "")
    if "\0" in place or len(place) > LONGEST_PLACE:
        return None
    path, _mark, query = (place or _own_place(name)).partition("?")
    page = list_at(path, query, request.user)
    return page if page is not None and page.list_name == name else None


def _own_place(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:  # it hangs on a row, or is there no more
        return ""


def place_of(page: ListPage) -> str:
    """The address at which a list is shown."""
    query = page.request.GET.urlencode()
    return f"{page.request.path}?{query}" if query else page.request.path


class SavedViews(FormPage):
    """The views of a list, and the form that saves what it shows as one; a list fetches them once asked for."""

    title = gettext_lazy("Views of the list")
    template_name = "core/saved_views.html"
    form_class = ViewForm
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The view is saved.")

    @cached_property
    def shown(self) -> ListPage:
        """The list, which its reader may open; 404 for what is none."""
        page = list_shown(self.request, self.kwargs["of"])
        if page is None:
            raise Http404
        page.require_open()
        return page

    def require_open(self):
        """As the list."""
        _unused = self.shown

    def form_kwargs(self):
        return {"auto_id": "view_%s"}  # beside the filters of the list

    def get_crumbs(self):
        return [(self.shown.get_title(), place_of(self.shown))]

    def save(self, form):
        query = state_of(self.shown).urlencode()
        view = services.save_view(self.shown.list_name, query, by=self.request.user, **form.cleaned_data)
        return f"{self.shown.request.path}?{ASKS}={view.pk}"

    def get_template_names(self):
        return ["core/_saved_views.html" if self.fragment_wanted() == REGION else self.template_name]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            views=SavedView.objects.visible_to(self.request.user).of_list(self.shown.list_name),
            views_address=address_from(self.shown.list_name, place_of(self.shown)),
            list_path=self.shown.request.path,
            place=place_of(self.shown),
            opened=self.shown.request.GET.get(SHOWN, ""),
            **kwargs,
        )


class SavedViewChange(StepPage):
    """Rename it, let the list open with it, let it take in what the list shows now."""

    title = gettext_lazy("Change the view")
    form_class = ChangeForm
    submit_label = gettext_lazy("Save")
    done = gettext_lazy("The view is saved.")

    def queryset_for(self, user):
        return SavedView.objects.visible_to(user)

    @cached_property
    def shown(self) -> ListPage | None:
        """The list beside which it was asked for, if any."""
        return list_shown(self.request, self.record.list_name) if "at" in self.request.GET else None

    def form_kwargs(self):
        return {"is_shown": self.shown is not None, "auto_id": "changed_%s"}  # in a dialog over the other form

    def initial(self):
        return {"name": self.record.name, "is_default": self.record.is_default}

    def get_cancel_url(self):
        return place_of(self.shown) if self.shown else "/"

    def save(self, form):
        told = form.cleaned_data
        query = state_of(self.shown).urlencode() if told.pop("takes_in", False) else None
        services.change_view(self.record, query=query, by=self.request.user, **told)
        return self.get_cancel_url() if query is None else f"{self.shown.request.path}?{ASKS}={self.record.pk}"


@require_POST
def remove(request, pk):
    """Keep a view no more, and go back to the list."""
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    page = list_shown(request, view.list_name)
    services.remove_view(view, by=request.user)
    messages.success(request, _("The view is removed."))
    return redirect(place_of(page) if page else "/")
